// How to read the graph, and the keys.
const KEYS = [
  ['/', 'find a name or words'], ['← → ↑ ↓', 'go from name to name (with the graph in focus)'], ['+ − 0', 'nearer, farther, show all'],
  ['t', 'graph or table'], ['d', 'graph or dossier of the selected name'], ['Esc', 'let go of the selection'], ['Tab', 'on to legend, claims, table rows; Enter opens'], ['?', 'this'],
];
const READING = [
  ['solid', 'the article states it'], ['dashed, ✕ not', 'the article denies it'], ['dotted', 'planned, possible or conditional; the word stands on the arrow'],
  ['lighter', 'reported: known by somebody’s word alone, who is named in the panel'], ['faded, former', 'it was so and is over'], ['×3', 'three claims of the same kind'], ['small ring', 'the claim names no object'],
];
function help() {
  const box = $('#keys');
  const list = (pairs, tag) => el('dl', null, ...pairs.flatMap(([a, b]) => [el('dt', null, el(tag, null, a)), el('dd', null, b)]));
  const title = el('h2', null, 'Reading the graph');
  title.id = 'keys-title';
  box.replaceChildren(title, list(READING, 'b'), el('h2', null, 'Keys'), list(KEYS, 'kbd'), button('', () => box.close(), 'Close'));
  box.showModal();
}

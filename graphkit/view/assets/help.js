// How to read the graph, and the keys.
const KEYS = ['find', 'move', 'zoom', 'focus', 'expand', 'fold', 'undo', 'table', 'dossier', 'leave', 'tab', 'help'];
const READING = ['solid', 'denied', 'planned', 'reported', 'former', 'count', 'badge', 'folded', 'ring', 'shade'];
function help() {
  const box = $('#keys');
  const list = (group, keys, tag) => el('dl', null, ...keys.map((key) => t(`${group}.${key}`).split('|')).flatMap(([a, b]) => [el('dt', null, el(tag, null, a)), el('dd', null, b)]));
  const title = el('h2', null, t('help.reading'));
  title.id = 'keys-title';
  box.replaceChildren(title, list('help', READING, 'b'), el('h2', null, t('help.keys')), list('key', KEYS, 'kbd'), button('', () => box.close(), t('help.close')));
  box.showModal();
}

// Puts it together: what happens on a choice, on a change of the filter, on a key.
function setTheme() {
  const wished = state.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = wished;
}
function count(shown) {
  const names = nodes.filter((n) => isEntity(n) && nodeShown[n.i]).length;
  const of = shown === claims.length ? '' : ` of ${claims.length.toLocaleString('en')}`;
  $('#counts').textContent = `${plural(names, 'name')} · ${shown.toLocaleString('en')}${of} ${claims.length === 1 ? 'claim' : 'claims'} · ${plural(D.articles.length, 'article')}`;
}
function pick(of, show = true) {
  state.picked = of;
  state.over = null;
  panel();
  toAddress();
  markRows();
  if (of?.kind === 'node') dossier();
  if (D.fold && net) { unfold(); redrawAll(); }
  if (net) {
    const arrow = of && of.kind !== 'node' ? (of.kind === 'arrow' ? of.i : claims[of.i].arrow) : null;
    net.setSelection({ nodes: [], edges: arrow === null ? [] : [arrow] }, { highlightEdges: false, unselectAll: true });
    if (of && show) reveal(of);
    net.redraw();
  }
  if (of) live(of.kind === 'node' ? `${nodes[of.i].label || 'claim'}, ${plural(nodes[of.i].arrows.reduce((n, a) => n + arrowCount[a], 0), 'claim')}` : plainSaying(claims[of.kind === 'claim' ? of.i : arrows[of.i].c[0]]));
}
function isThere(of) {
  return of && (of.kind === 'node' ? nodeShown[of.i] : of.kind === 'arrow' ? arrowCount[of.i] : isShown[of.i]);
}
function changed(by = '') {
  const shown = filter();
  if (!isThere(state.picked)) state.picked = null;
  unfold();
  state.over = null;
  count(shown);
  if (by !== 'sure') facets();
  panel();
  table();
  dossier();
  redrawAll();
  nothing(shown);
  toAddress();
}
function nothing(shown) {
  const box = $('#nothing');
  box.hidden = shown > 0;
  box.replaceChildren(el('span', null, claims.length ? 'No claim is left with this choice.' : 'There are no claims to show.'));
  if (claims.length) box.append(button('', () => { showAll(); time(); changed(); fit(false); }, 'Show everything again'));
}
function setView(view) {
  state.view = view;
  $('#graph').hidden = !DRAWN.includes(view);
  $('#table').hidden = !TABLED.includes(view);
  $('#dossier').hidden = view !== 'dossier';
  $('#stage').dataset.view = view;
  for (const each of VIEWS) $(`#as-${each}`).setAttribute('aria-pressed', String(view === each));
  table();
  dossier();
  toAddress();
  if (DRAWN.includes(view) && net) { net.setSize('100%', '100%'); net.redraw(); if (!fitted) { fitted = true; fit(false); } }
}
let fitted = false;
function notice() {
  const left = D.all.claims - claims.length, gone = D.all.nodes - nodes.length;
  if (left <= 0) return;
  const box = $('#notice');
  box.hidden = false;
  box.append(el('div', null, `Drawn are the best connected ${plural(nodes.length, 'node')} of ${D.all.nodes.toLocaleString('en')} with ${plural(claims.length, 'claim')} of ${D.all.claims.toLocaleString('en')}. Left out: ${plural(Math.max(0, gone), 'node')}, ${plural(left, 'claim')}. ${D.queries.length ? 'For a narrower cut:' : 'Choose fewer names, or a question, for a narrower cut.'}`));
  commands(box);
  const close = button('', () => { box.hidden = true; }, '✕');
  close.setAttribute('aria-label', 'Close this notice');
  box.append(close);
}
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
function toward(dx, dy) {
  const shown = nodes.filter((n) => nodeOn[n.i]);
  const from = state.picked?.kind === 'node' ? nodes[state.picked.i] : null;
  if (!from) { const first = [...shown].sort((a, b) => (b.w ?? 0) - (a.w ?? 0))[0]; if (first) pick({ kind: 'node', i: first.i }); return; }
  let best = null, least = Infinity;
  for (const n of shown) {
    const along = (n.x - from.x) * dx + (n.y - from.y) * dy, across = Math.abs((n.x - from.x) * dy) + Math.abs((n.y - from.y) * dx);
    if (n !== from && along > 0 && along + 2.2 * across < least) { least = along + 2.2 * across; best = n; }
  }
  if (best) pick({ kind: 'node', i: best.i });
}
function zoom(by) {
  net.moveTo({ scale: Math.min(4, Math.max(0.05, net.getScale() * by)), animation: CALM ? false : { duration: 150, easingFunction: 'easeInOutQuad' } });
}
function listen() {
  const stage = $('#graph'), point = (event) => { const box = stage.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
  net.on('click', (event) => { stage.focus({ preventScroll: true }); pick(under(event.pointer.DOM), false); });
  net.on('doubleClick', (event) => { const of = under(event.pointer.DOM); if (of?.kind === 'node') { state.over = null; fit(true, [...lit().nodes]); } });
  let waiting = null;
  stage.addEventListener('mousemove', (event) => {
    if (event.buttons) return;
    const at = point(event);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const of = under(at), same = of?.kind === state.over?.kind && of?.i === state.over?.i;
      stage.classList.toggle('over', of !== null);
      if (!same) { state.over = of; net.redraw(); }
    }, 30);
  });
  stage.addEventListener('mouseleave', () => { clearTimeout(waiting); if (state.over) { state.over = null; net.redraw(); } });
  stage.addEventListener('keydown', (event) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (move && !event.altKey && !event.metaKey && !event.ctrlKey) { toward(...move); event.preventDefault(); }
  });
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') { if (!$('#save-menu').hidden) saveMenu(false); else pick(null); return; }
    if (/^(input|textarea|select)$/i.test(event.target.tagName) && event.target.type !== 'checkbox') return;
    const act = { '/': () => $('#find').focus(), '?': help, t: () => setView(state.view === 'graph' ? 'table' : 'graph'), d: () => setView(state.view === 'dossier' ? 'graph' : 'dossier'), 0: () => fit(), '+': () => zoom(1.25), '=': () => zoom(1.25), '-': () => zoom(0.8) }[event.key];
    if (act) { act(); event.preventDefault(); }
  });
  const saveMenu = (open) => { $('#save-menu').hidden = !open; $('#save').setAttribute('aria-expanded', String(open)); };
  $('#save').addEventListener('click', () => saveMenu($('#save-menu').hidden));
  document.addEventListener('click', (event) => { if (!event.target.closest?.('.menu')) saveMenu(false); });
  const saver = (id, act) => $(id).addEventListener('click', () => { saveMenu(false); act(); });
  saver('#save-png', () => { setView(DRAWN.includes(state.view) ? state.view : 'graph'); savePicture(); });
  saver('#save-svg', () => { setView(DRAWN.includes(state.view) ? state.view : 'graph'); saveSvg(); });
  saver('#save-csv', saveCSV);
  saver('#save-json', saveJSON);
  saver('#copy-link', () => { toAddress(); copy(location.href).then((done) => live(done ? 'Link copied' : 'The link is in the address bar')); });
  saver('#ask', showQuestions);
  saver('#print', () => print());
  listenToPrinter();
  $('#fit').addEventListener('click', () => { setView('graph'); fit(); });
  for (const view of VIEWS) $(`#as-${view}`).addEventListener('click', () => setView(view));
  $('#help').addEventListener('click', help);
  $('#theme').addEventListener('click', () => { state.theme = dark() ? 'light' : 'dark'; themed(); toAddress(); });
  $('#skip').addEventListener('click', (event) => { event.preventDefault(); $('#panel').focus(); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { if (!state.theme) themed(); });
  addEventListener('hashchange', () => { fromAddress(); themed(); time(); setView(state.view); changed(); pick(state.picked); });
}
function themed() {
  setTheme();
  if (SPAN) drawBars($('#time canvas'));
  document.querySelectorAll('canvas[data-kind]').forEach(paintBadge);
  redrawAll(true);
}

fromAddress();
setTheme();
const shownAtFirst = filter();
if (!isThere(state.picked)) state.picked = null;
unfold();
count(shownAtFirst);
facets();
time();
notice();
nothing(shownAtFirst);
startDrawing();
startSearch();
listen();
setView(state.view);
if (DRAWN.includes(state.view)) { fitted = true; fit(false); }
pick(state.picked);
const ready = () => {
  performance.mark('graphkit-drawn');
  document.documentElement.dataset.ready = 'yes';
};
if (DRAWN.includes(state.view)) { net.once('afterDrawing', ready); net.redraw(); } else ready(); // a hidden stage is not drawn
// For scripts beside the page: where a name or the arrow of a claim stands on the screen, and the choice of it.
window.graphkit = Object.freeze({
  where(id) {
    const n = nodes.find((x) => x.id === id), c = claims.find((x) => x.id === id), box = $('#graph').getBoundingClientRect();
    const word = c && placed.boxes.find((b) => b.kind === 'arrow' && b.i === c.arrow);
    const at = n ? n : word ? { x: word.x + word.w / 2, y: word.y + word.h / 2 } : c ? arrowPoint(arrows[c.arrow], 0.5) : null;
    if (!at) return null;
    const p = net.canvasToDOM(at);
    return [p.x + box.left, p.y + box.top];
  },
  words: () => placed.boxes.map((b) => [b.x, b.y, b.w, b.h, b.kind]),
  counts: () => ({ claims: isShown.reduce((a, b) => a + b, 0), names: nodeShown.reduce((a, b) => a + b, 0), words: placed.boxes.filter((b) => b.kind === 'arrow').length, arrows: arrows.length }),
});

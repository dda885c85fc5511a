// Puts it together: colours, the view, the notice, the start.
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
  if (DRAWN.includes(view) && net) { net.setSize('100%', '100%'); net.redraw(); if (!fitted) { fitted = true; fit(false, opening()); } }
}
let fitted = false;
let noticeClosed = '';
// What is not drawn, and how to come to it. Closed, it stays so until something else is left out.
function notice() {
  const left = D.all.claims - claims.length, box = $('#notice'), few = namesDrawn < letThrough - standAlone && letThrough > MANY;
  const told = `${few ? letThrough : ''} ${left}`;
  box.hidden = (left <= 0 && !few) || noticeClosed === told;
  if (box.hidden) return;
  box.replaceChildren();
  if (few) {
    box.append(el('div', null, t('big.drawn', { n: namesDrawn, all: letThrough })));
    const more = (n, label) => button('small', () => { state.most = n; changed('drawn'); fit(false); }, label);
    box.append(el('div', 'doing', namesDrawn * 2 < letThrough ? more(state.most * 2, t('big.more', { n: state.most * 2 })) : null, more(nodes.length, t('big.all', { n: letThrough }))));
  }
  if (left > 0) {
    box.append(el('div', null, t('big.left', { nodes: nodes.length, allNodes: D.all.nodes, claims: claims.length, allClaims: D.all.claims }), ' ', t(D.queries.length ? 'big.cut' : 'big.ask')));
    commands(box);
  }
  const close = button('close', () => { box.hidden = true; noticeClosed = told; }, '✕');
  close.setAttribute('aria-label', t('close.notice'));
  box.append(close);
}
function setTheme() {
  wear(state.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
}
function themed() {
  setTheme();
  drawBars($('#time canvas'));
  document.querySelectorAll('canvas[data-kind]').forEach(paintBadge);
  redrawAll(true);
}

fromAddress(location.hash.slice(1));
setTheme();
const shownAtFirst = filter();
if (!isThere(state.picked)) state.picked = null;
unfold();
count(shownAtFirst);
time();
notice();
nothing(shownAtFirst);
startDrawing();
startSearch();
focusBar();
listen();
setView(state.view);
if (DRAWN.includes(state.view)) { fitted = true; fit(false, opening()); }
if (state.picked) pick(state.picked);
returnToPlace();
net.body.emitter.emit('_allowRedraw');
if (DRAWN.includes(state.view)) net.redraw(); // a hidden stage is not drawn
performance.mark('graphkit-drawn');
// The drawing is seen first; what stands beside it is made while one looks.
setTimeout(() => {
  facets();
  if (!state.picked) panel();
  toAddress();
  followStore();
  performance.mark('graphkit-ready');
  document.documentElement.dataset.ready = 'yes';
});
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
  drawn: () => nodes.filter((n) => nodeOn[n.i] && isEntity(n)).map((n) => n.label),
  double(id) { openAround(nodes.find((n) => n.id === id).i); },
  // How far each name stands from the four borders of the stage, in pixels.
  edges() {
    const box = $('#graph').getBoundingClientRect();
    return placed.boxes.filter((b) => b.kind === 'node').map((b) => {
      const low = net.canvasToDOM({ x: b.x, y: b.y }), high = net.canvasToDOM({ x: b.x + b.w, y: b.y + b.h });
      return [low.x, low.y, box.width - high.x, box.height - high.y];
    });
  },
  words: () => placed.boxes.map((b) => [b.x, b.y, b.w, b.h, b.kind]),
  counts: () => ({ claims: isShown.reduce((a, b) => a + b, 0), names: nodeShown.reduce((a, b) => a + b, 0), words: placed.boxes.filter((b) => b.kind === 'arrow').length, arrows: arrows.length }),
});

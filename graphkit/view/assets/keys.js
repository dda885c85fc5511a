// The mouse, the keys, the buttons: each leads to what another part does.
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

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
// Bring in what is not drawn around a name; where nothing is missing, come nearer to what is there.
function openAround(i) {
  state.over = null;
  if (D.served && !hiddenBy[i] && !state.folded.has(i) && !state.focus && fetchAround(nodes[i])) return;
  if (hiddenBy[i] || state.folded.has(i) || state.focus) live(t('told.opened', { n: expand(i) }));
  if (net && DRAWN.includes(state.view)) fit(true, [i, ...[...around(i)].filter((k) => nodeOn[k])]);
}
function listen() {
  const stage = $('#graph'), point = (event) => { const box = stage.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
  net.on('click', (event) => {
    stage.focus({ preventScroll: true });
    const of = under(event.pointer.DOM), from = state.picked;
    const names = of?.kind === 'node' && from?.kind === 'node' && isEntity(nodes[of.i]) && isEntity(nodes[from.i]);
    if (event.event?.srcEvent?.shiftKey && names) focusPair(from.i, of.i);
    else pick(of, false);
  });
  net.on('doubleClick', (event) => { const of = under(event.pointer.DOM); if (of?.kind === 'node' && isEntity(nodes[of.i])) openAround(of.i); });
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
    if (document.querySelector('dialog[open]')) return;
    const writing = event.target instanceof HTMLElement && /^(input|textarea|select)$/i.test(event.target.tagName) && !(event.target instanceof HTMLInputElement && event.target.type === 'checkbox');
    if ((event.ctrlKey || event.metaKey) && !event.altKey && 'zy'.includes(event.key.toLowerCase()) && !writing) { travel(event.key.toLowerCase() === 'z' && !event.shiftKey ? -1 : 1); event.preventDefault(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      if (!$('#save-menu').hidden) { saveMenu(false); $('#save').focus(); }
      else if (wanting !== null) { wanting = null; focusBar(); }
      else if (state.picked) pick(null);
      else if (state.focus) setFocus(null);
      return;
    }
    if (writing) return;
    const name = state.picked?.kind === 'node' && isEntity(nodes[state.picked.i]) ? state.picked.i : null;
    const act = {
      '/': () => $('#find').focus(), '?': help, u: () => travel(-1), U: () => travel(1),
      f: () => { if (name !== null) focusOn(name); }, e: () => { if (name !== null) openAround(name); }, g: () => { if (name !== null) foldGroup(name); },
      t: () => setView(state.view === 'graph' ? 'table' : 'graph'), d: () => setView(state.view === 'dossier' ? 'graph' : 'dossier'),
      0: () => fit(), '+': () => zoom(1.25), '=': () => zoom(1.25), '-': () => zoom(0.8),
    }[event.key];
    if (act) { act(); event.preventDefault(); }
  });
  const saveMenu = (open) => { $('#save-menu').hidden = !open; $('#save').setAttribute('aria-expanded', String(open)); };
  $('#save').addEventListener('click', () => {
    const n = chosenClaims().length, what = state.picked || tableNarrowed() ? 'save.chosen' : 'save.shown';
    for (const form of ['CSV', 'JSON']) $(`#save-${form.toLowerCase()}`).textContent = t(what, { n, form });
    saveMenu($('#save-menu').hidden);
  });
  document.addEventListener('click', (event) => { if (!(event.target instanceof Element && event.target.closest('.menu'))) saveMenu(false); });
  const saver = (id, act) => $(id).addEventListener('click', () => { saveMenu(false); act(); });
  saver('#save-png', () => { setView(DRAWN.includes(state.view) ? state.view : 'graph'); savePicture(); });
  saver('#save-svg', () => { setView(DRAWN.includes(state.view) ? state.view : 'graph'); saveSvg(); });
  saver('#save-csv', saveCSV);
  saver('#save-json', saveJSON);
  saver('#copy-link', () => { toAddress(); copy(location.href).then((done) => live(t(done ? 'told.copied' : 'told.address'))); });
  $('#to-filters').addEventListener('click', () => { $('#facets').scrollIntoView({ block: 'start', behavior: CALM ? 'auto' : 'smooth' }); $('#facets').querySelector('input')?.focus({ preventScroll: true }); });
  saver('#ask', showQuestions);
  saver('#print', () => print());
  listenToPrinter();
  $('#lens').setAttribute('aria-label', t('tool.lens'));
  const tool = (id, act) => { const made = $(id); made.addEventListener('click', act); made.title = t(`tool.${id.slice(1)}`); made.setAttribute('aria-label', made.title); };
  tool('#fit', () => { if (!DRAWN.includes(state.view)) setView('graph'); fit(); });
  tool('#nearer', () => zoom(1.25)); tool('#farther', () => zoom(0.8));
  tool('#undo', () => travel(-1)); tool('#redo', () => travel(1));
  for (const view of VIEWS) $(`#as-${view}`).addEventListener('click', () => setView(view));
  $('#help').addEventListener('click', help);
  $('#theme').addEventListener('click', () => { state.theme = dark() ? 'light' : 'dark'; themed(); toAddress(); });
  $('#skip').addEventListener('click', (event) => { event.preventDefault(); $('#panel').focus(); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { if (!state.theme) themed(); });
  addEventListener('hashchange', () => { fromAddress(location.hash.slice(1)); arrived(); });
}

// The address: what is selected and filtered, after the #, so that a link opens the same view.
function toAddress(by = '') {
  const p = new URLSearchParams(), picked = state.picked;
  if (picked?.kind === 'node') { const n = nodes[picked.i]; if (n.id) p.set('node', n.id); else if (n.arrows.length) p.set('end', claims[arrows[n.arrows[0]].c[0]].id); }
  if (picked?.kind === 'claim') p.set('claim', claims[picked.i].id);
  if (picked?.kind === 'arrow') p.set('arrow', claims[arrows[picked.i].c[0]].id);
  for (const [name, set] of Object.entries(state.off)) for (const value of set) p.append(`no-${name}`, value);
  if (SPAN && state.from !== SPAN[0]) p.set('from', dayText(state.from));
  if (SPAN && state.to !== SPAN[1]) p.set('to', dayText(state.to));
  if (!state.undated) p.set('undated', 'no');
  for (const name of state.some) p.append('some', name);
  if (HELD && state.since !== HELD[0]) p.set('since', dayText(state.since));
  if (HELD && state.until !== HELD[1]) p.set('until', dayText(state.until));
  if (!state.timeless) p.set('timeless', 'no');
  if (state.sure) p.set('sure', String(state.sure));
  if (state.focus) {
    for (const i of state.focus.ids) p.append('focus', nodes[i].id);
    if (state.focus.pair) p.set('ways', state.focus.way === null ? 'all' : String(state.focus.way + 1));
    else if (state.focus.steps !== 1) p.set('steps', String(state.focus.steps));
  }
  for (const i of state.opened) if (nodes[i].id) p.append('open', nodes[i].id);
  for (const i of state.folded) p.append('fold', nodes[i].id);
  if (state.most !== FIRST) p.set('most', String(state.most));
  if (!state.groups) p.set('groups', 'no');
  if (state.alone) p.set('alone', 'yes');
  if (state.view !== 'graph') p.set('view', state.view);
  if (state.view === 'dossier' && state.about !== null) p.set('about', nodes[state.about].id);
  if (state.view === 'dossier' && state.clock !== 'published') p.set('clock', state.clock);
  if (TABLED.includes(state.view) && tableWords) p.set('words', tableWords);
  if (state.theme) p.set('theme', state.theme);
  const hash = String(p);
  remember(hash, by);
  if (hash !== location.hash.slice(1)) {
    // A sandboxed frame may have no history to write to.
    try { history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search); } catch { /* the view works without */ }
  }
}
// Each view that one came through, to go back to. A slider passes many on its way: only where it began and ended counts.
const past = { views: [], at: -1, by: '', when: 0 };
function remember(hash, by) {
  if (past.views[past.at] === hash) return;
  const sliding = (by === 'time' || by === 'sure') && by === past.by && Date.now() - past.when < 900;
  if (!sliding) past.at += 1;
  past.views.length = past.at;
  past.views[past.at] = hash;
  Object.assign(past, { by, when: Date.now() });
  travelled();
}
function travelled() {
  $('#undo').disabled = past.at <= 0;
  $('#redo').disabled = past.at >= past.views.length - 1;
}
function travel(by) {
  const hash = past.views[past.at + by];
  if (hash === undefined) { live(t('told.nothing.undo')); return; }
  past.at += by;
  fromAddress(hash);
  arrived();
  travelled();
  live(t(by < 0 ? 'told.undone' : 'told.redone'));
}
// All of the page brought to what the address says.
function arrived() {
  themed();
  time();
  setView(state.view);
  changed();
  pick(state.picked);
  focusBar();
}
function fromAddress(hash) {
  const p = new URLSearchParams(hash);
  showAll();
  for (const name of Object.keys(state.off)) for (const value of p.getAll(`no-${name}`)) if (ORDER[name].includes(value)) state.off[name].add(value);
  const date = (name, span) => { const text = p.get(name); return /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && span ? Math.min(span[1], Math.max(span[0], day(text))) : null; };
  for (const [name, span] of [['from', SPAN], ['to', SPAN], ['since', HELD], ['until', HELD]]) state[name] = date(name, span) ?? state[name];
  state.undated = p.get('undated') !== 'no';
  state.timeless = p.get('timeless') !== 'no';
  if (p.getAll('some').includes('how')) state.some.add('how');
  state.sure = Math.min(1, Math.max(0, Number(p.get('sure')) || 0));
  const known = (name) => p.getAll(name).map((id) => nodes.find((n) => isEntity(n) && n.id === id)?.i).filter((i) => i !== undefined);
  const ids = known('focus'), pair = p.has('ways') && ids.length === 2, way = Number(p.get('ways')) - 1;
  if (ids.length) state.focus = { ids, pair, steps: Math.min(4, Math.max(1, Math.floor(Number(p.get('steps'))) || 1)), way: pair && way >= 0 && Number.isInteger(way) ? way : null };
  state.opened = new Set(known('open'));
  state.folded = new Set(known('fold').filter((i) => members.has(i)));
  state.most = Math.max(FIRST, Math.floor(Number(p.get('most'))) || 0);
  state.groups = p.get('groups') !== 'no';
  state.alone = p.get('alone') === 'yes';
  state.view = VIEWS.includes(p.get('view')) ? p.get('view') : 'graph';
  state.about = nodes.find((n) => isEntity(n) && n.id === p.get('about'))?.i ?? null;
  state.clock = p.get('clock') === 'holds' ? 'holds' : 'published';
  tableWords = p.get('words') ?? '';
  state.theme = ['dark', 'light'].includes(p.get('theme')) ? p.get('theme') : null;
  state.picked = null;
  const claim = claims.find((c) => [p.get('claim'), p.get('arrow'), p.get('end')].includes(c.id));
  const node = p.has('node') ? nodes.find((n) => n.id === p.get('node')) : null;
  if (node) state.picked = { kind: 'node', i: node.i };
  else if (claim && p.has('claim')) state.picked = { kind: 'claim', i: claim.i };
  else if (claim && p.has('arrow')) state.picked = { kind: 'arrow', i: claim.arrow };
  else if (claim) state.picked = { kind: 'node', i: arrows[claim.arrow].t };
}

// The address: what is selected and filtered, after the #, so that a link opens the same view.
function toAddress() {
  const p = new URLSearchParams(), picked = state.picked;
  if (picked?.kind === 'node') { const n = nodes[picked.i]; if (n.id) p.set('node', n.id); else if (n.arrows.length) p.set('end', claims[arrows[n.arrows[0]].c[0]].id); }
  if (picked?.kind === 'claim') p.set('claim', claims[picked.i].id);
  if (picked?.kind === 'arrow') p.set('arrow', claims[arrows[picked.i].c[0]].id);
  for (const [name, set] of Object.entries(state.off)) for (const value of set) p.append(`no-${name}`, value);
  if (SPAN && state.from !== SPAN[0]) p.set('from', dayText(state.from));
  if (SPAN && state.to !== SPAN[1]) p.set('to', dayText(state.to));
  if (!state.undated) p.set('undated', 'no');
  if (state.sure) p.set('sure', String(state.sure));
  if (state.view !== 'graph') p.set('view', state.view);
  if (state.view === 'dossier' && state.about !== null) p.set('about', nodes[state.about].id);
  if (state.view === 'dossier' && state.clock !== 'published') p.set('clock', state.clock);
  if (TABLED.includes(state.view) && tableWords) p.set('words', tableWords);
  if (state.theme) p.set('theme', state.theme);
  const hash = String(p);
  if (hash !== location.hash.slice(1)) {
    // A sandboxed frame may have no history to write to.
    try { history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search); } catch { /* the view works without */ }
  }
}
function fromAddress() {
  const p = new URLSearchParams(location.hash.slice(1));
  showAll();
  for (const name of Object.keys(state.off)) for (const value of p.getAll(`no-${name}`)) if (ORDER[name].includes(value)) state.off[name].add(value);
  const date = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && SPAN ? Math.min(SPAN[1], Math.max(SPAN[0], day(text))) : null);
  state.from = date(p.get('from')) ?? state.from;
  state.to = date(p.get('to')) ?? state.to;
  state.undated = p.get('undated') !== 'no';
  state.sure = Math.min(1, Math.max(0, Number(p.get('sure')) || 0));
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

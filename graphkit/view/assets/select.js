// What is chosen, and all that follows from a choice or from a change of the filter.
function count(shown) {
  const names = nodes.filter((n) => isEntity(n) && nodeShown[n.i]).length;
  const told = shown === claims.length ? t('count.claims', { n: shown }) : t('count.shown', { shown, n: claims.length });
  $('#counts').textContent = [t('count.names', { n: names }), told, t('count.articles', { n: D.articles.length })].join(' · ');
}
function pick(of, show = true) {
  if (wanting !== null && of?.kind === 'node' && isEntity(nodes[of.i])) { focusPair(wanting, of.i); return; }
  state.picked = of;
  state.over = null;
  panel();
  toAddress();
  markRows();
  if (of?.kind === 'node') dossier();
  if (net && (D.fold || letThrough > MANY || state.folded.size)) { unfold(); redrawAll(); }
  if (net) {
    const arrow = of && of.kind !== 'node' ? (of.kind === 'arrow' ? of.i : claims[of.i].arrow) : null;
    net.setSelection({ nodes: [], edges: arrow === null || !net.body.edges[arrow] ? [] : [arrow] }, { highlightEdges: false, unselectAll: true });
    if (of && show) reveal(of);
    net.redraw();
  }
  // On a small screen the panel stands below the drawing.
  if (of && matchMedia('(max-width:760px)').matches && state.view !== 'dossier') $('#panel').scrollIntoView({ block: 'start', behavior: CALM ? 'auto' : 'smooth' });
  if (of) live(of.kind === 'node' ? `${nodes[of.i].label || t('find.claim')}, ${t('count.claims', { n: nodes[of.i].arrows.reduce((n, a) => n + arrowCount[a], 0) })}` : plainSaying(claims[of.kind === 'claim' ? of.i : arrows[of.i].c[0]]));
}
function isThere(of) {
  return of && (of.kind === 'node' ? nodeShown[of.i] : of.kind === 'arrow' ? arrowCount[of.i] : isShown[of.i]);
}
function changed(by = '') {
  const shown = filter();
  if (!isThere(state.picked)) { state.picked = null; unfold(); }
  state.over = null;
  count(shown);
  if (by !== 'sure') facets();
  if (by !== 'time' && SPAN) drawBars($('#time canvas'));
  panel();
  table();
  dossier();
  redrawAll();
  nothing(shown);
  notice();
  toAddress(by);
}
function nothing(shown) {
  const box = $('#nothing');
  box.hidden = shown > 0;
  box.replaceChildren(el('span', null, t(claims.length ? 'nothing.left' : 'nothing.there')));
  if (claims.length) box.append(button('', reset, t('reset')));
}

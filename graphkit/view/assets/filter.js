// Which claims are shown. A claim is shown if no facet is off that it falls under.
const DAY = 86400000;
const day = (text) => Math.round(Date.parse(text + 'T00:00:00Z') / DAY);
const dayText = (number) => new Date(number * DAY).toISOString().slice(0, 10);
const dated = D.articles.filter((a) => a.date).map((a) => ({ low: day(a.date[1]), high: day(a.date[2]) }));
const SPAN = dated.length ? [Math.min(...dated.map((d) => d.low)), Math.max(...dated.map((d) => d.high))] : null;

const state = {
  off: { type: new Set(), predicate: new Set(), how: new Set(), publisher: new Set() },
  from: SPAN?.[0], to: SPAN?.[1], undated: true, sure: 0, view: 'graph',
  about: null, clock: 'published', // the dossier: of which node, its timeline by which clock
  picked: null, // {kind: 'node' | 'arrow' | 'claim', i}
  over: null,
};
const isShown = new Uint8Array(claims.length);
const arrowCount = new Uint16Array(arrows.length);
const nodeShown = new Uint8Array(nodes.length);
// What of it is drawn: where acts are many, they are drawn beside the selected name only.
const nodeOn = new Uint8Array(nodes.length), arrowOn = new Uint8Array(arrows.length);
function unfold() {
  nodeOn.set(nodeShown);
  for (const a of arrows) arrowOn[a.i] = arrowCount[a.i] ? 1 : 0;
  if (!D.fold) return;
  const picked = state.picked, own = new Set();
  if (picked?.kind === 'node') { nodes[picked.i].arrows.forEach((i) => own.add(i)); nodes[picked.i].tells.forEach((c) => own.add(claims[c].arrow)); }
  else if (picked) own.add(picked.kind === 'arrow' ? picked.i : claims[picked.i].arrow);
  for (const n of nodes) if (!isEntity(n)) nodeOn[n.i] = 0;
  for (const a of arrows) {
    if (isEntity(nodes[a.t])) continue;
    if (own.has(a.i) && arrowCount[a.i]) nodeOn[a.t] = 1;
    else arrowOn[a.i] = 0;
  }
}

const kindsOf = (c) => {
  const arrow = arrows[c.arrow];
  return [nodes[arrow.s].k, nodes[arrow.t].k];
};
const FACETS = {
  type: { of: (c) => [...new Set(kindsOf(c).filter((k) => k !== 'Bare'))] },
  predicate: { of: (c) => [c.p] },
  how: { of: tagsOf },
  publisher: { of: (c) => [publisher(c)] },
};
const inTime = (c) => {
  const date = c.article.date;
  if (!date) return state.undated;
  return day(date[2]) >= state.from && day(date[1]) <= state.to;
};
const passes = (c, except = null) =>
  c.sure >= state.sure && inTime(c) &&
  Object.keys(FACETS).every((name) => name === except || !FACETS[name].of(c).some((value) => state.off[name].has(value)));

function filter() {
  arrowCount.fill(0);
  nodeShown.fill(0);
  let count = 0;
  for (const c of claims) {
    isShown[c.i] = passes(c) ? 1 : 0;
    if (!isShown[c.i]) continue;
    count += 1;
    const arrow = arrows[c.arrow];
    arrowCount[c.arrow] += 1;
    nodeShown[arrow.s] = nodeShown[arrow.t] = 1;
    if (typeof c.by === 'number' && !state.off.type.has(nodes[c.by].k)) nodeShown[c.by] = 1;
    for (const k of c.k) if (!state.off.type.has(nodes[k].k)) nodeShown[k] = 1;
  }
  unfold();
  return count;
}
const filtered = () =>
  Object.values(state.off).some((set) => set.size) || state.sure > 0 || !state.undated || state.from !== SPAN?.[0] || state.to !== SPAN?.[1];
function showAll() {
  for (const set of Object.values(state.off)) set.clear();
  Object.assign(state, { from: SPAN?.[0], to: SPAN?.[1], undated: true, sure: 0 });
}

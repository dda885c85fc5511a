// Which claims are shown. A claim is shown if no facet is off that it falls under.
for (const c of claims) {
  const date = c.article.date;
  c.published = date ? [day(date[1]), day(date[2])] : null;
  c.held = heldIn(c.from, c.until);
}
const SPAN = spanOf(claims.filter((c) => c.published).map((c) => c.published));
const HELD = spanOf(claims.filter((c) => c.held).map((c) => c.held));

const MANY = 600, FIRST = 300; // beyond so many names so many are drawn at first: more cannot be read
const state = {
  off: { type: new Set(), predicate: new Set(), how: new Set(), publisher: new Set(), speaker: new Set() },
  some: new Set(), // the facets that were asked for "only"
  from: SPAN?.[0], to: SPAN?.[1], undated: true, sure: 0, view: 'graph',
  since: HELD?.[0], until: HELD?.[1], timeless: true, axis: 'published', // the other clock; which one the foot shows
  about: null, clock: 'published', // the dossier: of which node, its timeline by which clock
  picked: null, // {kind: 'node' | 'arrow' | 'claim', i}
  over: null,
  focus: null, // {ids: nodes, steps, pair: whether the ways between two are meant, way: which of them}
  most: FIRST, opened: new Set(), folded: new Set(), groups: true, alone: false, // what of it is drawn
};
const isShown = new Uint8Array(claims.length);
const arrowCount = new Uint16Array(arrows.length);
const nodeShown = new Uint8Array(nodes.length);


const kindsOf = (c) => {
  const arrow = arrows[c.arrow];
  return [nodes[arrow.s].k, nodes[arrow.t].k];
};
const heldDisputed = new Map();
const isDisputed = (c) => { if (!heldDisputed.has(c.i)) heldDisputed.set(c.i, disputed(c)); return heldDisputed.get(c.i); };
const FACETS = {
  type: { of: (c) => [...new Set(kindsOf(c).filter((k) => k !== 'Bare'))] },
  predicate: { of: (c) => [c.p] },
  how: { of: (c) => (isDisputed(c) ? [...tagsOf(c), 'disputed'] : tagsOf(c)) },
  publisher: { of: (c) => [publisher(c)] },
  speaker: { of: (c) => [speaker(c) ?? ''] },
};
const inTime = (c) => overlaps(c.published, state.from, state.to, state.undated);
const isHeld = (c) => overlaps(c.held, state.since, state.until, state.timeless);
const passes = (c, except = null) =>
  c.sure >= state.sure && inTime(c) && isHeld(c) && (!focused || focused.has(c.arrow)) &&
  Object.keys(FACETS).every((name) => name === except || !state.off[name].size || lets(FACETS[name].of(c), state.off[name], state.some.has(name)));

function filter() {
  focused = null;
  if (state.focus) {
    arrowCount.fill(0);
    for (const c of claims) if (passes(c)) arrowCount[c.arrow] += 1;
    focused = focusArrows();
  }
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
    if (focused) continue;
    if (typeof c.by === 'number' && !state.off.type.has(nodes[c.by].k)) nodeShown[c.by] = 1;
    for (const k of c.k) if (!state.off.type.has(nodes[k].k)) nodeShown[k] = 1;
  }
  if (state.focus) for (const i of state.focus.ids) nodeShown[i] = 1;
  unfold();
  return count;
}
const narrowed = () => Object.values(state.off).some((set) => set.size) || state.sure > 0 || !state.undated || !state.timeless
  || state.from !== SPAN?.[0] || state.to !== SPAN?.[1] || state.since !== HELD?.[0] || state.until !== HELD?.[1];
const filtered = () => narrowed() || state.focus !== null;
function showAll() {
  for (const set of Object.values(state.off)) set.clear();
  state.some.clear();
  Object.assign(state, { from: SPAN?.[0], to: SPAN?.[1], undated: true, since: HELD?.[0], until: HELD?.[1], timeless: true, sure: 0, focus: null });
}

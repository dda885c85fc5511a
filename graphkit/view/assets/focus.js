// A focus leaves only what is around one or some names, or the ways between two.
let focused = null; // the arrows that the focus leaves
let ways = [], wanting = null; // the ways between the two; the name from which a way is wanted

const shownEnds = (names = false) => arrows.filter((a) => arrowCount[a.i] && (!names || isEntity(nodes[a.t]))).map((a) => /** @type {[number, number]} */ ([a.s, a.t]));
function focusArrows() {
  const { ids, steps, pair, way } = state.focus, left = new Set();
  ways = [];
  if (pair) {
    ways = waysBetween(shownEnds(true), ids[0], ids[1]);
    if (way !== null && way >= ways.length) state.focus.way = null;
    const pairs = new Set();
    for (const one of state.focus.way === null ? ways : [ways[state.focus.way]])
      for (let i = 0; i + 1 < one.length; i += 1) pairs.add(`${one[i]} ${one[i + 1]}`).add(`${one[i + 1]} ${one[i]}`);
    for (const a of arrows) if (arrowCount[a.i] && pairs.has(`${a.s} ${a.t}`)) left.add(a.i);
    return left;
  }
  const distance = stepsFrom(shownEnds(), ids, steps);
  for (const a of arrows) {
    const [s, e] = [distance.get(a.s), distance.get(a.t)];
    if (!arrowCount[a.i] || s === undefined || e === undefined) continue;
    if (Math.min(s, e) < steps || isEntity(nodes[a.t])) left.add(a.i);
  }
  return left;
}
function setFocus(focus) {
  wanting = null;
  state.focus = focus;
  changed();
  focusBar();
  if (net && DRAWN.includes(state.view)) fit();
}
const focusOn = (i) => setFocus({ ids: [i], steps: 1, pair: false, way: null });
function focusPair(a, b) {
  if (a === b) return;
  setFocus({ ids: [a, b], steps: 1, pair: true, way: null });
  pick(null);
}
function wantPath(i) {
  wanting = i;
  focusBar();
  live(t('focus.wanted', { name: nodes[i].label }));
  $('#find').focus();
}
// What the bar over the drawing says of the focus, with the means to change it.
function focusBar() {
  const box = $('#focus'), focus = state.focus;
  box.replaceChildren();
  box.hidden = !focus && wanting === null;
  if (box.hidden) return;
  const leave = button('leave', () => { wanting = null; setFocus(null); }, '✕');
  leave.setAttribute('aria-label', t('focus.leave'));
  leave.title = t('focus.leave');
  if (wanting !== null) { box.append(el('span', null, t('focus.wanted', { name: seen(nodes[wanting].label) })), leave); return; }
  const names = focus.ids.flatMap((i, k) => [k ? ` ${t('focus.and')} ` : '', nodeButton(i)]);
  if (focus.pair) {
    box.append(el('span', null, `${t('focus.between')} `, ...names), el('span', 'mute', ways.length ? t('focus.ways', { n: ways.length }) : t('focus.noway')));
    if (ways.length > 1) {
      const list = el('span', 'ways');
      [null, ...ways.keys()].forEach((k) => {
        const one = button('small', () => { state.focus.way = k; changed(); focusBar(); if (net) fit(); }, k === null ? t('all') : String(k + 1));
        one.setAttribute('aria-pressed', String(focus.way === k));
        if (k !== null) one.title = t('focus.way', { n: k + 1, names: ways[k].map((i) => seen(nodes[i].label)).join(' – ') });
        list.append(one);
      });
      box.append(list);
    }
  } else {
    const step = (by, sign, label) => {
      const made = button('small', () => { focus.steps = Math.min(4, Math.max(1, focus.steps + by)); setFocus(focus); }, sign);
      made.setAttribute('aria-label', label);
      made.disabled = focus.steps + by < 1 || focus.steps + by > 4;
      return made;
    };
    box.append(el('span', null, `${t('focus.around')} `, ...names), step(-1, '−', t('focus.nearer')), el('span', 'mute', t('focus.steps', { n: focus.steps })), step(1, '+', t('focus.farther')));
  }
  box.append(leave);
}
// The same for the panel of a name.
function focusTools(n) {
  const tool = (key, act, values = {}) => { const made = button('small', act, t(key, values)); if (WORDS[`${key}.why`]) made.title = t(`${key}.why`); return made; };
  const made = el('div', 'doing', tool('focus.button', () => focusOn(n.i)), tool('focus.path', () => wantPath(n.i)));
  const own = members.get(n.i)?.filter((i) => nodeShown[i]).length;
  if (own) made.append(tool(state.folded.has(n.i) ? 'focus.unfold' : 'focus.fold', () => foldGroup(n.i), { n: own }));
  return made;
}

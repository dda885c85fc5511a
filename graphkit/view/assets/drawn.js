// What of all that the filter lets through is drawn: where acts are many, those of the selected name only; where names are
// many, the ones with the most claims, and what was opened; without the names that were folded into their party or body.
const nodeOn = new Uint8Array(nodes.length), arrowOn = new Uint8Array(arrows.length);
const hiddenBy = new Uint16Array(nodes.length); // neighbours of a node that are let through but not drawn
const members = new Map();
D.groups.forEach((hub, i) => { if (hub !== null && hub !== i) { if (members.has(hub)) members.get(hub).push(i); else members.set(hub, [i]); } });
let letThrough = 0, namesDrawn = 0, standAlone = 0;
/** @type {Map<string, {a: number, b: number, claims: number, hub: number}>} */
let foldedLines = new Map(); // what leads from a folded name to one that is drawn

function chosenNodes() {
  const picked = state.picked;
  if (!picked) return [];
  if (picked.kind === 'node') return [picked.i];
  const arrow = arrows[picked.kind === 'arrow' ? picked.i : claims[picked.i].arrow];
  return [arrow.s, arrow.t];
}
function unfold() {
  nodeOn.set(nodeShown);
  const people = nodes.filter((n) => isEntity(n) && nodeShown[n.i]), chosen = chosenNodes();
  letThrough = people.length;
  if (people.length > Math.max(MANY, state.most)) {
    const weight = new Map(people.map((n) => [n.i, n.arrows.reduce((sum, a) => sum + arrowCount[a], 0)]));
    people.sort((a, b) => weight.get(b.i) - weight.get(a.i) || a.i - b.i).slice(state.most).forEach((n) => { nodeOn[n.i] = 0; });
    for (const i of [...state.opened, ...chosen]) if (nodeShown[i]) nodeOn[i] = 1;
    for (const i of state.opened) for (const k of around(i)) nodeOn[k] = 1;
  }
  for (const hub of state.folded) if (nodeOn[hub]) for (const i of members.get(hub) ?? []) if (!chosen.includes(i)) nodeOn[i] = 0;
  for (const a of arrows) arrowOn[a.i] = arrowCount[a.i] && nodeOn[a.s] && nodeOn[a.t] ? 1 : 0;
  if (D.fold) foldActs();
  else for (const n of nodes) if (!isEntity(n) && nodeOn[n.i] && !n.arrows.some((a) => arrowOn[a])) nodeOn[n.i] = 0;
  countHidden();
  standAlone = 0;
  if (D.fold) {
    // Names that only say or do something stand without an arrow while acts are folded.
    const chosenToo = new Set([...chosen, ...(state.focus?.ids ?? []), ...[...foldedLines.values()].flatMap((line) => [line.a, line.b])]);
    for (const n of nodes) {
      if (!nodeOn[n.i] || !isEntity(n) || chosenToo.has(n.i) || state.folded.has(n.i) || n.arrows.some((a) => arrowOn[a])) continue;
      standAlone += 1;
      if (!state.alone) nodeOn[n.i] = 0;
    }
  }
  namesDrawn = nodes.reduce((sum, n) => sum + (isEntity(n) ? nodeOn[n.i] : 0), 0);
}
function foldActs() {
  const picked = state.picked, own = new Set();
  if (picked?.kind === 'node') { nodes[picked.i].arrows.forEach((i) => own.add(i)); nodes[picked.i].tells.forEach((c) => own.add(claims[c].arrow)); }
  else if (picked) own.add(picked.kind === 'arrow' ? picked.i : claims[picked.i].arrow);
  for (const n of nodes) if (!isEntity(n)) nodeOn[n.i] = 0;
  for (const a of arrows) {
    if (isEntity(nodes[a.t])) continue;
    if (own.has(a.i) && arrowCount[a.i] && nodeOn[a.s]) nodeOn[a.t] = arrowOn[a.i] = 1;
    else arrowOn[a.i] = 0;
  }
}
// The names that a shown arrow leads to from a node, or from.
function around(i) {
  const found = new Set();
  for (const a of nodes[i].arrows) if (arrowCount[a]) for (const k of [arrows[a].s, arrows[a].t]) if (k !== i && isEntity(nodes[k])) found.add(k);
  return found;
}
function countHidden() {
  hiddenBy.fill(0);
  foldedLines = new Map();
  if (namesOff() === 0) return;
  for (const n of nodes) if (nodeOn[n.i] && isEntity(n)) for (const k of around(n.i)) if (!nodeOn[k]) hiddenBy[n.i] += 1;
  const stands = (i) => (nodeOn[i] ? i : D.groups[i] !== null && state.folded.has(D.groups[i]) && nodeOn[D.groups[i]] ? D.groups[i] : null);
  if (state.folded.size) for (const a of arrows) {
    if (!arrowCount[a.i] || arrowOn[a.i] || !isEntity(nodes[a.t])) continue;
    const s = stands(a.s), e = stands(a.t);
    if (s === null || e === null || s === e) continue;
    const key = `${Math.min(s, e)} ${Math.max(s, e)}`, found = foldedLines.get(key) ?? { a: s, b: e, claims: 0, hub: s === a.s ? e : s };
    found.claims += arrowCount[a.i];
    foldedLines.set(key, found);
  }
}
const namesOff = () => nodes.reduce((sum, n) => sum + (isEntity(n) && nodeShown[n.i] && !nodeOn[n.i] ? 1 : 0), 0);
// Bring in what is around a node but not drawn. Returns how many names came.
function expand(i) {
  const before = namesDrawn;
  if (state.folded.has(i)) state.folded.delete(i);
  else if (state.focus && !state.focus.pair) { if (!state.focus.ids.includes(i)) state.focus.ids.push(i); }
  else state.opened.add(i);
  changed('drawn');
  return namesDrawn - before;
}
function foldGroup(i) {
  if (!members.has(i)) return;
  if (state.folded.has(i)) state.folded.delete(i); else state.folded.add(i);
  changed('drawn');
}

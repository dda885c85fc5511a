// Ways through the graph: what lies around some nodes, and the ways between two. No part of the page is touched here.

// Per node its distance in steps from the nearest centre, up to `steps`; `ends` are [from, to] pairs, walked either way.
/** @param {[number, number][]} ends @param {number[]} centres @param {number} steps @returns {Map<number, number>} */
function stepsFrom(ends, centres, steps) {
  const near = neighbours(ends), found = new Map(centres.map((i) => [i, 0]));
  let edge = [...centres];
  for (let step = 1; step <= steps && edge.length; step += 1) {
    const next = [];
    for (const i of edge) for (const k of near.get(i) ?? []) if (!found.has(k)) { found.set(k, step); next.push(k); }
    edge = next;
  }
  return found;
}
/** @param {[number, number][]} ends @returns {Map<number, Set<number>>} */
function neighbours(ends) {
  const near = new Map();
  const add = (a, b) => { if (near.has(a)) near.get(a).add(b); else near.set(a, new Set([b])); };
  for (const [a, b] of ends) if (a !== b) { add(a, b); add(b, a); }
  return near;
}
// The ways from one node to another without a node twice, the shortest first: all of the least length and of one step more.
/** @param {[number, number][]} ends @param {number} from @param {number} to @param {number} [longest] @param {number} [most] @returns {number[][]} */
function waysBetween(ends, from, to, longest = 5, most = 12) {
  const near = neighbours(ends), left = stepsFrom(ends, [to], longest), least = left.get(from);
  if (least === undefined || least === 0) return [];
  const found = [];
  for (let length = least; length <= Math.min(longest, least + 1); length += 1) {
    const walk = (way) => {
      const at = way[way.length - 1];
      if (found.length >= most) return;
      if (at === to) { if (way.length === length + 1) found.push(way); return; }
      for (const next of [...(near.get(at) ?? [])].sort((a, b) => a - b))
        if (!way.includes(next) && (left.get(next) ?? Infinity) <= length - way.length) walk([...way, next]);
    };
    walk([from]);
  }
  return found;
}

// Which other claims say the same as a claim, and which say the opposite. Filters do not matter here: a claim that is
// contradicted stays so when the contradiction is filtered out.
const contentWords = new Map();
function wordsOf(c) {
  if (!contentWords.has(c.c)) contentWords.set(c.c, new Set(fold(content(c)).match(/[\p{L}\p{N}]{3,}/gu) ?? []));
  return contentWords.get(c.c);
}
// Two contents are taken for one where they share at least half of their words (Jaccard index).
function alike(a, b) {
  if (a.c === undefined || b.c === undefined) return a.o !== undefined; // "criticises Ann" and "criticises Ann for her silence"
  const one = wordsOf(a), other = wordsOf(b);
  let both = 0;
  for (const word of one) if (other.has(word)) both += 1;
  return both > 0 && 2 * both >= one.size + other.size - both;
}
const pairOf = (c) => `${arrows[c.arrow].s} ${c.o ?? ''}`;
let pairs = null;
function beside(c) {
  if (!pairs) {
    pairs = new Map();
    for (const d of claims) { const key = pairOf(d); if (pairs.has(key)) pairs.get(key).push(d); else pairs.set(key, [d]); }
  }
  return pairs.get(pairOf(c));
}
const denied = (c) => c.t.includes('denied');
const over = (c) => c.t.includes('former');
const contraries = (c) => predicate(c)[5] ?? [];
// Other verbs between two names are one predicate: there the verb tells them apart.
const likeVerb = (c, d) => d.p === c.p && (predicate(c)[2] !== 'other' || d.v === c.v);
const sameClaims = (c) => beside(c).filter((d) => d !== c && likeVerb(c, d) && denied(d) === denied(c) && over(d) === over(c) && alike(c, d));
const oppositeClaims = (c) => beside(c).filter((d) => d.p === c.p
  ? denied(d) !== denied(c) && likeVerb(c, d) && alike(c, d)
  : contraries(c).includes(d.p) && !denied(c) && !denied(d) && over(d) === over(c) && alike(c, d));
const disputed = (c) => oppositeClaims(c).length > 0;

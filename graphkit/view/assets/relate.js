// Which other claims say the same as a claim, and which say the opposite. Filters do not matter here: a claim that is
// contradicted stays so when the contradiction is filtered out.
const contentWords = new Map();
const COMMON = new Set(t('relate.common').split(' '));
function wordsOf(c) {
  if (!contentWords.has(c.c)) contentWords.set(c.c, new Set((fold(content(c)).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !COMMON.has(word))));
  return contentWords.get(c.c);
}
// Whether two contents may be taken for one. Beside the same object a content only says more of it, so that one may hold
// the other ("in March"; "in March, when the vote was near"). Alone it is what is claimed: there half of all words must
// be shared (Jaccard index).
function alike(a, b) {
  if (a.c === undefined || b.c === undefined) return a.o !== undefined; // "criticises Ann" and "criticises Ann for her silence"
  const one = wordsOf(a), other = wordsOf(b);
  let both = 0;
  for (const word of one) if (other.has(word)) both += 1;
  if (both === 0) return fold(content(a)) === fold(content(b));
  return a.o === undefined ? 2 * both >= one.size + other.size - both : 4 * both >= 3 * Math.min(one.size, other.size);
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

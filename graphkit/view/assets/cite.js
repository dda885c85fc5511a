// How one cites a claim: the article, the place in it, the words, and what was read out of them.
function citation(c) {
  const a = c.article, from = (D.passages[c.g].at ?? 0) + c.e[0], until = (D.passages[c.g].at ?? 0) + c.e[1];
  const source = [a.by?.length ? a.by.join(', ') : null, a.title ? `“${a.title}”` : 'Untitled article', a.publisher ?? 'publisher unknown', a.date?.[0] ?? 'date unknown', a.url ?? a.place];
  const told = [...c.t, speaker(c) === null ? null : `according to ${speaker(c)}`].filter(Boolean);
  return seen(`${source.filter(Boolean).join(', ')}: “${quoteOf(c).trim()}” (characters ${from}–${until}). `
    + `Read as: ${plainSaying(c)}${told.length ? ` [${told.join(', ')}]` : ''}; confidence ${Math.round(c.sure * 100)} %. Claim ${c.id}, graphkit.`);
}

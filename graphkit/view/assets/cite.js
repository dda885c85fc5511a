// How one cites a claim: the article, the place in it, the words, and what was read out of them.
function citation(c) {
  const a = c.article, from = (D.passages[c.g].at ?? 0) + c.e[0], until = (D.passages[c.g].at ?? 0) + c.e[1];
  const source = [a.by?.length ? a.by.join(', ') : null, a.title ? `“${a.title}”` : t('article.untitled'), a.publisher ?? t('claim.publisher'), a.date?.[0] ?? t('article.date'), a.url ?? a.place];
  const told = [...c.t, speaker(c) === null ? null : t('claim.told', { name: speaker(c) })].filter(Boolean);
  return seen(t('citation', {
    source: source.filter(Boolean).join(', '), quote: quoteOf(c).trim(), from: String(from), until: String(until),
    claim: plainSaying(c) + (told.length ? ` [${told.join(', ')}]` : ''), sure: percent(c), id: c.id,
  }));
}

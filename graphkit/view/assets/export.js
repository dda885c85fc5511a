// What one can take along: the picture, the claims shown, the address of this view.
function download(name, blob) {
  const link = el('a'), address = URL.createObjectURL(blob);
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* an old browser, or no permission: the way below */ }
  const area = el('textarea', 'unseen');
  area.value = text;
  document.body.append(area);
  area.select();
  let done = false;
  try { done = document.execCommand('copy'); } catch { done = false; }
  area.remove();
  return done;
}
function savePicture() {
  const source = $('#graph canvas'), made = el('canvas'), head = 34 * (source.width / source.clientWidth || 1), unit = head / 34;
  made.width = source.width;
  made.height = source.height + head;
  const ctx = made.getContext('2d');
  ctx.fillStyle = css('--bg');
  ctx.fillRect(0, 0, made.width, made.height);
  ctx.drawImage(source, 0, head);
  ctx.fillStyle = css('--ink');
  ctx.font = `650 ${14 * unit}px ${FONT}`;
  ctx.fillText(cut(seen(D.title), 90), 14 * unit, 22 * unit);
  ctx.textAlign = 'right';
  ctx.fillStyle = css('--mute');
  ctx.font = `${11 * unit}px ${FONT}`;
  ctx.fillText($('#counts').textContent, made.width - 14 * unit, 22 * unit);
  made.toBlob((blob) => download('graphkit.png', blob), 'image/png');
}
// The rows of a table that is narrowed by words, else what is selected, else what the filters leave.
const tableNarrowed = () => TABLED.includes(state.view) && tableWords.trim() !== '';
const chosenClaims = () => {
  const picked = state.picked, shown = claims.filter((c) => isShown[c.i]);
  if (tableNarrowed()) return tableClaims();
  if (!picked) return shown;
  if (picked.kind === 'claim') return [claims[picked.i]];
  if (picked.kind === 'arrow') return shown.filter((c) => c.arrow === picked.i);
  return shown.filter((c) => nodes[picked.i].arrows.includes(c.arrow) || c.by === picked.i || c.k.includes(picked.i));
};
// In the form of a line of `graphkit extract`, with what is known of the article beside it. Offsets are the article's.
const record = (c) => {
  const arrow = arrows[c.arrow], at = D.passages[c.g].at, moved = (spans) => spansOf(spans).map(([start, end]) => [start + at, end + at]);
  const entity = (i) => (i === undefined ? null : { id: nodes[i].id, label: nodes[i].label, type: nodes[i].k });
  const [[trigger = null], [subject = null], [object = null], words] = c.m.map(moved);
  return {
    id: c.id, subject: { ...entity(arrow.s), span: subject }, predicate: c.p, verb: c.v, object: c.o === undefined ? null : { ...entity(c.o), span: object },
    content: content(c), content_span: words.length > 1 ? words : words[0] ?? null, concerns: [...c.k.map(entity), ...c.kn.map((label) => ({ label }))],
    negated: c.t.includes('denied'), modality: ['planned', 'possible', 'conditional'].find((m) => c.t.includes(m)) ?? 'asserted', former: c.t.includes('former'),
    source: c.by === undefined ? null : typeof c.by === 'number' ? entity(c.by) : { label: c.by },
    valid_from: c.from ?? null, valid_until: c.until ?? null, confidence: c.sure,
    evidence: { article: c.article.id, start: c.e[0] + at, end: c.e[1] + at, quote: quoteOf(c), trigger },
    article: { id: c.article.id, title: c.article.title ?? null, address: c.article.url ?? c.article.place ?? null, publisher: c.article.publisher ?? null, authors: c.article.by ?? [], published: published(c) },
    extractor: D.extractors[c.x],
  };
};
function saveJSON() {
  download('graphkit-claims.json', new Blob([JSON.stringify(chosenClaims().map(record), null, 1)], { type: 'application/json' }));
}
function saveCSV() {
  // A cell that begins like a formula gets an apostrophe before it: a spreadsheet must not run the words of an article.
  const cell = (value) => {
    let text = value === null || value === undefined ? '' : String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const head = ['id', 'subject', 'subject_id', 'predicate', 'verb', 'object', 'object_id', 'content', 'negated', 'modality', 'former', 'source', 'valid_from', 'valid_until', 'confidence', 'quote', 'title', 'publisher', 'published', 'authors', 'address', 'article'];
  const rows = chosenClaims().map(record).map((r) => [
    r.id, r.subject.label, r.subject.id, r.predicate, r.verb, r.object?.label, r.object?.id, r.content, r.negated, r.modality, r.former, r.source?.label,
    r.valid_from, r.valid_until, r.confidence, r.evidence.quote, r.article.title, r.article.publisher, r.article.published, r.article.authors.join('; '), r.article.address, r.article.id,
  ]);
  const text = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
  download('graphkit-claims.csv', new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
}

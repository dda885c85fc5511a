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
const chosenClaims = () => {
  const picked = state.picked, shown = claims.filter((c) => isShown[c.i]);
  if (!picked) return shown;
  if (picked.kind === 'claim') return [claims[picked.i]];
  if (picked.kind === 'arrow') return shown.filter((c) => c.arrow === picked.i);
  return shown.filter((c) => nodes[picked.i].arrows.includes(c.arrow) || c.by === picked.i || c.k.includes(picked.i));
};
const record = (c) => {
  const arrow = arrows[c.arrow], entity = (i) => (i === undefined ? null : { id: nodes[i].id, label: nodes[i].label, type: nodes[i].k });
  return {
    id: c.id, subject: entity(arrow.s), predicate: c.p, verb: c.v, object: entity(c.o), content: content(c),
    negated: c.t.includes('denied'), modality: ['planned', 'possible', 'conditional'].find((m) => c.t.includes(m)) ?? 'asserted', former: c.t.includes('former'),
    source: c.by === undefined ? null : typeof c.by === 'number' ? entity(c.by) : { label: c.by },
    valid_from: c.from ?? null, valid_until: c.until ?? null, confidence: c.sure,
    quote: quoteOf(c), article: { id: c.article.id, title: c.article.title ?? null, address: c.article.url ?? c.article.place ?? null, publisher: c.article.publisher ?? null, authors: c.article.by ?? [], published: published(c) },
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
    r.valid_from, r.valid_until, r.confidence, r.quote, r.article.title, r.article.publisher, r.article.published, r.article.authors.join('; '), r.article.address, r.article.id,
  ]);
  const text = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
  download('graphkit-claims.csv', new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
}

// The address: what is selected and filtered, after the #, so that a link opens the same view.
function toAddress() {
  const p = new URLSearchParams(), picked = state.picked;
  if (picked?.kind === 'node') { const n = nodes[picked.i]; if (n.id) p.set('node', n.id); else if (n.arrows.length) p.set('end', claims[arrows[n.arrows[0]].c[0]].id); }
  if (picked?.kind === 'claim') p.set('claim', claims[picked.i].id);
  if (picked?.kind === 'arrow') p.set('arrow', claims[arrows[picked.i].c[0]].id);
  for (const [name, set] of Object.entries(state.off)) for (const value of set) p.append(`no-${name}`, value);
  if (SPAN && state.from !== SPAN[0]) p.set('from', dayText(state.from));
  if (SPAN && state.to !== SPAN[1]) p.set('to', dayText(state.to));
  if (!state.undated) p.set('undated', 'no');
  if (state.sure) p.set('sure', String(state.sure));
  if (state.view !== 'graph') p.set('view', state.view);
  if (state.view === 'dossier' && state.about !== null) p.set('about', nodes[state.about].id);
  if (state.view === 'dossier' && state.clock !== 'published') p.set('clock', state.clock);
  if (TABLED.includes(state.view) && tableWords) p.set('words', tableWords);
  if (state.theme) p.set('theme', state.theme);
  const hash = String(p);
  if (hash !== location.hash.slice(1)) {
    // A sandboxed frame may have no history to write to.
    try { history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search); } catch { /* the view works without */ }
  }
}
function fromAddress() {
  const p = new URLSearchParams(location.hash.slice(1));
  showAll();
  for (const name of Object.keys(state.off)) for (const value of p.getAll(`no-${name}`)) if (ORDER[name].includes(value)) state.off[name].add(value);
  const date = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && SPAN ? Math.min(SPAN[1], Math.max(SPAN[0], day(text))) : null);
  state.from = date(p.get('from')) ?? state.from;
  state.to = date(p.get('to')) ?? state.to;
  state.undated = p.get('undated') !== 'no';
  state.sure = Math.min(1, Math.max(0, Number(p.get('sure')) || 0));
  state.view = VIEWS.includes(p.get('view')) ? p.get('view') : 'graph';
  state.about = nodes.find((n) => isEntity(n) && n.id === p.get('about'))?.i ?? null;
  state.clock = p.get('clock') === 'holds' ? 'holds' : 'published';
  tableWords = p.get('words') ?? '';
  state.theme = ['dark', 'light'].includes(p.get('theme')) ? p.get('theme') : null;
  state.picked = null;
  const claim = claims.find((c) => [p.get('claim'), p.get('arrow'), p.get('end')].includes(c.id));
  const node = p.has('node') ? nodes.find((n) => n.id === p.get('node')) : null;
  if (node) state.picked = { kind: 'node', i: node.i };
  else if (claim && p.has('claim')) state.picked = { kind: 'claim', i: claim.i };
  else if (claim && p.has('arrow')) state.picked = { kind: 'arrow', i: claim.arrow };
  else if (claim) state.picked = { kind: 'node', i: arrows[claim.arrow].t };
}

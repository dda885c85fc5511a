// The panel: what is known of the selected node or arrow, and the words that bear a claim out.
const nodeButton = (i) => button('link', () => pick({ kind: 'node', i }), named(nodes[i].label));
const letters = new Map(); // passages as lists of characters: offsets count code points, JavaScript counts halves
const passage = (i) => {
  if (!letters.has(i)) letters.set(i, Array.from(D.passages[i].x));
  return letters.get(i);
};
const quoteOf = (c) => passage(c.g).slice(c.e[0], c.e[1]).join('');
const MODALITIES = ['planned', 'possible', 'conditional'];
const PARTS = ['trigger', 'subject', 'object', 'content'];
const PART_WORDS = Object.fromEntries(PARTS.map((part) => [part, t(`mark.${part}`)]));

function quoted(c) {
  const text = passage(c.g), [start, end] = c.e, ends = D.passages[c.g].whole;
  const tight = (words) => seen(words).replace(/\s*\n\s*/g, '\n'); // an empty line between paragraphs takes room for nothing
  const around = 220;
  let first = Math.max(0, start - around), last = Math.min(text.length, end + around);
  // Begin and end the context at a word.
  while (first > 0 && first < start && !/\s/.test(text[first - 1])) first += 1;
  while (last < text.length && last > end && !/\s/.test(text[last])) last -= 1;
  const made = el('blockquote');
  made.dir = 'auto';
  const before = text.slice(first, start).join('').trimStart();
  if (before || first > 0 || !ends[0]) made.append(el('span', 'around', (first > 0 || !ends[0] ? '… ' : '') + tight(before)));
  const edges = new Set([start, end]);
  for (const span of c.m) for (const edge of span) if (edge > start && edge < end) edges.add(edge);
  const sorted = [...edges].sort((a, b) => a - b);
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const piece = seen(text.slice(sorted[i], sorted[i + 1]).join(''));
    const part = c.m.findIndex((spans) => within(spans, sorted[i], sorted[i + 1]));
    if (part < 0) { made.append(piece); continue; }
    const mark = el('mark', PARTS[part], piece);
    mark.title = PART_WORDS[PARTS[part]];
    made.append(mark);
  }
  const after = text.slice(end, last).join('').trimEnd();
  if (after || last < text.length || !ends[1]) made.append(el('span', 'around', tight(after) + (last < text.length || !ends[1] ? ' …' : '')));
  return made;
}
function marksKey(c) {
  const made = el('div', 'marks');
  PARTS.forEach((part, i) => { if (c.m[i].length) made.append(el('span', null, el('mark', part, PART_WORDS[part]))); });
  return made;
}
const predicateOf = (c) => el('span', denied(c) ? 'p denied' : 'p', seen(wording(c)));
function saying(c) {
  const arrow = arrows[c.arrow], made = el('p', 'saying', nodeButton(arrow.s), ' ', predicateOf(c), ' ');
  if (c.o !== undefined) made.append(nodeButton(c.o));
  if (content(c) !== null) {
    const words = el('span', 'act', `“${seen(content(c))}”`);
    words.dir = 'auto';
    made.append(c.o !== undefined ? ': ' : '', words);
  }
  return made;
}
const plainSaying = (c) => {
  const arrow = arrows[c.arrow];
  return [nodes[arrow.s].label, wording(c), c.o !== undefined ? nodes[c.o].label : '', content(c) !== null ? `“${content(c)}”` : ''].filter(Boolean).join(' ');
};
function tagList(c) {
  const made = el('div', 'tags');
  for (const tag of tagsOf(c)) made.append(el('span', `tag ${HOW.includes(tag) ? tag : ''}`, tag === 'stated' && ownAccount(c) ? t('how.own') : HOW_WORDS[tag] ?? tag));
  return made;
}
const safeLink = (address) => {
  try { const { protocol, username } = new URL(address); return /^https?:$/.test(protocol) && !username ? address : null; } catch { return null; }
};
function articleLines(article) {
  const title = el('p', 'article');
  const name = el('b', null, named(article.title ?? t('article.untitled')));
  const address = article.url && safeLink(article.url);
  if (address) {
    const link = el('a', null, name);
    link.href = address; link.target = '_blank'; link.rel = 'noopener noreferrer'; link.referrerPolicy = 'no-referrer';
    title.append(link);
  } else title.append(name);
  const from = el('p', 'from', article.publisher ? named(article.publisher) : t('article.publisher'), ' · ', article.date ? article.date[0] : t('article.date'),
    ' · ', article.by?.length ? named(article.by.join(', ')) : t('article.author'));
  const made = [title, from];
  if (address) { let host = ''; try { host = new URL(address).host; } catch { host = ''; } made.push(el('p', 'from', named(host))); }
  else if (article.place) made.push(el('p', 'from', `${t('article.place')} `, named(article.place)));
  return made;
}
// Whether what somebody does is told in that one's own words: it stands within what the same name is quoted as saying.
const ownAccount = (c) => c.by === undefined && predicate(c)[2] !== 'speech' && c.m[0].length > 0 && nodes[arrows[c.arrow].s].arrows.some((a) => arrows[a].s === arrows[c.arrow].s
  && D.predicates[arrows[a].p][2] === 'speech' && arrows[a].c.some((i) => claims[i].g === c.g && within(claims[i].m[3], ...c.m[0])));
function facts(c) {
  const made = el('dl');
  const row = (name, ...value) => made.append(el('dt', null, name), el('dd', null, ...value));
  if (c.by !== undefined) row(t('claim.by'), typeof c.by === 'number' ? nodeButton(c.by) : named(c.by));
  else row(t('claim.speaker'), ...(ownAccount(c) ? [nodeButton(arrows[c.arrow].s), ` ${t('claim.own')}`] : [t('legend.article')]));
  row(t('claim.polarity'), denied(c) ? t('claim.denied') : t('claim.affirmed'));
  row(t('claim.modality'), t(`claim.${MODALITIES.find((m) => c.t.includes(m)) ?? 'asserted'}`), over(c) ? t('claim.over') : '');
  if (c.v) row(t('claim.verb'), named(c.v));
  const concerned = [...c.k.map(nodeButton), ...c.kn.map(named)];
  if (concerned.length) row(t('claim.concerns'), ...concerned.flatMap((part, i) => (i ? [', ', part] : [part])));
  if (c.from || c.until) row(t('claim.holds'), period(c));
  row(t('claim.sure'), el('span', null, percent(c)), el('small', null, ` ${t('claim.sure.why')}`));
  if (D.extractors[c.x]) row(t('claim.extractor'), named(D.extractors[c.x]));
  const id = el('code', null, cut(c.id, 17));
  id.title = c.id;
  row(t('claim.id'), id);
  return made;
}
const copyButton = (label, text) => {
  const made = button('small', () => copy(text()).then((done) => { made.textContent = done ? t('copy.done') : t('copy.failed'); setTimeout(() => { made.textContent = label; }, 1400); }), label);
  return made;
};
function card(c) {
  const doing = el('div', 'doing', copyButton(t('copy.citation'), () => citation(c)), copyButton(t('copy.quote'), () => `“${quoteOf(c).trim()}”`), copyButton(t('copy.id'), () => c.id));
  return el('section', 'card', saying(c), tagList(c), quoted(c), marksKey(c), ...articleLines(c.article), facts(c), doing);
}
// A claim may be filtered out and yet be led to: then everything is shown again.
function openClaim(c) {
  if (!isShown[c.i]) { showAll(); time(); changed(); }
  pick({ kind: 'claim', i: c.i });
}
const claimsIn = (list) => t('claims.in', { claims: t('count.claims', { n: list.length }), articles: t('count.articles', { n: articleCount(list) }) });
const articleCount = (list) => new Set(list.map((c) => c.a)).size;
// What other places say of the same: elsewhere, here again, and the opposite.
function witnesses(box, list) {
  const here = new Set(list.map((c) => c.i)), own = new Set(list.map((c) => c.a));
  const collect = (find) => [...new Set(list.flatMap(find))].filter((c) => !here.has(c.i)).sort(byDate);
  const against = collect(oppositeClaims), same = collect(sameClaims), elsewhere = same.filter((c) => !own.has(c.a)), again = same.filter((c) => own.has(c.a));
  const group = (name, title, found) => {
    if (!found.length) return;
    const section = el('section', name, el('h3', null, title));
    listed(section, found, arrows[list[0].arrow].s, 8, true);
    box.append(section);
  };
  group('against', t('said.against', { n: articleCount(against) }), against);
  group('same', t('said.same', { n: articleCount(elsewhere) }), elsewhere);
  group('again', t('said.again', { n: again.length }), again);
  if (!against.length && !elsewhere.length) box.append(el('p', 'names alone', t('said.alone')));
}
// One claim as a line that leads to its words.
function claimRow(c, from = null, words = false, times = 1) {
  const arrow = arrows[c.arrow];
  const made = button('row', () => (times > 1 ? pick({ kind: 'arrow', i: c.arrow }) : openClaim(c)));
  if (from !== arrow.s) made.append(named(cut(nodes[arrow.s].label, 60)), ' ');
  made.append(predicateOf(c));
  if (from !== arrow.t && c.o !== undefined) made.append(' ', named(cut(nodes[c.o].label, 60)));
  if (content(c) !== null) made.append(' ', named(`“${cut(content(c), 90)}”`));
  const by = speaker(c);
  if (words) made.append(el('q', null, seen(cut(quoteOf(c).trim(), 140))));
  made.append(el('small', null, times > 1 ? `${t('claims.times', { n: times })} · ` : '', by === null ? '' : el('span', null, t('claim.told', { name: seen(by) }), ' · '), named(publisher(c) || t('claim.publisher')), ` · ${published(c) ?? t('article.date')}`));
  return made;
}
const byDate = (a, b) => (published(b) ?? '').localeCompare(published(a) ?? '') || a.i - b.i;
const listed = (box, list, from, most = 60, words = false) => rows(box, list.map((c) => [c, 1]), from, most, words);
function rows(box, list, from, most, words = false) {
  list.slice(0, most).forEach(([c, times]) => box.append(claimRow(c, from, words, times)));
  if (list.length > most) {
    const more = button('small', () => { more.remove(); rows(box, list.slice(most), from, most * 4, words); }, t('more', { n: list.length - most }));
    box.append(more);
  }
}
// What is said several times in one way is one line: the first of them, and how many there are.
function bundles(list) {
  const found = new Map();
  for (const c of list) {
    const key = content(c) === null ? c.arrow : `${c.i}`;
    if (found.has(key)) found.get(key)[1] += 1; else found.set(key, [c, 1]);
  }
  return [...found.values()];
}
const back = () => button('quiet', () => pick(null), t('help.close'));

// All that is said of a name and by it, or that concerns it.
const about = (n) => claims.filter((c) => isShown[c.i] && (arrows[c.arrow].s === n.i || arrows[c.arrow].t === n.i || c.by === n.i || c.k.includes(n.i)));
function nodePanel(box, n) {
  const own = n.arrows.flatMap((a) => arrows[a].c).filter((c) => isShown[c]).map((c) => claims[c]);
  if (n.k === 'Bare') { own.forEach((c) => box.append(card(c))); return; }
  const kind = el('div', 'kind', badge(n.k), n.k === 'Act' ? t('panel.act') : TYPES[n.k] ?? n.k, back());
  const heading = el('h2', null, named(n.label));
  box.append(kind, heading);
  if (n.as?.length) box.append(el('p', 'names', `${t('panel.also')} `, named(n.as.join(', '))));
  const all = about(n), others = new Set(own), told = n.tells.filter((c) => isShown[c]).map((c) => claims[c]).filter((c) => !others.has(c));
  const near = claims.filter((c) => isShown[c.i] && c.k.includes(n.i) && !others.has(c));
  box.append(el('p', 'names', claimsIn(all)));
  if (n.k !== 'Act') box.append(el('div', 'doing', button('small', () => { state.about = n.i; setView('dossier'); }, t('panel.dossier')), expandButton(n)));
  if (isEntity(n)) box.append(focusTools(n));
  if (n.k === 'Act') {
    const concerned = D.links.filter((l) => l[0] === n.i).map((l) => l[1]);
    if (concerned.length) box.append(el('p', 'names', `${t('claim.concerns')} `, ...concerned.flatMap((i, k) => (k ? [', ', nodeButton(i)] : [nodeButton(i)]))));
    own.forEach((c) => box.append(card(c)));
    return;
  }
  const groups = new Map();
  for (const c of own) {
    const out = arrows[c.arrow].s === n.i, [label, inverse, sort] = predicate(c);
    const title = out ? label : inverse || label;
    const rank = ['relation', 'action', 'speech', 'other'].indexOf(sort) * 2 + (out ? 0 : 1);
    const key = `${rank} ${title}`;
    if (!groups.has(key)) groups.set(key, { rank, title, list: [] });
    groups.get(key).list.push(c);
  }
  for (const { title, list } of [...groups.values()].sort((a, b) => a.rank - b.rank || b.list.length - a.list.length)) {
    box.append(el('h3', null, seen(title), ` · ${list.length}`));
    rows(box, bundles(list.sort(byDate)), n.i, 12);
  }
  if (told.length) { box.append(el('h3', null, t('panel.told', { n: told.length }))); listed(box, told.sort(byDate), null, 12); }
  if (near.length) { box.append(el('h3', null, t('panel.near', { n: near.length }))); listed(box, near.sort(byDate), null, 12); }
}
function between(a, b, except) {
  return arrows.filter((x) => (x.s === a && x.t === b) || (x.s === b && x.t === a)).flatMap((x) => x.c).filter((c) => isShown[c] && !except.includes(c)).map((c) => claims[c]);
}
function arrowPanel(box, list) {
  const arrow = arrows[list[0].arrow];
  const label = list.length > 1 ? t('panel.bundle', { n: list.length, words: arrow.w }) : t('panel.claim');
  box.append(el('div', 'kind', el('span', null, label), back()));
  list.slice(0, 8).forEach((c) => box.append(card(c)));
  if (list.length > 8) { box.append(el('h3', null, t('panel.rest'))); listed(box, list.slice(8), null); }
  witnesses(box, list);
  const shownHere = list.map((c) => c.i);
  const same = list.length === 1 ? claims.filter((c) => isShown[c.i] && !shownHere.includes(c.i) && c.g === list[0].g && !sameClaims(list[0]).includes(c) && c.e[0] < list[0].e[1] && list[0].e[0] < c.e[1]) : [];
  if (same.length) { box.append(el('h3', null, t('panel.samewords', { n: same.length }))); listed(box, same, null, 8); }
  const told = new Set(list.flatMap((c) => [...sameClaims(c), ...oppositeClaims(c)]));
  const others = between(arrow.s, arrow.t, shownHere).filter((c) => !same.includes(c) && !told.has(c));
  if (others.length) { box.append(el('h3', null, t('panel.between', { n: others.length }))); listed(box, others.sort(byDate), null, 12); }
}
// The turns of the story, by date: of what the articles state, who came and went, was chosen and dismissed; the weightiest,
// by how many articles say so and how much is said of the two.
function turnsOf(shown) {
  const found = new Map();
  for (const c of shown) {
    if (!predicate(c)[6] || c.t.length || c.o === undefined || !whenOf(c)) continue;
    const before = found.get(c.arrow);
    if (!before) found.set(c.arrow, { c, articles: new Set([c.a]) });
    else { before.articles.add(c.a); if (whenOf(c) < whenOf(before.c)) before.c = c; }
  }
  const weight = (i) => Math.sqrt(nodes[i].arrows.reduce((sum, a) => sum + arrowCount[a], 0));
  const score = ({ c, articles }) => articles.size * (weight(arrows[c.arrow].s) + weight(c.o));
  return [...found.values()].sort((a, b) => score(b) - score(a) || a.c.i - b.c.i).slice(0, 8).map(({ c }) => c).sort((a, b) => (whenOf(a) < whenOf(b) ? -1 : whenOf(a) > whenOf(b) ? 1 : a.i - b.i));
}
// The day of a deed where the article tells it, else the day that tells of it.
const whenOf = (c) => c.from ?? published(c);
function turnRow(c) {
  const made = claimRow(c, null, false, arrows[c.arrow].c.filter((i) => isShown[i]).length), when = el('time', 'when', whenOf(c));
  when.dateTime = whenOf(c);
  made.prepend(when, ' ');
  made.querySelector('small')?.remove();
  return made;
}
function startPanel(box) {
  const shown = claims.filter((c) => isShown[c.i]);
  box.append(el('h2', null, t('panel.start')), el('p', 'lead', t('panel.lead')));
  const weight = (n) => n.arrows.reduce((sum, a) => sum + arrowCount[a], 0);
  const best = nodes.filter((n) => isEntity(n) && nodeShown[n.i]).sort((a, b) => weight(b) - weight(a)).slice(0, 7);
  if (best.length) box.append(el('h3', null, t('panel.most')));
  for (const n of best) box.append(button('row name', () => pick({ kind: 'node', i: n.i }), badge(n.k), named(n.label), el('small', null, t('count.claims', { n: about(n).length }))));
  const turns = turnsOf(shown);
  if (turns.length) { box.append(el('h3', null, t('panel.turns'))); turns.forEach((c) => box.append(turnRow(c))); }
  const open = shown.filter((c) => c.t.length);
  if (open.length) { box.append(el('h3', null, t('panel.open', { n: open.length }))); listed(box, [...open].sort(byDate).slice(0, 6), null); }
  if (D.queries.length) { box.append(el('h3', null, t('panel.asking'))); commands(box); }
}
function commands(box) {
  for (const [label, command] of D.queries) {
    box.append(el('div', 'hint', seen(label)), el('div', 'command', el('code', null, seen(command)), copyButton(t('copy'), () => command)));
  }
}
function panel() {
  const box = $('#panel'), picked = state.picked, held = box.contains(document.activeElement);
  box.replaceChildren();
  if (held) box.focus({ preventScroll: true }); // what had the focus is gone: a reader by keyboard goes on from here
  box.scrollTop = 0;
  if (!picked) startPanel(box);
  else if (picked.kind === 'node') nodePanel(box, nodes[picked.i]);
  else if (picked.kind === 'claim') arrowPanel(box, [claims[picked.i]]);
  else {
    const list = arrows[picked.i].c.filter((c) => isShown[c]).map((c) => claims[c]).sort(byDate);
    if (list.length) arrowPanel(box, list);
    else startPanel(box);
  }
}

// The dossier of a name: offices and parties, who is for and against, a timeline, the latest claims, the sources.
// It reads as one document and prints as one: every line ends in the number of its source.
function subjectOfDossier() {
  const picked = state.picked;
  if (picked?.kind === 'node' && isEntity(nodes[picked.i])) state.about = picked.i;
  if (state.about === null) {
    const of = picked ? nodes[arrows[picked.kind === 'claim' ? claims[picked.i].arrow : picked.kind === 'arrow' ? picked.i : nodes[picked.i].arrows[0]].s] : null;
    const best = of ?? nodes.filter(isEntity).sort((a, b) => b.w - a.w)[0];
    state.about = best ? best.i : null;
  }
  return state.about === null ? null : nodes[state.about];
}
const howWords = (c, saidNot = false) => [...c.t.filter((t) => t !== 'reported' && !(saidNot && t === 'denied')), speaker(c) === null ? null : t('claim.told', { name: speaker(c) })].filter(Boolean).join(', ');
const period = (c) => (c.from && c.from === c.until ? c.from : c.from && c.until ? t('period', { from: c.from, until: c.until }) : c.from ? t('period.from', { from: c.from }) : c.until ? t('period.until', { until: c.until }) : '');

function dossier() {
  const box = $('#dossier');
  if (state.view !== 'dossier') { box.replaceChildren(); return; }
  const n = subjectOfDossier(), held = box.contains(document.activeElement);
  box.replaceChildren();
  if (held) box.focus({ preventScroll: true });
  if (!n) return;
  const all = about(n), sources = sourceNumbers(all);
  const page = el('article', 'dossier', dossierHead(n, all, sources));
  if (!all.length) page.append(el('p', 'hint', t('dossier.none')));
  page.append(...tiesOf(n, all, sources), ...sidesOf(n, all, sources), ...timelineOf(n, all, sources), ...latestOf(n, all, sources), ...sourcesOf(sources));
  box.append(page);
}
function dossierHead(n, all, sources) {
  const days = all.map(published).filter(Boolean).sort();
  const span = days.length ? (days[0] === days[days.length - 1] ? days[0] : t('period', { from: days[0], until: days[days.length - 1] })) : t('dossier.undated');
  const choose = el('select');
  choose.setAttribute('aria-label', t('dossier.of'));
  const listedNames = nodes.filter(isEntity).sort((a, b) => a.label.localeCompare(b.label, 'en'));
  for (const other of listedNames) { const option = el('option', null, seen(cut(other.label, 60))); option.value = String(other.i); option.selected = other === n; choose.append(option); }
  choose.addEventListener('change', () => { pick({ kind: 'node', i: Number(choose.value) }); $('#dossier select')?.focus(); });
  const head = el('div', 'head', el('div', 'kind', badge(n.k), TYPES[n.k] ?? n.k), el('h2', null, named(n.label)));
  if (n.as?.length) head.append(el('p', 'names', `${t('panel.also')} `, named(n.as.join(', '))));
  head.append(el('p', 'names', `${claimsIn(all)} · ${span}${all.length && filtered() ? ` · ${t('dossier.filtered')}` : ''}`));
  head.append(el('div', 'choose', choose, button('small', () => print(), t('print'))));
  return head;
}
function sourceNumbers(all) {
  const order = [...new Set([...all].sort(byDate).map((c) => c.a))];
  return new Map(order.map((a, i) => [a, i + 1]));
}
// Claims that say the same of the same are one line with all their sources.
/** @param {Claim[]} list @param {(c: Claim) => string} [apart] */
function merged(list, apart = () => '') {
  const lines = new Map();
  for (const c of [...list].sort(byDate)) {
    const arrow = arrows[c.arrow], key = [arrow.s, c.o ?? '', c.c === undefined ? '' : fold(content(c)), arrow.w, c.by ?? '', period(c), apart(c)].join('\u0000');
    if (lines.has(key)) lines.get(key).push(c); else lines.set(key, [c]);
  }
  return [...lines.values()];
}
function references(list, sources) {
  const made = el('span', 'refs');
  const numbers = new Map(list.map((c) => [sources.get(c.a), c]));
  [...numbers].sort((a, b) => a[0] - b[0]).forEach(([number, c]) => {
    const to = button('link ref', () => openClaim(c), String(number));
    to.setAttribute('aria-label', t('dossier.source', { n: number }));
    made.append('[', to, ']');
  });
  return made;
}
function dossierLine(list, sources, ...words) {
  const c = list[0], how = howWords(c, words.some((w) => w.dataset?.not)), when = period(c), against = list.some(disputed);
  return el('li', c.t.length ? 'open' : null, ...words, how ? el('span', 'how', ` (${seen(how)})`) : null, when ? el('span', 'how', ` ${when}`) : null,
    against ? el('span', 'tag disputed', t('disputed')) : null, ' ', references(list, sources));
}
const section = (name, title, ...children) => { const made = el('section', name, el('h3', null, title)); made.append(...children); return made; };

function tiesOf(n, all, sources) {
  const kinds = new Map();
  for (const list of merged(all.filter((c) => predicate(c)[2] === 'relation' && (arrows[c.arrow].s === n.i || c.o === n.i)))) {
    const c = list[0], out = arrows[c.arrow].s === n.i, title = out ? predicate(c)[0] : predicate(c)[1] || predicate(c)[0];
    if (!kinds.has(title)) kinds.set(title, []);
    const other = out ? c.o : arrows[c.arrow].s;
    const words = other !== undefined ? nodeButton(other) : content(c) !== null ? named(`“${content(c)}”`) : el('span', null, t('dossier.unnamed'));
    kinds.get(title).push(dossierLine(list, sources, words));
  }
  if (!kinds.size) return [];
  const list = el('dl', 'ties');
  for (const [title, lines] of kinds) list.append(el('dt', null, seen(title)), el('dd', null, el('ul', null, ...lines)));
  return [section('is', t('dossier.ties'), list)];
}
// By actions that alone say where one stands; what is denied says nothing for the other side, so it is left out here.
function sidesOf(n, all, sources) {
  const stands = (side, out) => merged(all.filter((c) => predicate(c)[4] === side && !denied(c) && c.o !== undefined && (out ? arrows[c.arrow].s : c.o) === n.i));
  const side = (title, stance, out) => {
    const lines = stands(stance, out);
    if (!lines.length) return null;
    return el('div', `side ${stance}`, el('h4', null, `${title} · ${lines.length}`), el('ul', null, ...lines.map((list) => {
      const c = list[0], verb = el('span', 'p', seen(out ? predicate(c)[0] : predicate(c)[1]));
      const words = content(c) === null ? [] : [' ', named(`“${cut(content(c), 110)}”`)];
      return out ? dossierLine(list, sources, verb, ' ', nodeButton(c.o), ...words) : dossierLine(list, sources, nodeButton(arrows[c.arrow].s), ' ', el('span', 'p', seen(predicate(c)[0])), ...words);
    })));
  };
  const found = [side(t('dossier.forthem'), 'for', false), side(t('dossier.againstthem'), 'against', false), side(t('dossier.theyfor'), 'for', true), side(t('dossier.theyagainst'), 'against', true)].filter(Boolean);
  return found.length ? [section('sides', t('dossier.sides'), el('div', 'columns', ...found))] : [];
}
const MONTH = new Intl.DateTimeFormat(LANGUAGE === 'en' ? 'en-GB' : LANGUAGE, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthOf = (text) => (text.length >= 7 ? MONTH.format(new Date(`${text.slice(0, 7)}-01T00:00:00Z`)) : text);
// Two clocks, never mixed: when an article said it, and when it holds by the article's own words.
function timelineOf(n, all, sources) {
  if (!all.length) return [];
  const holds = state.clock === 'holds';
  const entries = [];
  for (const list of merged(all, holds ? undefined : published)) {
    const c = list[0];
    if (!holds) entries.push({ when: published(c), list, note: '' });
    else {
      if (c.from) entries.push({ when: c.from, list, note: t('timeline.from') });
      if (c.until) entries.push({ when: c.until, list, note: t('timeline.until') });
      if (!c.from && !c.until) entries.push({ when: null, list, note: '' });
    }
  }
  const known = entries.filter((e) => e.when).sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0)), unknown = entries.filter((e) => !e.when);
  const clock = el('div', 'switch clock');
  clock.setAttribute('role', 'group');
  clock.setAttribute('aria-label', t('timeline.by'));
  for (const [value, label] of [['published', t('timeline.published')], ['holds', t('timeline.holds')]]) {
    const made = button('small', () => { state.clock = value; dossier(); toAddress(); /** @type {HTMLElement} */ ([...document.querySelectorAll('.clock button')].find((b) => b.textContent === label))?.focus(); }, label);
    made.setAttribute('aria-pressed', String(state.clock === value));
    clock.append(made);
  }
  const list = el('ol', 'timeline');
  let month = '';
  for (const entry of known) {
    if (monthOf(entry.when) !== month) { month = monthOf(entry.when); list.append(el('li', 'month', month)); }
    const day = el('time', null, entry.when);
    day.dateTime = entry.when;
    list.append(dossierLine(entry.list, sources, day, ' ', entry.note && `${entry.note} `, ...sentenceOf(entry.list[0])));
  }
  const made = section('when', t('timeline'), clock, list);
  if (!known.length) list.replaceWith(el('p', 'hint', t(holds ? 'time.holds.never' : 'time.published.never')));
  if (unknown.length && holds) made.append(el('p', 'hint', t('timeline.unknown', { n: unknown.length })));
  else if (unknown.length) made.append(el('h4', null, t('timeline.undated')), el('ul', 'undated', ...unknown.map((e) => dossierLine(e.list, sources, ...sentenceOf(e.list[0])))));
  return [made];
}
function sentenceOf(c) {
  const arrow = arrows[c.arrow], words = [nodeButton(arrow.s), ' ', el('span', 'p', seen(`${denied(c) ? `${t('not')} ` : ''}${predicate(c)[2] === 'other' && c.v ? c.v : predicate(c)[0]}`))];
  if (denied(c)) words[2].dataset.not = 'yes';
  if (c.o !== undefined) words.push(' ', nodeButton(c.o));
  if (content(c) !== null) words.push(' ', named(`“${cut(content(c), 140)}”`));
  return words;
}
function latestOf(n, all, sources) {
  const list = [...all].sort(byDate).slice(0, 8);
  if (!list.length) return [];
  return [section('latest', t('dossier.latest'), ...list.map((c) => {
    const words = el('blockquote', null, seen(quoteOf(c).trim()));
    words.dir = 'auto';
    return el('div', 'said', el('p', null, ...sentenceOf(c), howWords(c, true) ? el('span', 'how', ` (${seen(howWords(c, true))})`) : null, ' ', references([c], sources)), words,
      el('p', 'from', named(publisher(c) || t('claim.publisher')), ` · ${published(c) ?? t('article.date')}`));
  }))];
}
function sourcesOf(sources) {
  if (!sources.size) return [];
  const list = el('ol', 'sources');
  for (const a of sources.keys()) list.append(el('li', null, ...articleLines(D.articles[a]).map((line) => { const made = el('span'); made.append(...line.childNodes, ' '); return made; })));
  return [section('from', t('dossier.sources'), list)];
}

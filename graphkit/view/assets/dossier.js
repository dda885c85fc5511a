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
const claimsOf = (n) => claims.filter((c) => isShown[c.i] && (arrows[c.arrow].s === n.i || c.o === n.i || c.by === n.i || c.k.includes(n.i)));
const howWords = (c, saidNot = false) => [...c.t.filter((t) => t !== 'reported' && !(saidNot && t === 'denied')), speaker(c) === null ? null : `according to ${speaker(c)}`].filter(Boolean).join(', ');
const period = (c) => (c.from && c.until ? `${c.from} to ${c.until}` : c.from ? `since ${c.from}` : c.until ? `until ${c.until}` : '');

function dossier() {
  const box = $('#dossier');
  if (state.view !== 'dossier') { box.replaceChildren(); return; }
  const n = subjectOfDossier(), held = box.contains(document.activeElement);
  box.replaceChildren();
  if (held) box.focus({ preventScroll: true });
  if (!n) return;
  const all = claimsOf(n), sources = sourceNumbers(all);
  const page = el('article', 'dossier', dossierHead(n, all, sources));
  if (!all.length) page.append(el('p', 'hint', 'No claim about this name is left with the present choice.'));
  page.append(...tiesOf(n, all, sources), ...sidesOf(n, all, sources), ...timelineOf(n, all, sources), ...latestOf(n, all, sources), ...sourcesOf(sources));
  box.append(page);
}
function dossierHead(n, all, sources) {
  const days = all.map(published).filter(Boolean).sort();
  const span = days.length ? (days[0] === days[days.length - 1] ? days[0] : `${days[0]} to ${days[days.length - 1]}`) : 'dates unknown';
  const choose = el('select');
  choose.setAttribute('aria-label', 'Dossier of');
  const listedNames = nodes.filter(isEntity).sort((a, b) => a.label.localeCompare(b.label, 'en'));
  for (const other of listedNames) { const option = el('option', null, seen(cut(other.label, 60))); option.value = String(other.i); option.selected = other === n; choose.append(option); }
  choose.addEventListener('change', () => { pick({ kind: 'node', i: Number(choose.value) }); $('#dossier select')?.focus(); });
  const head = el('div', 'head', el('div', 'kind', badge(n.k), TYPES[n.k] ?? n.k), el('h2', null, named(n.label)));
  if (n.as?.length) head.append(el('p', 'names', 'Also ', named(n.as.join(', '))));
  head.append(el('p', 'names', `${plural(all.length, 'claim')} in ${plural(sources.size, 'article')} · ${span}${all.length && filtered() ? ' · with the present filters' : ''}`));
  head.append(el('div', 'choose', choose, button('small', () => print(), 'Print')));
  return head;
}
function sourceNumbers(all) {
  const order = [...new Set([...all].sort(byDate).map((c) => c.a))];
  return new Map(order.map((a, i) => [a, i + 1]));
}
// Claims that say the same of the same are one line with all their sources.
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
    to.setAttribute('aria-label', `The words in source ${number}`);
    made.append('[', to, ']');
  });
  return made;
}
function dossierLine(list, sources, ...words) {
  const c = list[0], how = howWords(c, words.some((w) => w.dataset?.not)), when = period(c), against = list.some(disputed);
  return el('li', c.t.length ? 'open' : null, ...words, how ? el('span', 'how', ` (${seen(how)})`) : null, when ? el('span', 'how', ` ${when}`) : null,
    against ? el('span', 'tag disputed', 'disputed') : null, ' ', references(list, sources));
}
const section = (name, title, ...children) => { const made = el('section', name, el('h3', null, title)); made.append(...children); return made; };

function tiesOf(n, all, sources) {
  const kinds = new Map();
  for (const list of merged(all.filter((c) => predicate(c)[2] === 'relation' && (arrows[c.arrow].s === n.i || c.o === n.i)))) {
    const c = list[0], out = arrows[c.arrow].s === n.i, title = out ? predicate(c)[0] : predicate(c)[1] || predicate(c)[0];
    if (!kinds.has(title)) kinds.set(title, []);
    const other = out ? c.o : arrows[c.arrow].s;
    const words = other !== undefined ? nodeButton(other) : content(c) !== null ? named(`“${content(c)}”`) : el('span', null, 'somebody or something unnamed');
    kinds.get(title).push(dossierLine(list, sources, words));
  }
  if (!kinds.size) return [];
  const list = el('dl', 'ties');
  for (const [title, lines] of kinds) list.append(el('dt', null, seen(title)), el('dd', null, el('ul', null, ...lines)));
  return [section('is', 'Offices, parties and ties', list)];
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
  const found = [side('For them', 'for', false), side('Against them', 'against', false), side('They are for', 'for', true), side('They are against', 'against', true)].filter(Boolean);
  return found.length ? [section('sides', 'For and against', el('div', 'columns', ...found))] : [];
}
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const monthOf = (text) => (text.length >= 7 ? `${MONTHS[Number(text.slice(5, 7)) - 1] ?? ''} ${text.slice(0, 4)}`.trim() : text);
// Two clocks, never mixed: when an article said it, and when it holds by the article's own words.
function timelineOf(n, all, sources) {
  if (!all.length) return [];
  const holds = state.clock === 'holds';
  const entries = [];
  for (const list of merged(all, holds ? undefined : published)) {
    const c = list[0];
    if (!holds) entries.push({ when: published(c), list, note: '' });
    else {
      if (c.from) entries.push({ when: c.from, list, note: 'from here: ' });
      if (c.until) entries.push({ when: c.until, list, note: 'until here: ' });
      if (!c.from && !c.until) entries.push({ when: null, list, note: '' });
    }
  }
  const known = entries.filter((e) => e.when).sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0)), unknown = entries.filter((e) => !e.when);
  const clock = el('div', 'switch clock');
  clock.setAttribute('role', 'group');
  clock.setAttribute('aria-label', 'Timeline by');
  for (const [value, label] of [['published', 'When it was published'], ['holds', 'When it holds']]) {
    const made = button('small', () => { state.clock = value; dossier(); toAddress(); [...document.querySelectorAll('.clock button')].find((b) => b.textContent === label)?.focus(); }, label);
    made.setAttribute('aria-pressed', String(state.clock === value));
    clock.append(made);
  }
  const list = el('ol', 'timeline');
  let month = '';
  for (const entry of known) {
    if (monthOf(entry.when) !== month) { month = monthOf(entry.when); list.append(el('li', 'month', month)); }
    const day = el('time', null, entry.when);
    day.dateTime = entry.when;
    list.append(dossierLine(entry.list, sources, day, ' ', entry.note, ...sentenceOf(entry.list[0])));
  }
  const made = section('time', 'Timeline', clock, list);
  if (!known.length) list.replaceWith(el('p', 'hint', holds ? 'No article says since when or until when any of this holds.' : 'When the articles were published is unknown.'));
  if (unknown.length && holds) made.append(el('p', 'hint', `${plural(unknown.length, 'line')} of which no article says when it holds.`));
  else if (unknown.length) made.append(el('h4', null, 'Date unknown'), el('ul', 'undated', ...unknown.map((e) => dossierLine(e.list, sources, ...sentenceOf(e.list[0])))));
  return [made];
}
function sentenceOf(c) {
  const arrow = arrows[c.arrow], words = [nodeButton(arrow.s), ' ', el('span', 'p', seen(`${denied(c) ? 'not: ' : ''}${predicate(c)[2] === 'other' && c.v ? c.v : predicate(c)[0]}`))];
  if (denied(c)) words[2].dataset.not = 'yes';
  if (c.o !== undefined) words.push(' ', nodeButton(c.o));
  if (content(c) !== null) words.push(' ', named(`“${cut(content(c), 140)}”`));
  return words;
}
function latestOf(n, all, sources) {
  const list = [...all].sort(byDate).slice(0, 8);
  if (!list.length) return [];
  return [section('latest', 'Latest claims, in their words', ...list.map((c) => {
    const words = el('blockquote', null, seen(quoteOf(c).trim()));
    words.dir = 'auto';
    return el('div', 'said', el('p', null, ...sentenceOf(c), howWords(c, true) ? el('span', 'how', ` (${seen(howWords(c, true))})`) : null, ' ', references([c], sources)), words,
      el('p', 'from', named(publisher(c) || 'publisher unknown'), ` · ${published(c) ?? 'date unknown'}`));
  }))];
}
function sourcesOf(sources) {
  if (!sources.size) return [];
  const list = el('ol', 'sources');
  for (const a of sources.keys()) list.append(el('li', null, ...articleLines(D.articles[a]).map((line) => { const made = el('span'); made.append(...line.childNodes, ' '); return made; })));
  return [section('from', 'Sources', list)];
}

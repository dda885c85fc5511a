// The data, and the few helpers that everything else uses. Text only ever becomes text nodes.
/** @param {string} selector @returns {any} */
const $ = (selector) => document.querySelector(selector);
performance.mark('graphkit-start');
/** @type {Payload} */
const D = JSON.parse($('#data').textContent);
const CALM = matchMedia('(prefers-reduced-motion: reduce)').matches;

// The words of the page stand in one file, en.json. A word with forms by number has one for each of the language's.
const LANGUAGE = document.documentElement.lang;
const NUMBER = new Intl.PluralRules(LANGUAGE);
const t = (key, values = {}) => {
  const found = WORDS[key], form = typeof found === 'string' ? found : found[NUMBER.select(values.n)] ?? found.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === 'number' ? values[name].toLocaleString(LANGUAGE) : values[name]));
};

const el = (tag, name, ...children) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  for (const child of children) if (child !== null && child !== undefined && child !== '') made.append(child);
  return made;
};
const button = (name, act, ...children) => {
  const made = el('button', name, ...children);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
};
// A name in a box of its own, so that its direction of writing does not turn the words around it.
const named = (text) => { const made = el('bdi', null, seen(text)); made.dir = 'auto'; return made; };
const seen = (text) => String(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const percent = (c) => t('percent', { n: Math.round(c.sure * 100) });
const cut = (text, most) => (text.length > most ? text.slice(0, most - 1).trimEnd() + '…' : text);

const TYPES = { ...D.types, Act: t('type.act') };
const KINDS = ['relation', 'action', 'speech', 'other'];
const VIEWS = ['graph', 'both', 'table', 'dossier'], DRAWN = ['graph', 'both'], TABLED = ['both', 'table'];
const HOW = ['stated', 'denied', 'planned', 'possible', 'conditional', 'former', 'reported', 'disputed'];
const HOW_WORDS = Object.fromEntries(HOW.map((how) => [how, t(`how.${how}`)]));

const nodes = D.nodes.map((n, i) => ({ ...n, i, label: n.l ?? n.n.join(' '), arrows: [], tells: [] }));
const PREDICATES = Object.keys(D.predicates);
const arrows = D.arrows.map(([s, t, p, w, c, b = 0, how = []], i) => ({ s, t, c, i, p: PREDICATES[p], w: D.labels[w], b, how: how[0] === 'stated' ? [] : how }));
// A claim's id is written in base64, to be short.
const BYTES = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
function hex(text) {
  let found = '';
  for (const c of atob(text)) found += BYTES[c.charCodeAt(0)];
  return found;
}
const isEntity = (n) => n.k !== 'Act' && n.k !== 'Bare';
/** @type {Claim[]} */
const claims = D.claims.map((c, i) => ({
  ...c, id: hex(c.id), i, v: c.v ?? '', k: c.k ?? [], kn: c.kn ?? [], sure: c.sure ?? 1, x: c.x ?? 0, a: D.passages[c.g].a,
  m: [0, 1, 2, 3].map((part) => c.m?.[part] ?? []), article: D.articles[D.passages[c.g].a],
}));
// The places of a part of a claim stand in one list: starts and ends by turns.
const spansOf = (spans) => Array.from({ length: spans.length / 2 }, (_, i) => [spans[2 * i], spans[2 * i + 1]]);
const within = (spans, start, end) => spansOf(spans).some(([from, to]) => from <= start && end <= to);
// What all claims of an arrow have in common stands with the arrow.
for (const a of arrows) {
  nodes[a.s].arrows.push(a.i);
  if (a.t !== a.s) nodes[a.t].arrows.push(a.i);
  for (const c of a.c) Object.assign(claims[c], { arrow: a.i, p: a.p, t: a.how, o: isEntity(nodes[a.t]) ? a.t : undefined });
}
for (const c of claims) if (typeof c.by === 'number') nodes[c.by].tells.push(c.i);
const content = (c) => (c.c === undefined ? null : D.contents[c.c]);
const speaker = (c) => (c.by === undefined ? null : typeof c.by === 'number' ? nodes[c.by].label : c.by);
const publisher = (c) => c.article.publisher ?? '';
const predicate = (c) => D.predicates[c.p];
const published = (c) => c.article.date?.[0] ?? null;
const tagsOf = (c) => (c.t.length ? c.t : ['stated']);
// "not: supports" and so on, as on the arrow; the words of one claim, for lists and tables.
const wording = (c) => arrows[c.arrow].w;

const live = (text) => { $('#live').textContent = text; };
const dark = () => document.documentElement.dataset.theme === 'dark';
const looks = new Map(); // asked for thousands of times a picture; forgotten when the theme changes
const css = (name) => {
  let found = looks.get(name);
  if (found === undefined) looks.set(name, found = getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return found;
};
const wear = (theme) => { document.documentElement.dataset.theme = theme; looks.clear(); };

const COLOURS = {
  // Okabe and Ito's palette, a little darker on white: told apart with any colour vision, and each type has its own shape.
  light: { Person: '#0067a8', Party: '#c9500a', Organisation: '#9c6b00', Constituency: '#00805f', Place: '#2585bd', Office: '#b0568c', Event: '#5b4bb0', Document: '#626a75', Act: '#77716a' },
  dark: { Person: '#56b4e9', Party: '#f08a4b', Organisation: '#e6b53c', Constituency: '#3cc79f', Place: '#8fd0f2', Office: '#e09ac4', Event: '#a99bf0', Document: '#a9b0ba', Act: '#a9a59d' },
};
const colour = (kind) => COLOURS[dark() ? 'dark' : 'light'][kind] ?? css('--faint');
const LINE = { light: { relation: '96,108,122', action: '148,96,44', speech: '110,92,160', other: '120,118,112' }, dark: { relation: '150,164,180', action: '218,168,112', speech: '178,162,228', other: '158,156,150' } };
const lineRGB = (kind) => LINE[dark() ? 'dark' : 'light'][kind] ?? '128,128,128';

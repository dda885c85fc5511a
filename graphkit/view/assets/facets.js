// The legend, which is the filter: each row a kind, its sign, how many claims.
const LEGEND = [
  { name: 'type', label: (v) => TYPES[v] ?? v, mark: (v) => v },
  { name: 'how', label: (v) => v, mark: (v) => `line:relation:${v}` },
  { name: 'predicate', label: (v) => D.predicates[v][0], mark: (v) => `line:${D.predicates[v][2]}:stated` },
  { name: 'publisher', label: (v) => v || t('unknown'), mark: null },
  { name: 'speaker', label: (v) => v || t('legend.article'), mark: null },
];
const FEW = 14;
const opened = new Set();

function counts(name) {
  // How many claims each value has among those that all other facets let through.
  const found = new Map();
  for (const c of claims) for (const value of FACETS[name].of(c)) if (!found.has(value)) found.set(value, 0);
  if (name === 'type') {
    // Of names one wants to know how many there are, not how often they are named.
    const there = new Set();
    for (const c of claims) if (passes(c, name)) there.add(arrows[c.arrow].s).add(arrows[c.arrow].t);
    for (const i of there) if (found.has(nodes[i].k)) found.set(nodes[i].k, found.get(nodes[i].k) + 1);
    return found;
  }
  for (const c of claims) if (passes(c, name)) for (const value of FACETS[name].of(c)) found.set(value, found.get(value) + 1);
  return found;
}
const total = (name) => {
  const found = new Map();
  if (name === 'type') {
    for (const n of nodes) if (n.k !== 'Bare' && n.arrows.length) found.set(n.k, (found.get(n.k) ?? 0) + 1);
    return found;
  }
  for (const c of claims) for (const value of FACETS[name].of(c)) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
};
const ORDER = Object.fromEntries(LEGEND.map(({ name }) => {
  const sums = total(name);
  const rank = (v) => (name === 'how' ? HOW.indexOf(v) : -sums.get(v));
  const kindRank = (v) => (name === 'predicate' ? KINDS.indexOf(D.predicates[v][2]) : 0);
  return [name, [...sums.keys()].sort((a, b) => kindRank(a) - kindRank(b) || rank(a) - rank(b) || (a < b ? -1 : 1))];
}));

function facets() {
  const box = $('#facets');
  const was = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.at : null;
  const top = box.scrollTop;
  box.replaceChildren(el('h2', 'unseen', t('legend')));
  if (filtered()) {
    const left = isShown.reduce((a, b) => a + b, 0);
    box.append(el('div', 'narrowed', el('span', null, t('shown.of', { shown: left, all: claims.length })), button('small', reset, t('reset.short'))));
  }
  for (const { name, label, mark } of LEGEND) {
    const values = ORDER[name], off = state.off[name];
    if (['publisher', 'speaker'].includes(name) && values.length < 2 && values[0] === '') continue;
    const found = counts(name);
    const all = button('', () => { const none = !off.size; state.some.delete(name); off.clear(); if (none) { values.forEach((v) => off.add(v)); if (name === 'how') state.some.add(name); } changed(); }, t(off.size ? 'all' : 'none'));
    all.dataset.at = `all-${name}`;
    box.append(el('h3', null, t(`legend.${name}`), all));
    let group = null;
    values.forEach((value, k) => {
      if (k >= FEW && !opened.has(name)) return;
      if (name === 'predicate' && D.predicates[value][2] !== group) { group = D.predicates[value][2]; box.append(el('div', 'hint', KINDS.includes(group) ? t(`kind.${group}`) : group)); }
      box.append(facetRow(name, value, k, label(value), mark ? mark(value) : null, found.get(value), off));
    });
    if (name === 'type') {
      if (D.groups.some((hub) => hub !== null)) box.append(toggle('groups', t('legend.groups')));
      if (standAlone) box.append(toggle('alone', t('legend.alone'), standAlone));
      if (D.fold && values.includes('Act')) box.append(el('p', 'hint', t('legend.acts')));
    }
    if (values.length > FEW) {
      const rest = values.length - FEW;
      box.append(button('quiet more', () => { if (opened.has(name)) opened.delete(name); else opened.add(name); facets(); }, opened.has(name) ? t('fewer') : t('more', { n: rest })));
    }
  }
  if (D.links.length) box.append(el('p', 'hint', t('legend.links')));
  box.append(el('h3', null, t('legend.sure')));
  const percent = () => t('percent', { n: Math.round(state.sure * 100) });
  const sure = el('input'), value = el('output', null, percent());
  Object.assign(sure, { type: 'range', min: '0', max: '1', step: '0.05', value: String(state.sure) });
  sure.setAttribute('aria-label', t('legend.sure'));
  sure.dataset.at = 'sure';
  sure.addEventListener('input', () => { state.sure = Number(sure.value); value.textContent = percent(); changed('sure'); });
  box.append(el('div', 'sure', sure, value));
  box.scrollTop = top;
  if (was) /** @type {HTMLElement | undefined} */ ([...box.querySelectorAll('input, button')].find((i) => i instanceof HTMLElement && i.dataset.at === was))?.focus();
}
function reset() {
  showAll();
  time();
  changed();
  focusBar();
  if (net && DRAWN.includes(state.view)) fit(false);
}
// What is drawn besides, which takes no claim out: a box to tick.
function toggle(name, label, count = null) {
  const row = el('div', 'facet show'), input = el('input'), text = el('label', null, label);
  Object.assign(input, { type: 'checkbox', id: `show-${name}`, checked: state[name] });
  input.dataset.at = input.id;
  text.htmlFor = input.id;
  input.addEventListener('change', () => { state[name] = input.checked; changed('drawn'); });
  row.append(input, text, el('output', null, count === null ? '' : String(count)));
  return row;
}
function facetRow(name, value, k, label, mark, count, off) {
  const row = el('div', 'facet'), input = el('input'), text = el('label', null, named(label));
  input.type = 'checkbox';
  input.id = `f-${name}-${k}`;
  input.dataset.at = input.id;
  input.checked = !off.has(value);
  text.htmlFor = input.id;
  if (name === 'predicate') text.title = D.predicates[value][3];
  if (name === 'how') text.title = HOW_WORDS[value] ?? value;
  input.addEventListener('change', () => { if (input.checked) off.delete(value); else off.add(value); if (!off.size) state.some.delete(name); changed(); });
  const alone = button('quiet only', () => {
    // A claim may be stated in several ways at once, denied and reported: "only denied" means all that are denied.
    if (only(ORDER[name], off, value) && name === 'how') state.some.add(name); else state.some.delete(name);
    changed();
  }, t('only'));
  alone.setAttribute('aria-label', t('only.of', { value: label }));
  alone.dataset.at = `only-${name}-${k}`;
  row.classList.toggle('off', off.has(value));
  row.append(input, mark ? badge(mark) : el('span'), text, alone, el('output', null, String(count)));
  return row;
}

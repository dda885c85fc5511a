// The legend, which is the filter: each row a kind, its sign, how many claims.
const LEGEND = [
  ['type', 'Names and acts', (v) => TYPES[v] ?? v, (v) => v],
  ['how', 'How it is stated', (v) => v, (v) => `line:relation:${v}`],
  ['predicate', 'What is claimed', (v) => D.predicates[v][0], (v) => `line:${D.predicates[v][2]}:stated`],
  ['publisher', 'Publisher', (v) => v || 'unknown', () => null],
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
const ORDER = Object.fromEntries(LEGEND.map(([name]) => {
  const sums = total(name);
  const rank = (v) => (name === 'how' ? HOW.indexOf(v) : -sums.get(v));
  const kindRank = (v) => (name === 'predicate' ? ['relation', 'action', 'speech', 'other'].indexOf(D.predicates[v][2]) : 0);
  return [name, [...sums.keys()].sort((a, b) => kindRank(a) - kindRank(b) || rank(a) - rank(b) || (a < b ? -1 : 1))];
}));

function facets() {
  const box = $('#facets');
  const was = document.activeElement?.closest?.('.facet') ? document.activeElement.dataset.at : null;
  const top = box.scrollTop;
  box.replaceChildren(el('h2', 'unseen', 'Legend and filters'));
  for (const [name, title, label, mark] of LEGEND) {
    const values = ORDER[name], off = state.off[name], found = counts(name);
    if (name === 'publisher' && values.length < 2 && values[0] === '') continue;
    const all = button('', () => { if (off.size) off.clear(); else values.forEach((v) => off.add(v)); changed(); }, off.size ? 'all' : 'none');
    box.append(el('h3', null, title, all));
    let group = null;
    values.forEach((value, k) => {
      if (k >= FEW && !opened.has(name)) return;
      if (name === 'predicate' && D.predicates[value][2] !== group) { group = D.predicates[value][2]; box.append(el('div', 'hint', KIND_NAMES[group] ?? group)); }
      box.append(facetRow(name, value, k, label(value), mark(value), found.get(value), off));
    });
    if (name === 'type' && D.fold && values.includes('Act')) box.append(el('p', 'hint', 'Acts and sayings are many: they are drawn beside the name that is selected.'));
    if (values.length > FEW) {
      const rest = values.length - FEW;
      box.append(button('quiet more', () => { if (opened.has(name)) opened.delete(name); else opened.add(name); facets(); }, opened.has(name) ? 'Show fewer' : `Show ${rest} more`));
    }
  }
  if (D.links.length) box.append(el('p', 'hint', 'A thin dotted line without a head leads from what is said or done to whom it concerns.'));
  box.append(el('h3', null, 'Confidence at least'));
  const sure = el('input'), value = el('output', null, `${Math.round(state.sure * 100)} %`);
  Object.assign(sure, { type: 'range', min: '0', max: '1', step: '0.05', value: String(state.sure) });
  sure.setAttribute('aria-label', 'Confidence at least');
  sure.dataset.at = 'sure';
  sure.addEventListener('input', () => { state.sure = Number(sure.value); value.textContent = `${Math.round(state.sure * 100)} %`; changed('sure'); });
  box.append(el('div', 'sure', sure, value));
  if (filtered()) box.append(el('p', null, button('small', () => { showAll(); time(); changed(); }, 'Show everything again')));
  box.scrollTop = top;
  if (was) [...box.querySelectorAll('input')].find((i) => i.dataset.at === was)?.focus();
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
  input.addEventListener('change', () => { if (input.checked) off.delete(value); else off.add(value); changed(); });
  const only = button('quiet only', () => { const alone = ORDER[name].every((v) => (v === value) !== off.has(v)); off.clear(); if (!alone) ORDER[name].forEach((v) => v !== value && off.add(v)); changed(); }, 'only');
  only.setAttribute('aria-label', `only ${label}`);
  row.classList.toggle('off', off.has(value));
  row.append(input, mark ? badge(mark) : el('span'), text, only, el('output', null, String(count)));
  return row;
}

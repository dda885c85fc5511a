// Search with completion: names and other names first, then words of claims.
const names = nodes.filter(isEntity).map((n) => ({ n, keys: [n.label, ...(n.as ?? [])].map((name) => fold(name)) }));
const texts = claims.map((c) => ({ c, key: null }));
let hits = [], at = -1;

// Whether each of the words begins one of a text: "ferry bill" for the Ferry Services Bill.
const eachBegins = (key, parts) => parts.every((part) => ` ${key}`.includes(` ${part}`));
function search(words) {
  const wanted = fold(words.trim()), parts = wanted.split(/\s+/);
  if (!wanted) return [];
  /** @param {string} key @returns {number} */
  const score = (key) => (key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(' ' + wanted) ? 2 : key.includes(wanted) ? 3 : eachBegins(key, parts) ? 4 : 9);
  const found = names.map(({ n, keys }) => {
    const scores = keys.map(score), best = Math.min(...scores);
    return { n, best, other: best < 9 && scores[0] !== best ? n.as[scores.indexOf(best) - 1] : null };
  }).filter((f) => f.best < 9).sort((a, b) => a.best - b.best || b.n.w - a.n.w).slice(0, 8)
    .map(({ n, other }) => ({ of: { kind: 'node', i: n.i }, sign: n.k, label: n.label + (other ? ` (${other})` : ''), note: TYPES[n.k] ?? n.k, hidden: !nodeShown[n.i] }));
  if (wanted.length > 2) {
    const said = [];
    for (const text of texts) {
      text.key ??= fold([plainSaying(text.c), quoteOf(text.c)].join(' '));
      if (text.key.includes(wanted) || (parts.length > 1 && eachBegins(text.key, parts))) said.push({ of: { kind: 'claim', i: text.c.i }, sign: null, label: plainSaying(text.c), note: t('find.claim'), hidden: !isShown[text.c.i] });
      if (said.length >= 6) break;
    }
    found.push(...said);
  }
  return found;
}
function showHits() {
  const box = $('#found'), input = $('#find');
  box.replaceChildren();
  const open = input.value.trim() !== '' && document.activeElement === input;
  box.hidden = !open;
  input.setAttribute('aria-expanded', String(open));
  input.removeAttribute('aria-activedescendant');
  if (!open) return;
  if (!hits.length) { box.append(el('div', 'none', t('find.none'))); return; }
  hits.forEach((hit, i) => {
    const row = el('div', null, hit.sign ? badge(hit.sign) : null, el('span', null, named(cut(hit.label, 90))), el('small', null, hit.hidden ? t('find.hidden', { what: hit.note }) : hit.note));
    if (row.firstChild.tagName === 'CANVAS') { row.firstChild.style.width = '24px'; row.firstChild.style.flex = 'none'; }
    row.id = `hit-${i}`;
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', String(i === at));
    if (i === at) { input.setAttribute('aria-activedescendant', row.id); row.scrollIntoView?.({ block: 'nearest' }); }
    row.addEventListener('mousedown', (event) => { event.preventDefault(); take(hit); });
    box.append(row);
  });
}
function take(hit) {
  $('#find').value = '';
  hits = [];
  if (hit.hidden) { showAll(); time(); changed(); focusBar(); }
  pick(hit.of);
  if (DRAWN.includes(state.view)) $('#graph').focus({ preventScroll: true });
  else $('#find').blur();
  showHits();
}
function startSearch() {
  const input = $('#find');
  input.addEventListener('input', () => { hits = search(input.value); at = hits.length ? 0 : -1; showHits(); });
  input.addEventListener('focus', showHits);
  input.addEventListener('blur', () => { $('#found').hidden = true; input.setAttribute('aria-expanded', 'false'); });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (hits.length) at = (at + (event.key === 'ArrowDown' ? 1 : hits.length - 1)) % hits.length;
      showHits();
      event.preventDefault();
    } else if (event.key === 'Enter' && hits[at]) { take(hits[at]); event.preventDefault(); }
    else if (event.key === 'Escape') { input.value = ''; hits = []; showHits(); input.blur(); event.stopPropagation(); }
  });
}

// The same claims as a table: sorted by any column, narrowed by words, reached and read by keyboard.
/** @type {[string, (c: Claim) => any][]} */
const COLUMNS = [
  [t('table.subject'), (c) => nodes[arrows[c.arrow].s].label],
  [t('table.claim'), (c) => wording(c)],
  [t('table.object'), (c) => [c.o !== undefined ? nodes[c.o].label : '', content(c) !== null ? `“${content(c)}”` : ''].filter(Boolean).join(': ')],
  [t('table.how'), (c) => [...tagsOf(c), disputed(c) ? t('disputed') : null].filter(Boolean).join(', ')],
  [t('claim.by'), (c) => speaker(c) ?? t('table.article')],
  [t('table.published'), (c) => published(c) ?? t('unknown')],
  [t('legend.publisher'), (c) => publisher(c) || t('unknown')],
  [t('table.sure'), (c) => c.sure],
];
const PAGE_ROWS = 300;
let sortBy = 5, sortUp = false, rowsShown = PAGE_ROWS, tableWords = '';

function tableClaims() {
  const value = COLUMNS[sortBy][1], wanted = fold(tableWords.trim()).split(/\s+/).filter(Boolean);
  const text = (c) => fold(COLUMNS.map(([, of]) => of(c)).join(' ') + ' ' + quoteOf(c));
  const list = claims.filter((c) => isShown[c.i] && (!wanted.length || wanted.every((word) => text(c).includes(word))));
  const keys = new Map(list.map((c) => [c.i, value(c)]));
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b, 'en'));
  const unknown = (c) => (sortBy === 5 && !published(c)) || (sortBy === 6 && !publisher(c)) ? 1 : 0; // last, whichever way
  return list.sort((a, b) => unknown(a) - unknown(b) || (sortUp ? 1 : -1) * compare(keys.get(a.i), keys.get(b.i)) || a.i - b.i);
}
function table() {
  const box = $('#table');
  if (!TABLED.includes(state.view)) { box.replaceChildren(); return; }
  const active = /** @type {HTMLElement} */ (document.activeElement), column = box.contains(active) ? active.dataset.column : undefined;
  if (!box.firstChild) box.append(tableTools(), el('div', 'rows'));
  const list = tableClaims(), made = el('table'), head = el('tr');
  const caption = el('caption', 'unseen', t('table.caption'));
  COLUMNS.forEach(([name], i) => {
    const cell = el('th'), arrow = el('span', null, i === sortBy ? (sortUp ? ' ↑' : ' ↓') : '');
    arrow.setAttribute('aria-hidden', 'true');
    const sorter = button('', () => { if (sortBy === i) sortUp = !sortUp; else { sortBy = i; sortUp = i !== 5 && i !== 7; } table(); }, name, arrow);
    sorter.dataset.column = String(i);
    cell.scope = 'col';
    if (i === sortBy) cell.setAttribute('aria-sort', sortUp ? 'ascending' : 'descending');
    cell.append(sorter);
    head.append(cell);
  });
  const body = el('tbody');
  for (const c of list.slice(0, rowsShown)) body.append(tableRow(c));
  made.append(caption, el('thead', null, head), body);
  const rows = box.querySelector('.rows'), top = rows.scrollTop;
  rows.replaceChildren(made);
  rows.scrollTop = top;
  if (list.length > rowsShown) rows.append(button('small', () => { rowsShown += PAGE_ROWS * 4; table(); }, t('table.more', { n: list.length })));
  box.querySelector('output').textContent = t('table.count', { n: list.length, all: claims.length });
  if (column !== undefined) box.querySelector(`[data-column="${Number(column)}"]`)?.focus();
}
function tableTools() {
  const words = el('input'), shown = el('output');
  Object.assign(words, { type: 'search', placeholder: t('table.words'), value: tableWords, autocomplete: 'off', spellcheck: false });
  words.setAttribute('aria-label', t('table.words'));
  words.addEventListener('input', () => { tableWords = words.value; rowsShown = PAGE_ROWS; table(); toAddress(); });
  shown.setAttribute('role', 'status');
  return el('div', 'table-tools', words, shown);
}
function tableRow(c) {
  const row = el('tr', isPicked(c) ? 'picked' : null);
  row.dataset.row = String(c.i);
  const open = () => pick({ kind: 'claim', i: c.i });
  COLUMNS.forEach(([, value], i) => {
    const text = named(i === 7 ? percent(c) : i === 2 ? cut(value(c), 160) : value(c));
    const cell = el(i ? 'td' : 'th', i === 2 ? 'words' : i === 5 || i === 7 ? 'num' : null);
    if (i) cell.append(text);
    else {
      const opener = button('link', open, text);
      if (isPicked(c)) opener.setAttribute('aria-current', 'true');
      cell.scope = 'row';
      cell.append(opener);
    }
    row.append(cell);
  });
  row.addEventListener('click', (event) => { if (!event.target.closest('button')) open(); });
  row.addEventListener('keydown', (event) => {
    const next = event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : null;
    if (next) { next.querySelector('button').focus(); event.preventDefault(); }
  });
  return row;
}
const isPicked = (c) => state.picked?.kind === 'claim' && state.picked.i === c.i;
function markRows() {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#table tbody tr'))) {
    const picked = isPicked(claims[Number(row.dataset.row)]), opener = row.querySelector('button');
    row.classList.toggle('picked', picked);
    if (picked) opener.setAttribute('aria-current', 'true'); else opener.removeAttribute('aria-current');
  }
}

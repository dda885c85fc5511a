// The same claims as a table: sorted by any column, reached and read by keyboard.
const COLUMNS = [
  ['Subject', (c) => nodes[arrows[c.arrow].s].label],
  ['Claim', (c) => wording(c)],
  ['Object or content', (c) => [c.o !== undefined ? nodes[c.o].label : '', content(c) !== null ? `“${content(c)}”` : ''].filter(Boolean).join(': ')],
  ['How stated', (c) => tagsOf(c).join(', ')],
  ['According to', (c) => speaker(c) ?? 'the article'],
  ['Published', (c) => published(c) ?? 'unknown'],
  ['Publisher', (c) => publisher(c) || 'unknown'],
  ['Sure', (c) => c.sure],
];
const PAGE_ROWS = 300;
let sortBy = 5, sortUp = false, rowsShown = PAGE_ROWS;

function sortedClaims() {
  const value = COLUMNS[sortBy][1], list = claims.filter((c) => isShown[c.i]);
  const keys = new Map(list.map((c) => [c.i, value(c)]));
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b));
  const unknown = (c) => (sortBy === 5 && !published(c)) || (sortBy === 6 && !publisher(c)) ? 1 : 0; // last, whichever way
  return list.sort((a, b) => unknown(a) - unknown(b) || (sortUp ? 1 : -1) * compare(keys.get(a.i), keys.get(b.i)) || a.i - b.i);
}
function table() {
  const box = $('#table');
  if (state.view !== 'table') return;
  const active = document.activeElement, column = box.contains(active) ? active.dataset.column : undefined;
  box.replaceChildren();
  const list = sortedClaims(), made = el('table'), head = el('tr');
  const caption = el('caption', 'unseen', plural(list.length, 'claim'));
  COLUMNS.forEach(([name], i) => {
    const cell = el('th'), sorter = button('', () => { if (sortBy === i) sortUp = !sortUp; else { sortBy = i; sortUp = i !== 5 && i !== 7; } table(); }, name + (i === sortBy ? (sortUp ? ' ↑' : ' ↓') : ''));
    sorter.dataset.column = String(i);
    cell.scope = 'col';
    cell.setAttribute('aria-sort', i === sortBy ? (sortUp ? 'ascending' : 'descending') : 'none');
    cell.append(sorter);
    head.append(cell);
  });
  const body = el('tbody');
  for (const c of list.slice(0, rowsShown)) {
    const row = el('tr');
    row.tabIndex = 0;
    row.dataset.row = String(c.i);
    row.setAttribute('aria-selected', String(isPicked(c)));
    COLUMNS.forEach(([, value], i) => {
      const cell = el('td', i === 2 ? 'words' : i >= 5 && i !== 6 ? 'num' : '');
      cell.append(named(i === 7 ? `${Math.round(c.sure * 100)} %` : i === 2 ? cut(value(c), 160) : value(c)));
      row.append(cell);
    });
    row.addEventListener('click', () => pick({ kind: 'claim', i: c.i }));
    row.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') { pick({ kind: 'claim', i: c.i }); event.preventDefault(); }
      const next = event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : null;
      if (next) { next.focus(); event.preventDefault(); }
    });
    body.append(row);
  }
  made.append(caption, el('thead', null, head), body);
  box.append(made);
  if (list.length > rowsShown) box.append(button('small', () => { rowsShown += PAGE_ROWS * 4; table(); }, `Show more of ${list.length}`));
  if (column !== undefined) box.querySelector(`[data-column="${Number(column)}"]`)?.focus();
}
const isPicked = (c) => state.picked?.kind === 'claim' && state.picked.i === c.i;
function markRows() {
  for (const row of document.querySelectorAll('#table tbody tr')) row.setAttribute('aria-selected', String(isPicked(claims[Number(row.dataset.row)])));
}

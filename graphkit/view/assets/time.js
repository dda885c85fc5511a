// The time range at the foot.
function time() {
  const box = $('#time');
  box.replaceChildren();
  const unknown = claims.filter((c) => !c.article.date).length;
  if (!SPAN) { box.append('When the articles were published is unknown.'); return; }
  const [low, high] = SPAN;
  const from = el('output', null), to = el('output', null), range = el('div', 'range'), bars = el('canvas');
  const slider = (name, value) => {
    const made = el('input');
    Object.assign(made, { type: 'range', min: String(low), max: String(high), step: '1', value: String(value) });
    made.setAttribute('aria-label', name);
    return made;
  };
  const first = slider('Published from', state.from), last = slider('Published until', state.to);
  const told = () => {
    from.textContent = dayText(state.from); to.textContent = dayText(state.to);
    first.setAttribute('aria-valuetext', from.textContent); last.setAttribute('aria-valuetext', to.textContent);
    drawBars(bars);
  };
  first.addEventListener('input', () => { state.from = Math.min(Number(first.value), state.to); first.value = String(state.from); told(); changed('time'); });
  last.addEventListener('input', () => { state.to = Math.max(Number(last.value), state.from); last.value = String(state.to); told(); changed('time'); });
  if (low === high) { first.disabled = last.disabled = true; }
  range.append(bars, first, last);
  const check = el('input');
  check.type = 'checkbox'; check.checked = state.undated; check.disabled = !unknown;
  check.addEventListener('change', () => { state.undated = check.checked; changed('time'); });
  box.append(el('span', null, 'Published ', from), range, to, el('label', null, check, unknown ? `${plural(unknown, 'claim')} of unknown date` : 'no unknown dates'));
  requestAnimationFrame(told);
}
function drawBars(canvas) {
  const wide = canvas.clientWidth || 600, bins = Math.max(1, Math.min(120, SPAN[1] - SPAN[0] + 1, Math.floor(wide / 5)));
  canvas.width = wide * 2; canvas.height = 40;
  const ctx = canvas.getContext('2d'), sums = new Array(bins).fill(0);
  const length = Math.max(1, SPAN[1] - SPAN[0]);
  const bin = (d) => Math.min(bins - 1, Math.floor(((d - SPAN[0]) / length) * bins));
  for (const c of claims) if (c.article.date) sums[bin((day(c.article.date[1]) + day(c.article.date[2])) / 2)] += 1;
  const most = Math.max(...sums), step = (wide * 2) / bins;
  sums.forEach((count, i) => {
    if (!count) return;
    const inside = i >= bin(state.from) && i <= bin(state.to), high = 6 + 30 * (count / most);
    ctx.fillStyle = inside ? css('--faint') : css('--line2');
    ctx.fillRect(i * step + 1, 36 - high, Math.max(3, Math.min(step - 2, 28)), high);
  });
}

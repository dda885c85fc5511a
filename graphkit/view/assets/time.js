// The time range at the foot, by one of two clocks: when articles were published, when facts hold by their words.
const CLOCKS = {
  published: { span: SPAN, of: (c) => c.published, from: 'from', to: 'to', unknown: 'undated' },
  holds: { span: HELD, of: (c) => c.held, from: 'since', to: 'until', unknown: 'timeless' },
};
function time() {
  const box = $('#time');
  box.replaceChildren();
  const clock = CLOCKS[state.axis];
  const tabs = el('div', 'switch clocks');
  tabs.setAttribute('role', 'group');
  tabs.setAttribute('aria-label', t('time.label'));
  for (const axis of Object.keys(CLOCKS)) {
    const { span, from, to, unknown } = CLOCKS[axis], tab = button('', () => { state.axis = axis; time(); }, t(`time.${axis}`));
    tab.setAttribute('aria-pressed', String(state.axis === axis));
    tab.title = t(`time.${axis}.why`);
    tab.dataset.axis = axis;
    // A clock that narrows the claims says so while the other one is in view.
    tab.classList.toggle('narrowed', !state[unknown] || state[from] !== span?.[0] || state[to] !== span?.[1]);
    tabs.append(tab);
  }
  box.append(tabs);
  if (!clock.span) { box.append(el('span', 'never', t(`time.${state.axis}.never`))); return; }
  const [low, high] = clock.span, missing = claims.filter((c) => !clock.of(c)).length;
  const from = el('output', null), to = el('output', null), range = el('div', 'range'), bars = el('canvas');
  const slider = (label, value) => {
    const made = el('input');
    Object.assign(made, { type: 'range', min: String(low), max: String(high), step: '1', value: String(value) });
    made.setAttribute('aria-label', t(label, { clock: t(`time.${state.axis}`) }));
    return made;
  };
  const first = slider('time.from', state[clock.from]), last = slider('time.until', state[clock.to]);
  const told = () => {
    from.textContent = dayText(state[clock.from]); to.textContent = dayText(state[clock.to]);
    first.setAttribute('aria-valuetext', from.textContent); last.setAttribute('aria-valuetext', to.textContent);
    drawBars(bars);
  };
  // Who narrows a clock asks for what has a date there: the rest comes back with its box.
  const narrow = () => { if (missing && state[clock.from] === low && state[clock.to] === high) { state[clock.unknown] = false; check.checked = false; } };
  first.addEventListener('input', () => { narrow(); state[clock.from] = Math.min(Number(first.value), state[clock.to]); first.value = String(state[clock.from]); told(); changed('time'); });
  last.addEventListener('input', () => { narrow(); state[clock.to] = Math.max(Number(last.value), state[clock.from]); last.value = String(state[clock.to]); told(); changed('time'); });
  if (low === high) { first.disabled = last.disabled = true; }
  range.append(bars, first, last);
  const check = el('input');
  check.type = 'checkbox'; check.checked = state[clock.unknown]; check.disabled = !missing;
  check.addEventListener('change', () => { state[clock.unknown] = check.checked; changed('time'); });
  box.append(from, range, to, el('label', null, check, missing ? t('time.unknown', { n: missing }) : t('time.unknown.none')));
  requestAnimationFrame(told);
}
// All claims stand behind, those that the other choices leave before them.
function drawBars(canvas) {
  const clock = CLOCKS[state.axis], span = clock.span;
  if (!canvas || !span) return;
  const wide = canvas.clientWidth || 600, bins = Math.max(1, Math.min(120, span[1] - span[0] + 1, Math.floor(wide / 5)));
  canvas.width = wide * 2; canvas.height = 40;
  const ctx = canvas.getContext('2d'), step = (wide * 2) / bins;
  const all = histogram(claims.map((c) => clock.of(c)), span, bins), left = histogram(claims.filter((c) => isShown[c.i]).map((c) => clock.of(c)), span, bins);
  const most = Math.max(...all);
  const bars = (sums, colour) => {
    ctx.fillStyle = colour;
    sums.forEach((count, i) => { if (count) { const high = 6 + 30 * (count / most); ctx.fillRect(i * step + 1, 36 - high, Math.max(3, Math.min(step - 2, 28)), high); } });
  };
  bars(all, css('--line2'));
  bars(left, css('--mute'));
}

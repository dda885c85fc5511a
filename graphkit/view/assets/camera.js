// Which part of the drawing one sees.
function fit(animate = true, only = null) {
  const all = (only ?? nodes.map((n) => n.i)).filter((i) => nodeOn[i]).map((i) => nodes[i]);
  const box = $('#graph').getBoundingClientRect();
  if (!all.length || !box.width) return;
  if (animate && !only) wholeAsked = true;
  const ctx = document.createElement('canvas').getContext('2d');
  let scale = 1, low, high;
  const room = { x: 28, right: 52, y: 20 }; // free at the borders; on the right the tools lie over the drawing
  for (let turn = 0; turn < 4; turn += 1) {
    low = { x: Infinity, y: Infinity }; high = { x: -Infinity, y: -Infinity };
    for (const n of all) {
      const { size, font } = letterOf(n, scale), r = Math.max(n.r, 5 / scale);
      const wide = Math.max(r, n.n.length ? Math.max(...n.n.map((line) => measure(ctx, line, font))) * size / 2 + 8 / scale : 0);
      const below = n.k === 'Act' ? n.n.length * size * 0.7 : r + n.n.length * size * 1.25 + 4 / scale;
      low.x = Math.min(low.x, n.x - wide); high.x = Math.max(high.x, n.x + wide);
      low.y = Math.min(low.y, n.y - r); high.y = Math.max(high.y, n.y + below);
    }
    scale = Math.min((box.width - room.x - room.right) / (high.x - low.x), (box.height - 2 * room.y) / (high.y - low.y), only ? 1.15 : 1.4);
  }
  if (!only) { frame = { low, high }; version += 1; }
  net.moveTo({ position: { x: (low.x + high.x) / 2 + (room.right - room.x) / 2 / scale, y: (low.y + high.y) / 2 }, scale: Math.max(0.05, scale), animation: animate && !CALM ? { duration: 350, easingFunction: 'easeInOutQuad' } : false });
}

// What one sees at first: on a small screen, where all would be too small to read, the name with most claims and those around it.
let wholeAsked = false;
function opening() {
  if (wholeAsked || !matchMedia('(max-width:760px)').matches || namesDrawn < 16) return null;
  const weight = (i) => nodes[i].arrows.reduce((sum, a) => sum + (arrowOn[a] ? arrowCount[a] : 0), 0);
  const drawn = nodes.filter((n) => nodeOn[n.i] && isEntity(n)).map((n) => n.i), heavier = (a, b) => weight(b) - weight(a) || a - b;
  const [first] = drawn.sort(heavier);
  return [first, ...[...around(first)].filter((i) => nodeOn[i]).sort(heavier).slice(0, 6)];
}
// Bring what is selected into view where it is outside, without changing how near one looks.
function reveal(of) {
  if (!net || !DRAWN.includes(state.view)) return;
  const ends = of.kind === 'node' ? [of.i] : [arrows[of.kind === 'arrow' ? of.i : claims[of.i].arrow]].flatMap((a) => [a.s, a.t]);
  const box = $('#graph').getBoundingClientRect();
  const seenThere = ends.every((i) => { const p = net.canvasToDOM(nodes[i]); return p.x > 40 && p.y > 40 && p.x < box.width - 40 && p.y < box.height - 40; });
  if (seenThere && net.getScale() > 0.45) return;
  const middle = { x: 0, y: 0 };
  for (const i of ends) { middle.x += nodes[i].x / ends.length; middle.y += nodes[i].y / ends.length; }
  net.moveTo({ position: middle, scale: Math.max(net.getScale(), 0.8), animation: CALM ? false : { duration: 300, easingFunction: 'easeInOutQuad' } });
}

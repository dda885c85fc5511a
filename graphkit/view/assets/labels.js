// Where the words of the drawing stand, so that none cover others.
const reach = (n, angle) => {
  if (n.k === 'Bare') return 6.5;
  const box = n.k === 'Act' ? placed.nodeBox.get(n.i) : null;
  if (!box) return (n.k === 'Act' ? 8 : rOf(n)) + 3;
  return Math.min(Math.abs(box.w / 2 / Math.cos(angle)), Math.abs(box.h / 2 / Math.sin(angle))) + 2;
};

// The letters of a name by what it is and how near one looks: never too small to read, never bigger than need be.
const inPixels = (wished, least, most, scale) => Math.min(most, Math.max(least, wished * scale)) / scale;
function letterOf(n, scale) {
  if (n.k === 'Act') return { size: inPixels(11.5, 9.5, 15, scale), font: `italic #px ${SERIF}` };
  return n.w >= 6 ? { size: inPixels(13.5, 11.5, 19, scale), font: `650 #px ${FONT}` } : { size: inPixels(12.5, 10.5, 17, scale), font: `500 #px ${FONT}` };
}
const widths = new Map();
function measure(ctx, text, font) {
  const key = font + text;
  let found = widths.get(key);
  if (found === undefined) {
    ctx.font = font.replace('#', '100');
    found = ctx.measureText(text).width / 100;
    widths.set(key, found);
  }
  return found;
}

function arrowPoint(a, at) {
  const from = nodes[a.s], to = nodes[a.t];
  if (a.s === a.t) return { x: from.x + from.r + 22, y: from.y - from.r - 22 };
  const via = net.body.edges[a.i]?.edgeType.getViaNode?.();
  if (!via || via.x === undefined) return { x: from.x + (to.x - from.x) * at, y: from.y + (to.y - from.y) * at };
  const b = 1 - at;
  return { x: b * b * from.x + 2 * at * b * via.x + at * at * to.x, y: b * b * from.y + 2 * at * b * via.y + at * at * to.y };
}
const arrowWords = (a) => (arrowCount[a.i] > 1 ? `${a.w} ×${arrowCount[a.i]}` : a.w);

const FIRST_NAMES = 12;
let frame = null; // what all of the drawing covers, names and all
const inFrame = (b) => !frame || (b.x >= frame.low.x && b.y >= frame.low.y && b.x + b.w <= frame.high.x && b.y + b.h <= frame.high.y);

// Where words stand, so that none cover others: names first, the best connected before the rest, then words of arrows.
function place(ctx, scale, focus) {
  const key = `${scale.toFixed(4)}|${version}|${focus?.key ?? ''}`;
  if (placed.key === key) return placed;
  if (!focus && backdrop.key === key) { placed = backdrop; return placed; }
  const wordSize = inPixels(10.5, 9.5, 13.5, scale);
  const boxes = [], nodeBox = new Map(), cells = new Map(), cell = 90 / Math.min(1, scale);
  const each = (b, act) => {
    for (let i = Math.floor(b.x / cell); i <= Math.floor((b.x + b.w) / cell); i += 1)
      for (let j = Math.floor(b.y / cell); j <= Math.floor((b.y + b.h) / cell); j += 1) if (act(i * 100003 + j)) return true;
    return false;
  };
  const free = (b, self, onSigns = false) => !each(b, (k) => cells.get(k)?.some((o) => o.of !== self && !(onSigns && o.slight) && !(o.dim && !b.act) && b.x < o.x + o.w && o.x < b.x + b.w && b.y < o.y + o.h && o.y < b.y + b.h));
  const take = (b) => { each(b, (k) => { if (cells.has(k)) cells.get(k).push(b); else cells.set(k, [b]); }); };
  const inFocus = (i) => !focus || focus.nodes.has(i);
  const order = nodes.filter((n) => nodeOn[n.i] && inFocus(n.i)).sort((a, b) => Number(isEntity(b)) - Number(isEntity(a)) || (b.w ?? 0) - (a.w ?? 0) || a.i - b.i);
  for (const n of order) if (n.k !== 'Act') take({ x: n.x - rOf(n), y: n.y - rOf(n), w: 2 * rOf(n), h: 2 * rOf(n), of: n.i, slight: n.r < 12 });
  // Words of acts keep off the names behind, too, faint as they are.
  if (focus) for (const n of nodes) if (nodeOn[n.i] && isEntity(n) && !inFocus(n.i)) take({ x: n.x - rOf(n), y: n.y - rOf(n), w: 2 * rOf(n), h: 2 * rOf(n) + 14 / scale, of: n.i, dim: true });
  let ranked = 0;
  for (const n of order) {
    if (n.k === 'Bare') continue;
    const act = n.k === 'Act', { size, font } = letterOf(n, scale);
    const wide = Math.max(...n.n.map((line) => measure(ctx, line, font))) * size + (act ? 14 : 6) / scale;
    const high = n.n.length * size * 1.2 + (act ? 8 : 3) / scale;
    const gap = 2 / scale, r = rOf(n);
    const spots = act ? [[n.x - wide / 2, n.y - high / 2]] : [
      [n.x - wide / 2, n.y + r + gap], [n.x + r + gap, n.y - high / 2], [n.x - r - gap - wide, n.y - high / 2], [n.x - wide / 2, n.y - r - gap - high],
    ];
    const places = spots.map(([x, y]) => ({ kind: 'node', of: n.i, i: n.i, x, y, w: wide, h: high, size, font, lines: n.n, act }));
    // Beyond the frame of the whole a name would be cut when all is shown. A name of weight stands even on lesser signs.
    const found = places.find((b) => inFrame(b) && free(b, n.i)) ?? (ranked < FIRST_NAMES && !act ? places.find((b) => inFrame(b) && free(b, n.i, true)) : null)
      ?? (focus && focus.nodes.size < 40 && !act ? places[places.length - 1] : null);
    ranked += 1;
    if (found) { boxes.push(found); nodeBox.set(n.i, found); take(found); }
  }
  for (const line of foldedLines.values()) {
    if (focus && !focus.nodes.has(line.a) && !focus.nodes.has(line.b)) continue;
    const words = t('count.claims', { n: line.claims }), font = `500 #px ${FONT}`, w = measure(ctx, words, font) * wordSize + 4 / scale, h = wordSize * 1.2;
    for (const at of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const x = nodes[line.a].x * (1 - at) + nodes[line.b].x * at - w / 2, y = nodes[line.a].y * (1 - at) + nodes[line.b].y * at - h / 2;
      const b = { kind: 'fold', of: `f${line.a}-${line.b}`, i: line.hub, x, y, w, h, size: wordSize, font, lines: [words] };
      if (free(b)) { boxes.push(b); take(b); break; }
    }
  }
  if (scale > 0.3 || focus) {
    const list = arrows.filter((a) => arrowOn[a.i] && (!focus || focus.arrows.has(a.i))).sort((a, b) => arrowCount[b.i] - arrowCount[a.i] || a.i - b.i);
    const font = `500 #px ${FONT}`;
    for (const a of list) {
      const words = arrowWords(a);
      const w = measure(ctx, words, font) * wordSize + 4 / scale, h = wordSize * 1.2;
      let best = null, fallback = null;
      for (const beside of focus ? [0, 0.5, -0.5, 1.1, -1.1] : [0, 0.5, -0.5]) {
        for (const at of [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8]) {
          const p = arrowPoint(a, at);
          const b = { kind: 'arrow', of: `a${a.i}`, i: a.i, x: p.x - w / 2, y: p.y - h / 2 + beside * h, w, h, size: wordSize, font, lines: [words] };
          if (free(b)) { best = b; break; }
          fallback ??= b;
        }
        if (best) break;
      }
      if (!best && focus && focus.arrows.size < 6) best = fallback;
      if (best) { boxes.push(best); take(best); }
    }
  }
  placed = { key, boxes, nodeBox };
  if (!focus) backdrop = placed;
  return placed;
}

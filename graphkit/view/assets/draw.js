// The drawing. vis-network keeps the view, moves nodes and draws the arrows; signs and words are drawn here, on its canvas,
// so that no words cover others. It is never given a text of an article.
const FONT = 'Inter,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",system-ui,sans-serif';
const SERIF = 'Georgia,"DejaVu Serif",serif';

function shape(ctx, kind, x, y, r) {
  ctx.beginPath();
  const corners = (count, turn, wide = 1) => {
    for (let i = 0; i < count; i += 1) {
      const angle = turn + (i * 2 * Math.PI) / count;
      ctx.lineTo(x + r * wide * Math.cos(angle), y + r * wide * Math.sin(angle));
    }
    ctx.closePath();
  };
  if (kind === 'Party') ctx.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, r * 0.3);
  else if (kind === 'Organisation') corners(6, 0, 1.06);
  else if (kind === 'Constituency') { ctx.arc(x, y - r * 0.22, r * 0.8, Math.PI * 0.87, Math.PI * 0.13); ctx.lineTo(x, y + r * 1.12); ctx.closePath(); }
  else if (kind === 'Place') { y += r * 0.14; corners(3, -Math.PI / 2, 1.16); }
  else if (kind === 'Office') corners(4, 0, 1.12);
  else if (kind === 'Event') {
    for (let i = 0; i < 10; i += 1) {
      const far = i % 2 ? r * 0.58 : r * 1.16;
      ctx.lineTo(x + far * Math.sin((i * Math.PI) / 5), y - far * Math.cos((i * Math.PI) / 5));
    }
    ctx.closePath();
  } else if (kind === 'Document') {
    const w = r * 0.78, f = r * 0.55;
    ctx.moveTo(x - w, y - r); ctx.lineTo(x + w - f, y - r); ctx.lineTo(x + w, y - r + f); ctx.lineTo(x + w, y + r); ctx.lineTo(x - w, y + r); ctx.closePath();
  } else if (kind === 'Act') ctx.roundRect(x - r * 1.15, y - r * 0.75, r * 2.3, r * 1.5, r * 0.3);
  else ctx.arc(x, y, r, 0, 2 * Math.PI);
}
function glyph(ctx, kind, x, y, r) {
  // A little sign inside the shape, of those that have room for one.
  ctx.beginPath();
  if (kind === 'Person') { ctx.arc(x, y - r * 0.28, r * 0.3, 0, 7); ctx.moveTo(x + r * 0.55, y + r * 0.56); ctx.arc(x, y + r * 0.56, r * 0.55, 0, Math.PI, true); ctx.closePath(); ctx.fill(); }
  else if (kind === 'Party') { ctx.rect(x - r * 0.46, y - r * 0.52, r * 0.13, r * 1.08); ctx.moveTo(x - r * 0.3, y - r * 0.52); ctx.lineTo(x + r * 0.52, y - r * 0.2); ctx.lineTo(x - r * 0.3, y + r * 0.14); ctx.closePath(); ctx.fill(); }
  else if (kind === 'Organisation') { for (const dx of [-0.42, -0.06, 0.3]) ctx.rect(x + r * dx, y - r * 0.2, r * 0.15, r * 0.5); ctx.rect(x - r * 0.52, y + r * 0.36, r * 1.06, r * 0.13); ctx.moveTo(x - r * 0.56, y - r * 0.28); ctx.lineTo(x, y - r * 0.62); ctx.lineTo(x + r * 0.56, y - r * 0.28); ctx.closePath(); ctx.fill(); }
  else if (kind === 'Constituency') { ctx.arc(x, y - r * 0.2, r * 0.28, 0, 7); ctx.fill(); }
}
function sign(ctx, node, r, x = node.x, y = node.y) {
  if (node.k === 'Bare') {
    shape(ctx, 'Bare', x, y, r);
    ctx.fillStyle = css('--bg'); ctx.fill();
    ctx.lineWidth = 1.5; ctx.strokeStyle = css('--faint'); ctx.stroke();
    return;
  }
  shape(ctx, node.k, x, y, r);
  ctx.fillStyle = colour(node.k);
  ctx.fill();
  if (r >= 8) { ctx.fillStyle = dark() ? 'rgba(20,22,26,.85)' : 'rgba(255,255,255,.92)'; glyph(ctx, node.k, x, y, r); }
}
// The same sign for legend and lists.
function badge(kind) {
  const canvas = el('canvas');
  canvas.width = 48; canvas.height = 36; canvas.setAttribute('aria-hidden', 'true');
  canvas.dataset.kind = kind;
  paintBadge(canvas);
  return canvas;
}
function paintBadge(canvas) {
  const ctx = canvas.getContext('2d');
  ctx.setTransform(2, 0, 0, 2, 0, 0);
  ctx.clearRect(0, 0, 24, 18);
  const kind = canvas.dataset.kind;
  if (kind.startsWith('line:')) {
    const [, of, how] = kind.split(':');
    const style = lineStyle(of, how === 'stated' ? [] : [how]);
    ctx.strokeStyle = style.color; ctx.lineWidth = Math.max(1.4, style.width);
    ctx.setLineDash(style.dashes || []);
    ctx.beginPath(); ctx.moveTo(1, 9); ctx.lineTo(23, 9); ctx.stroke();
    if (how === 'denied') { ctx.setLineDash([]); ctx.beginPath(); ctx.moveTo(9, 6); ctx.lineTo(15, 12); ctx.moveTo(15, 6); ctx.lineTo(9, 12); ctx.stroke(); }
  } else if (kind === 'Act') { ctx.strokeStyle = css('--faint'); ctx.strokeRect(2.5, 3.5, 19, 11); ctx.fillStyle = colour('Act'); ctx.font = `italic 9px ${SERIF}`; ctx.textAlign = 'center'; ctx.fillText('abc', 12, 12); }
  else sign(ctx, { k: kind }, 7, 12, 9);
}

function lineStyle(kind, tags, count = 1) {
  const has = (tag) => tags.includes(tag);
  const rgb = has('denied') ? (dark() ? '255,140,122' : '166,40,28') : lineRGB(kind);
  const alpha = has('former') ? 0.42 : has('reported') ? 0.55 : 0.95;
  return {
    color: `rgba(${rgb},${alpha})`,
    width: (has('reported') || has('former') ? 1.1 : 1.7) + Math.min(2.4, 0.5 * Math.log2(count)),
    dashes: has('denied') ? [9, 5] : has('planned') || has('possible') || has('conditional') ? [2, 4.5] : false,
  };
}
function arrowOptions(a) {
  const first = claims[a.c[0]];
  const style = lineStyle(D.predicates[a.p][2], first.t, a.c.length);
  const strong = css('--accent');
  return {
    id: a.i, from: a.s, to: a.t, hidden: !arrowOn[a.i], width: style.width, dashes: style.dashes,
    color: { color: style.color, highlight: strong, hover: strong, inherit: false },
    smooth: a.b === 0 || a.s === a.t ? false : { enabled: true, type: a.b > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(a.b) },
  };
}
const linkOptions = (link, i) => ({
  id: `l${i}`, from: link[0], to: link[1], hidden: !(nodeOn[link[0]] && nodeOn[link[1]]), width: 0.8, dashes: [1, 4],
  color: { color: dark() ? 'rgba(170,166,158,.5)' : 'rgba(119,113,106,.5)', inherit: false }, smooth: false, arrows: { to: { enabled: false } },
});

// A sign never gets smaller on the screen than one can see.
const rOf = (n) => Math.max(n.r, (n.k === 'Bare' ? 3.5 : 4.5 + 0.16 * n.r) / (net?.getScale() || 1));

let net, nodeData, edgeData;
let version = 0; // counts what makes places of words invalid
let placed = { key: '', boxes: [], nodeBox: new Map() };
let backdrop = placed; // the places when nothing is lit: names stay readable, faintly, behind what is

function startDrawing() {
  nodeData = new vis.DataSet(nodes.map((n) => ({
    id: n.i, x: n.x, y: n.y, shape: 'dot', size: n.k === 'Act' ? 14 : n.k === 'Bare' ? 5 : n.r, hidden: !nodeOn[n.i],
  })));
  edgeData = new vis.DataSet([...arrows.map(arrowOptions), ...D.links.map(linkOptions)]);
  net = new vis.Network($('#graph'), { nodes: nodeData, edges: edgeData }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    nodes: { borderWidth: 0, borderWidthSelected: 0, color: { background: 'rgba(0,0,0,0)', border: 'rgba(0,0,0,0)', highlight: { background: 'rgba(0,0,0,0)', border: 'rgba(0,0,0,0)' } }, chosen: false, labelHighlightBold: false },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, arrowStrikethrough: false, selectionWidth: 1.6, hoverWidth: 0, selfReference: { size: 18, angle: Math.PI / 4 } },
    interaction: { hover: false, selectable: false, keyboard: false, tooltipDelay: 1e9, zoomSpeed: 0.7, dragNodes: true },
  });
  for (const n of nodes) net.body.nodes[n.i].shape.distanceToBorder = (_, angle) => reach(n, angle);
  net.on('afterDrawing', paint);
  net.on('resize', () => {
    version += 1;
    // Until one has moved the view it shows everything, whatever becomes of the window.
    if (!touched && fitted) requestAnimationFrame(() => fit(false));
  });
  net.on('zoom', () => { touched = true; });
  net.on('dragging', (event) => { if (event.nodes.length) version += 1; });
  net.on('dragStart', (event) => { touched = true; grabbed = event.nodes.length > 0; });
  net.on('dragEnd', () => { for (const n of nodes) Object.assign(n, net.body.nodes[n.i] && { x: net.body.nodes[n.i].x, y: net.body.nodes[n.i].y }); version += 1; net.redraw(); });
}
let grabbed = false, touched = false;

const reach = (n, angle) => {
  if (n.k === 'Bare') return 6.5;
  const box = n.k === 'Act' ? placed.nodeBox.get(n.i) : null;
  if (!box) return (n.k === 'Act' ? 8 : rOf(n)) + 3;
  return Math.min(Math.abs(box.w / 2 / Math.cos(angle)), Math.abs(box.h / 2 / Math.sin(angle))) + 2;
};

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

// What is lit: the thing under the pointer, else the selected one, with all that belongs to it.
function lit() {
  const of = state.over ?? state.picked;
  if (!of) return null;
  const found = { key: `${of.kind}${of.i}`, nodes: new Set(), arrows: new Set() };
  const addArrow = (i) => { if (arrowOn[i]) { found.arrows.add(i); found.nodes.add(arrows[i].s).add(arrows[i].t); } };
  if (of.kind === 'node') {
    found.nodes.add(of.i);
    nodes[of.i].arrows.forEach(addArrow);
    nodes[of.i].tells.forEach((c) => { if (isShown[c]) addArrow(claims[c].arrow); });
    for (const [a, b] of D.links) if ((a === of.i || b === of.i) && nodeOn[a] && nodeOn[b]) found.nodes.add(a).add(b);
  } else addArrow(of.kind === 'arrow' ? of.i : claims[of.i].arrow);
  return found;
}

function arrowPoint(a, at) {
  const from = nodes[a.s], to = nodes[a.t];
  if (a.s === a.t) return { x: from.x + from.r + 22, y: from.y - from.r - 22 };
  const via = net.body.edges[a.i].edgeType.getViaNode?.();
  if (!via || via.x === undefined) return { x: from.x + (to.x - from.x) * at, y: from.y + (to.y - from.y) * at };
  const b = 1 - at;
  return { x: b * b * from.x + 2 * at * b * via.x + at * at * to.x, y: b * b * from.y + 2 * at * b * via.y + at * at * to.y };
}
const arrowWords = (a) => (arrowCount[a.i] > 1 ? `${a.w} ×${arrowCount[a.i]}` : a.w);

// Where words stand, so that none cover others: names first, the best connected before the rest, then words of arrows.
function place(ctx, scale, focus) {
  const key = `${scale.toFixed(4)}|${version}|${focus?.key ?? ''}`;
  if (placed.key === key) return placed;
  if (!focus && backdrop.key === key) { placed = backdrop; return placed; }
  const px = (wished, least, most) => Math.min(most, Math.max(least, wished * scale)) / scale;
  const nameSize = px(12.5, 10.5, 17), bigSize = px(13.5, 11.5, 19), actSize = px(11.5, 9.5, 15), wordSize = px(10.5, 9.5, 13.5);
  const boxes = [], nodeBox = new Map(), cells = new Map(), cell = 90 / Math.min(1, scale);
  const each = (b, act) => {
    for (let i = Math.floor(b.x / cell); i <= Math.floor((b.x + b.w) / cell); i += 1)
      for (let j = Math.floor(b.y / cell); j <= Math.floor((b.y + b.h) / cell); j += 1) if (act(i * 100003 + j)) return true;
    return false;
  };
  const free = (b, self) => !each(b, (k) => cells.get(k)?.some((o) => o.of !== self && b.x < o.x + o.w && o.x < b.x + b.w && b.y < o.y + o.h && o.y < b.y + b.h));
  const take = (b) => { each(b, (k) => { if (cells.has(k)) cells.get(k).push(b); else cells.set(k, [b]); }); };
  const inFocus = (i) => !focus || focus.nodes.has(i);
  const order = nodes.filter((n) => nodeOn[n.i] && inFocus(n.i)).sort((a, b) => isEntity(b) - isEntity(a) || (b.w ?? 0) - (a.w ?? 0) || a.i - b.i);
  for (const n of order) if (n.k !== 'Act') take({ x: n.x - rOf(n), y: n.y - rOf(n), w: 2 * rOf(n), h: 2 * rOf(n), of: n.i });
  for (const n of order) {
    if (n.k === 'Bare') continue;
    const act = n.k === 'Act', big = !act && n.w >= 6;
    const size = act ? actSize : big ? bigSize : nameSize;
    const font = act ? `italic #px ${SERIF}` : `${big ? 650 : 500} #px ${FONT}`;
    const wide = Math.max(...n.n.map((line) => measure(ctx, line, font))) * size + (act ? 14 : 6) / scale;
    const high = n.n.length * size * 1.2 + (act ? 8 : 3) / scale;
    const gap = 2 / scale, r = rOf(n);
    const spots = act ? [[n.x - wide / 2, n.y - high / 2]] : [
      [n.x - wide / 2, n.y + r + gap], [n.x + r + gap, n.y - high / 2], [n.x - r - gap - wide, n.y - high / 2], [n.x - wide / 2, n.y - r - gap - high],
    ];
    const found = spots.map(([x, y]) => ({ kind: 'node', of: n.i, i: n.i, x, y, w: wide, h: high, size, font, lines: n.n, act })).find((b, k) => free(b, n.i) || (focus && focus.nodes.size < 40 && k === spots.length - 1));
    if (found) { boxes.push(found); nodeBox.set(n.i, found); take(found); }
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

function writeName(ctx, b, scale, bg, ink) {
  ctx.font = b.font.replace('#', b.size);
  if (b.act) {
    ctx.beginPath(); ctx.roundRect(b.x, b.y, b.w, b.h, 4 / scale);
    ctx.fillStyle = css('--panel'); ctx.fill();
    ctx.lineWidth = 1 / scale; ctx.strokeStyle = css('--line2'); ctx.stroke();
  } else { ctx.lineWidth = 3.5 / scale; ctx.strokeStyle = bg; }
  ctx.fillStyle = ink;
  const step = b.size * 1.2, top = b.y + b.h / 2 - ((b.lines.length - 1) * step) / 2;
  b.lines.forEach((line, k) => {
    if (!b.act) ctx.strokeText(line, b.x + b.w / 2, top + k * step);
    ctx.fillText(line, b.x + b.w / 2, top + k * step);
  });
}

function paint(ctx) {
  const scale = net.getScale(), focus = lit(), bg = css('--bg'), ink = css('--ink'), mute = css('--mute');
  if (grabbed) for (const n of nodes) { const at = net.body.nodes[n.i]; n.x = at.x; n.y = at.y; }
  const behind = focus ? place(ctx, scale, null) : null;
  const { boxes, nodeBox } = place(ctx, scale, focus), picked = state.picked;
  const drawNode = (n) => {
    if (n.k !== 'Act') { sign(ctx, n, rOf(n)); return; }
    if (!(focus?.nodes.has(n.i) ? nodeBox : behind?.nodeBox ?? nodeBox).has(n.i)) { sign(ctx, n, 5 / Math.max(0.7, scale)); }
  };
  ctx.save();
  for (const n of nodes) if (nodeOn[n.i] && !(focus?.nodes.has(n.i))) drawNode(n);
  ctx.textBaseline = 'middle'; ctx.textAlign = 'center'; ctx.lineJoin = 'round';
  if (focus) {
    for (const b of behind.boxes) if (b.kind === 'node' && !focus.nodes.has(b.i)) writeName(ctx, b, scale, bg, ink);
    const low = net.DOMtoCanvas({ x: -10, y: -10 }), box = $('#graph').getBoundingClientRect(), high = net.DOMtoCanvas({ x: box.width + 10, y: box.height + 10 });
    ctx.globalAlpha = state.over || picked?.kind === 'node' ? 0.76 : 0.62; ctx.fillStyle = bg; // one arrow stands out anyway
    ctx.fillRect(low.x, low.y, high.x - low.x, high.y - low.y);
    ctx.globalAlpha = 1;
    for (const i of focus.arrows) { const edge = net.body.edges[i]; if (edge?.connected) { edge.draw(ctx); edge.drawArrows(ctx); } }
    for (const i of focus.nodes) if (nodeOn[i]) drawNode(nodes[i]);
  }

  const chosen = picked && picked.kind !== 'node' ? (picked.kind === 'arrow' ? picked.i : claims[picked.i].arrow) : -1;
  for (const b of boxes) {
    if (b.kind === 'node') { writeName(ctx, b, scale, bg, ink); continue; }
    ctx.font = b.font.replace('#', b.size);
    ctx.globalAlpha = 0.88; ctx.fillStyle = bg; ctx.fillRect(b.x, b.y, b.w, b.h); ctx.globalAlpha = 1;
    ctx.fillStyle = b.i === chosen ? css('--accent') : arrows[b.i].how.includes('denied') ? (dark() ? '#ff9d8a' : '#9c2a1f') : mute;
    ctx.fillText(b.lines[0], b.x + b.w / 2, b.y + b.h / 2);
  }
  if (picked?.kind === 'node' && nodeOn[picked.i]) {
    const n = nodes[picked.i], box = n.k === 'Act' && nodeBox.get(n.i);
    ctx.beginPath();
    if (box) ctx.roundRect(box.x - 2 / scale, box.y - 2 / scale, box.w + 4 / scale, box.h + 4 / scale, 5 / scale);
    else ctx.arc(n.x, n.y, rOf(n) + 4 / scale, 0, 7);
    ctx.lineWidth = 2.5 / scale; ctx.strokeStyle = css('--accent'); ctx.stroke();
  }
  ctx.restore();
}

// What lies under a point of the stage: words first, then signs, then lines.
function under(point) {
  const at = net.DOMtoCanvas(point);
  const box = placed.boxes.findLast((b) => at.x >= b.x && at.x <= b.x + b.w && at.y >= b.y && at.y <= b.y + b.h);
  const slack = 3 / net.getScale();
  const node = nodes.find((n) => nodeOn[n.i] && Math.hypot(n.x - at.x, n.y - at.y) <= (n.k === 'Act' ? 6 : rOf(n)) + slack);
  if (node) return { kind: 'node', i: node.i };
  if (box) return { kind: box.kind, i: box.i };
  const edge = net.getEdgeAt(point);
  return typeof edge === 'number' && arrowOn[edge] ? { kind: 'arrow', i: edge } : null;
}

function fit(animate = true, only = null) {
  const all = (only ?? nodes.map((n) => n.i)).filter((i) => nodeOn[i]).map((i) => nodes[i]);
  const box = $('#graph').getBoundingClientRect();
  if (!all.length || !box.width) return;
  const ctx = document.createElement('canvas').getContext('2d');
  let scale = 1, low, high;
  for (let turn = 0; turn < 3; turn += 1) {
    low = { x: Infinity, y: Infinity }; high = { x: -Infinity, y: -Infinity };
    const size = Math.max(12.5, 10.5 / scale);
    for (const n of all) {
      const wide = n.n.length ? Math.max(...n.n.map((line) => measure(ctx, line, `500 #px ${FONT}`))) * size / 2 + 6 : n.r;
      const below = n.k === 'Act' ? n.n.length * size * 0.7 : n.r + n.n.length * size * 1.25;
      low.x = Math.min(low.x, n.x - wide); high.x = Math.max(high.x, n.x + wide);
      low.y = Math.min(low.y, n.y - n.r); high.y = Math.max(high.y, n.y + below);
    }
    scale = Math.min((box.width - 72) / (high.x - low.x), (box.height - 32) / (high.y - low.y), only ? 1.15 : 1.4);
  }
  net.moveTo({ position: { x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 }, scale: Math.max(0.05, scale), animation: animate && !CALM ? { duration: 350, easingFunction: 'easeInOutQuad' } : false });
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

function redrawAll(colours = false) {
  version += 1;
  if (!net) return;
  const changedNodes = nodes.filter((n) => nodeData.get(n.i).hidden !== !nodeOn[n.i]).map((n) => ({ id: n.i, hidden: !nodeOn[n.i] }));
  if (changedNodes.length) nodeData.update(changedNodes);
  const changedArrows = colours ? arrows.map(arrowOptions) : arrows.filter((a) => edgeData.get(a.i).hidden !== !arrowOn[a.i]).map((a) => ({ id: a.i, hidden: !arrowOn[a.i] }));
  const changedLinks = D.links.map(linkOptions).filter((l) => colours || edgeData.get(l.id).hidden !== l.hidden);
  if (changedArrows.length + changedLinks.length) edgeData.update([...changedArrows, ...changedLinks]);
  net.redraw();
}

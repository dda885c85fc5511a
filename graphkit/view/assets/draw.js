// The drawing. vis-network keeps the view, moves nodes and draws the arrows; signs and words are drawn here, on its canvas,
// so that no words cover others. It is never given a text of an article.
function arrowOptions(a) {
  const first = claims[a.c[0]];
  const style = lineStyle(D.predicates[a.p][2], first.t, a.c.length);
  const strong = css('--focus'); // red is what is denied
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

// Where nodes are many, vis-network is given those that are drawn, no others: it takes its time for hidden ones, too.
const SPARE = nodes.length > MANY;
const nodeOptions = (n) => ({ id: n.i, x: n.x, y: n.y, shape: 'dot', size: n.k === 'Act' ? 14 : n.k === 'Bare' ? 5 : n.r, hidden: !nodeOn[n.i] });
// An arrow ends at the sign that we draw, whatever its shape; vis-network draws none, it is only told where the sign is.
function borders(list) {
  for (const n of list) {
    const shape = net.body.nodes[n.i]?.shape;
    if (!shape) continue;
    shape.distanceToBorder = (_, angle) => reach(n, angle);
    shape.draw = (ctx, x, y, selected, hover, values) => {
      shape.resize(ctx, selected, hover, values);
      shape.left = x - shape.width / 2;
      shape.top = y - shape.height / 2;
      shape.updateBoundingBox(x, y);
      return {};
    };
  }
}
function startDrawing() {
  nodeData = new vis.DataSet(nodes.filter((n) => !SPARE || nodeOn[n.i]).map(nodeOptions));
  edgeData = new vis.DataSet([...arrows.map(arrowOptions), ...D.links.map(linkOptions)].filter((edge) => !SPARE || !edge.hidden));
  net = new vis.Network($('#graph'), { nodes: nodeData, edges: edgeData }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    nodes: { borderWidth: 0, borderWidthSelected: 0, color: { background: 'rgba(0,0,0,0)', border: 'rgba(0,0,0,0)', highlight: { background: 'rgba(0,0,0,0)', border: 'rgba(0,0,0,0)' } }, chosen: false, labelHighlightBold: false },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, arrowStrikethrough: false, selectionWidth: 1.6, hoverWidth: 0, selfReference: { size: 18, angle: Math.PI / 4 } },
    interaction: { hover: false, selectable: false, keyboard: false, tooltipDelay: 1e9, zoomSpeed: 0.7, dragNodes: true, hideEdgesOnDrag: arrows.length > 1000 },
  });
  net.body.emitter.emit('_blockRedraw'); // until all is put together: one drawing, not one for each part
  borders(nodes);
  net.on('beforeDrawing', paintGroups);
  net.on('afterDrawing', paint);
  net.on('resize', () => {
    version += 1;
    // Until one has moved the view it shows everything, whatever becomes of the window.
    if (!touched && fitted) requestAnimationFrame(() => fit(false, opening()));
  });
  net.on('zoom', () => { touched = true; });
  net.on('dragging', (event) => { if (event.nodes.length) version += 1; });
  net.on('dragStart', (event) => { touched = true; grabbed = event.nodes.length > 0; });
  net.on('dragEnd', () => { for (const n of nodes) Object.assign(n, net.body.nodes[n.i] && { x: net.body.nodes[n.i].x, y: net.body.nodes[n.i].y }); version += 1; net.redraw(); });
}
let grabbed = false, touched = false;

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

// The shade of each party or body: a broad line from it to each of those who belong to it.
const SHADES = ['#e69f00', '#56b4e9', '#009e73', '#cc79a7', '#0072b2', '#d55e00'];
function paintGroups(ctx) {
  const scale = net.getScale();
  if (state.groups) {
    let turn = 0;
    for (const [hub, own] of members) {
      const there = own.filter((i) => nodeOn[i]), colour = SHADES[turn % SHADES.length];
      turn += 1;
      if (!nodeOn[hub] || there.length < 2) continue;
      ctx.save();
      ctx.beginPath();
      for (const i of there) { ctx.moveTo(nodes[hub].x, nodes[hub].y); ctx.lineTo(nodes[i].x, nodes[i].y); }
      Object.assign(ctx, { strokeStyle: colour, globalAlpha: dark() ? 0.13 : 0.12, lineWidth: Math.max(56, 24 / scale), lineCap: 'round', lineJoin: 'round' });
      ctx.stroke(); // one stroke: where its parts cross it gets no darker
      ctx.restore();
    }
  }
  for (const line of foldedLines.values()) paintFolded(ctx, line, scale);
}
// What a folded name has to do with one that is drawn: a grey band without a head, for it says nothing but that there is something.
function paintFolded(ctx, { a, b, claims: count }, scale) {
  ctx.beginPath();
  ctx.moveTo(nodes[a].x, nodes[a].y);
  ctx.lineTo(nodes[b].x, nodes[b].y);
  Object.assign(ctx, { strokeStyle: css('--line2'), lineWidth: (2 + Math.min(6, Math.log2(count))) / Math.min(1, scale), lineCap: 'butt' });
  ctx.stroke();
}
// How many neighbours of a node are not drawn, at its upper right.
function writeHidden(ctx, n, scale) {
  const size = Math.max(9, Math.min(12, 10 * scale)) / scale, r = rOf(n), words = `+${hiddenBy[n.i]}`;
  ctx.font = `650 ${size}px ${FONT}`;
  const w = measure(ctx, words, `650 #px ${FONT}`) * size + 6 / scale, h = size * 1.3, x = n.x + r * 0.6, y = n.y - r * 0.7 - h / 2;
  ctx.beginPath();
  ctx.roundRect(x, y - h / 2, w, h, h / 2);
  ctx.fillStyle = css('--panel'); ctx.fill();
  ctx.lineWidth = 1 / scale; ctx.strokeStyle = css('--mute'); ctx.stroke();
  ctx.fillStyle = css('--ink'); ctx.font = `650 ${size}px ${FONT}`;
  ctx.fillText(words, x + w / 2, y + size * 0.05);
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
  if (grabbed) for (const n of nodes) { const at = net.body.nodes[n.i]; if (at) { n.x = at.x; n.y = at.y; } }
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
    for (const line of foldedLines.values()) if (focus.nodes.has(line.a) || focus.nodes.has(line.b)) paintFolded(ctx, line, scale);
    for (const i of focus.arrows) { const edge = net.body.edges[i]; if (edge?.connected) { edge.draw(ctx); edge.drawArrows(ctx); } }
    for (const i of focus.nodes) if (nodeOn[i]) drawNode(nodes[i]);
  }

  const chosen = picked && picked.kind !== 'node' ? (picked.kind === 'arrow' ? picked.i : claims[picked.i].arrow) : -1;
  for (const b of boxes) {
    if (b.kind === 'node') { writeName(ctx, b, scale, bg, ink); continue; }
    ctx.font = b.font.replace('#', b.size);
    ctx.globalAlpha = 0.88; ctx.fillStyle = bg; ctx.fillRect(b.x, b.y, b.w, b.h); ctx.globalAlpha = 1;
    ctx.fillStyle = b.i === chosen ? css('--focus') : b.kind === 'arrow' && arrows[b.i].how.includes('denied') ? (dark() ? '#ff9d8a' : '#9c2a1f') : mute;
    ctx.fillText(b.lines[0], b.x + b.w / 2, b.y + b.h / 2);
  }
  for (const n of nodes) if (nodeOn[n.i] && hiddenBy[n.i] && nodeBox.has(n.i)) writeHidden(ctx, n, scale);
  if (picked?.kind === 'node' && nodeOn[picked.i]) {
    const n = nodes[picked.i], box = n.k === 'Act' && nodeBox.get(n.i);
    ctx.beginPath();
    if (box) ctx.roundRect(box.x - 2 / scale, box.y - 2 / scale, box.w + 4 / scale, box.h + 4 / scale, 5 / scale);
    else ctx.arc(n.x, n.y, rOf(n) + 4 / scale, 0, 7);
    ctx.lineWidth = 2.5 / scale; ctx.strokeStyle = css('--focus'); ctx.stroke();
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
  if (box) return box.kind === 'fold' ? { kind: 'node', i: box.i } : { kind: box.kind, i: box.i };
  const edge = net.getEdgeAt(point);
  return typeof edge === 'number' && arrowOn[edge] ? { kind: 'arrow', i: edge } : null;
}

function redrawAll(colours = false) {
  version += 1;
  if (!net) return;
  if (SPARE) { exchange(); net.redraw(); return; }
  const changedNodes = nodes.filter((n) => nodeData.get(n.i).hidden !== !nodeOn[n.i]).map((n) => ({ id: n.i, hidden: !nodeOn[n.i] }));
  if (changedNodes.length) nodeData.update(changedNodes);
  const changedArrows = colours ? arrows.map(arrowOptions) : arrows.filter((a) => edgeData.get(a.i).hidden !== !arrowOn[a.i]).map((a) => ({ id: a.i, hidden: !arrowOn[a.i] }));
  const changedLinks = D.links.map(linkOptions).filter((l) => colours || edgeData.get(l.id).hidden !== l.hidden);
  if (changedArrows.length + changedLinks.length) edgeData.update([...changedArrows, ...changedLinks]);
  net.redraw();
}
// Take out what is no longer drawn, and bring in what now is.
function exchange() {
  const wanted = new Map([...arrows.map(arrowOptions), ...D.links.map(linkOptions)].filter((edge) => !edge.hidden).map((edge) => [edge.id, edge]));
  edgeData.remove(edgeData.getIds().filter((id) => !wanted.has(id)));
  nodeData.remove(nodeData.getIds().filter((id) => !nodeOn[id]));
  const come = nodes.filter((n) => nodeOn[n.i] && !nodeData.get(n.i));
  nodeData.add(come.map(nodeOptions));
  borders(come);
  edgeData.update([...wanted.values()]);
}

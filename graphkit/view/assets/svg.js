// The drawing as SVG: the same code that paints the canvas paints into a recorder that has a canvas context's methods and
// keeps what it is told as elements. Words become text nodes; no attribute is made of an article's text.
const SVG_SPACE = 'http://www.w3.org/2000/svg';
const KEPT = ['fillStyle', 'strokeStyle', 'lineWidth', 'globalAlpha', 'font', 'textAlign', 'textBaseline', 'lineJoin', 'lineCap', 'dash'];

class SvgRecorder {
  root; fillStyle; strokeStyle; lineWidth; globalAlpha; font; textAlign; textBaseline; lineJoin; lineCap; dash;
  constructor(root) {
    Object.assign(this, { root, fillStyle: '#000', strokeStyle: '#000', lineWidth: 1, globalAlpha: 1, font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic', lineJoin: 'miter', lineCap: 'butt', dash: [] });
    this.path = ''; this.kept = []; this.pen = document.createElement('canvas').getContext('2d');
  }
  save() { this.kept.push(KEPT.map((name) => this[name])); }
  restore() { this.kept.pop()?.forEach((value, i) => { this[KEPT[i]] = value; }); }
  setLineDash(dash) { this.dash = [...dash]; }
  getLineDash() { return this.dash; }
  measureText(text) { this.pen.font = this.font; return this.pen.measureText(text); }
  to(command, ...numbers) { this.path += command + numbers.map((x) => Math.round(x * 100) / 100).join(' '); }
  beginPath() { this.path = ''; }
  closePath() { this.path += 'Z'; }
  moveTo(x, y) { this.to('M', x, y); }
  lineTo(x, y) { this.to(this.path ? 'L' : 'M', x, y); }
  quadraticCurveTo(...at) { this.to('Q', ...at); }
  bezierCurveTo(...at) { this.to('C', ...at); }
  rect(x, y, w, h) { this.to('M', x, y); this.to('h', w); this.to('v', h); this.to('h', -w); this.closePath(); }
  roundRect(x, y, w, h, r) {
    const k = Math.max(0, Math.min(r, w / 2, h / 2));
    this.to('M', x + k, y); this.to('H', x + w - k); this.to('Q', x + w, y, x + w, y + k); this.to('V', y + h - k); this.to('Q', x + w, y + h, x + w - k, y + h);
    this.to('H', x + k); this.to('Q', x, y + h, x, y + h - k); this.to('V', y + k); this.to('Q', x, y, x + k, y); this.closePath();
  }
  arc(x, y, r, from, until, back = false) {
    const whole = Math.abs(until - from) >= 2 * Math.PI - 1e-6, at = (angle) => [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    this.to(this.path && !this.path.endsWith('Z') ? 'L' : 'M', ...at(from));
    if (whole) { this.to('A', r, r, 0, 1, 1, ...at(from + Math.PI)); this.to('A', r, r, 0, 1, 1, ...at(from)); return; }
    const turn = (((back ? from - until : until - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
    this.to('A', r, r, 0, turn > Math.PI ? 1 : 0, back ? 0 : 1, ...at(until));
  }
  element(name, attributes) {
    const made = document.createElementNS(SVG_SPACE, name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, String(value));
    this.root.append(made);
    return made;
  }
  // Not every program that reads SVG knows colours with an alpha.
  colour(style, name) {
    const parts = String(style).match(/^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/), alpha = (parts ? Number(parts[4]) : 1) * this.globalAlpha;
    return { [name]: parts ? `rgb(${parts[1]},${parts[2]},${parts[3]})` : style, [`${name}-opacity`]: alpha < 1 ? Math.round(alpha * 1000) / 1000 : null };
  }
  stroked() {
    return { fill: 'none', ...this.colour(this.strokeStyle, 'stroke'), 'stroke-width': Math.round(this.lineWidth * 100) / 100, 'stroke-dasharray': this.dash.length ? this.dash.join(' ') : null, 'stroke-linejoin': this.lineJoin === 'miter' ? null : this.lineJoin, 'stroke-linecap': this.lineCap === 'butt' ? null : this.lineCap };
  }
  unseen(style, width) { return !this.path || this.globalAlpha === 0 || style === 'transparent' || /, ?0\)$/.test(style) || width === 0; }
  fill() { if (!this.unseen(this.fillStyle)) this.element('path', { d: this.path, ...this.colour(this.fillStyle, 'fill') }); }
  stroke() { if (!this.unseen(this.strokeStyle, this.lineWidth)) this.element('path', { d: this.path, ...this.stroked() }); }
  fillRect(x, y, w, h) { this.element('rect', { x, y, width: w, height: h, ...this.colour(this.fillStyle, 'fill') }); }
  strokeRect(x, y, w, h) { this.element('rect', { x, y, width: w, height: h, ...this.stroked() }); }
  clearRect() { /* there is nothing below */ }
  words(text, x, y, look) {
    const [, style, weight, size, family] = this.font.match(/^(italic )?(?:(\d+|bold) )?([\d.]+)px (.*)$/) ?? [null, null, null, '10', 'sans-serif'];
    const made = this.element('text', {
      x: Math.round(x * 100) / 100, y: Math.round((y + (this.textBaseline === 'middle' ? 0.35 * Number(size) : 0)) * 100) / 100,
      'font-size': Math.round(Number(size) * 100) / 100, 'font-family': family.replaceAll('"', "'"), 'font-weight': weight ?? null, 'font-style': style ? 'italic' : null,
      'text-anchor': { center: 'middle', right: 'end', end: 'end' }[this.textAlign] ?? null, ...look,
    });
    made.textContent = writable(text);
  }
  fillText(text, x, y) { this.words(text, x, y, this.colour(this.fillStyle, 'fill')); }
  strokeText(text, x, y) { this.words(text, x, y, this.stroked()); }
}
// What XML cannot hold: halves of characters, and the two that are none.
const writable = (text) => seen(text).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g, '\ufffd');

// What one sees of the drawing, as an svg element.
function drawnAsSvg(head = true) {
  const box = $('#graph').getBoundingClientRect(), low = net.DOMtoCanvas({ x: 0, y: 0 }), high = net.DOMtoCanvas({ x: box.width, y: box.height }), scale = net.getScale();
  const top = head ? 34 / scale : 0, w = high.x - low.x, h = high.y - low.y + top;
  const root = document.createElementNS(SVG_SPACE, 'svg');
  for (const [name, value] of Object.entries({ viewBox: [low.x, low.y - top, w, h].map((x) => Math.round(x * 100) / 100).join(' '), width: Math.round(w * scale), height: Math.round(h * scale), role: 'img' })) root.setAttribute(name, String(value));
  const ctx = new SvgRecorder(root);
  ctx.element('title', {}).textContent = writable(D.title);
  ctx.element('desc', {}).textContent = writable(`${$('#counts').textContent}. ${t('picture.about')}`);
  ctx.fillStyle = css('--bg');
  ctx.fillRect(low.x, low.y - top, w, h);
  const apart = { x: 60 / scale, y: 60 / scale }, near = (n) => n.x > low.x - apart.x && n.x < high.x + apart.x && n.y > low.y - apart.y && n.y < high.y + apart.y;
  for (const edge of Object.values(net.body.edges)) {
    if (!edge.connected || edge.options.hidden || !(near(edge.from) || near(edge.to) || crosses(edge.from, edge.to, low, high))) continue;
    ctx.save();
    edge.draw(ctx);
    edge.drawArrows(ctx);
    ctx.restore();
  }
  const over = state.over;
  state.over = null; // what the pointer happens to be on is no part of the picture
  paint(ctx);
  state.over = over;
  if (head) {
    ctx.fillStyle = css('--bg'); ctx.fillRect(low.x, low.y - top, w, top);
    Object.assign(ctx, { fillStyle: css('--ink'), font: `650 ${14 / scale}px ${FONT}`, textAlign: 'left', textBaseline: 'middle' });
    ctx.fillText(cut(seen(D.title), 90), low.x + 14 / scale, low.y - top / 2);
    Object.assign(ctx, { fillStyle: css('--mute'), font: `400 ${11 / scale}px ${FONT}`, textAlign: 'right' });
    ctx.fillText($('#counts').textContent, high.x - 14 / scale, low.y - top / 2);
  }
  return root;
}
const crosses = (a, b, low, high) => Math.max(a.x, b.x) > low.x && Math.min(a.x, b.x) < high.x && Math.max(a.y, b.y) > low.y && Math.min(a.y, b.y) < high.y;
function saveSvg() {
  download('graphkit.svg', new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', new XMLSerializer().serializeToString(drawnAsSvg())], { type: 'image/svg+xml' }));
}
// On paper the drawing stands as SVG in light colours: a canvas would be scaled.
function listenToPrinter() {
  let theme = null;
  addEventListener('beforeprint', () => {
    if (!net || !DRAWN.includes(state.view)) return;
    theme = document.documentElement.dataset.theme;
    wear('light');
    redrawAll(true);
    $('#printed').replaceChildren(drawnAsSvg(false));
  });
  addEventListener('afterprint', () => {
    $('#printed').replaceChildren();
    if (theme) { wear(theme); redrawAll(true); }
    theme = null;
  });
}

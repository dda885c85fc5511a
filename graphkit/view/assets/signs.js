// The sign of each kind of thing and the line of each kind of claim: in the drawing, the legend and lists.
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
    if (how === 'reported') { ctx.font = `700 13px ${SERIF}`; ctx.textAlign = 'center'; ctx.fillStyle = css('--bg'); ctx.fillRect(8, 4, 8, 10); ctx.fillStyle = css('--mute'); ctx.fillText('“', 12, 15); }
    if (how === 'disputed') { ctx.setLineDash([]); ctx.fillStyle = css('--panel'); ctx.fillRect(7, 3, 10, 12); ctx.font = `700 11px ${FONT}`; ctx.textAlign = 'center'; ctx.fillStyle = css('--accent'); ctx.fillText('⇄', 12, 13); }
    if (how === 'denied') { ctx.setLineDash([]); ctx.beginPath(); ctx.moveTo(9, 6); ctx.lineTo(15, 12); ctx.moveTo(15, 6); ctx.lineTo(9, 12); ctx.stroke(); }
  } else if (kind === 'Act') { ctx.strokeStyle = css('--faint'); ctx.strokeRect(2.5, 3.5, 19, 11); ctx.fillStyle = colour('Act'); ctx.font = `italic 9px ${SERIF}`; ctx.textAlign = 'center'; ctx.fillText('abc', 12, 12); }
  else sign(ctx, { k: kind }, 7, 12, 9);
}

// How each way of stating looks besides its colour: dashes are told apart without one.
const DASHES = { denied: [9, 5], planned: [2, 4.5], possible: [2, 9], conditional: [2, 3, 2, 9], former: [14, 4, 2, 4] };
function lineStyle(kind, tags, count = 1) {
  const has = (tag) => tags.includes(tag), dashed = Object.keys(DASHES).find(has);
  const rgb = has('denied') ? (dark() ? '255,140,122' : '166,40,28') : lineRGB(kind);
  const alpha = has('former') ? 0.45 : has('reported') ? 0.6 : 0.95;
  return {
    color: `rgba(${rgb},${alpha})`,
    width: (has('reported') || has('former') ? 1 : 1.7) + Math.min(2.4, 0.5 * Math.log2(count)),
    dashes: dashed ? DASHES[dashed] : false,
  };
}

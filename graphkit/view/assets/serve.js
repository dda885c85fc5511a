// From a server of one's own ('graphkit view --serve'): names are expanded from the store, and its changes are shown.
// The choice is in the address, so that the page that comes next opens as this one is left; where one looks is kept aside.
const CAMERA = 'graphkit-camera';
const mayFetch = (n) => D.served && !D.made?.all && !D.served.with.includes(n.id);
const expandButton = (n) => (mayFetch(n) ? button('small', () => fetchAround(n), t('serve.expand')) : null);
// Leave for the page with all that the store knows of a name. Returns whether there may be more of it.
function fetchAround(n) {
  if (!mayFetch(n)) return false;
  live(t('told.fetched', { name: n.label }));
  const asked = new URLSearchParams(D.served.with.map((id) => ['with', id]));
  asked.append('with', n.id);
  leave(`?${asked}${location.hash}`);
  return true;
}
function leave(address = null) {
  try { sessionStorage.setItem(CAMERA, JSON.stringify({ at: net.getViewPosition(), scale: net.getScale() })); } catch { /* then everything is shown */ }
  if (address === null) location.reload(); else location.assign(address);
}
function returnToPlace() {
  if (!D.served) return;
  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(CAMERA)); sessionStorage.removeItem(CAMERA); } catch { kept = null; }
  if (kept && net) { net.moveTo({ position: kept.at, scale: kept.scale, animation: false }); live(t('serve.changed')); }
}
async function followStore() {
  if (!D.served) return;
  const asked = new URLSearchParams([['since', D.served.version], ...D.served.with.map((id) => ['with', id])]);
  let pause = 0;
  for (;;) {
    try {
      const answer = await fetch(`changes?${asked}`, { cache: 'no-store' });
      if (answer.status === 200) { leave(); return; }
      pause = answer.ok ? 0 : 5000;
    } catch { pause = 5000; } // the server has ended, or sleeps
    if (pause) { $('#counts').title = t('serve.gone'); await new Promise((done) => { setTimeout(done, pause); }); }
  }
}

// Days and partial dates. Two clocks, never mixed: when an article was published, and when a fact holds by its words.
const DAY = 86400000;
/** @param {string} text */
const day = (text) => Math.round(Date.parse(text + 'T00:00:00Z') / DAY);
/** @param {number} number */
const dayText = (number) => new Date(number * DAY).toISOString().slice(0, 10);
// The first and the last day that a partial date (2031, 2031-03, 2031-03-02) may mean; null for what is none.
/** @param {string | null | undefined} text @returns {[number, number] | null} */
function boundsOf(text) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text ?? '');
  if (!found) return null;
  const [, year, month, date] = found;
  if (date) return [day(`${year}-${month}-${date}`), day(`${year}-${month}-${date}`)];
  const last = month ? new Date(Date.UTC(Number(year), Number(month), 0)) : new Date(Date.UTC(Number(year), 12, 0));
  return [day(`${year}-${month ?? '01'}-01`), Math.round(last.getTime() / DAY)];
}
// When something holds by its words: [earliest, latest], an end that is not told is open; null where neither is told.
/** @param {string | null | undefined} from @param {string | null | undefined} until @returns {[number, number] | null} */
function heldIn(from, until) {
  const first = boundsOf(from), last = boundsOf(until);
  return first || last ? [first ? first[0] : -Infinity, last ? last[1] : Infinity] : null;
}
/** @param {[number, number] | null} time @param {number} from @param {number} to @param {boolean} unknown */
const overlaps = (time, from, to, unknown) => (time ? time[1] >= from && time[0] <= to : unknown);
// How many times fall into each of some equal parts of a span; an open end counts where it is known.
/** @param {([number, number] | null)[]} times @param {[number, number]} span @param {number} bins @returns {number[]} */
function histogram(times, span, bins) {
  const sums = new Array(bins).fill(0), length = Math.max(1, span[1] - span[0]);
  const bin = (d) => Math.max(0, Math.min(bins - 1, Math.floor(((d - span[0]) / length) * bins)));
  for (const time of times) {
    if (!time) continue;
    const low = Number.isFinite(time[0]) ? time[0] : time[1], high = Number.isFinite(time[1]) ? time[1] : time[0];
    sums[bin((low + high) / 2)] += 1;
  }
  return sums;
}
/** @param {[number, number][]} times @returns {[number, number] | null} */
function spanOf(times) {
  const ends = times.flat().filter(Number.isFinite);
  return ends.length ? [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))] : null;
}

// What a facet lets through. Values that are off take out what falls under any of them; asked for "only", a facet lets
// through what falls under at least one that is on: "only denied" shows what is denied and reported too.
/** @param {string[]} values @param {Set<string>} off @param {boolean} some */
const lets = (values, off, some) => (some ? values.length === 0 || values.some((value) => !off.has(value)) : !values.some((value) => off.has(value)));
// All values but one taken out, or all let through where that was so already. Returns whether the facet is now "only".
/** @param {string[]} all @param {Set<string>} off @param {string} value */
function only(all, off, value) {
  const alone = all.every((v) => (v === value) !== off.has(v));
  off.clear();
  if (alone) return false;
  for (const v of all) if (v !== value) off.add(v);
  return true;
}

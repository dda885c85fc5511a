import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load, plain } from './load.mjs';

const { lets, only } = load(['choice'], ['lets', 'only']);

test('what falls under anything that is off is taken out', () => {
  assert.ok(lets(['denied', 'reported'], new Set(), false));
  assert.ok(!lets(['denied', 'reported'], new Set(['reported']), false));
});
test('asked for "only", what falls under anything that is on is let through', () => {
  const off = new Set(['stated', 'reported']);
  assert.ok(lets(['denied', 'reported'], off, true));
  assert.ok(!lets(['reported'], off, true));
  assert.ok(lets([], off, true));
});
test('"only" takes out all others, and a second time lets all through again', () => {
  const off = new Set(['c']);
  assert.equal(only(['a', 'b', 'c'], off, 'b'), true);
  assert.deepEqual(plain([...off]), ['a', 'c']);
  assert.equal(only(['a', 'b', 'c'], off, 'b'), false);
  assert.equal(off.size, 0);
});

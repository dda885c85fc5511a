import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load, plain } from './load.mjs';

const { stepsFrom, waysBetween } = load(['paths'], ['stepsFrom', 'waysBetween']);
//  0 - 1 - 2 - 3      5 - 6
//   \ 4 ---- /
const ENDS = [[0, 1], [1, 2], [3, 2], [0, 4], [4, 2], [5, 6], [2, 2]];

test('steps are counted from the nearest centre, whichever way an arrow points', () => {
  assert.deepEqual(plain([...stepsFrom(ENDS, [0], 2)].sort()), [[0, 0], [1, 1], [2, 2], [4, 1]]);
  assert.deepEqual(plain([...stepsFrom(ENDS, [3, 6], 1)].sort()), [[2, 1], [3, 0], [5, 1], [6, 0]]);
  assert.deepEqual(plain([...stepsFrom(ENDS, [9], 3)]), [[9, 0]]);
});
test('ways between two are all of the least length and of one step more', () => {
  assert.deepEqual(plain(waysBetween(ENDS, 0, 3)), [[0, 1, 2, 3], [0, 4, 2, 3]]);
  assert.deepEqual(plain(waysBetween([...ENDS, [0, 3]], 0, 3)), [[0, 3]]);
  assert.deepEqual(plain(waysBetween([...ENDS, [1, 3]], 0, 3)), [[0, 1, 3], [0, 1, 2, 3], [0, 4, 2, 3]]);
});
test('no way, or too long a one, is none', () => {
  assert.deepEqual(plain(waysBetween(ENDS, 0, 6)), []);
  assert.deepEqual(plain(waysBetween(ENDS, 0, 0)), []);
  assert.deepEqual(plain(waysBetween([[0, 1], [1, 2], [2, 3]], 0, 3, 2)), []);
});
test('of very many ways only so many are told', () => {
  const wide = Array.from({ length: 30 }, (_, i) => [[0, i + 2], [i + 2, 1]]).flat();
  assert.equal(waysBetween(wide, 0, 1, 5, 12).length, 12);
});

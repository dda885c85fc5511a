import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load, plain } from './load.mjs';

const { boundsOf, heldIn, overlaps, histogram, spanOf, day, dayText } = load(['clock'], ['boundsOf', 'heldIn', 'overlaps', 'histogram', 'spanOf', 'day', 'dayText']);
const bounds = (text) => boundsOf(text)?.map(dayText) ?? null;

test('a partial date has a first and a last day', () => {
  assert.deepEqual(plain(bounds('2032')), ['2032-01-01', '2032-12-31']);
  assert.deepEqual(plain(bounds('2032-02')), ['2032-02-01', '2032-02-29']);
  assert.deepEqual(plain(bounds('2031-02')), ['2031-02-01', '2031-02-28']);
  assert.deepEqual(plain(bounds('2031-12-31')), ['2031-12-31', '2031-12-31']);
  for (const none of ['', null, undefined, 'soon', '31-12-2031']) assert.equal(bounds(none), null);
});
test('a time whose other end is not told is open there', () => {
  assert.equal(heldIn(null, undefined), null);
  const since = heldIn('2031', null), until = heldIn(null, '2031-06');
  assert.equal(since[1], Infinity);
  assert.equal(until[0], -Infinity);
  assert.ok(overlaps(since, day('2040-01-01'), day('2041-01-01'), false));
  assert.ok(!overlaps(since, day('2029-01-01'), day('2030-12-31'), false));
  assert.ok(overlaps(until, day('1990-01-01'), day('1991-01-01'), false));
  assert.ok(!overlaps(until, day('2031-07-01'), day('2032-01-01'), false));
});
test('an unknown time is let through where one wants it', () => {
  assert.ok(overlaps(null, 0, 1, true));
  assert.ok(!overlaps(null, 0, 1, false));
});
test('a histogram counts each known time once, at its known end', () => {
  assert.deepEqual(plain(histogram([[0, 0], [9, 9], [9, Infinity], [-Infinity, 0], null], [0, 9], 3)), [2, 0, 2]);
  assert.deepEqual(plain(histogram([[5, 5]], [5, 5], 1)), [1]);
});
test('a span is made of known ends', () => {
  assert.equal(spanOf([]), null);
  assert.equal(spanOf([[-Infinity, Infinity]]), null);
  assert.deepEqual(plain(spanOf([[3, Infinity], [-Infinity, 7]])), [3, 7]);
});

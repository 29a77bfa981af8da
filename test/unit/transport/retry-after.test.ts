import { expect, test } from '@jest/globals';
import { parseRetryAfter } from '../../../src/transport/retry-after.ts';

const now = Date.UTC(1994, 10, 6, 8, 49, 0);

test.each([
  ['0', 0],
  ['3', 3_000],
  [' 3 ', 3_000],
  ['86400', 86_400_000],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
  ['Sun Nov  6 08:49:37 1994', 37_000],
])('%j is a wait of %d ms', (value, ms) => {
  expect(parseRetryAfter(value, now)).toBe(ms);
});

test.each([
  undefined,
  '',
  'soon',
  '-5',
  '+5',
  '1.5',
  '1e3',
  '0x10',
  '3, 4',
  '99999999999',
  'NaN',
  '2094-11-06',
  'Sun, 06 Nov 2094 08:49:37',
  'Sun, 06 Nov 2094 08:49:37 +0200',
  'Sun, 99 Nov 2094 08:49:37 GMT',
  'Sun, 06 Nov 1994 08:49:00 GMT',
  'Sat, 05 Nov 1994 08:49:37 GMT',
])('%j is treated as absent', (value) => {
  expect(parseRetryAfter(value, now)).toBeUndefined();
});

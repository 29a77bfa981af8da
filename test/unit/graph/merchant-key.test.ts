import { expect, test } from '@jest/globals';
import { checkMerchantKey, merchantKeyProblem } from '../../../src/graph/merchant-key.ts';

test.each([
  'a',
  'S23',
  'H23/24',
  'T10 100% ull',
  'Hocker Kyoto 京',
  '...',
  '.a',
  '../..',
  '%2e%2e',
  '?a=b&c#d',
  '👩‍👩‍👧',
  'x'.repeat(255),
  '京'.repeat(255),
  '👍'.repeat(255),
])('%s can be a key', (key) => {
  expect(merchantKeyProblem(key)).toBeNull();
  expect(checkMerchantKey('groupId', key)).toBe(key);
});

test.each([
  ['', 'empty'],
  ['x'.repeat(256), '255'],
  ['👍'.repeat(256), '255'],
  [' a', 'space'],
  ['a ', 'space'],
  ['\u00a0a', 'space'],
  ['a\n', 'space'],
  ['.', '".."'],
  ['..', '".."'],
  ['a\u0000b', 'control'],
  ['a\r\nb', 'control'],
  ['a\u007fb', 'control'],
  ['a\ud800b', 'Unicode'],
  ['\udc00', 'Unicode'],
])('%j cannot: the problem names %s', (key, problem) => {
  expect(merchantKeyProblem(key)).toContain(problem);
  expect(() => checkMerchantKey('filter.productId', key)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  expect(() => checkMerchantKey('filter.productId', key)).toThrow(/^`filter\.productId` cannot be used/);
});

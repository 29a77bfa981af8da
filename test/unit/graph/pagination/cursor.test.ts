import { describe, expect, test } from '@jest/globals';
import { decodeCursor, encodeCursor, listFingerprint } from '../../../../src/graph/pagination/cursor.ts';
import { indexAfter } from '../../../../src/graph/pagination/row-index.ts';
import type { Position } from '../../../../src/graph/port.ts';

const list = listFingerprint('T11223344', 'products', ['S23', null, null]);
const refused = expect.objectContaining({ code: 'BAD_USER_INPUT' });

test.each<Position[]>([
  [[]],
  [[0]],
  [[null, 0]],
  [['', 100]],
  [['"\\\u0000\n', -1]],
  [['Möbel Kiel', '京', 9007199254740991]],
])('the position %j comes back as it was', (position) => {
  const cursor = encodeCursor(list, position);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(decodeCursor(list, cursor)).toEqual(position);
});

test.each([
  ['another account', 'P11223344', 'products', ['S23', null, null]],
  ['another list', 'T11223344', 'groups', ['S23', null, null]],
  ['another catalog', 'T11223344', 'products', ['S24', null, null]],
  ['another filter', 'T11223344', 'products', ['S23', 'Stol22', null]],
  ['the same value in another filter', 'T11223344', 'products', ['S23', null, 'Stol22']],
  ['no selection', 'T11223344', 'products', null],
])('a cursor is refused by %s', (_, account, name, selection) => {
  const cursor = encodeCursor(list, [1]);
  expect(() => decodeCursor(listFingerprint(account, name, selection), cursor)).toThrow(refused);
});

test('the same list always has the same fingerprint', () => {
  expect(listFingerprint('T11223344', 'products', ['S23', null, null])).toBe(list);
});

test.each([
  '',
  '%%%',
  'bm90IEpTT04',
  JSON.stringify([1, list, [0]]),
  encode([1, list]),
  encode([1, list, [0], 'more']),
  encode([2, list, [0]]),
  encode(['1', list, [0]]),
  encode([1, list, 0]),
  encode([1, list, { 0: 0 }]),
  encode([1, list, [0.5]]),
  encode([1, list, [2 ** 53]]),
  encode([1, list, [true]]),
  encode([1, list, [[0]]]),
  encode({ 0: 1, 1: list, 2: [0], length: 3 }),
  encode(null),
])('%s is no cursor', (cursor) => {
  expect(() => decodeCursor(list, cursor)).toThrow(refused);
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('the index at which a list goes on', () => {
  test.each<[Position | null, number]>([
    [null, 0],
    [[0], 1],
    [[41], 42],
  ])('behind %j is %d', (position, index) => {
    expect(indexAfter(position)).toBe(index);
  });

  test.each<Position[]>([[[]], [[-1]], [['0']], [[null]], [[0, 0]]])('behind %j is none', (position) => {
    expect(() => indexAfter(position)).toThrow(refused);
  });
});

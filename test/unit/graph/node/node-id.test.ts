import { expect, test } from '@jest/globals';
import { decodeNodeId, encodeNodeId } from '../../../../src/graph/node/node-id.ts';

const account = 'T11223344';
const refused = expect.objectContaining({ code: 'BAD_USER_INPUT' });

test.each([
  ['Catalog', ['S23']],
  ['Group', ['T10 100% ull']],
  ['Product', ['H23/24', 'Hocker Kyoto 京']],
  ['Product', ['"],["', '\\\u0000\n']],
  ['ProductGroup', ['9223372036854775807']],
  ['Scope', ['write:shopping:/orders/ANY/events']],
] as const)('the id of a %s with the keys %j gives both back', (type, keys) => {
  const id = encodeNodeId(account, type, ...keys);
  expect(id).toMatch(/^[\w-]+$/);
  expect(decodeNodeId(account, id)).toEqual({ type, keys });
});

test('different objects have different ids, however their keys are cut', () => {
  const ids = [
    encodeNodeId(account, 'Product', 'a', 'bc'),
    encodeNodeId(account, 'Product', 'ab', 'c'),
    encodeNodeId(account, 'Product', 'a,b', 'c'),
    encodeNodeId(account, 'Catalog', 'a'),
    encodeNodeId(account, 'Group', 'a'),
    encodeNodeId('P11223344', 'Group', 'a'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id of another account is refused, and says so', () => {
  const id = encodeNodeId('P11223344', 'Group', 'B1');
  expect(() => decodeNodeId(account, id)).toThrow(refused);
  expect(() => decodeNodeId(account, id)).toThrow(/another account/);
});

test.each([
  '',
  'B1',
  '%%%',
  JSON.stringify([1, 'Group', account, 'B1']),
  encode([1, 'Group', account]),
  encode([1, 'Group', account, 'B1', 'B1']),
  encode([1, 'Product', account, 'S23']),
  encode([2, 'Group', account, 'B1']),
  encode(['1', 'Group', account, 'B1']),
  encode([1, 'group', account, 'B1']),
  encode([1, 'toString', account, 'B1']),
  encode([1, '__proto__', account, 'B1']),
  encode([1, ['Group'], account, 'B1']),
  encode([1, 'Group', account, 1]),
  encode([1, 'Group', account, null]),
  encode({ 0: 1, 1: 'Group', 2: account, 3: 'B1' }),
  encode('Group'),
  encode(null),
])('%s is no id', (id) => {
  expect(() => decodeNodeId(account, id)).toThrow(refused);
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

import { expect, test } from '@jest/globals';
import Type from 'typebox';
import { GatewayError } from '../../../../src/graph/errors.ts';
import { parseWire, type RowReader, readRow, textField } from '../../../../src/upstreams/rest/row.ts';
import { type Wire, wireType } from '../../../../src/upstreams/rest/wire-type.ts';

const wire = wireType(Type.Object({ key: Type.String(), nested: Type.Object({ list: Type.Array(Type.Integer()) }) }));

const reader: RowReader<Wire<typeof wire>, string> = {
  upstream: 'dintero',
  keyField: 'key',
  wire,
  toModel: ({ key }) => key.toUpperCase(),
};

test('a row that can be read is its model, with its key', () => {
  const raw = { key: 'a', nested: { list: [1] }, more: true };
  expect(readRow(reader, raw, 'rows.0')).toEqual({ key: 'a', value: 'A' });
});

test.each([
  ['rows.3.nested.list.1', { key: 'a', nested: { list: [1, 'geheim'] } }, 'a'],
  ['rows.3.nested', { key: 'a' }, 'a'],
  ['rows.3.key', { key: { text: 'geheim' }, nested: { list: [] } }, null],
  ['rows.3.key', { key: 17, nested: { list: [] } }, '17'],
  ['rows.3', 'geheim', null],
  ['rows.3', null, null],
])('one that cannot is an error that names %s and no value', (field, raw, key) => {
  const row = readRow(reader, raw, 'rows.3');
  expect(row.key).toBe(key);
  expect(row.value).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', details: { upstream: 'dintero' } });
  expect(row.value).toHaveProperty('message', expect.stringContaining(`: ${field}: `));
  expect(row.value).toHaveProperty('message', expect.not.stringContaining('geheim'));
});

test('what is wrong with a whole body is told without a place', () => {
  expect(() => parseWire('abillify', wire, undefined, '')).toThrow(/read: body: /);
  expect(() => parseWire('abillify', wire, { key: 'a' }, '')).toThrow(/read: nested: /);
});

test('an error that is none of the upstream is not hidden in a row', () => {
  const broken: typeof reader = {
    ...reader,
    toModel: () => {
      throw new TypeError('a fault of the gateway');
    },
  };
  expect(() => readRow(broken, { key: 'a', nested: { list: [] } }, '')).toThrow(TypeError);
  const refusing: typeof reader = {
    ...reader,
    toModel: () => {
      throw new GatewayError('UPSTREAM_INVALID_RESPONSE', 'no');
    },
  };
  expect(readRow(refusing, { key: 'a', nested: { list: [] } }, '').value).toBeInstanceOf(GatewayError);
});

test.each([
  [{ id: 'a' }, 'a'],
  [{ id: 7 }, '7'],
  [{ id: -(2 ** 53 - 1) }, '-9007199254740991'],
  [{ id: 2 ** 53 }, null],
  [{ id: 1.5 }, null],
  [{ id: '' }, null],
  [{ id: null }, null],
  [{}, null],
  [[], null],
  ['id', null],
  [null, null],
])('the text of a field in %j is %j', (raw, text) => {
  expect(textField(raw, 'id')).toBe(text);
});

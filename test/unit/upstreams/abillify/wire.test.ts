import { describe, expect, test } from '@jest/globals';
import type { ProductGroup } from '../../../../src/graph/product-group/model.ts';
import { toProductGroup } from '../../../../src/upstreams/abillify/map.ts';
import { listWire, productGroupWire } from '../../../../src/upstreams/abillify/wire.ts';

/** The model of a row, or the fields that cannot be read. */
function read(row: object): ProductGroup | readonly string[] {
  return productGroupWire.is(row) ? toProductGroup(row) : [productGroupWire.problemOf(row).path.join('.')];
}

test('a row as the create page shows it', () => {
  expect(
    read({
      client: '123456789',
      committed: '2022-07-29 17:23:47',
      created: '2022-07-29 17:23:47',
      id: '9223372036854775807',
      modified: '2022-07-29 17:23:47',
      reference: 'B1',
      meta: { account: 3000, erp: { vat: ['NO'] } },
      active: true,
      description_long_localized: { de: '<p>Stühle</p>', en: '' },
      description_short_localized: { de: 'Stühle' },
      label: 'Stühle (intern)',
      parent: '-7',
      title_localized: { de: 'Stühle', en: 'Chairs' },
    }),
  ).toEqual({
    kind: 'ProductGroup',
    productGroupId: '9223372036854775807',
    reference: 'B1',
    label: 'Stühle (intern)',
    isActive: true,
    clientId: '123456789',
    meta: { account: 3000, erp: { vat: ['NO'] } },
    title: { de: 'Stühle', en: 'Chairs' },
    shortDescription: { de: 'Stühle' },
    longDescription: { de: '<p>Stühle</p>', en: '' },
    parentId: '-7',
    createdAt: '2022-07-29T17:23:47',
    modifiedAt: '2022-07-29T17:23:47',
    committedAt: '2022-07-29T17:23:47',
  });
});

test.each([
  ['nothing but the id', {}],
  [
    'null for everything else',
    {
      client: null,
      committed: null,
      created: null,
      modified: null,
      reference: null,
      meta: null,
      active: null,
      description_long_localized: null,
      description_short_localized: null,
      label: null,
      parent: null,
      title_localized: null,
    },
  ],
])('a row with %s', (_, fields) => {
  expect(read({ id: '7', ...fields })).toEqual({
    kind: 'ProductGroup',
    productGroupId: '7',
    reference: null,
    label: null,
    isActive: null,
    clientId: null,
    meta: null,
    title: {},
    shortDescription: {},
    longDescription: {},
    parentId: null,
    createdAt: null,
    modifiedAt: null,
    committedAt: null,
  });
});

describe('an id', () => {
  test.each([
    ['7', '7'],
    ['-9223372036854775808', '-9223372036854775808'],
    [7, '7'],
    [9007199254740991, '9007199254740991'],
  ])('%j is %j', (id, text) => {
    expect(read({ id })).toMatchObject({ productGroupId: text });
    expect(read({ id: '1', parent: id, client: id })).toMatchObject({ parentId: text, clientId: text });
  });

  test.each([2 ** 53, 1.5, Number.POSITIVE_INFINITY, '', 'a', '1.0', ' 1', '0x1', true, null, {}])(
    '%j is none',
    (id) => {
      expect(read({ id })).toEqual(['id']);
      if (id !== null) expect(read({ id: '1', parent: id })).toEqual(['parent']);
    },
  );
});

describe('localized texts', () => {
  test.each([
    [
      { nb: 'Stol', da: null, 'de-AT': 'Sessel', xx: '' },
      { nb: 'Stol', 'de-AT': 'Sessel', xx: '' },
    ],
    ['{}', {}],
    ['', {}],
    ['{"nb":"Stol"}', { nb: 'Stol' }],
    [JSON.parse('{"__proto__":"x","nb":"Stol"}'), { nb: 'Stol' }],
    [{ constructor: 'Bygger' }, { constructor: 'Bygger' }],
  ])('%j', (wire, texts) => {
    const group = read({ id: '7', title_localized: wire });
    expect(group).toHaveProperty('title', texts);
    expect(Object.getPrototypeOf(Reflect.get(group, 'title'))).toBe(Object.prototype);
  });

  test.each([
    17,
    true,
    ['Stol'],
    { nb: 17 },
    { nb: { de: 'Stuhl' } },
    { 'a\nb': 17 },
    '"Stol"',
    '[]',
    'Stol',
    '{"nb":17}',
    '{',
  ])('%j are none', (wire) => {
    expect(read({ id: '7', title_localized: wire })).toEqual([expect.stringMatching(/^title_localized\b/)]);
  });

  test('in more languages than there are, they are refused', () => {
    const texts = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`x-${index}`, 'Stol']));
    expect(read({ id: '7', title_localized: texts })).toEqual(['title_localized']);
  });
});

test.each([
  [{ a: [1] }, { a: [1] }],
  ['{"a":1}', { a: 1 }],
  ['{}', {}],
  ['', {}],
])('meta %j', (wire, meta) => {
  expect(read({ id: '7', meta: wire })).toHaveProperty('meta', meta);
});

test.each([17, 'text', '[1]', 'null'])('meta %j is none', (meta) => {
  expect(read({ id: '7', meta })).toEqual(['meta']);
});

describe('a time', () => {
  test.each([
    ['2022-07-29 17:23:47', '2022-07-29T17:23:47'],
    ['2022-07-29 17:23:47.123', '2022-07-29T17:23:47.123'],
    ['2022-07-29T17:23:47', '2022-07-29T17:23:47'],
    ['2022-07-29', '2022-07-29T00:00:00'],
    ['2024-02-29', '2024-02-29T00:00:00'],
  ])('%s is %s, in no zone', (wire, time) => {
    expect(read({ id: '7', created: wire, modified: wire, committed: wire })).toMatchObject({
      createdAt: time,
      modifiedAt: time,
      committedAt: time,
    });
  });

  test.each([
    '2022-07-29T17:23:47Z',
    '2022-07-29 17:23:47+02:00',
    '2022-02-30',
    '2023-02-29 10:00:00',
    '2022-13-01',
    '2022-07-29 24:00:00',
    '2022-07-29 17:60:00',
    '0000-00-00 00:00:00',
    '29.07.2022',
    '2022-07-29 17:23',
    '',
    1659108227,
  ])('%j is none', (wire) => {
    expect(read({ id: '7', created: wire })).toEqual(['created']);
  });
});

describe('the envelope', () => {
  test('numbers may come as texts, and a total as anything', () => {
    const list = { page: '2', pageSize: '20', query: {}, rows: [1] };
    expect(listWire.is(list)).toBe(true);
    for (const total of [7, null, '7', -1, 1.5]) expect(listWire.is({ ...list, total })).toBe(true);
  });

  test.each([
    [{ page: 1, pageSize: 1 }],
    [{ page: 1, rows: [] }],
    [{ pageSize: 1, rows: [] }],
    [{ page: 0, pageSize: 1, rows: [] }],
    [{ page: 1, pageSize: 0, rows: [] }],
    [{ page: 1, pageSize: 1.5, rows: [] }],
    [{ page: 1, pageSize: 1, rows: {} }],
    [[]],
    [null],
    [undefined],
  ])('%j is none', (list) => {
    expect(listWire.is(list)).toBe(false);
  });
});

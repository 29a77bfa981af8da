import { describe, expect, test } from '@jest/globals';
import {
  type Condition,
  checkEcho,
  checkRow,
  equals,
  filterQuery,
  ignoredFilter,
  oneOf,
} from '../../../../src/upstreams/abillify/filter.ts';

const FROM: Condition = { field: 'created', operator: '$gte', values: ['2024-01-01 00:00:00'] };
const BEFORE: Condition = { field: 'created', operator: '$lt', values: ['2025-01-01 00:00:00'] };
const ALL = [oneOf('reference', ['B1', 'B2']), equals('active', 'true'), FROM, BEFORE];

const ROW = { id: '7', reference: 'B1', parent: null, active: 'true', created: '2024-06-01 10:00:00' };

describe('on the wire', () => {
  test('flat', () => {
    expect(filterQuery(ALL, 'flat')).toEqual({
      'reference[$in]': ['B1', 'B2'],
      active: ['true'],
      'created[$gte]': ['2024-01-01 00:00:00'],
      'created[$lt]': ['2025-01-01 00:00:00'],
    });
  });

  test('nested', () => {
    expect(filterQuery(ALL, 'nested')).toEqual({
      'query[reference][$in][]': ['B1', 'B2'],
      'query[active]': ['true'],
      'query[created][$gte]': ['2024-01-01 00:00:00'],
      'query[created][$lt]': ['2025-01-01 00:00:00'],
    });
  });

  test('json', () => {
    const { query } = filterQuery(ALL, 'json');
    expect(JSON.parse(String(query))).toEqual({
      reference: { $in: ['B1', 'B2'] },
      active: 'true',
      created: { $gte: '2024-01-01 00:00:00', $lt: '2025-01-01 00:00:00' },
    });
  });

  test.each(['flat', 'nested', 'json'] as const)(
    '%s: no condition is no parameter, a list of one is its value',
    (style) => {
      expect(filterQuery([], style)).toEqual({});
      expect(filterQuery([oneOf('id', ['7'])], style)).toEqual(filterQuery([equals('id', '7')], style));
    },
  );
});

describe('the echo', () => {
  test.each<[string, unknown]>([
    ['by operator', { reference: { $in: ['B1', 'B2'] }, active: true, created: FROM_AND_BEFORE() }],
    ['in another order', { created: FROM_AND_BEFORE(), active: { $eq: 'true' }, reference: { $in: ['B2', 'B1'] } }],
    [
      'as the properties are documented',
      {
        'reference[$in]': ['B1', 'B2'],
        active: 'true',
        'created[$gte]': '2024-01-01 00:00:00',
        'created[$lt]': '2025-01-01 00:00:00',
      },
    ],
    [
      'with more than was asked',
      { reference: { $in: ['B1', 'B2'] }, active: true, created: FROM_AND_BEFORE(), more: 1 },
    ],
  ])('%s holds every condition', (_, echo) => {
    expect(() => checkEcho(ALL, echo)).not.toThrow();
  });

  test.each<[string, unknown]>([
    ['is missing', undefined],
    ['is null', null],
    ['is empty', {}],
    ['is a text', '[object Object]'],
    ['lacks a value', { reference: { $in: ['B1'] } }],
    ['has one value more', { reference: { $in: ['B1', 'B2', 'B3'] } }],
    ['has another value', { reference: { $in: ['B1', 'b2'] } }],
    ['has another operator', { reference: { $ne: ['B1', 'B2'] } }],
    ['has the values without operator', { reference: 'B1,B2' }],
    ['has another field', { label: { $in: ['B1', 'B2'] } }],
  ])('that %s means that the filter was not understood', (_, echo) => {
    const [references] = ALL;
    expect(() => checkEcho(references ? [references] : [], echo)).toThrow(
      expect.objectContaining({
        code: 'UPSTREAM_INVALID_RESPONSE',
        message: expect.stringContaining('reference'),
        details: expect.objectContaining({ upstream: 'abillify' }),
      }),
    );
  });

  test('ids are compared as texts, also where they come as numbers', () => {
    expect(() => checkEcho([oneOf('id', ['7', '-8'])], { id: { $in: [7, -8] } })).not.toThrow();
    expect(() => checkEcho([equals('id', '9007199254740993')], { id: 9007199254740992 })).toThrow();
    expect(() => checkEcho([], undefined)).not.toThrow();
  });
});

describe('a row', () => {
  test('that fits every condition', () => {
    expect(() => checkRow(ALL, (field) => ROW[field])).not.toThrow();
    expect(() => checkRow([FROM], () => '2024-01-01 00:00:00')).not.toThrow();
  });

  test.each<[string, Partial<typeof ROW>, string]>([
    ['has another value', { reference: 'B3' }, 'reference'],
    ['is written otherwise', { reference: 'b1' }, 'reference'],
    ['has the opposite', { active: 'false' }, 'active'],
    ['is too old', { created: '2023-12-31 23:59:59' }, 'created'],
    ['is too young', { created: '2025-01-01 00:00:00' }, 'created'],
  ])('that %s should have been kept out', (_, change, field) => {
    expect(() => checkRow(ALL, (name) => ({ ...ROW, ...change })[name])).toThrow(
      ignoredFilter({ field: fieldOf(field) }).message,
    );
  });

  test('that lacks the value should have been kept out', () => {
    for (const condition of [...ALL, equals('parent', '7')]) {
      expect(() => checkRow([condition], () => null)).toThrow(/did not apply/);
    }
  });
});

function FROM_AND_BEFORE(): object {
  return { $gte: '2024-01-01 00:00:00', $lt: '2025-01-01 00:00:00' };
}

function fieldOf(name: string): Condition['field'] {
  const found = ALL.find(({ field }) => field === name);
  if (!found) throw new Error(`No condition is on ${name}`);
  return found.field;
}

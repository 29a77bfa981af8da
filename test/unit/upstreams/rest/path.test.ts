import { describe, expect, test } from '@jest/globals';
import { keyProblem, restPath } from '../../../../src/upstreams/rest/path.ts';

const HALF_PAIR = '\ud800';

const KEYS = [
  'a/b',
  'a b',
  '100%',
  '%2F',
  '%2e%2e',
  '../x',
  '..%2f',
  '...',
  '?a=1&b=2#c',
  'a+b;c',
  'Møbel',
  '漢字',
  '🪑',
  '\\..\\',
  '\n\u0000',
  'ø'.repeat(255),
];

describe('a segment', () => {
  test.each(KEYS)('%j stays one segment and comes out as it went in', (key) => {
    const path = restPath('/v1', ['catalogs', key, 'products'], { limit: 1 });
    const url = new URL(path, 'https://api.example.com');
    expect(url.origin).toBe('https://api.example.com');
    expect(url.hash).toBe('');
    expect(url.search).toBe('?limit=1');
    expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'v1', 'catalogs', key, 'products']);
    expect(path).toMatch(/^[!-~]+$/);
  });

  test.each(['', '.', '..', HALF_PAIR, `a${HALF_PAIR}`])('%j is refused', (key) => {
    expect(() => restPath('/v1', ['catalogs', key])).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    expect(keyProblem(key)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('a query value', () => {
  test.each([...KEYS, '', '.', '..'])('%j stays in its parameter and comes out as it went in', (value) => {
    const path = restPath('/v1', ['groups'], { group_id: value, limit: 1 });
    const url = new URL(path, 'https://api.example.com');
    expect(url.pathname).toBe('/v1/groups');
    expect([...url.searchParams]).toEqual([
      ['group_id', value],
      ['limit', '1'],
    ]);
  });

  test('half of a surrogate pair is refused: it would become another text', () => {
    expect(() => restPath('', ['groups'], { group_id: HALF_PAIR })).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });
});

test('undefined parameters are left out, lists repeat theirs, names are encoded too', () => {
  expect(restPath('/api', ['rows'], { page: 1, sort: undefined, 'id[$in]': ['1', '2'], none: [] })).toBe(
    '/api/rows?page=1&id%5B%24in%5D=1&id%5B%24in%5D=2',
  );
  expect(restPath('', ['rows'])).toBe('/rows');
});

test('a path that servers commonly refuse is not sent', () => {
  expect(restPath('', ['rows'], { name: 'x'.repeat(7_980) })).toHaveLength(7_991);
  expect(() => restPath('', ['rows'], { name: 'x'.repeat(8_000) })).toThrow(
    expect.objectContaining({ code: 'OPERATION_TOO_LARGE' }),
  );
});

import { describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../../../src/graph/errors.ts';
import { findMany, type Lookup, unknownSize } from '../../../../src/upstreams/dintero/find-many.ts';
import { type CursorList, createCursorList, type Item, numbered } from './cursor-list.ts';

const UNREADABLE = new GatewayError('UPSTREAM_INVALID_RESPONSE', 'rows.0.group_id: missing');

function lookupIn({ read, readOne, isListed }: CursorList): Lookup<Item> {
  return { read, readOne, isListed, size: unknownSize() };
}

/** What was found, by key, and by how many calls. */
async function find(list: CursorList, lookup: Lookup<Item>, keys: readonly string[]) {
  const before = list.calls();
  const found = await findMany(keys, lookup);
  const answers = keys.map((key) => {
    const answer = found.get(key);
    if (answer === undefined) return null;
    return answer instanceof GatewayError ? answer.code : answer instanceof Error ? answer.message : answer.key;
  });
  return { answers, calls: list.calls() - before };
}

describe('how many calls', () => {
  test('no key none, one key one', async () => {
    const list = createCursorList(numbered(250));
    const lookup = lookupIn(list);
    expect(await find(list, lookup, [])).toEqual({ answers: [], calls: 0 });
    expect(await find(list, lookup, ['row 249'])).toEqual({ answers: ['row 249'], calls: 1 });
    expect(await find(list, lookup, ['row 250'])).toEqual({ answers: [null], calls: 1 });
  });

  test('many keys of a short list are one page, many of a known long one are calls of their own when those are fewer', async () => {
    const short = createCursorList(numbered(80));
    expect(await find(short, lookupIn(short), ['row 1', 'row 79', 'none'])).toEqual({
      answers: ['row 1', 'row 79', null],
      calls: 1,
    });

    const long = createCursorList(numbered(950));
    const lookup = lookupIn(long);
    const missing = Array.from({ length: 20 }, (_, index) => `none ${index}`);
    expect((await find(long, lookup, missing)).calls).toBe(10);
    expect(await find(long, lookup, missing.slice(0, 10))).toMatchObject({ calls: 10 });
    expect(await find(long, lookup, missing.slice(0, 4))).toMatchObject({ calls: 4 });
    expect(await find(long, lookup, missing)).toMatchObject({ calls: 10 });
  });

  test('a scan stops when all are found, or when filtered calls for the rest are fewer than the pages left', async () => {
    const list = createCursorList(numbered(950));
    const lookup = lookupIn(list);
    const missing = Array.from({ length: 20 }, (_, index) => `none ${index}`);
    expect((await find(list, lookup, missing)).calls).toBe(10);
    const everywhere = numbered(950).filter((_, index) => index % 50 === 0);
    const early = numbered(11);
    expect(await find(list, lookup, early)).toEqual({ answers: early, calls: 1 });
    expect(await find(list, lookup, [...early, 'row 900', 'row 901'])).toEqual({
      answers: [...early, 'row 900', 'row 901'],
      calls: 1 + 2,
    });
    expect(await find(list, lookup, [...early, ...everywhere.slice(-3)])).toMatchObject({ calls: 1 + 3 });
  });

  test('not knowing the length costs no more than twice the fewest calls, whatever is asked of whatever list', async () => {
    for (let pages = 1; pages <= 40; pages += 3) {
      for (let count = 1; count <= 50; count += 3) {
        const list = createCursorList(numbered(pages * 100));
        const lookup = lookupIn(list);
        const keys = Array.from({ length: count }, (_, index) => `row ${pages * 100 - 1 - index}`);
        const unknowing = await find(list, lookup, keys);
        expect(unknowing.answers).toEqual(keys);
        expect(unknowing.calls).toBeLessThanOrEqual(2 * Math.min(pages, count));
        await find(list, lookup, numbered(pages * 100 + 1).slice(-pages - 1));
        const knowing = await find(list, lookup, keys);
        expect(knowing.answers).toEqual(keys);
        expect(knowing.calls).toBeLessThanOrEqual(Math.min(pages, count));
      }
    }
  });

  test('a list that grew or shrank is learnt anew', async () => {
    const rows: string[] = [...numbered(1_000)];
    let list = createCursorList(rows);
    const size = unknownSize();
    const missing = Array.from({ length: 40 }, (_, index) => `none ${index}`);
    expect((await find(list, { ...lookupIn(list), size }, missing)).calls).toBe(10);
    list = createCursorList(numbered(150));
    expect((await find(list, { ...lookupIn(list), size }, missing)).calls).toBe(2);
    expect(size).toEqual({ pages: 2, isKnown: true });
    list = createCursorList(numbered(700));
    expect((await find(list, { ...lookupIn(list), size }, missing)).calls).toBe(7);
    expect(size).toEqual({ pages: 7, isKnown: true });
  });

  test('a list of more than 50 pages is not read to the bound in vain: the rest is asked for by key', async () => {
    const list = createCursorList(numbered(9_000));
    const keys = numbered(9_000).slice(-40);
    const first = await find(list, lookupIn(list), keys);
    expect(first.answers).toEqual(keys);
    expect(first.calls).toBeLessThanOrEqual(80);
  });

  test('without a filter the list is read until all are found, 50 pages at most', async () => {
    const list = createCursorList(numbered(6_000));
    const { read, isListed, size } = lookupIn(list);
    const lookup = { read, isListed, size };
    expect(await find(list, lookup, ['row 150'])).toEqual({ answers: ['row 150'], calls: 2 });
    expect(await find(list, lookup, ['row 5', 'row 5999'])).toEqual({
      answers: ['row 5', 'OPERATION_TOO_LARGE'],
      calls: 50,
    });
  });
});

describe('truth', () => {
  test.each(['', '.', '..', '\ud800'])('the key %j is refused alone, without a call', async (key) => {
    const list = createCursorList(numbered(3));
    const lookup = lookupIn(list);
    expect(await find(list, lookup, [key])).toEqual({ answers: ['BAD_USER_INPUT'], calls: 0 });
    expect(await find(list, lookup, ['row 1', key])).toEqual({ answers: ['row 1', 'BAD_USER_INPUT'], calls: 1 });
  });

  test.each([1, 5])('deleted ones are not there, asked for alone or among %i', async (count) => {
    const list = createCursorList(numbered(10), (key) => key === 'row 1');
    const keys = ['row 1', ...numbered(10).slice(2, 2 + count - 1)];
    expect((await find(list, lookupIn(list), keys)).answers).toEqual([null, ...keys.slice(1)]);
  });

  test('an ignored filter is an error, not null and not another’s object', async () => {
    const list = createCursorList(numbered(10));
    const lookup = { ...lookupIn(list), readOne: () => list.read(null, 1) };
    for (const key of ['row 5', 'none']) {
      expect(await find(list, lookup, [key])).toEqual({ answers: ['UPSTREAM_INVALID_RESPONSE'], calls: 1 });
    }
  });

  test('a row that cannot be read fails its own key; without a key it could be any that is missing', async () => {
    const list = createCursorList(numbered(10));
    list.change = ({ rows, next }) => ({
      rows: rows.map((row, index) => (index === 3 ? { ...row, value: UNREADABLE } : row)),
      next,
    });
    expect((await find(list, lookupIn(list), ['row 2', 'row 3', 'none'])).answers).toEqual([
      'row 2',
      'UPSTREAM_INVALID_RESPONSE',
      null,
    ]);

    list.change = ({ rows, next }) => ({
      rows: rows.map((row, index) => (index === 3 ? { key: null, value: UNREADABLE, raw: null } : row)),
      next,
    });
    const { read, isListed, size } = lookupIn(list);
    expect(await find(list, { read, isListed, size }, ['row 2', 'row 3', 'none'])).toEqual({
      answers: ['row 2', 'UPSTREAM_INVALID_RESPONSE', 'UPSTREAM_INVALID_RESPONSE'],
      calls: 1,
    });
    expect(await find(list, lookupIn(list), ['row 2', 'row 3', 'none'])).toEqual({
      answers: ['row 2', 'row 3', null],
      calls: 1 + 2,
    });
    const unkeyed = {
      ...lookupIn(list),
      readOne: async () => ({ rows: [{ key: null, value: UNREADABLE, raw: null }], next: null }),
    };
    expect((await findMany(['row 3'], unkeyed)).get('row 3')).toBe(UNREADABLE);
  });

  test('a failure costs what was not found before it, and one filtered call that fails costs its key', async () => {
    const list = createCursorList(numbered(300));
    list.change = (page, cursor) => {
      if (cursor === '@100') throw new GatewayError('UPSTREAM_UNAVAILABLE', 'lost');
      return page;
    };
    const { read, isListed, size } = lookupIn(list);
    expect((await find(list, { read, isListed, size }, ['row 1', 'row 101', 'row 201'])).answers).toEqual([
      'row 1',
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_UNAVAILABLE',
    ]);

    const known = { pages: 3, isKnown: true };
    const readOne = (key: string) => (key === 'row 2' ? Promise.reject(new Error('lost')) : list.readOne(key));
    expect(
      (await find(list, { ...lookupIn(list), readOne, size: known }, ['row 1', 'row 2', 'row 3'])).answers,
    ).toEqual(['row 1', 'lost', 'row 3']);
  });
});

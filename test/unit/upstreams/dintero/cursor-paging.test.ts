import { describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../../../src/graph/errors.ts';
import { MAX_PAGES, placeOf, readStretch, readWhole, START } from '../../../../src/upstreams/dintero/cursor-paging.ts';
import { type CursorList, createCursorList, type Item, numbered } from './cursor-list.ts';

async function keysOf(list: CursorList, first: number, place = START): Promise<readonly (string | undefined)[]> {
  const { items } = await readStretch(list, place, first);
  return items.map(({ value }) => (value instanceof Error ? undefined : value.key));
}

describe.each(['null', 'empty-page'] as const)('a list that ends with %s', (end) => {
  test.each([0, 1, 99, 100, 101, 250])(
    'of %i rows is read in the fewest pages, whatever is asked for',
    async (count) => {
      for (const first of [1, 2, 99, 100, 101, 200, 250, 499, 500]) {
        const list = createCursorList(numbered(count));
        list.end = end;
        const { items, hasNextPage } = await readStretch(list, START, first);
        expect(items).toHaveLength(Math.min(first, count));
        const rowPages = Math.ceil(Math.min(first, Math.max(count, 1)) / 100);
        const isEndSeen = end === 'empty-page' && count > 0 && first > count;
        expect(list.calls()).toBe(rowPages + (isEndSeen ? 1 : 0));
        expect(hasNextPage).toBe(first < count || (end === 'empty-page' && first === count));
      }
    },
  );

  test('goes on behind every row exactly where it stopped, however either part was read', async () => {
    const keys = numbered(230);
    const list = createCursorList(keys);
    list.end = end;
    for (const before of [1, 7, 100, 230, 500]) {
      const positions = [];
      let place = START;
      for (let page = { hasNextPage: true }; page.hasNextPage; ) {
        const stretch = await readStretch(list, place, before);
        positions.push(...stretch.items.map(({ position }) => position));
        place = placeOf(stretch.items.at(-1)?.position ?? null);
        page = stretch;
        if (stretch.items.length === 0) break;
      }
      expect(positions).toHaveLength(keys.length);
      for (const after of [1, 13, 100, 500]) {
        for (const [index, position] of positions.entries()) {
          expect(await keysOf(list, after, placeOf(position))).toEqual(keys.slice(index + 1, index + 1 + after));
        }
      }
    }
  });

  test('leaves out deleted rows, also when whole pages are deleted', async () => {
    const keys = numbered(430);
    const isDeleted = (key: string): boolean => /[0-4]$/.test(key) || /^row 1\d\d$/.test(key) || key === 'row 429';
    const alive = keys.filter((key) => !isDeleted(key));
    const list = createCursorList(keys, isDeleted);
    list.end = end;
    for (const first of [1, 3, 50, 100, 500]) {
      const calls = list.calls();
      expect(await keysOf(list, first)).toEqual(alive.slice(0, first));
      expect(list.calls() - calls).toBeLessThanOrEqual(6);
    }
    const { items, hasNextPage } = await readStretch(list, START, 500);
    expect(items).toHaveLength(alive.length);
    expect(hasNextPage).toBe(false);
    for (const [index, { position }] of items.entries()) {
      expect(await keysOf(list, 5, placeOf(position))).toEqual(alive.slice(index + 1, index + 6));
    }
  });
});

test('rows that are left out do not count as more to come', async () => {
  const list = createCursorList(numbered(20), (key) => key !== 'row 0' && key !== 'row 1');
  list.change = (page) => ({ ...page, next: null });
  expect((await readStretch({ ...list, read: (cursor) => list.read(cursor, 20) }, START, 2)).hasNextPage).toBe(false);
  expect((await readStretch({ ...list, read: (cursor) => list.read(cursor, 20) }, START, 1)).hasNextPage).toBe(true);
});

test('rows that come again, in the same page or a later one, are read once', async () => {
  const list = createCursorList(numbered(250));
  list.change = ({ rows, next }, cursor) => {
    const [again] = rows;
    if (!again) return { rows, next };
    return { rows: [again, ...(cursor === null ? [] : [{ ...again, key: 'row 0' }]), ...rows], next };
  };
  expect(await keysOf(list, 500)).toEqual(numbered(250));
});

test('rows that cannot be read are there, each on its own; without keys they are all told apart', async () => {
  const list = createCursorList(numbered(5));
  const unreadable = new GatewayError('UPSTREAM_INVALID_RESPONSE', 'wrong');
  list.change = ({ rows, next }) => ({
    rows: rows.map((row, index) => (index % 2 === 0 ? { key: null, value: unreadable, raw: null } : row)),
    next,
  });
  expect(await keysOf(list, 10)).toEqual([undefined, 'row 1', undefined, 'row 3', undefined]);
});

describe('a list without an end', () => {
  test('that leads back to an earlier page is an error at once', async () => {
    const list = createCursorList(numbered(300));
    list.change = ({ rows, next }, cursor) => ({ rows, next: cursor === '@200' ? '@100' : next });
    expect(await keysOf(list, 200)).toHaveLength(200);
    const calls = list.calls();
    await expect(readStretch(list, START, 300)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    expect(list.calls() - calls).toBe(3);
    await expect(readStretch(list, START, 500)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    await expect(readWhole(list)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
  });

  test('that repeats the cursor which opened its page has ended', async () => {
    const list = createCursorList(numbered(150));
    list.change = ({ rows, next }, cursor) => ({ rows, next: next ?? cursor });
    expect(await keysOf(list, 500)).toEqual(numbered(150));
    expect(list.calls()).toBe(2);
  });

  test('that always has more is read for 50 pages and no further, and says so', async () => {
    const list = createCursorList(numbered(6_000));
    await expect(readWhole(list)).rejects.toMatchObject({
      code: 'OPERATION_TOO_LARGE',
      message: expect.stringContaining('50 pages'),
    });
    expect(list.calls()).toBe(MAX_PAGES);
  });

  test('that has empty pages with cursors ends at the first', async () => {
    const list = createCursorList(numbered(100));
    list.change = ({ rows }, cursor) => ({ rows, next: `${cursor}x` });
    list.end = 'empty-page';
    expect(
      await keysOf({ ...list, read: (cursor, limit) => list.read(cursor === null ? null : '@100', limit) }, 500),
    ).toEqual(numbered(100));
    expect(list.calls()).toBe(2);
  });
});

test('a budget is shared by all lists that are read with it', async () => {
  const list = createCursorList(numbered(500));
  const budget = { left: 8 };
  await readStretch(list, START, 500, budget);
  expect(budget.left).toBe(3);
  await readStretch(list, START, 250, budget);
  await expect(readStretch(list, START, 1, budget)).rejects.toMatchObject({ code: 'OPERATION_TOO_LARGE' });
  expect(list.calls()).toBe(8);
});

test('a page that fails fails the list: it is never a short one that looks whole', async () => {
  const list = createCursorList(numbered(500));
  list.change = (page, cursor) => {
    if (cursor === '@200') throw new Error('lost');
    return page;
  };
  await expect(readStretch(list, START, 500)).rejects.toThrow('lost');
  expect(list.calls()).toBe(3);
});

test('a whole list is read in pages of 100', async () => {
  const list = createCursorList(numbered(201), (key) => key === 'row 7');
  const whole: readonly (Item | Error)[] = await readWhole(list);
  expect(whole).toHaveLength(200);
  expect(list.calls()).toBe(3);
});

test.each([
  [[]],
  [[null]],
  [['@1']],
  [[null, -1]],
  [[null, 101]],
  [[null, null]],
  [[null, '0']],
  [[1, 0]],
  [['', 0]],
  [['@1', 0, 0]],
])('%j is no place of a list', (position) => {
  expect(() => placeOf(position)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});

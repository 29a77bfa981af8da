import { describe, expect, test } from '@jest/globals';
import {
  type Connection,
  connectionFields,
  edgeFields,
  MAX_FIRST,
  type PagingArguments,
  pageInfoFields,
  readConnection,
} from '../../../../src/graph/pagination/connection.ts';
import type { Page, PageRequest } from '../../../../src/graph/port.ts';

const list = { account: 'T11223344', name: 'things', selection: null };

/** A list of letters whose positions are their indexes, and what was asked of it. */
function createLetters(letters: readonly string[]): {
  readonly asked: PageRequest[];
  readonly read: (request: PageRequest) => Promise<Page<string>>;
} {
  const asked: PageRequest[] = [];
  return {
    asked,
    async read(request) {
      asked.push(request);
      const start = request.after === null ? 0 : Number(request.after[0]) + 1;
      const values = letters.slice(start, start + request.first);
      return {
        items: values.map((value, index) => ({ value, position: [start + index] })),
        hasNextPage: start + values.length < letters.length,
        totalCount: letters.length,
      };
    },
  };
}

function pageInfo(connection: Connection<string>): object {
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfoFields;
  return {
    hasNextPage: hasNextPage(connection),
    hasPreviousPage: hasPreviousPage(connection),
    startCursor: startCursor(connection),
    endCursor: endCursor(connection),
  };
}

describe('first', () => {
  test.each([
    [{}, 20],
    [{ first: null }, 20],
    [{ first: undefined }, 20],
    [{ first: 1 }, 1],
    [{ first: MAX_FIRST }, 500],
  ])('of %j is %d', async (paging: PagingArguments, first) => {
    const letters = createLetters(['a']);
    await readConnection(list, paging, letters.read);
    expect(letters.asked).toEqual([{ first, after: null }]);
  });

  test.each([0, -1, 501, -(2 ** 31), 2 ** 31 - 1])('of %d is refused before anything is read', async (first) => {
    const letters = createLetters(['a']);
    await expect(readConnection(list, { first }, letters.read)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(letters.asked).toEqual([]);
  });
});

test('every edge’s cursor leads to the letters behind it', async () => {
  const letters = createLetters(['a', 'b', 'c']);
  const connection = await readConnection(list, {}, letters.read);
  const edges = connectionFields.edges(connection);
  expect(edges.map(edgeFields.node)).toEqual(['a', 'b', 'c']);
  expect(connectionFields.nodes(connection)).toEqual(['a', 'b', 'c']);
  const rests = await Promise.all(
    edges.map(async (edge) =>
      connectionFields.nodes(await readConnection(list, { after: edgeFields.cursor(edge) }, letters.read)),
    ),
  );
  expect(rests).toEqual([['b', 'c'], ['c'], []]);
});

test('pageInfo tells where the page lies', async () => {
  const letters = createLetters(['a', 'b', 'c']);
  const start = await readConnection(list, { first: 2 }, letters.read);
  const cursors = connectionFields.edges(start).map(edgeFields.cursor);
  expect(pageInfo(start)).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: cursors[0],
    endCursor: cursors[1],
  });

  const end = await readConnection(list, { first: 2, after: cursors[1] }, letters.read);
  expect(pageInfo(end)).toMatchObject({ hasNextPage: false, hasPreviousPage: true });

  const beyond = await readConnection(
    list,
    { after: connectionFields.edges(end).map(edgeFields.cursor)[0] },
    letters.read,
  );
  expect(pageInfo(beyond)).toEqual({ hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null });
});

test('a cursor of another list is refused before anything is read', async () => {
  const letters = createLetters(['a', 'b']);
  const [edge] = connectionFields.edges(await readConnection({ ...list, name: 'others' }, {}, letters.read));
  letters.asked.length = 0;
  const after = edge && edgeFields.cursor(edge);
  await expect(readConnection(list, { after }, letters.read)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(letters.asked).toEqual([]);
});

test('a list that does not exist is null', async () => {
  expect(await readConnection(list, {}, async () => null)).toBeNull();
});

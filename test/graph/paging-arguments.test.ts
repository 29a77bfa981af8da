import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

/** Every list that is a root field, with arguments that leave room for more. */
const lists = [
  'catalogs(',
  'groups(',
  'products(',
  'products(catalogId: "S23",',
  'products(catalogId: "H23/24",',
  'products(catalogId: "S23", filter: { name: "Stablestol" },',
  'products(catalogId: "S23", filter: { productId: "Stol22" },',
  'products(filter: { name: "Stablestol" },',
  'productGroups(',
  'productGroups(orderBy: LABEL,',
  'productGroups(filter: { isActive: true },',
  'productGroups(filter: { isActive: false },',
  'productGroups(filter: { references: ["B1", "B20"] },',
  'productGroups(filter: { createdFrom: "2022-07-29T17:23:47" },',
] as const;

const noCalls = { dintero: 0, abillify: 0, token: 0 };

async function firstCursor(list: string, account?: string): Promise<string> {
  const { data } = await graph.run<{ list: { pageInfo: { startCursor: string } } }>(
    `{ list: ${list} first: 1) { pageInfo { startCursor } } }`,
    account === undefined ? {} : { account },
  );
  return data.list.pageInfo.startCursor;
}

describe.each(lists)('%s first: 1)', (list) => {
  test.each([0, -1, 501, -2147483648])('first: %d is refused without a call', async (first) => {
    const { data, errors, calls } = await graph.run(`{ list: ${list} first: ${first}) { nodes { id } } }`);
    expect(data).toEqual({ list: null });
    expect(inShort(errors)).toEqual(['list BAD_USER_INPUT']);
    expect(errors[0]?.message).toContain('1 to 500');
    expect(calls).toEqual(noCalls);
  });

  test('a cursor of any other list, filter or order is refused without a call', async () => {
    const cursor = await firstCursor(list);
    for (const other of lists) {
      if (other === list) continue;
      const { data, errors, calls } = await graph.run(
        `query ($after: String) { list: ${other} after: $after) { nodes { id } } }`,
        { variables: { after: cursor } },
      );
      expect([other, data, inShort(errors), calls]).toEqual([other, { list: null }, ['list BAD_USER_INPUT'], noCalls]);
    }
  });

  test('a cursor of another account is refused without a call', async () => {
    const after = await firstCursor(list, 'T99999999');
    const operation = `query ($after: String) { list: ${list} after: $after) { nodes { id } } }`;
    const own = await graph.run(operation, { variables: { after }, account: 'T99999999' });
    expect(own.errors).toEqual([]);
    const { errors, calls } = await graph.run(operation, { variables: { after } });
    expect(inShort(errors)).toEqual(['list BAD_USER_INPUT']);
    expect(calls).toEqual(noCalls);
  });

  test.each([
    ['nothing', ''],
    ['a word', 'page-2'],
    ['JSON', '[1,"x",[0]]'],
    ['encoded JSON of another shape', encode({ page: 2 })],
    ['another version', encode([2, 'x', [0]])],
    ['no position', encode([1, 'x', 0])],
    ['a number that no position has', encode([1, 'x', [0.5]])],
    ['a lone half of a surrogate pair', '\ud800'],
    ['very long text', 'A'.repeat(100_000)],
  ])('%s is no cursor, and refused without a call', async (_, after) => {
    const { data, errors, calls } = await graph.run(
      `query ($after: String) { list: ${list} after: $after) { nodes { id } } }`,
      { variables: { after } },
    );
    expect(data).toEqual({ list: null });
    expect(inShort(errors)).toEqual(['list BAD_USER_INPUT']);
    expect(calls).toEqual(noCalls);
  });

  /** The list's own cursor with another position in it: its form is no secret. */
  test.each([
    [[]],
    [[-1]],
    [[null]],
    [['1']],
    [[0, 0]],
    [[null, -1]],
    [[null, 101]],
    [[0, null]],
    [['x', null, -1]],
    [['x', 0, 0]],
    [['x', null, 0, 0]],
  ])('the forged position %j never answers rows', async (position) => {
    const [version, fingerprint] = decode(await firstCursor(list));
    const { data, errors } = await graph.run(
      `query ($after: String) { list: ${list} after: $after) { nodes { id } } }`,
      { variables: { after: encode([version, fingerprint, position]) } },
    );
    expect(data).toEqual({ list: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('the children of product groups', () => {
  const ofOne = 'productGroup(by: { reference: "B1" }) { children(first: $first, after: $after) { nodes { id } } }';
  const ofMany = 'productGroups(first: 5) { nodes { children(first: $first, after: $after) { nodes { id } } } }';

  test.each([ofOne, ofMany])('%s: a bad `first` costs only the call for the parents', async (field) => {
    for (const first of [0, -1, 501]) {
      const { errors, calls } = await graph.run(`query ($first: Int, $after: String) { ${field} }`, {
        variables: { first },
      });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(errors.map(() => 'BAD_USER_INPUT'));
      expect(errors.length).toBeGreaterThan(0);
      expect(calls).toEqual({ ...noCalls, abillify: 1 });
    }
  });

  test('a cursor is good for the same parent only', async () => {
    const { data } = await graph.run<{
      productGroups: { nodes: { children: { pageInfo: { startCursor: string } } }[] };
    }>(`{ productGroups(filter: { references: ["B1", "B20"] }) { nodes { children { pageInfo { startCursor } } } } }`);
    const [one, other] = data.productGroups.nodes.map(({ children }) => children.pageInfo.startCursor);
    expect(one).not.toBe(other);
    const { errors } = await graph.run(
      `query ($after: String) {
        productGroups(filter: { references: ["B1", "B20"] }) { nodes { children(after: $after) { nodes { id } } } }
      }`,
      { variables: { after: one } },
    );
    expect(inShort(errors)).toEqual(['productGroups.nodes.1.children BAD_USER_INPUT']);
  });

  test.each([[[-1]], [[-5]], [[]], [[null]], [['0']], [[0, 0]]])(
    'the forged position %j never answers rows',
    async (position) => {
      const two =
        '{ productGroups(filter: { references: ["B1", "B20"] }) { nodes { productGroupId children { pageInfo { startCursor } } } } }';
      const { data } = await graph.run<{
        productGroups: { nodes: { children: { pageInfo: { startCursor: string } } }[] };
      }>(two);
      const [version, fingerprint] = decode(data.productGroups.nodes[0]?.children.pageInfo.startCursor ?? '');
      const after = encode([version, fingerprint, position]);
      const page = 'children(after: $after) { nodes { id } }';
      for (const [references, also] of [
        ['["B1"]', ''],
        ['["B1"]', 'more: children(first: 1) { nodes { id } }'],
      ]) {
        const { data: answer, errors } = await graph.run(
          `query ($after: String) { productGroups(filter: { references: ${references} }) { nodes { ${page} ${also} } } }`,
          { variables: { after } },
        );
        expect(answer).toMatchObject({ productGroups: { nodes: [{ children: null }] } });
        expect(inShort(errors)).toEqual(['productGroups.nodes.0.children BAD_USER_INPUT']);
      }
    },
  );
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(cursor: string): readonly unknown[] {
  return JSON.parse(Buffer.from(cursor, 'base64url').toString());
}

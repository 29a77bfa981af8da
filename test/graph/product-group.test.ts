import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMerchant } from '../../src/fake-kit/furniture.ts';
import { startTestGraph, type TestGraph } from '../support/run-operation.ts';
import { liveRows } from '../support/whole-objects.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

type Row = ReturnType<TestGraph['abillify']['rows']>[number];

function parentOf(row: Row, rows: readonly Row[]): Row | undefined {
  return rows.find((other) => other.id === row.parent);
}

function ancestorsOf(row: Row, rows: readonly Row[]): readonly Row[] {
  const parent = parentOf(row, rows);
  return parent ? [parent, ...ancestorsOf(parent, rows)] : [];
}

test('parent, ancestors and children of every product group are as the rows say', async () => {
  const key = '{ productGroupId }';
  const { data, errors } = await graph.run<{ productGroups: { nodes: { productGroupId: string }[] } }>(`{
    productGroups(first: 60) {
      nodes { productGroupId parent ${key} ancestors ${key} children(first: 500) { nodes ${key} pageInfo { hasNextPage } } }
    }
  }`);
  expect(errors).toEqual([]);
  const rows = graph.abillify.rows();
  const keyOf = (row: Row): object => ({ productGroupId: row.id });
  expect(data.productGroups.nodes).toEqual(
    rows.map((row) => {
      const parent = parentOf(row, rows);
      return {
        productGroupId: row.id,
        parent: parent ? keyOf(parent) : null,
        ancestors: ancestorsOf(row, rows).map(keyOf),
        children: {
          nodes: rows.filter((other) => other.parent === row.id).map(keyOf),
          pageInfo: { hasNextPage: false },
        },
      };
    }),
  );
});

test('each group’s product group is that of its key, and the other way round', async () => {
  const { data, errors } = await graph.run<{ groups: { nodes: object[] }; productGroups: { nodes: object[] } }>(`{
    groups(first: 500) { nodes { groupId productGroup { reference label } } }
    productGroups(first: 500) { nodes { reference group { groupId name } } }
  }`);
  expect(errors).toEqual([]);
  const { groups } = liveRows(graph.dintero);
  const rows = graph.abillify.rows();
  expect(data.groups.nodes).toEqual(
    groups.map(({ group_id: groupId }) => {
      const row = rows.find(({ reference }) => reference === groupId);
      return { groupId, productGroup: row ? { reference: groupId, label: row.label } : null };
    }),
  );
  expect(data.productGroups.nodes).toEqual(
    rows.map(({ reference }) => {
      const group = groups.find(({ group_id }) => group_id === reference);
      return { reference, group: group ? { groupId: reference, name: group.group_name } : null };
    }),
  );
});

describe('the children of one and of many product groups', () => {
  interface Siblings {
    readonly productGroups: {
      readonly nodes: readonly { readonly reference: string; readonly children: Children }[];
    };
  }
  interface Children {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly productGroupId: string } }[];
    readonly pageInfo: object;
    readonly totalCount: number | null;
  }
  const children = `query ($references: [String!], $first: Int, $after: String) {
    productGroups(filter: { references: $references }) {
      nodes {
        reference
        children(first: $first, after: $after) {
          edges { cursor node { productGroupId } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          totalCount
        }
      }
    }
  }`;

  async function childrenOfB1(references: readonly string[], first: number, after: string | null): Promise<Children> {
    const { data } = await graph.run<Siblings>(children, { variables: { references, first, after } });
    const found = data.productGroups.nodes.find(({ reference }) => reference === 'B1');
    if (!found) throw new Error('B1 is not among them.');
    return found.children;
  }

  test('are the same, page by page and cursor by cursor', async () => {
    for (const first of [1, 2, 3, 500]) {
      let after: string | null = null;
      for (let page = 0; page < 4; page += 1) {
        const ofOne: Children = await childrenOfB1(['B1'], first, after);
        const ofMany: Children = await childrenOfB1(['B1', 'B20'], first, after);
        expect(ofMany).toEqual(ofOne);
        after = ofOne.edges.at(-1)?.cursor ?? after;
      }
    }
  });

  test('with different arguments under different names are read together', async () => {
    const { data, errors, calls } = await graph.run<{ productGroup: Readonly<Record<'one' | 'two', object>> }>(`{
      productGroup(by: { reference: "B1" }) {
        one: children(first: 1) { nodes { reference } }
        two: children(first: 2) { nodes { reference } }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data.productGroup).toEqual({
      one: { nodes: [{ reference: expect.any(String) }] },
      two: { nodes: [{ reference: expect.any(String) }, { reference: expect.any(String) }] },
    });
    expect(calls).toEqual({ dintero: 0, abillify: 2, token: 0 });
  });

  test('of nobody are an empty page', async () => {
    const empty = {
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: null,
    };
    for (const references of [['B2341'], ['B2341', 'B1']]) {
      const { data } = await graph.run<Siblings>(children, { variables: { references } });
      const found = data.productGroups.nodes.find(({ reference }) => reference === 'B2341');
      expect(found?.children).toEqual(empty);
    }
  });
});

describe('parents that form a cycle', () => {
  let cyclic: TestGraph;
  beforeAll(async () => {
    const merchant = createMerchant({ cycle: true });
    cyclic = await startTestGraph({ dintero: { merchant }, abillify: { merchant } });
  });
  afterAll(() => cyclic.close());

  test('end the ancestors, each of them named once', async () => {
    const { data, errors, calls } = await cyclic.run(`{
      r1: productGroup(by: { reference: "R1" }) { ancestors { reference } }
      r10: productGroup(by: { reference: "R10" }) { ancestors { reference } }
      r11: productGroup(by: { reference: "R11" }) { ancestors { reference } }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      r1: { ancestors: [{ reference: 'R11' }, { reference: 'R10' }] },
      r10: { ancestors: [{ reference: 'R1' }, { reference: 'R11' }] },
      r11: { ancestors: [{ reference: 'R10' }, { reference: 'R1' }] },
    });
    expect(calls.abillify).toBe(1);
  });

  test('are followed by parent and children as far as the operation asks', async () => {
    const { data, errors } = await cyclic.run(`{
      productGroup(by: { reference: "R1" }) {
        parent { parent { parent { reference } } }
        children { nodes { children { nodes { children { nodes { reference } } } } } }
      }
    }`);
    expect(errors).toEqual([]);
    const nodes = [{ children: { nodes: [{ children: { nodes: [{ reference: 'R1' }] } }] } }];
    expect(data).toEqual({
      productGroup: { parent: { parent: { parent: { reference: 'R1' } } }, children: { nodes } },
    });
  });
});

test('ancestors end at the 32nd, however deep the tree is', async () => {
  const merchant = createMerchant();
  const [sample] = merchant.productGroups;
  if (!sample) throw new Error('The shop has no product groups.');
  const chain = Array.from({ length: 40 }, (_, index) => ({
    ...sample,
    id: String(index + 1),
    reference: `level-${index + 1}`,
    ...(index > 0 && { parentId: String(index) }),
  }));
  const deep = await startTestGraph({ abillify: { merchant: { ...merchant, productGroups: chain } } });
  const { data, errors } = await deep.run<{ productGroup: { ancestors: { productGroupId: string }[] } }>(
    '{ productGroup(by: { id: "40" }) { ancestors { productGroupId } } }',
  );
  await deep.close();
  expect(errors).toEqual([]);
  expect(data.productGroup.ancestors.map(({ productGroupId }) => Number(productGroupId))).toEqual(
    Array.from({ length: 32 }, (_, index) => 39 - index),
  );
});

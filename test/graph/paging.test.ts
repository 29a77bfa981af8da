import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Choices } from '../../src/upstreams/dintero/fake/call.ts';
import { type ListCase, readPage, readToEnd } from '../support/read-pages.ts';
import { startTestGraph, type TestGraph } from '../support/run-operation.ts';
import { liveRows, type ProductRow } from '../support/whole-objects.ts';

const dinteroLists: readonly ListCase[] = [
  { field: 'products(', key: 'productId', keys: productIds(() => true) },
  { field: 'products(catalogId: "S23",', key: 'productId', keys: productIds((row) => row.catalog_id === 'S23') },
  {
    parent: 'catalog(catalogId: "H23/24")',
    field: 'products(',
    key: 'productId',
    keys: productIds((row) => row.catalog_id === 'H23/24'),
  },
  {
    field: 'products(filter: { name: "Stablestol" },',
    key: 'productId',
    keys: productIds((row) => row.product_name === 'Stablestol'),
  },
  { field: 'groups(', key: 'groupId', keys: ({ dintero }) => liveRows(dintero).groups.map((row) => row.group_id) },
  {
    field: 'catalogs(',
    key: 'catalogId',
    keys: ({ dintero }) => liveRows(dintero).catalogs.map((row) => row.catalog_id),
  },
];

const abillifyLists: readonly ListCase[] = [
  { field: 'productGroups(', key: 'productGroupId', keys: productGroupIds() },
  { field: 'productGroups(orderBy: CREATED,', key: 'productGroupId', keys: productGroupIds('created') },
  { field: 'productGroups(orderBy: MODIFIED,', key: 'productGroupId', keys: productGroupIds('modified') },
  { field: 'productGroups(orderBy: REFERENCE,', key: 'productGroupId', keys: productGroupIds('reference') },
  { field: 'productGroups(orderBy: LABEL,', key: 'productGroupId', keys: productGroupIds('label') },
  {
    field: 'productGroups(filter: { isActive: false },',
    key: 'productGroupId',
    keys: ({ abillify }) =>
      abillify
        .rows()
        .filter((row) => !row.active)
        .map((row) => row.id),
  },
  {
    parent: 'productGroup(by: { reference: "B30" })',
    field: 'children(',
    key: 'productGroupId',
    keys: ({ abillify }) => {
      const parent = abillify.rows().find((row) => row.reference === 'B30');
      return abillify
        .rows()
        .filter((row) => row.parent === parent?.id)
        .map((row) => row.id);
    },
  },
];

function productIds(isListed: (row: ProductRow) => boolean): ListCase['keys'] {
  return ({ dintero }) =>
    liveRows(dintero)
      .products.filter(isListed)
      .map((row) => row.product_id);
}

/** Ascending, what has no value last; equal ones by id. */
function productGroupIds(field?: 'created' | 'modified' | 'reference' | 'label'): ListCase['keys'] {
  return ({ abillify }) => {
    const rows = [...abillify.rows()];
    if (field !== undefined) {
      rows.sort(({ [field]: one }, { [field]: other }) => {
        if (one === other) return 0;
        return other === null || (one !== null && one < other) ? -1 : 1;
      });
    }
    return rows.map((row) => row.id);
  };
}

const titleOf = ({ parent = '', field }: ListCase): string => `${parent} ${field})`;

describe.each(['absent', 'null', 'empty-string', 'extra-page'] as const)(
  'where the end of a list of Dintero is said by: %s',
  (listEnd: Choices['listEnd']) => {
    let graph: TestGraph;
    beforeAll(async () => {
      graph = await startTestGraph({ dintero: { listEnd } });
    });
    afterAll(() => graph.close());

    test.each(dinteroLists.map((list) => [titleOf(list), list] as const))(
      '%s is read to its end, each object once and in order, by pages of any size',
      async (_, list) => {
        const keys = list.keys(graph);
        expect(keys.length).toBeGreaterThan(1);
        for (const first of [7, 100, 135, 500]) {
          expect(await readToEnd(graph, list, first)).toEqual(keys);
        }
      },
    );
  },
);

describe('by default', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  });
  afterAll(() => graph.close());

  test.each(abillifyLists.map((list) => [titleOf(list), list] as const))(
    '%s is read to its end, each object once and in order, by pages of any size',
    async (_, list) => {
      const keys = list.keys(graph);
      expect(keys.length).toBeGreaterThan(1);
      for (const first of [1, 7, 17, 59, 60, 100, 500]) expect(await readToEnd(graph, list, first)).toEqual(keys);
    },
  );

  test.each([...dinteroLists, ...abillifyLists].map((list) => [titleOf(list), list] as const))(
    '%s goes on behind any of its edges, not only the last',
    async (_, list) => {
      const keys = list.keys(graph);
      const { page } = await readPage(graph, list, 9, null);
      for (const [index, { cursor }] of (page?.edges ?? []).entries()) {
        const next = await readPage(graph, list, 4, cursor);
        expect(next.errors).toEqual([]);
        expect(next.page?.edges.map(({ node }) => node.key)).toEqual(keys.slice(index + 1, index + 5));
      }
    },
  );

  test.each([...dinteroLists, ...abillifyLists].map((list) => [titleOf(list), list] as const))(
    '%s without `first`, or with null, is a page of 20',
    async (_, list) => {
      const { page } = await readPage(graph, list, null, null);
      expect(page?.edges.map(({ node }) => node.key)).toEqual(list.keys(graph).slice(0, 20));
    },
  );

  test('a page of 500 of all catalogs asks each catalog for no more than it holds', async () => {
    const [list] = dinteroLists;
    if (!list) throw new Error('There is no list.');
    const { calls } = await readPage(graph, list, 500, null);
    expect(calls.dintero).toBe(5);
  });

  test('paging on by end cursors costs one call for each page', async () => {
    const list = dinteroLists[1];
    if (!list) throw new Error('There is no list.');
    let after: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const outcome = await readPage(graph, list, 20, after);
      expect(outcome.calls.dintero).toBe(1);
      after = outcome.page?.pageInfo.endCursor ?? null;
    }
  });
});

describe('where Abillify’s pages hold 7 rows at most', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph({ abillify: { maxPageSize: 7 } });
  });
  afterAll(() => graph.close());

  test.each(abillifyLists.map((list) => [titleOf(list), list] as const))('%s is read to its end', async (_, list) => {
    for (const first of [3, 7, 10, 60]) expect(await readToEnd(graph, list, first)).toEqual(list.keys(graph));
  });
});

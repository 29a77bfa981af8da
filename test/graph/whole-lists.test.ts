import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/run-operation.ts';
import {
  liveRows,
  WHOLE_CATALOG,
  WHOLE_GROUP,
  WHOLE_PRODUCT,
  WHOLE_PRODUCT_GROUP,
  wholeCatalog,
  wholeGroup,
  wholeProduct,
  wholeProductGroup,
} from '../support/whole-objects.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const WHOLE_LIST = 'pageInfo { hasNextPage hasPreviousPage }';
const whole = { hasNextPage: false, hasPreviousPage: false };

test('every catalog is answered as its row says', async () => {
  const { data, errors } = await graph.run(`{ catalogs { ${WHOLE_LIST} nodes { ...WholeCatalog } } } ${WHOLE_CATALOG}`);
  expect(errors).toEqual([]);
  expect(data).toEqual({ catalogs: { pageInfo: whole, nodes: liveRows(graph.dintero).catalogs.map(wholeCatalog) } });
});

test('every group is answered as its row says', async () => {
  const { data, errors } = await graph.run(
    `{ groups(first: 500) { ${WHOLE_LIST} nodes { ...WholeGroup } } } ${WHOLE_GROUP}`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ groups: { pageInfo: whole, nodes: liveRows(graph.dintero).groups.map(wholeGroup) } });
});

test('every product is answered as its row says, catalog after catalog', async () => {
  const { data, errors } = await graph.run(
    `{ products(first: 500) { ${WHOLE_LIST} nodes { ...WholeProduct } } } ${WHOLE_PRODUCT}`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ products: { pageInfo: whole, nodes: liveRows(graph.dintero).products.map(wholeProduct) } });
});

test('every product group is answered as its row says, by ascending id', async () => {
  const { data, errors } = await graph.run(
    `{ productGroups(first: 500) { ${WHOLE_LIST} nodes { ...WholeProductGroup } } } ${WHOLE_PRODUCT_GROUP}`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ productGroups: { pageInfo: whole, nodes: graph.abillify.rows().map(wholeProductGroup) } });
});

test('edges and nodes hold the same objects, and pageInfo the cursors of the first and the last', async () => {
  interface Cursors {
    readonly edges: readonly { readonly cursor: string; readonly node: object }[];
    readonly nodes: readonly object[];
    readonly pageInfo: object;
  }
  const { data } = await graph.run<Readonly<Record<string, Cursors>>>(`{
    catalogs { edges { cursor node { id } } nodes { id } pageInfo { startCursor endCursor } }
    groups { edges { cursor node { id } } nodes { id } pageInfo { startCursor endCursor } }
    products { edges { cursor node { id } } nodes { id } pageInfo { startCursor endCursor } }
    productGroups { edges { cursor node { id } } nodes { id } pageInfo { startCursor endCursor } }
  }`);
  expect(Object.keys(data)).toHaveLength(4);
  for (const { edges, nodes, pageInfo } of Object.values(data)) {
    expect(edges.map(({ node }) => node)).toEqual(nodes);
    expect(new Set(edges.map(({ cursor }) => cursor)).size).toBe(nodes.length);
    expect(pageInfo).toEqual({ startCursor: edges[0]?.cursor, endCursor: edges.at(-1)?.cursor });
  }
});

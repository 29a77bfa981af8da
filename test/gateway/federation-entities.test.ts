import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createSubgraphSchema } from '../../src/graph/subgraph-schema.ts';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';
import { liveRows } from '../support/whole-objects.ts';

const MAX_REPRESENTATIONS = 100;

let graph: TestGraph;

beforeAll(async () => {
  const schema = createSubgraphSchema({ maxRepresentations: MAX_REPRESENTATIONS });
  graph = await startTestGraph({ dintero: { size: 600 }, abillify: { size: 600 }, schema });
});
beforeEach(() => graph.reset());
afterAll(() => graph.close());

/** What a router asks, in the form in which routers ask it. */
const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Catalog { catalogId }
    ... on Group { groupId }
    ... on Product { catalogId productId }
    ... on ProductGroup { productGroupId reference }
    ... on Scope { name }
  }
}`;

interface Entities {
  readonly _entities: readonly (Readonly<Record<string, unknown>> | null)[];
}

const STOOL = { __typename: 'Product', catalogId: 'S23', productId: 'Stol22' };
const GROUP = { __typename: 'Group', groupId: 'B1' };

function resolve(representations: readonly unknown[]) {
  return graph.run<Entities>(ENTITIES, { variables: { representations } });
}

/** Representations of the first objects of one type, as the fakes have them. */
function represent(type: 'Catalog' | 'Group' | 'Product' | 'ProductGroup', count: number) {
  const { catalogs, groups, products } = liveRows(graph.dintero);
  const all = {
    Catalog: catalogs.map((row) => ({ __typename: type, catalogId: row.catalog_id })),
    Group: groups.map((row) => ({ __typename: type, groupId: row.group_id })),
    Product: products
      .filter((row) => row.catalog_id === 'S23')
      .map((row) => ({
        __typename: type,
        catalogId: row.catalog_id,
        productId: row.product_id,
      })),
    ProductGroup: graph.abillify.rows().map((row) => ({ __typename: type, productGroupId: String(row.id) })),
  };
  return all[type].slice(0, count);
}

test.each([
  ['Catalog', 1, 0],
  ['Group', 1, 0],
  ['Product', 1, 0],
  ['ProductGroup', 0, 1],
] as const)(
  '100 representations of %s, half of them twice, cost what their batch costs',
  async (type, dintero, abillify) => {
    const fifty = represent(type, 50);
    const representations = [...fifty, ...fifty.toReversed()];
    const { data, errors, calls } = await resolve(representations);
    expect(errors).toEqual([]);
    expect(data._entities).toEqual(representations.map((representation) => expect.objectContaining(representation)));
    expect(calls).toEqual({ dintero, abillify, token: dintero === 0 ? 0 : 1 });
  },
);

test('shuffled, repeated, missing, null and malformed: each answers at its own index, and none nulls another (promise 59)', async () => {
  const { data, errors } = await resolve([
    STOOL,
    { __typename: 'Product', catalogId: 'S23', productId: 'nobody has this' },
    { __typename: 'ProductGroup', reference: null },
    { __typename: 'Nobody', id: '1' },
    { __typename: 'Product', productId: 'Stol22' },
    { __typename: 'Product', catalogId: 'S23', productId: 22 },
    { __typename: 'Group', groupId: '..' },
    { __typename: 'ProductGroup', productGroupId: '1; drop' },
    { __typename: 'Catalog', id: 'made up' },
    'no object',
    { groupId: 'B1' },
    GROUP,
    { __typename: 'Product', catalogId: null, productId: 'Stol22' },
    STOOL,
    { __typename: 'Scope', name: 'read:products' },
  ]);
  expect(data._entities).toEqual([
    STOOL,
    ...Array(10).fill(null),
    GROUP,
    null,
    STOOL,
    { __typename: 'Scope', name: 'read:products' },
  ]);
  expect(inShort(errors)).toEqual([3, 4, 5, 6, 7, 8, 9, 10].map((index) => `_entities.${index} BAD_USER_INPUT`).sort());
});

test('both forms of a key work side by side, and are one object', async () => {
  const { data } = await graph.run<Record<'product' | 'productGroup', { id: string; productGroupId: string }>>(
    '{ product(catalogId: "S23", productId: "Stol22") { id } productGroup(by: { reference: "B1" }) { id productGroupId } }',
  );
  const answer = await resolve([
    { __typename: 'Product', id: data.product.id },
    STOOL,
    { __typename: 'ProductGroup', id: data.productGroup.id },
    { __typename: 'ProductGroup', productGroupId: data.productGroup.productGroupId },
    { __typename: 'ProductGroup', id: null, reference: 'B1', label: 'what else a router sends is let be' },
    { __typename: 'Group', id: data.product.id },
  ]);
  const group = { __typename: 'ProductGroup', productGroupId: data.productGroup.productGroupId, reference: 'B1' };
  expect(answer.data._entities).toEqual([STOOL, STOOL, group, group, group, null]);
  expect(inShort(answer.errors)).toEqual(['_entities.5 BAD_USER_INPUT']);
  expect(answer.calls.dintero).toBe(1);
});

test('an upstream that is down costs its own representations', async () => {
  graph.abillify.faults.add({ fault: { kind: 'status', status: 503 } });
  const { data, errors } = await resolve([{ __typename: 'ProductGroup', reference: 'B1' }, STOOL, GROUP]);
  expect(data._entities).toEqual([null, STOOL, GROUP]);
  expect(inShort(errors)).toEqual(['_entities.0 UPSTREAM_UNAVAILABLE abillify']);
});

test('more than the allowed representations are refused before any call (promise 59)', async () => {
  const { data, errors, calls } = await resolve(Array(MAX_REPRESENTATIONS + 1).fill(STOOL));
  expect(data).toBeNull();
  expect(inShort(errors)).toEqual(['_entities OPERATION_TOO_LARGE']);
  expect(calls).toEqual({ dintero: 0, abillify: 0, token: 0 });
  expect((await resolve([])).data._entities).toEqual([]);
});

test('a representation opens nothing that the field with the same keys would not open', async () => {
  const { data, errors, calls } = await graph.run<Entities>(ENTITIES, {
    variables: { representations: [STOOL, { __typename: 'Scope', name: 'read:products' }] },
    caller: { id: 'anna', scopes: ['read:receipts'] },
  });
  expect(data._entities).toEqual([null, { __typename: 'Scope', name: 'read:products' }]);
  expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'FORBIDDEN' } }]);
  expect(calls.dintero).toBe(0);
});

describe('standalone', () => {
  test.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])(
    'has no %s',
    async (query) => {
      const standalone = await startTestGraph();
      const { errors } = await standalone.run(query);
      await standalone.close();
      expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    },
  );
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';
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

/** Global ids as the graph gave them out. */
let ids: Readonly<Record<'catalog' | 'product' | 'group' | 'productGroup' | 'scope', string>>;

beforeAll(async () => {
  graph = await startTestGraph();
  ids = await readIds();
});
beforeEach(() => graph.reset());
afterAll(() => graph.close());

async function readIds(account?: string): Promise<typeof ids> {
  const { data } = await graph.run<Readonly<Record<keyof typeof ids, { readonly id: string }>>>(
    `{
      catalog(catalogId: "H23/24") { id }
      product(catalogId: "H23/24", productId: "Stol22") { id }
      group(groupId: "B240/2") { id }
      productGroup(by: { reference: "T10 100% ull" }) { id }
      scope(name: "read:products") { id }
    }`,
    account === undefined ? {} : { account },
  );
  return {
    catalog: data.catalog.id,
    product: data.product.id,
    group: data.group.id,
    productGroup: data.productGroup.id,
    scope: data.scope.id,
  };
}

describe('node', () => {
  test.each([
    ['catalog', 'Catalog', WHOLE_CATALOG, 1, 0],
    ['product', 'Product', WHOLE_PRODUCT, 1, 0],
    ['group', 'Group', WHOLE_GROUP, 1, 0],
    ['productGroup', 'ProductGroup', WHOLE_PRODUCT_GROUP, 0, 1],
    ['scope', 'Scope', 'fragment WholeScope on Scope { __typename name }', 0, 0],
  ] as const)('of a %s gives back the whole object', async (name, type, fragment, dintero, abillify) => {
    const { data, errors, calls } = await graph.run(
      `query ($id: ID!) { node(id: $id) { id ...Whole${type} } } ${fragment}`,
      { variables: { id: ids[name] } },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ node: { id: ids[name], ...expectedObjects()[name] } });
    expect(calls).toEqual({ dintero, abillify, token: dintero });
  });

  test('answers null for what does not exist any more', async () => {
    for (const id of [
      encode([1, 'Catalog', graph.dintero.accountId, 'gone']),
      encode([1, 'Product', graph.dintero.accountId, 'S23', 'gone']),
      encode([1, 'Product', graph.dintero.accountId, 'gone', 'Stol22']),
      encode([1, 'Group', graph.dintero.accountId, 'gone']),
      encode([1, 'ProductGroup', graph.dintero.accountId, '404']),
      encode([1, 'Scope', graph.dintero.accountId, 'read:everything']),
    ]) {
      const { data, errors } = await graph.run('query ($id: ID!) { node(id: $id) { id } }', { variables: { id } });
      expect(errors).toEqual([]);
      expect(data).toEqual({ node: null });
    }
  });

  test('refuses ids of another account without a call', async () => {
    const foreign = await readIds('P11223344');
    for (const id of Object.values(foreign)) {
      const { data, errors, calls } = await graph.run('query ($id: ID!) { node(id: $id) { id } }', {
        variables: { id },
      });
      expect(data).toEqual({ node: null });
      expect(inShort(errors)).toEqual(['node BAD_USER_INPUT']);
      expect(errors[0]?.message).toContain('another account');
      expect(calls).toEqual({ dintero: 0, abillify: 0, token: 0 });
    }
  });

  test.each([
    ['nothing', ''],
    ['a merchant’s key', 'Stol22'],
    ['Dintero’s own key', '1f3599c9-223b-8a51-8826-d0ae51ede5d3'],
    ['another version', encode([2, 'Catalog', 'T11223344', 'S23'])],
    ['an unknown type', encode([1, 'Viewer', 'T11223344', 'x'])],
    ['a property that every object has', encode([1, 'constructor', 'T11223344', 'x'])],
    ['too few keys', encode([1, 'Product', 'T11223344', 'S23'])],
    ['too many keys', encode([1, 'Catalog', 'T11223344', 'S23', 'Stol22'])],
    ['keys that are no text', encode([1, 'Catalog', 'T11223344', 7])],
    ['a number', '7'],
    ['very long text', 'W'.repeat(100_000)],
  ])('refuses %s without a call', async (_, id) => {
    const { data, errors, calls } = await graph.run('query ($id: ID!) { node(id: $id) { id } }', { variables: { id } });
    expect(data).toEqual({ node: null });
    expect(inShort(errors)).toEqual(['node BAD_USER_INPUT']);
    expect(calls).toEqual({ dintero: 0, abillify: 0, token: 0 });
  });

  /** Forged ids: keys that no path may hold, or that no upstream would take. */
  test.each([
    ['Catalog', ['']],
    ['Catalog', ['..']],
    ['Product', ['..', 'Stol22']],
    ['Product', ['.', 'Stol22']],
    ['Product', ['', 'Stol22']],
    ['Product', ['S23/../../groups', 'Stol22']],
    ['Product', ['S23', '']],
    ['Product', ['S23', 'x'.repeat(256)]],
    ['Group', ['']],
    ['Group', [' B1']],
    ['Group', ['\ud800']],
    ['ProductGroup', ['']],
    ['ProductGroup', ['1 or 1=1']],
    ['ProductGroup', ['12345678901234567890']],
  ])('a forged %s of %j is refused or not found, and leads nowhere else', async (type, keys) => {
    const id = encode([1, type, graph.dintero.accountId, ...keys]);
    const { data, errors } = await graph.run('query ($id: ID!) { node(id: $id) { id } }', { variables: { id } });
    expect(data).toEqual({ node: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(errors.length === 0 ? [] : ['BAD_USER_INPUT']);
    for (const { path } of [...graph.dintero.requests, ...graph.abillify.requests]) {
      expect(path).toMatch(
        /\/auth\/token$|\/products\/(groups|catalogs)\?|\/products\/catalogs\/[^/]+\/products\?|\/api\/productgroups\?/,
      );
    }
  });
});

describe('nodes', () => {
  const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

  test('of every type come in the order asked, each from one call', async () => {
    const order = [ids.scope, ids.productGroup, ids.product, ids.group, ids.catalog, ids.product];
    const { data, errors, calls } = await graph.run(NODES, { variables: { ids: order } });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      nodes: [
        { __typename: 'Scope', id: ids.scope },
        { __typename: 'ProductGroup', id: ids.productGroup },
        { __typename: 'Product', id: ids.product },
        { __typename: 'Group', id: ids.group },
        { __typename: 'Catalog', id: ids.catalog },
        { __typename: 'Product', id: ids.product },
      ],
    });
    expect(calls).toEqual({ dintero: 3, abillify: 1, token: 1 });
  });

  test('that fail or are missing leave the others alone', async () => {
    const missing = encode([1, 'Group', graph.dintero.accountId, 'gone']);
    const foreign = encode([1, 'Group', 'T99999999', 'B1']);
    const { data, errors } = await graph.run(NODES, {
      variables: { ids: [ids.group, 'garbage', missing, foreign, ids.group] },
    });
    const group = { __typename: 'Group', id: ids.group };
    expect(data).toEqual({ nodes: [group, null, null, null, group] });
    expect(inShort(errors)).toEqual(['nodes.1 BAD_USER_INPUT', 'nodes.3 BAD_USER_INPUT']);
  });

  test('of one upstream answer while the other is failing', async () => {
    graph.abillify.faults.add({ fault: { kind: 'status', status: 500 } });
    const { data, errors } = await graph.run(NODES, { variables: { ids: [ids.group, ids.productGroup, ids.catalog] } });
    expect(data).toEqual({
      nodes: [{ __typename: 'Group', id: ids.group }, null, { __typename: 'Catalog', id: ids.catalog }],
    });
    expect(inShort(errors)).toEqual(['nodes.1 UPSTREAM_UNAVAILABLE abillify']);
  });

  test('100 of one kind are one call', async () => {
    const { data } = await graph.run<{ products: { nodes: { id: string }[] } }>(
      '{ products(catalogId: "S23", first: 100) { nodes { id } } }',
    );
    const wanted = data.products.nodes.map(({ id }) => id).reverse();
    const answer = await graph.run(NODES, { variables: { ids: wanted } });
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({ nodes: wanted.map((id) => ({ __typename: 'Product', id })) });
    expect(answer.calls.dintero).toBe(1);
  });

  test('are none for none, and at most 500', async () => {
    const none = await graph.run(NODES, { variables: { ids: [] } });
    expect(none.data).toEqual({ nodes: [] });

    const most = await graph.run<{ nodes: object[] }>(NODES, { variables: { ids: Array(500).fill(ids.group) } });
    expect(most.errors).toEqual([]);
    expect(most.data.nodes).toHaveLength(500);
    expect(most.calls.dintero).toBe(1);

    const more = await graph.run(NODES, { variables: { ids: Array(501).fill(ids.group) } });
    expect(more.data).toBeNull();
    expect(inShort(more.errors)).toEqual(['nodes BAD_USER_INPUT']);
    expect(more.calls).toEqual({ dintero: 0, abillify: 0, token: 0 });
  });
});

function expectedObjects(): Readonly<Record<keyof typeof ids, object>> {
  const { catalogs, groups, products } = liveRows(graph.dintero);
  return {
    catalog: wholeCatalog(one(catalogs, (row) => row.catalog_id === 'H23/24')),
    product: wholeProduct(one(products, (row) => row.catalog_id === 'H23/24' && row.product_id === 'Stol22')),
    group: wholeGroup(one(groups, (row) => row.group_id === 'B240/2')),
    productGroup: wholeProductGroup(one(graph.abillify.rows(), (row) => row.reference === 'T10 100% ull')),
    scope: { __typename: 'Scope', name: 'read:products' },
  };
}

function one<T>(rows: readonly T[], isWanted: (row: T) => boolean): T {
  const [row, ...others] = rows.filter(isWanted);
  if (row === undefined || others.length > 0) throw new Error('There is not exactly one such row.');
  return row;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

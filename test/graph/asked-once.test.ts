import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/run-operation.ts';
import { liveRows } from '../support/whole-objects.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
beforeEach(() => graph.reset());
afterAll(() => graph.close());

describe('the same thing asked several times is asked once', () => {
  test.each([
    ['a product', 'product(catalogId: "S23", productId: "Stol22") { name }', 1, 0],
    ['a catalog', 'catalog(catalogId: "S23") { name }', 1, 0],
    ['a group', 'group(groupId: "B1") { name }', 1, 0],
    ['a product group', 'productGroup(by: { reference: "B1" }) { label }', 0, 1],
    ['a list of products', 'products(catalogId: "S23") { nodes { name } }', 1, 0],
    ['products of all catalogs', 'products { nodes { name } }', 2, 0],
    ['catalogs', 'catalogs { nodes { name } }', 1, 0],
    ['groups', 'groups { nodes { name } }', 1, 0],
    ['product groups', 'productGroups { nodes { label } }', 0, 1],
  ])('%s under five names', async (_, field, dintero, abillify) => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { data, errors, calls } = await graph.run<Readonly<Record<string, object>>>(
      `{ ${names.map((name) => `${name}: ${field}`).join(' ')} }`,
    );
    expect(errors).toEqual([]);
    expect(data.a).toEqual(expect.any(Object));
    for (const name of names) expect(data[name]).toEqual(data.a);
    expect(calls).toEqual({ dintero, abillify, token: dintero > 0 ? 1 : 0 });
  });

  test('different products of one catalog are looked for together', async () => {
    const products = liveRows(graph.dintero).products.filter((product) => product.catalog_id === 'S23');
    const fields = products
      .slice(0, 8)
      .map(
        ({ product_id }, index) =>
          `p${index}: product(catalogId: "S23", productId: ${JSON.stringify(product_id)}) { productId }`,
      );
    const { data, errors, calls } = await graph.run(`{ ${fields.join(' ')} }`);
    expect(errors).toEqual([]);
    expect(Object.values(Object(data))).toEqual(
      products.slice(0, 8).map(({ product_id }) => ({ productId: product_id })),
    );
    expect(calls.dintero).toBe(1);
  });

  test.each([
    [
      'a catalog’s products from each of its products',
      '{ products(catalogId: "S23", first: 5) { nodes { catalog { products(first: 5) { nodes { name } } } } } }',
      1,
      0,
    ],
    [
      'a catalog’s products, below the catalog and by its key',
      `{
        catalog(catalogId: "S23") { products { nodes { name } } }
        product(catalogId: "S23", productId: "Stol22") { catalog { products { nodes { name } } } }
      }`,
      3,
      0,
    ],
    [
      'one product group’s children from below',
      `{ productGroup(by: { reference: "B1" }) {
        children { nodes { reference parent { children { nodes { reference } } } } }
      } }`,
      0,
      2,
    ],
  ])('%s', async (_, document, dintero, abillify) => {
    const { errors, calls } = await graph.run(document);
    expect(errors).toEqual([]);
    expect(calls).toEqual({ dintero, abillify, token: dintero > 0 ? 1 : 0 });
  });

  test('but anew after each write', async () => {
    const create = (productId: string): string => `createProduct(
      input: { catalogId: "S23", productId: "${productId}", name: "Nyhet" }
    ) { product { catalog { products(filter: { name: "Nyhet" }) { nodes { productId } } } } }`;
    const { data, errors } = await graph.run(`mutation { one: ${create('ny-1')} two: ${create('ny-2')} }`);
    expect(errors).toEqual([]);
    const listed = (...productIds: string[]): object => ({
      product: { catalog: { products: { nodes: productIds.map((productId) => ({ productId })) } } },
    });
    expect(data).toEqual({ one: listed('ny-1'), two: listed('ny-1', 'ny-2') });
  });

  test('a product that stands in a list is not asked for again', async () => {
    const { errors, calls } = await graph.run(`{
      productGroups(filter: { references: ["B1", "B20"] }) {
        nodes { parent { label } group { productGroup { parent { label } } } }
      }
    }`);
    expect(errors).toEqual([]);
    expect(calls).toEqual({ dintero: 1, abillify: 1, token: 1 });
  });
});

test('operations in flight at the same time share what they read alike', async () => {
  const operation = '{ group(groupId: "B1") { name productGroup { label } } }';
  const [one, ...others] = await Promise.all(Array.from({ length: 5 }, () => graph.run(operation)));
  expect(one?.data).toEqual({ group: { name: 'Møbel', productGroup: { label: 'Møbel' } } });
  for (const other of others) expect(other.data).toEqual(one?.data);
  expect(graph.dintero.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  expect(graph.abillify.requests).toHaveLength(1);
});

test('nothing that one operation read is known to the next (promise 31)', async () => {
  const operation = '{ group(groupId: "B1") { name productGroup { label } } }';
  const first = await graph.run(operation);
  const second = await graph.run(operation);
  expect(second.data).toEqual(first.data);
  expect(second.calls).toEqual({ ...first.calls, token: 0 });
});

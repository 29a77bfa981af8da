import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';
import { liveRows } from '../support/whole-objects.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph({ dintero: { size: 600 }, abillify: { size: 600 } });
});
beforeEach(() => graph.reset());
afterAll(() => graph.close());

const FLAGSHIP = `query ($first: Int) {
  products(catalogId: "S23", first: $first) {
    nodes {
      name
      price { amount currency }
      images { href }
      catalog { catalogId name }
      groups { groupId name productGroup { title(languages: ["de"]) { value language } } }
    }
  }
}`;

interface Flagship {
  readonly products: {
    readonly nodes: readonly {
      readonly name: string;
      readonly groups: readonly { readonly groupId: string; readonly productGroup: object | null }[];
    }[];
  };
}

test('100 products with their groups’ German titles are one call to each upstream, after the token', async () => {
  const { data, errors, calls } = await graph.run<Flagship>(FLAGSHIP, { variables: { first: 100 } });
  expect(errors).toEqual([]);
  expect(calls).toEqual({ dintero: 1, abillify: 1, token: 1 });

  const products = liveRows(graph.dintero).products.slice(0, 100);
  expect(data.products.nodes.map(({ name }) => name)).toEqual(products.map((product) => product.product_name));
  const titles = new Map(graph.abillify.rows().map((row) => [row.reference, row.title_localized.de]));
  const groups = data.products.nodes.flatMap((product) => product.groups);
  expect(groups.length).toBeGreaterThan(100);
  for (const { groupId, productGroup } of groups) {
    const value = titles.get(groupId);
    expect({ groupId, productGroup }).toEqual({
      groupId,
      productGroup: value === undefined ? null : { title: { value, language: 'de' } },
    });
  }

  const again = await graph.run(FLAGSHIP, { variables: { first: 100 } });
  expect(again.calls).toEqual({ dintero: 1, abillify: 1, token: 0 });
});

test('250 products are three pages', async () => {
  const { data, errors, calls } = await graph.run<Flagship>(FLAGSHIP, { variables: { first: 250 } });
  expect(errors).toEqual([]);
  expect(new Set(data.products.nodes.map(({ name }) => name)).size).toBeGreaterThan(200);
  expect(data.products.nodes).toHaveLength(250);
  expect(calls).toEqual({ dintero: 3, abillify: 1, token: 1 });
});

test.each([
  ['catalogs', '{ catalogs { nodes { name createdAt } } }', 1, 0],
  ['groups', '{ groups(first: 100) { nodes { name createdAt } } }', 1, 0],
  ['product groups, by pages side by side', '{ productGroups(first: 500) { nodes { reference } } }', 0, 5],
  [
    'products of all catalogs: the catalogs, then only those that fill the page',
    '{ products { nodes { name } } }',
    2,
    0,
  ],
  ['a product', '{ product(catalogId: "S23", productId: "Stol22") { name } }', 1, 0],
  ['a catalog', '{ catalog(catalogId: "S23") { name createdAt } }', 1, 0],
  ['a group', '{ group(groupId: "B1") { name createdAt } }', 1, 0],
  ['a product group by reference', '{ productGroup(by: { reference: "B1" }) { label } }', 0, 1],
  ['a product group by id', '{ productGroup(by: { id: "123456789" }) { label } }', 0, 1],
  [
    'a product’s catalog and groups, as far as the product tells',
    '{ product(catalogId: "S23", productId: "Stol22") { catalog { id catalogId name } groups { id groupId name } } }',
    1,
    0,
  ],
  [
    'what a product does not tell of its catalog',
    '{ products(catalogId: "S23", first: 100) { nodes { catalog { uuid createdAt createdBy } } } }',
    2,
    0,
  ],
  [
    'what products of all catalogs do not tell of them',
    '{ products(first: 400) { nodes { catalog { uuid createdAt } } } }',
    6,
    0,
  ],
  [
    'what products do not tell of their groups',
    '{ products(catalogId: "S23", first: 100) { nodes { groups { uuid createdAt updatedAt } } } }',
    2,
    0,
  ],
  [
    'a product’s group with its details',
    '{ product(catalogId: "S23", productId: "Stol22") { groups { uuid } } }',
    2,
    0,
  ],
  ['the products of each catalog', '{ catalogs { nodes { products(first: 10) { nodes { name } } } } }', 4, 0],
  ['the groups of a page of product groups', '{ productGroups(first: 60) { nodes { group { name } } } }', 1, 1],
  [
    'there and back again',
    '{ productGroups(first: 60) { nodes { group { productGroup { group { createdAt } } } } } }',
    1,
    1,
  ],
  ['a group’s product group’s group', '{ group(groupId: "B1") { productGroup { group { createdAt } } } }', 1, 1],
  [
    'the parent of a product’s groups',
    '{ product(catalogId: "S23", productId: "Stol22") { groups { productGroup { parent { label } } } } }',
    1,
    2,
  ],
  ['one product group’s children', '{ productGroup(by: { id: "123456789" }) { children { nodes { label } } } }', 0, 2],
  [
    'three levels of children',
    '{ productGroups(first: 20) { nodes { children { nodes { children { nodes { label } } } } } } }',
    0,
    3,
  ],
  ['a missing group', '{ group(groupId: "nobody") { name } }', 1, 0],
  ['a missing product', '{ product(catalogId: "S23", productId: "nobody") { name } }', 1, 0],
  ['a product of a missing catalog', '{ product(catalogId: "nobody", productId: "Stol22") { name } }', 1, 0],
  ['the list of a missing catalog', '{ products(catalogId: "nobody") { nodes { name } } }', 1, 0],
  ['a missing product group', '{ productGroup(by: { reference: "nobody" }) { label } }', 0, 1],
])('%s', async (_, document, dintero, abillify) => {
  const { data, errors, calls } = await graph.run(document);
  expect(errors).toEqual([]);
  expect(data).toBeDefined();
  expect(calls).toEqual({ dintero, abillify, token: dintero > 0 ? 1 : 0 });
});

describe('a page of product groups with parent, ancestors and children', () => {
  const tree = `query ($filter: ProductGroupFilter) {
    productGroups(first: 60, filter: $filter) {
      nodes {
        parent { productGroupId }
        ancestors { productGroupId }
        children(first: 5) { nodes { productGroupId } }
      }
    }
  }`;

  test('costs no more calls than the tree has levels, and two', async () => {
    const { errors, calls } = await graph.run(tree);
    expect(errors).toEqual([]);
    expect(calls.abillify).toBeLessThanOrEqual(6);
  });

  test('of the lowest level alone costs one call for each level above, one for the page and one for the children', async () => {
    const references = ['B2341', 'B2342', 'B2343', 'B240/2', 'B311', 'B410 Bok'];
    const { errors, calls } = await graph.run(tree, { variables: { filter: { references } } });
    expect(errors).toEqual([]);
    expect(calls).toEqual({ dintero: 0, abillify: 5, token: 0 });
  });

  test('costs nothing more for what the page holds already', async () => {
    const references = ['B1', 'B20', 'B234', 'B2341'];
    const { data, errors, calls } = await graph.run<{
      productGroups: { nodes: { reference: string; ancestors: { reference: string }[] }[] };
    }>(
      `query ($references: [String!]) {
        productGroups(filter: { references: $references }) { nodes { reference ancestors { reference } } }
      }`,
      { variables: { references } },
    );
    expect(errors).toEqual([]);
    const chair = data.productGroups.nodes.find(({ reference }) => reference === 'B2341');
    expect(chair?.ancestors.map(({ reference }) => reference)).toEqual(['B234', 'B20', 'B1']);
    expect(calls.abillify).toBe(1);
  });
});

describe('the product groups of a list’s groups, asked for as soon as the list is there', () => {
  const list = (groups: string): string => `query ($yes: Boolean = true, $no: Boolean = false) {
    products(catalogId: "S23", first: 20) @include(if: $yes) @skip(if: $no) { nodes { ${groups} } }
  }`;
  const TITLED = 'groups { groupId productGroup { label parent { label } } }';

  test.each([
    [TITLED, 2],
    ['groups { groupId productGroup @include(if: $yes) { label parent { label } } }', 2],
    ['... on Node { ... on Product { groups { groupId ...P @skip(if: $no) } } }', 2],
    ['groups { groupId productGroup @skip(if: $yes) { label } }', 0],
    ['groups { groupId ... @include(if: $no) { productGroup { label } } }', 0],
    ['groups { groupId ... on Node { ... on Product { groups { productGroup { label } } } } }', 0],
  ])('%s', async (selection, abillify) => {
    const fragment = selection.includes('...P')
      ? 'fragment P on Group { productGroup { label parent { label } } }'
      : '';
    const { data: whole } = await graph.run(list(TITLED));
    // The third time by generated code.
    for (const _ of [1, 2, 3]) {
      await graph.reset();
      const { data, errors, calls } = await graph.run(`${list(selection)} ${fragment}`);
      expect(errors).toEqual([]);
      if (abillify > 0) expect(data).toEqual(whole);
      expect(calls).toEqual({ dintero: 1, abillify, token: 1 });
    }
  });

  test('the same calls where several lists ask, each in its own way', async () => {
    const { errors, calls } = await graph.run(`query ($yes: Boolean = true) {
      one: products(catalogId: "S23", first: 20) { nodes { ${TITLED} } }
      two: products(catalogId: "S23", first: 20) { nodes { ${TITLED} } }
      three: products(catalogId: "S23", first: 20) { nodes { ... @include(if: $yes) { ${TITLED} } } }
      groups(first: 100) { nodes { productGroup { label } } }
    }`);
    expect(errors).toEqual([]);
    expect(calls.dintero).toBe(2);
    expect(calls.abillify).toBeLessThanOrEqual(3);
  });

  test('a failing upstream is asked once, and fails each field at its own path', async () => {
    graph.abillify.faults.add({ fault: { kind: 'status', status: 500 } });
    const ahead = await graph.run(list(TITLED));
    await graph.reset();
    graph.abillify.faults.add({ fault: { kind: 'status', status: 500 } });
    const one = await graph.run(list(`... @include(if: $yes) { ${TITLED} }`));
    expect(ahead.calls).toEqual({ dintero: 1, abillify: 1, token: 1 });
    expect(one.calls).toEqual(ahead.calls);
    expect(one.data).toEqual(ahead.data);
    expect(inShort(one.errors)).toEqual(inShort(ahead.errors));
    expect(new Set(inShort(ahead.errors)).size).toBeGreaterThan(20);
  });
});

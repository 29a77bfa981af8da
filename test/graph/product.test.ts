import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';
import { liveRows, type ProductRow, wholeLocation } from '../support/whole-objects.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterEach(() => graph.dintero.faults.clear());
afterAll(() => graph.close());

/** Fields of all products, each with the product's row. */
async function readAll<Fields>(
  fields: string,
  now?: number,
): Promise<readonly { readonly row: ProductRow; readonly fields: Fields }[]> {
  const { data, errors } = await graph.run<{ products: { nodes: Fields[] } }>(
    `{ products(first: 500) { nodes { ${fields} } } }`,
    now === undefined ? {} : { now },
  );
  expect(errors).toEqual([]);
  const rows = liveRows(graph.dintero).products;
  expect(data.products.nodes).toHaveLength(rows.length);
  return data.products.nodes.flatMap((node, index) => {
    const row = rows[index];
    return row ? [{ row, fields: node }] : [];
  });
}

describe('isVisible', () => {
  const opening = '2023-04-01T06:00:00Z';
  const closing = '2099-09-30T21:59:59Z';

  /** A product with both ends of its window. */
  async function isVisible(at: string): Promise<unknown> {
    graph.dintero.faults.add({
      match: { path: /catalogs\/S23\/products/ },
      fault: { kind: 'patch', path: ['products', 0, 'stopping_at'], json: JSON.stringify(closing) },
      times: 1,
    });
    const { data } = await graph.run<{ product: { isVisible: boolean } }>(
      `query ($at: DateTime) { product(catalogId: "S23", productId: "Stol22") { isVisible(at: $at) } }`,
      { variables: { at } },
    );
    return data.product.isVisible;
  }

  test.each([
    ['2023-04-01T05:59:59.999Z', false],
    [opening, true],
    ['2023-04-01T08:00:00+02:00', true],
    ['2023-04-01T07:59:59+02:00', false],
    ['2050-01-01T00:00:00Z', true],
    [closing, true],
    ['2099-09-30T22:00:00Z', false],
  ])('at %s is %s: both ends belong to the window', async (at, expected) => {
    expect(await isVisible(at)).toBe(expected);
  });

  test.each(['2021-01-01T00:00:00Z', '2022-08-01T00:00:00Z', '2026-01-01T00:00:00Z', '2098-05-01T00:00:00Z'])(
    'without `at` is told for the moment of the request, here %s',
    async (time) => {
      const now = Date.parse(time);
      const products = await readAll<{ isVisible: boolean }>('isVisible', now);
      expect(new Set(products.map(({ fields }) => fields.isVisible)).size).toBe(2);
      for (const { row, fields } of products) {
        const isOpen = row.starting_at === undefined || Date.parse(row.starting_at) <= now;
        const isClosed = row.stopping_at !== undefined && Date.parse(row.stopping_at) < now;
        expect([row.product_id, fields.isVisible]).toEqual([row.product_id, isOpen && !isClosed]);
      }
    },
  );
});

test('images are narrowed to one kind, in their order', async () => {
  const products = await readAll<Readonly<Record<'all' | 'thumbnails' | 'none' | 'any', { rel: string }[]>>>(`
    all: images { rel }
    thumbnails: images(rel: "thumbnail_image") { rel }
    none: images(rel: "Thumbnail_image") { rel }
    any: images(rel: null) { rel }
  `);
  expect(products.some(({ fields }) => fields.thumbnails.length > 0)).toBe(true);
  for (const { row, fields } of products) {
    const all = row.images.map(({ rel }) => ({ rel }));
    const thumbnails = all.filter(({ rel }) => rel === 'thumbnail_image');
    expect(fields).toEqual({ all, thumbnails, none: [], any: all });
  }
});

test('locations are narrowed to those that do or do not offer pickup and shipping', async () => {
  const whole = '{ locationId name isAvailableForShipping isAvailableForPickup itemsInStorage }';
  const names = ['pickup', 'noPickup', 'shipping', 'noShipping', 'both', 'neither', 'all'] as const;
  const products = await readAll<Readonly<Record<(typeof names)[number], object[]>>>(`
    pickup: locations(pickup: true) ${whole}
    noPickup: locations(pickup: false) ${whole}
    shipping: locations(shipping: true) ${whole}
    noShipping: locations(shipping: false) ${whole}
    both: locations(pickup: true, shipping: true) ${whole}
    neither: locations(pickup: false, shipping: false) ${whole}
    all: locations(pickup: null) ${whole}
  `);
  for (const name of names.slice(0, 5)) expect(products.some(({ fields }) => fields[name].length > 0)).toBe(true);
  for (const { row, fields } of products) {
    const pick = (isWanted: (pickup: boolean, shipping: boolean) => boolean): object[] =>
      row.locations
        .filter((location) => isWanted(location.is_available_for_pickup, location.is_available_for_shipping))
        .map(wholeLocation);
    expect(fields).toEqual({
      pickup: pick((pickup) => pickup),
      noPickup: pick((pickup) => !pickup),
      shipping: pick((_, shipping) => shipping),
      noShipping: pick((_, shipping) => !shipping),
      both: pick((pickup, shipping) => pickup && shipping),
      neither: pick((pickup, shipping) => !pickup && !shipping),
      all: pick(() => true),
    });
  }
});

describe('the list of products', () => {
  test.each([
    ['productId: "Stol22"', ['S23/Stol22', 'H23/24/Stol22']],
    ['name: "Stablestol"', ['S23/Stol22', 'H23/24/Stol22']],
    ['productId: "Stol22", name: "Stablestol"', ['S23/Stol22', 'H23/24/Stol22']],
    ['productId: "Stol22", name: "Sofa"', []],
    ['productId: "stol22"', []],
    ['name: "Stable"', []],
    ['name: ""', []],
    ['productId: null, name: "Hocker Kyoto aus Zeder"', ['Möbel Kiel/Hocker Kyoto 京']],
  ])('narrowed to %s', async (filter, keys) => {
    const { data, errors } = await graph.run<{
      products: { nodes: { productId: string; catalog: { catalogId: string } }[] };
    }>(`{ products(filter: { ${filter} }) { nodes { productId catalog { catalogId } } } }`);
    expect(errors).toEqual([]);
    expect(data.products.nodes.map(({ productId, catalog }) => `${catalog.catalogId}/${productId}`)).toEqual(keys);
  });

  test('holds what an upstream that filters more loosely sends too much of only where it fits', async () => {
    graph.dintero.faults.add({ fault: { kind: 'ignored-filter' } });
    const { data, errors } = await graph.run(
      '{ products(catalogId: "S23", filter: { name: "Stablestol" }) { nodes { productId } pageInfo { hasNextPage } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ products: { nodes: [{ productId: 'Stol22' }], pageInfo: { hasNextPage: false } } });
  });

  test('holds no deleted product, whether the upstream lists them or not, and its pages stay full', async () => {
    const operation = '{ products(catalogId: "S23", first: 500) { nodes { productId deletedAt } } }';
    const { data } = await graph.run<{ products: { nodes: object[] } }>(operation);
    graph.dintero.faults.add({ fault: { kind: 'deleted-listed' } });
    expect((await graph.run(operation)).data).toEqual(data);
    const page = await graph.run<{ products: { nodes: object[] } }>(operation.replace('500', '135'));
    expect(page.data.products.nodes).toEqual(data.products.nodes);
  });

  test('with an empty key, or one with space around it, is refused without a call', async () => {
    for (const list of ['catalogId: ""', 'catalogId: " S23"', 'catalogId: ".."', 'filter: { productId: "" }']) {
      const { errors, calls } = await graph.run(`{ products(${list}) { nodes { name } } }`);
      expect(inShort(errors)).toEqual(['products BAD_USER_INPUT']);
      expect(calls).toEqual({ dintero: 0, abillify: 0, token: 0 });
    }
  });
});

test('a product’s catalog lists its products', async () => {
  const { data, errors, calls } = await graph.run(`{
    product(catalogId: "H23/24", productId: "Stol22") { catalog { products(first: 2) { nodes { productId catalog { catalogId } } } } }
  }`);
  expect(errors).toEqual([]);
  const rows = liveRows(graph.dintero).products.filter((row) => row.catalog_id === 'H23/24');
  expect(data).toEqual({
    product: {
      catalog: {
        products: {
          nodes: rows.slice(0, 2).map((row) => ({ productId: row.product_id, catalog: { catalogId: 'H23/24' } })),
        },
      },
    },
  });
  expect(calls.dintero).toBe(2);
});

test('what a product does not tell of its catalog and its groups is as their own rows say', async () => {
  const products = await readAll<{
    catalog: { uuid: string; createdAt: string };
    groups: { groupId: string; uuid: string | null; createdBy: string | null }[];
  }>('catalog { uuid createdAt } groups { groupId uuid createdBy }');
  const { catalogs, groups } = liveRows(graph.dintero);
  expect(products.length).toBeGreaterThan(0);
  for (const { row, fields } of products) {
    const catalog = catalogs.find((other) => other.catalog_id === row.catalog_id);
    expect(fields.catalog).toEqual({ uuid: catalog?.id, createdAt: new Date(catalog?.created_at ?? '').toISOString() });
    expect(fields.groups).toEqual(
      row.groups.map(({ group_id }) => {
        const group = groups.find((other) => other.group_id === group_id);
        return { groupId: group_id, uuid: group?.id ?? null, createdBy: group?.created_by ?? null };
      }),
    );
  }
});

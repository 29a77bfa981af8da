import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterEach(() => graph.dintero.faults.clear());
afterAll(() => graph.close());

/** A field of Stol22 in the catalog S23, with something in its row changed on the way. */
async function readPatched(
  path: readonly (string | number)[],
  json: string | undefined,
  field: string,
): Promise<{ value: unknown; errors: readonly string[] }> {
  graph.dintero.faults.add({
    match: { path: /catalogs\/S23\/products/ },
    fault: { kind: 'patch', path: ['products', 0, ...path], json },
  });
  const { data, errors } = await graph.run<{ product: { value: unknown } | null }>(
    `{ product(catalogId: "S23", productId: "Stol22") { value: ${field} } }`,
  );
  return { value: data.product?.value ?? null, errors: inShort(errors) };
}

describe('itemsInStorage', () => {
  test.each([
    ['all that is stated', [], '15', 515],
    ['what some places state', ['locations', 0, 'number_of_items_in_storage'], 'null', 500],
    ['nothing where there is no place', ['locations'], '[]', null],
    ['nothing where there are no places at all', ['locations'], undefined, null],
    ['what is owed, too', ['locations', 0, 'number_of_items_in_storage'], '-600', -100],
  ])('adds up %s', async (_, path, json, expected) => {
    if (path.length === 0) {
      const { data } = await graph.run('{ product(catalogId: "S23", productId: "Stol22") { itemsInStorage } }');
      expect(data).toEqual({ product: { itemsInStorage: expected } });
    } else {
      expect(await readPatched(path, json, 'itemsInStorage')).toEqual({ value: expected, errors: [] });
    }
  });

  test('is null where no place states it', async () => {
    const silent = '[{ "location_id": "A" }, { "location_id": "B", "number_of_items_in_storage": null }]';
    expect(await readPatched(['locations'], silent, 'itemsInStorage')).toEqual({ value: null, errors: [] });
  });

  test('is an error where the sum is beyond an Int', async () => {
    const many = '[{ "number_of_items_in_storage": 2147483647 }, { "number_of_items_in_storage": 1 }]';
    expect(await readPatched(['locations'], many, 'itemsInStorage')).toEqual({
      value: null,
      errors: ['product.value UPSTREAM_INVALID_RESPONSE'],
    });
  });
});

describe('price', () => {
  const price = 'price { minorUnits currency amount }';

  test.each([
    ['10900', { minorUnits: 10900, currency: 'NOK', amount: '109.00' }],
    ['5', { minorUnits: 5, currency: 'NOK', amount: '0.05' }],
    ['0', { minorUnits: 0, currency: 'NOK', amount: '0.00' }],
    ['9007199254740991', { minorUnits: 9007199254740991, currency: 'NOK', amount: '90071992547409.91' }],
    ['null', null],
  ])('of %s minor units is exact', async (json, expected) => {
    expect(await readPatched(['unit_gross_price'], json, price)).toEqual({ value: expected, errors: [] });
  });

  test.each(['9007199254740993', '109.5', '"10900"', '1e400'])(
    'of %s is an error, not a rounding (promise 43)',
    async (json) => {
      const { value, errors } = await readPatched(['unit_gross_price'], json, price);
      expect(value).toBeNull();
      expect(errors).toEqual(['product UPSTREAM_INVALID_RESPONSE dintero']);
    },
  );

  test.each([
    ['"JPY"', '10900'],
    ['"BHD"', '10.900'],
    ['"EUR"', '109.00'],
  ])('in %s has the decimals of its currency', async (json, amount) => {
    const { value } = await readPatched(['currency'], json, price);
    expect(value).toEqual({ minorUnits: 10900, currency: JSON.parse(json), amount });
  });

  test.each([undefined, 'null', '""'])('without a currency (%s) is none', async (json) => {
    expect(await readPatched(['currency'], json, price)).toEqual({ value: null, errors: [] });
  });

  test('in a currency that does not exist is an error', async () => {
    const { errors } = await readPatched(['currency'], '"KRONER"', price);
    expect(errors).toEqual(['product UPSTREAM_INVALID_RESPONSE dintero']);
  });

  test.each([
    ['{ formatted(language: "nb") }', {}, '109,00 kr', undefined],
    ['{ formatted(language: "de-AT") }', {}, 'NOK 109,00', undefined],
    ['{ formatted }', { acceptLanguage: 'nb-NO,en;q=0.5' }, '109,00 kr', 'Origin, Accept-Language'],
    ['{ formatted }', {}, 'NOK 109.00', 'Origin, Accept-Language'],
    ['{ amount }', { acceptLanguage: 'nb' }, undefined, undefined],
  ])('%s with %j is written as %s', async (selection, options, formatted, vary) => {
    const outcome = await graph.run<{ product: { price: { formatted?: string } } }>(
      `{ product(catalogId: "S23", productId: "Stol22") { price ${selection} } }`,
      options,
    );
    expect(outcome.data.product.price.formatted?.replace(/\s/g, ' ')).toBe(formatted);
    expect(outcome.vary).toBe(vary);
  });
});

test('an address that is no absolute URL is null, the image stays', async () => {
  for (const json of ['"/c/photos/6.png"', '"not a url"', '""', 'null']) {
    const { value, errors } = await readPatched(
      ['images', 0, 'href'],
      json,
      'images(rel: "thumbnail_image") { href rel }',
    );
    expect(errors).toEqual([]);
    expect(value).toEqual([{ href: null, rel: 'thumbnail_image' }]);
    graph.dintero.faults.clear();
  }
});

test('a location that does not say whether it offers pickup is in neither selection', async () => {
  const without = ['locations', 0, 'is_available_for_pickup'];
  const field = 'locations(pickup: %) { locationId }';
  for (const pickup of ['true', 'false']) {
    const { value } = await readPatched(without, undefined, field.replace('%', pickup));
    expect(value).toEqual(pickup === 'true' ? [] : [{ locationId: 'SC_web' }]);
    graph.dintero.faults.clear();
  }
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph({ dintero: { size: 20 }, abillify: { size: 20 } });
});
afterAll(() => graph.close());
afterEach(() => graph.reset());

interface Payload {
  readonly userErrors: readonly {
    readonly code: string;
    readonly message: string;
    readonly field: readonly string[] | null;
    readonly upstream: string | null;
  }[];
}

const USER_ERRORS = 'userErrors { code message field upstream }';

const documents = {
  createCatalog: `mutation M($input: CreateCatalogInput!) { out: createCatalog(input: $input) { object: catalog { catalogId name createdAt } ${USER_ERRORS} } }`,
  updateCatalog: `mutation M($input: UpdateCatalogInput!) { out: updateCatalog(input: $input) { object: catalog { catalogId name updatedAt } ${USER_ERRORS} } }`,
  deleteCatalog: `mutation M($input: DeleteCatalogInput!) { out: deleteCatalog(input: $input) { object: catalog { catalogId name deletedAt } ${USER_ERRORS} } }`,
  createGroup: `mutation M($input: CreateGroupInput!) { out: createGroup(input: $input) { object: group { groupId name createdAt } ${USER_ERRORS} } }`,
  updateGroup: `mutation M($input: UpdateGroupInput!) { out: updateGroup(input: $input) { object: group { groupId name updatedAt } ${USER_ERRORS} } }`,
  deleteGroup: `mutation M($input: DeleteGroupInput!) { out: deleteGroup(input: $input) { object: group { groupId name deletedAt } ${USER_ERRORS} } }`,
  createProduct: `mutation M($input: CreateProductInput!) { out: createProduct(input: $input) { object: product {
    productId name description isVirtual price { minorUnits currency amount } unit visibleFrom visibleUntil
    dimension { color size style config variant } images { href rel caption }
    locations { locationId name isAvailableForShipping isAvailableForPickup itemsInStorage }
    catalog { catalogId name } groups { groupId name } } ${USER_ERRORS} } }`,
  updateProduct: `mutation M($input: UpdateProductInput!) { out: updateProduct(input: $input) { object: product {
    productId name description isVirtual price { minorUnits currency } unit visibleFrom visibleUntil
    dimension { color size } images { href } locations { locationId } groups { groupId name } } ${USER_ERRORS} } }`,
  createProductGroup: `mutation M($input: CreateProductGroupInput!) { out: createProductGroup(input: $input) { object: productGroup {
    productGroupId reference label isActive meta title(languages: ["de"]) { value language } shortDescription { value } longDescription { value }
    parent { productGroupId } } ${USER_ERRORS} } }`,
} as const;

type Name = keyof typeof documents;

async function write(name: Name, input: object, options: { idempotencyKey?: string } = {}) {
  const answer = await graph.run<{ out: (Payload & { object: Record<string, unknown> | null }) | null }>(
    documents[name],
    {
      variables: { input },
      ...options,
    },
  );
  return { ...answer, out: answer.data?.out ?? null };
}

function written(): string[] {
  return graph.dintero.writes().map(({ operation, resource, key }) => `${operation} ${resource} ${key}`);
}

function posts(): number {
  return graph.dintero.requests.count(({ method, segments }) => method !== 'GET' && segments.at(-1) !== 'token');
}

const USER_ERROR = (code: string, field: readonly string[] | null, upstream: string | null = null) => ({
  code,
  field,
  upstream,
  message: expect.any(String),
});

describe('creating', () => {
  test('a group, which is read back in the same operation and costs one call', async () => {
    const answer = await graph.run(
      `mutation { createGroup(input: { groupId: "Ny 1/æ", name: "Ny" }) { group { id groupId name uuid createdAt } ${USER_ERRORS} } }`,
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      createGroup: {
        group: {
          id: expect.any(String),
          groupId: 'Ny 1/æ',
          name: 'Ny',
          uuid: expect.any(String),
          createdAt: expect.any(String),
        },
        userErrors: [],
      },
    });
    expect([answer.calls.dintero, answer.calls.abillify, written()]).toEqual([1, 0, ['create group Ny 1/æ']]);
    const read = await graph.run('{ group(groupId: "Ny 1/æ") { name } }');
    expect(read.data).toEqual({ group: { name: 'Ny' } });
  });

  test('makes a key where the caller names none', async () => {
    const { out } = await write('createGroup', { name: 'Ny' });
    expect(out?.object).toMatchObject({ groupId: expect.stringMatching(/^[0-9a-f-]{36}$/), name: 'Ny' });
  });

  test('a catalog and a product in it, in one operation, in this order', async () => {
    const answer = await graph.run(`mutation {
      createCatalog(input: { catalogId: "Ny", name: "Ny katalog" }) { catalog { name } ${USER_ERRORS} }
      createProduct(input: { catalogId: "Ny", productId: "P", price: { amount: "109.5", currency: "NOK" } }) {
        product { price { minorUnits amount } catalog { name } } ${USER_ERRORS}
      }
    }`);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      createCatalog: { catalog: { name: 'Ny katalog' }, userErrors: [] },
      createProduct: {
        product: { price: { minorUnits: 10950, amount: '109.50' }, catalog: { name: 'Ny katalog' } },
        userErrors: [],
      },
    });
    expect(written()).toEqual(['create catalog Ny', 'create product P']);
  });

  test('a product with everything, without renaming the groups that it names', async () => {
    const input = {
      catalogId: 'S23',
      productId: 'Ny/1',
      name: 'Ny stol',
      description: 'Fin',
      isVirtual: true,
      price: { minorUnits: 10900, currency: 'NOK' },
      unit: 'stk',
      visibleFrom: '2026-01-01T00:00:00+01:00',
      visibleUntil: '2027-01-01T00:00:00Z',
      dimension: { color: 'red', size: 'L', style: 's', config: 'c', variant: 'v' },
      images: [{ href: 'https://example.com/a.png', rel: 'thumbnail_image', caption: 'A' }],
      locations: [
        {
          locationId: 'oslo',
          name: 'Oslo',
          isAvailableForShipping: true,
          isAvailableForPickup: false,
          itemsInStorage: 3,
        },
      ],
      groupIds: ['B1', 'B234'],
      newGroups: [{ groupId: 'Nygruppe', name: 'Ny gruppe' }],
    };
    const { out, errors, calls } = await write('createProduct', input);
    expect(errors).toEqual([]);
    expect(out).toEqual({
      object: {
        productId: 'Ny/1',
        name: 'Ny stol',
        description: 'Fin',
        isVirtual: true,
        price: { minorUnits: 10900, currency: 'NOK', amount: '109.00' },
        unit: 'stk',
        visibleFrom: '2025-12-31T23:00:00.000Z',
        visibleUntil: '2027-01-01T00:00:00.000Z',
        dimension: input.dimension,
        images: input.images,
        locations: input.locations,
        catalog: { catalogId: 'S23', name: 'Sommer' },
        groups: [
          { groupId: 'B1', name: 'Møbel' },
          { groupId: 'B234', name: 'Stol' },
          { groupId: 'Nygruppe', name: 'Ny gruppe' },
        ],
      },
      userErrors: [],
    });
    expect([posts(), calls.dintero]).toEqual([1, 2]);
    const groups = graph.dintero.rows().groups;
    expect(groups).toContainEqual(expect.objectContaining({ group_id: 'B1', group_name: 'Møbel' }));
  });

  test('a product in a group that does not exist, or with a new group that does, writes nothing', async () => {
    const unknown = await write('createProduct', { catalogId: 'S23', groupIds: ['B1', 'nope'] });
    expect(unknown.out).toEqual({ object: null, userErrors: [USER_ERROR('NOT_FOUND', ['input', 'groupIds', '1'])] });
    const taken = await write('createProduct', { catalogId: 'S23', newGroups: [{ groupId: 'B1', name: 'Annet' }] });
    expect(taken.out).toEqual({
      object: null,
      userErrors: [USER_ERROR('CONFLICT', ['input', 'newGroups', '0', 'groupId'])],
    });
    expect([posts(), written()]).toEqual([0, []]);
  });

  test('a product group with texts, under a parent', async () => {
    const parent = graph.abillify.rows()[0];
    const { out, calls } = await write('createProductGroup', {
      reference: 'ny-ref',
      label: 'Intern',
      isActive: false,
      parentId: parent?.id,
      meta: { a: [1, { b: null }] },
      titleTranslations: [
        { language: 'de', value: 'Neu' },
        { language: 'EN_us', value: 'New' },
      ],
      shortDescriptionTranslations: [{ language: 'de', value: 'Kurz' }],
      longDescriptionTranslations: [{ language: 'de', value: '<b>Lang</b>' }],
    });
    expect(out).toEqual({
      object: {
        productGroupId: expect.stringMatching(/^\d+$/),
        reference: 'ny-ref',
        label: 'Intern',
        isActive: false,
        meta: { a: [1, { b: null }] },
        title: { value: 'Neu', language: 'de' },
        shortDescription: { value: 'Kurz' },
        longDescription: { value: '<b>Lang</b>' },
        parent: { productGroupId: parent?.id },
      },
      userErrors: [],
    });
    expect([calls.abillify, graph.abillify.creates()]).toEqual([2, 1]);
    const row = graph.abillify.rows().find(({ reference }) => reference === 'ny-ref');
    expect(row?.title_localized).toEqual({ de: 'Neu', 'en-US': 'New' });
  });

  test('a product group under a parent that does not exist says which field, and what is allowed', async () => {
    const { out } = await write('createProductGroup', { parentId: '4711000000000' });
    expect(out).toEqual({ object: null, userErrors: [USER_ERROR('INVALID_INPUT', ['input', 'parentId'], 'abillify')] });
    expect(out?.userErrors[0]?.message).toMatch(/Value must be the id of a product group/);
  });

  test('an existing key is a conflict, on both APIs', async () => {
    const reference = graph.abillify.rows().find((row) => row.reference)?.reference;
    const answers = [
      await write('createCatalog', { catalogId: 'S23', name: 'x' }),
      await write('createGroup', { groupId: 'B1', name: 'x' }),
      await write('createProduct', { catalogId: 'S23', productId: 'Stol22' }),
      await write('createProductGroup', { reference }),
    ];
    expect(answers.map(({ out }) => out?.userErrors)).toEqual([
      [USER_ERROR('CONFLICT', ['input', 'catalogId'], 'dintero')],
      [USER_ERROR('CONFLICT', ['input', 'groupId'], 'dintero')],
      [USER_ERROR('CONFLICT', ['input', 'productId'], 'dintero')],
      [USER_ERROR('CONFLICT', ['input', 'reference'], 'abillify')],
    ]);
  });

  test('a product in a catalog that does not exist is not found', async () => {
    const { out } = await write('createProduct', { catalogId: 'nope' });
    expect(out).toEqual({ object: null, userErrors: [USER_ERROR('NOT_FOUND', ['input', 'catalogId'], 'dintero')] });
  });
});

describe('changing', () => {
  test('a name of a catalog and of a group', async () => {
    const catalog = await write('updateCatalog', { catalogId: 'S23', changes: { name: 'Sommer 23' } });
    expect(catalog.out).toEqual({
      object: { catalogId: 'S23', name: 'Sommer 23', updatedAt: expect.any(String) },
      userErrors: [],
    });
    const group = await write('updateGroup', { groupId: 'B1', changes: { name: 'Møbler' } });
    expect(group.out).toMatchObject({ object: { groupId: 'B1', name: 'Møbler' }, userErrors: [] });
    expect(written()).toEqual(['update catalog S23', 'update group B1']);
  });

  test('nothing at all answers the object and writes nothing', async () => {
    const catalog = await write('updateCatalog', { catalogId: 'S23', changes: {} });
    const product = await write('updateProduct', { catalogId: 'S23', productId: 'Stol22', changes: {} });
    expect([catalog.out?.object, product.out?.object]).toMatchObject([{ name: 'Sommer' }, { name: 'Stablestol' }]);
    expect(written()).toEqual([]);
  });

  test.each(['merge', 'replace'] as const)(
    'one field of a product leaves the others, whether a PUT does %s',
    async (put) => {
      const other = await startTestGraph({ dintero: { size: 20, put }, abillify: { size: 20 } });
      try {
        const before = await other.run<{ product: object }>(
          '{ product(catalogId: "S23", productId: "Stol22") { description price { minorUnits currency } unit dimension { color size } images { href } locations { locationId } groups { groupId name } } }',
        );
        const answer = await other.run<{ updateProduct: { product: object } }>(
          `mutation { updateProduct(input: { catalogId: "S23", productId: "Stol22", changes: { name: "Krakk" } }) { product { name description price { minorUnits currency } unit dimension { color size } images { href } locations { locationId } groups { groupId name } } ${USER_ERRORS} } }`,
        );
        expect(answer.errors).toEqual([]);
        expect(answer.data.updateProduct.product).toEqual({ name: 'Krakk', ...before.data.product });
        expect(answer.calls.dintero).toBe(2);
      } finally {
        await other.close();
      }
    },
  );

  test('an address of an image that is none stands there as it stood before', async () => {
    graph.dintero.faults.add({
      match: { method: 'GET', path: /catalogs\/S23\/products/ },
      fault: { kind: 'patch', path: ['products', 0, 'images', 0, 'href'], json: '"/c/photos/6.png"' },
    });
    const { out } = await write('updateProduct', {
      catalogId: 'S23',
      productId: 'Stol22',
      changes: { name: 'Krakk' },
    });
    expect(out).toMatchObject({ object: { name: 'Krakk', images: [{ href: null }, {}] }, userErrors: [] });
    expect(graph.dintero.requests.find(({ method }) => method === 'PUT')?.json).toMatchObject({
      images: [{ href: '/c/photos/6.png' }, {}],
    });
  });

  test('null clears, absent keeps, in a dimension field by field', async () => {
    await write('createProduct', {
      catalogId: 'S23',
      productId: 'P',
      name: 'P',
      description: 'D',
      unit: 'stk',
      price: { minorUnits: 1, currency: 'NOK' },
      visibleUntil: '2027-01-01T00:00:00Z',
      dimension: { color: 'red', size: 'L' },
      images: [{ href: 'https://example.com/a.png' }],
      groupIds: ['B1'],
    });
    const { out, errors } = await write('updateProduct', {
      catalogId: 'S23',
      productId: 'P',
      changes: { description: null, price: null, visibleUntil: null, dimension: { size: null }, images: null },
    });
    expect(errors).toEqual([]);
    expect(out?.object).toEqual({
      productId: 'P',
      name: 'P',
      description: null,
      isVirtual: false,
      price: null,
      unit: 'stk',
      visibleFrom: null,
      visibleUntil: null,
      dimension: { color: 'red', size: null },
      images: [],
      locations: [],
      groups: [{ groupId: 'B1', name: 'Møbel' }],
    });
  });

  test('a window that ends before what stands there already begins is refused before the write', async () => {
    await write('createProduct', { catalogId: 'S23', productId: 'P', visibleFrom: '2026-06-01T00:00:00Z' });
    const { out } = await write('updateProduct', {
      catalogId: 'S23',
      productId: 'P',
      changes: { visibleUntil: '2026-01-01T00:00:00Z' },
    });
    expect(out?.userErrors).toEqual([USER_ERROR('INVALID_INPUT', ['input', 'changes', 'visibleUntil'])]);
    expect(written()).toEqual(['create product P']);
  });

  test('what does not exist is not found', async () => {
    const answers = [
      await write('updateCatalog', { catalogId: 'nope', changes: { name: 'x' } }),
      await write('updateCatalog', { catalogId: 'nope', changes: {} }),
      await write('updateGroup', { groupId: 'nope', changes: { name: 'x' } }),
      await write('updateProduct', { catalogId: 'S23', productId: 'nope', changes: { name: 'x' } }),
      await write('deleteCatalog', { catalogId: 'nope' }),
      await write('deleteGroup', { groupId: 'nope' }),
    ];
    expect(answers.map(({ out }) => out?.userErrors.map(({ code, field }) => [code, field?.join('.')]))).toEqual([
      [['NOT_FOUND', 'input.catalogId']],
      [['NOT_FOUND', 'input.catalogId']],
      [['NOT_FOUND', 'input.groupId']],
      [['NOT_FOUND', 'input.productId']],
      [['NOT_FOUND', 'input.catalogId']],
      [['NOT_FOUND', 'input.groupId']],
    ]);
  });

  test('a write is read back in the same operation, wherever its name stands', async () => {
    const answer = await graph.run(`mutation {
      a: updateProduct(input: { catalogId: "S23", productId: "Stol22", changes: { unit: "par" } }) { product { groups { name } } }
      b: updateGroup(input: { groupId: "B1", changes: { name: "Nytt" } }) { group { name } }
      c: updateProduct(input: { catalogId: "S23", productId: "Stol22", changes: { name: "Krakk" } }) { product { unit name groups { name } } }
    }`);
    expect(answer.data).toMatchObject({
      b: { group: { name: 'Nytt' } },
      c: { product: { unit: 'par', name: 'Krakk', groups: [{ name: 'Nytt' }, { name: 'Stol' }] } },
    });
  });
});

describe('deleting', () => {
  test('a catalog and a group answers them as deleted, and they are gone', async () => {
    const catalog = await write('deleteCatalog', { catalogId: 'S23' });
    const group = await write('deleteGroup', { groupId: 'B1' });
    expect([catalog.out, group.out]).toEqual([
      { object: { catalogId: 'S23', name: 'Sommer', deletedAt: expect.any(String) }, userErrors: [] },
      { object: { groupId: 'B1', name: 'Møbel', deletedAt: expect.any(String) }, userErrors: [] },
    ]);
    const read = await graph.run('{ catalog(catalogId: "S23") { name } group(groupId: "B1") { name } }');
    expect(read.data).toEqual({ catalog: null, group: null });
  });
});

describe('input that is refused before any call', () => {
  const product = { catalogId: 'S23', productId: 'P' };
  const cases: readonly [Name, object, string][] = [
    ['createCatalog', { catalogId: ' a', name: 'x' }, 'input.catalogId'],
    ['createCatalog', { catalogId: 'a', name: '  ' }, 'input.name'],
    ['createGroup', { groupId: '', name: 'x' }, 'input.groupId'],
    ['createGroup', { groupId: 'x'.repeat(256), name: 'x' }, 'input.groupId'],
    ['createGroup', { groupId: '..', name: 'x' }, 'input.groupId'],
    ['createGroup', { groupId: 'a\u0000', name: 'x' }, 'input.groupId'],
    ['createGroup', { groupId: 'a', name: 'x', idempotencyKey: 'with space' }, 'input.idempotencyKey'],
    ['updateGroup', { groupId: 'a ', changes: { name: 'x' } }, 'input.groupId'],
    ['updateGroup', { groupId: 'a', changes: { name: '' } }, 'input.changes.name'],
    ['updateGroup', { groupId: 'a', changes: { name: null } }, 'input.changes.name'],
    ['deleteGroup', { groupId: '.' }, 'input.groupId'],
    ['deleteCatalog', { catalogId: '' }, 'input.catalogId'],
    ['createProduct', { catalogId: 'S23 ', productId: 'P' }, 'input.catalogId'],
    ['createProduct', { catalogId: 'S23', productId: ' P' }, 'input.productId'],
    ['createProduct', { ...product, price: { currency: 'NOK' } }, 'input.price'],
    ['createProduct', { ...product, price: { currency: 'NOK', minorUnits: 1, amount: '1' } }, 'input.price'],
    ['createProduct', { ...product, price: { currency: 'NOK', minorUnits: -1 } }, 'input.price.minorUnits'],
    ['createProduct', { ...product, price: { currency: 'NOK', amount: '-1' } }, 'input.price.amount'],
    ['createProduct', { ...product, price: { currency: 'NOK', amount: '1.234' } }, 'input.price.amount'],
    ['createProduct', { ...product, price: { currency: 'JPY', amount: '1.5' } }, 'input.price.amount'],
    ['createProduct', { ...product, price: { currency: 'NOK', amount: '1e3' } }, 'input.price.amount'],
    ['createProduct', { ...product, price: { currency: 'NOK', amount: '99999999999999999' } }, 'input.price.amount'],
    [
      'createProduct',
      { ...product, visibleFrom: '2026-01-02T00:00:00Z', visibleUntil: '2026-01-01T00:00:00Z' },
      'input.visibleUntil',
    ],
    ['createProduct', { ...product, images: [{ href: 'javascript:alert(1)' }] }, 'input.images.0.href'],
    [
      'createProduct',
      { ...product, locations: [{ locationId: 'a', itemsInStorage: -1 }] },
      'input.locations.0.itemsInStorage',
    ],
    [
      'createProduct',
      { ...product, locations: [{ locationId: 'a' }, { locationId: 'a' }] },
      'input.locations.1.locationId',
    ],
    ['createProduct', { ...product, groupIds: ['B1', 'B1'] }, 'input.groupIds.1'],
    [
      'createProduct',
      { ...product, groupIds: ['B1'], newGroups: [{ groupId: 'B1', name: 'x' }] },
      'input.newGroups.0.groupId',
    ],
    ['createProduct', { ...product, newGroups: [{ groupId: 'a', name: '' }] }, 'input.newGroups.0.name'],
    ['createProduct', { ...product, groupIds: Array.from({ length: 101 }, (_, i) => `g${i}`) }, 'input.groupIds'],
    [
      'updateProduct',
      { ...product, changes: { price: { currency: 'NOK', minorUnits: -5 } } },
      'input.changes.price.minorUnits',
    ],
    ['updateProduct', { ...product, productId: '', changes: { name: 'x' } }, 'input.productId'],
    ['createProductGroup', { reference: ' x' }, 'input.reference'],
    ['createProductGroup', { parentId: 'abc' }, 'input.parentId'],
    ['createProductGroup', { idempotencyKey: 'x'.repeat(256) }, 'input.idempotencyKey'],
    [
      'createProductGroup',
      {
        titleTranslations: [
          { language: 'de', value: 'a' },
          { language: 'DE', value: 'b' },
        ],
      },
      'input.titleTranslations.1.language',
    ],
    ['createProductGroup', { titleTranslations: [{ language: 'de', value: ' ' }] }, 'input.titleTranslations.0.value'],
  ];

  test.each(cases)('%s %j names %s', async (name, input, field) => {
    const { out, errors, calls } = await write(name, input);
    expect(errors).toEqual([]);
    expect(out?.object).toBeNull();
    expect(out?.userErrors.map((error) => [error.code, error.field?.join('.')])).toEqual([['INVALID_INPUT', field]]);
    expect(calls).toEqual({ dintero: 0, abillify: 0, token: 0 });
  });

  test('all problems are told at once', async () => {
    const { out } = await write('createProduct', {
      catalogId: ' ',
      productId: '.',
      price: { currency: 'NOK', minorUnits: -1 },
      newGroups: [{ groupId: '', name: '' }],
    });
    expect(out?.userErrors.map((error) => error.field?.join('.'))).toEqual([
      'input.catalogId',
      'input.productId',
      'input.newGroups.0.groupId',
      'input.newGroups.0.name',
      'input.price.minorUnits',
    ]);
  });

  test.each([
    ['currency', { ...product, price: { currency: 'KRONER', minorUnits: 1 } }],
    ['amount', { ...product, price: { currency: 'NOK', minorUnits: 1.5 } }],
    ['amount', { ...product, price: { currency: 'NOK', minorUnits: 2 ** 53 } }],
    ['url', { ...product, images: [{ href: '/relative.png' }] }],
    ['instant', { ...product, visibleFrom: '2026-01-01' }],
  ])('a %s that is no value of its scalar is refused by GraphQL', async (_what, input) => {
    const { errors, calls } = await write('createProduct', input);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(calls).toEqual({ dintero: 0, abillify: 0, token: 0 });
  });
});

describe('refusals of the upstreams', () => {
  const statuses: readonly [number, string, 'data' | 'error'][] = [
    [400, 'INVALID_INPUT', 'data'],
    [401, 'UNAUTHENTICATED', 'error'],
    [403, 'FORBIDDEN', 'data'],
    [404, 'NOT_FOUND', 'data'],
    [409, 'CONFLICT', 'data'],
    [418, 'UPSTREAM_INVALID_RESPONSE', 'error'],
    [422, 'INVALID_INPUT', 'data'],
    [429, 'RATE_LIMITED', 'error'],
    [500, 'UPSTREAM_UNAVAILABLE', 'error'],
    [502, 'OUTCOME_UNKNOWN', 'error'],
    [503, 'UPSTREAM_UNAVAILABLE', 'error'],
    [504, 'OUTCOME_UNKNOWN', 'error'],
  ];

  describe.each([
    ['dintero', 'createGroup', { groupId: 'Ny', name: 'Ny' }],
    ['abillify', 'createProductGroup', { reference: 'ny' }],
  ] as const)('%s', (upstream, name, input) => {
    test.each(statuses)('%i is %s, as %s', async (status, code, kind) => {
      graph[upstream].faults.add({ match: { method: 'POST', path: /groups$/ }, fault: { kind: 'status', status } });
      const { out, errors } = await write(name, input);
      if (kind === 'data') {
        expect(errors).toEqual([]);
        expect(out?.userErrors.map((error) => [error.code, error.upstream])).toEqual([[code, upstream]]);
        expect(out?.object).toBeNull();
      } else {
        expect([out, inShort(errors)]).toEqual([null, [`out ${code} ${upstream}`]]);
      }
      expect(graph.dintero.writes()).toEqual([]);
      expect(graph.abillify.creates()).toBe(0);
    });
  });

  test('403 names the scope that would permit it', async () => {
    const reader = await startTestGraph({
      dintero: { size: 20, clients: [{ clientId: 'c', clientSecret: 's', scopes: ['read:products'] }] },
      abillify: { size: 20 },
    });
    try {
      const { data } = await reader.run<{ out: Payload }>(documents.createGroup, {
        variables: { input: { name: 'x' } },
      });
      expect(data.out.userErrors).toEqual([USER_ERROR('FORBIDDEN', null, 'dintero')]);
      expect(data.out.userErrors[0]?.message).toBe(
        'dintero does not permit this (403). Mutation.createGroup needs the scope write:products.',
      );
    } finally {
      await reader.close();
    }
  });
});

describe('an unknown outcome', () => {
  const lost = { kind: 'reset', when: 'after' } as const;
  const never = { kind: 'reset', when: 'before' } as const;

  const cases: readonly [Name, object, string, RegExp][] = [
    ['createCatalog', { catalogId: 'Ny', name: 'Ny' }, 'POST', /catalogs$/],
    ['createGroup', { groupId: 'Ny', name: 'Ny' }, 'POST', /groups$/],
    [
      'createProduct',
      { catalogId: 'S23', productId: 'Ny', name: 'Ny', visibleFrom: '2026-01-01T01:00:00+01:00' },
      'POST',
      /products$/,
    ],
    ['updateCatalog', { catalogId: 'S23', changes: { name: 'Ny' } }, 'PUT', /catalogs/],
    ['updateGroup', { groupId: 'B1', changes: { name: 'Ny' } }, 'PUT', /groups/],
    ['updateProduct', { catalogId: 'S23', productId: 'Stol22', changes: { name: 'Ny' } }, 'PUT', /products/],
    ['deleteCatalog', { catalogId: 'S23' }, 'DELETE', /catalogs/],
    ['deleteGroup', { groupId: 'B1' }, 'DELETE', /groups/],
  ];

  test.each(cases)('of %s is found out by looking when the write was done', async (name, input, method, path) => {
    graph.dintero.faults.add({ match: { method, path }, fault: lost });
    const { out, errors } = await write(name, input);
    expect(errors).toEqual([]);
    expect(out?.userErrors).toEqual([]);
    expect(out?.object).not.toBeNull();
    expect([posts(), graph.dintero.writes()]).toMatchObject([1, [{}]]);
  });

  test.each(cases)(
    'of %s that was never done is OUTCOME_UNKNOWN, and it is not sent again',
    async (name, input, method, path) => {
      graph.dintero.faults.add({ match: { method, path }, fault: never });
      const { out, errors } = await write(name, input);
      expect([out, inShort(errors)]).toEqual([null, ['out OUTCOME_UNKNOWN dintero']]);
      expect([posts(), graph.dintero.writes()]).toEqual([1, []]);
    },
  );

  test.each(['html', 'bad-json', 'empty'] as const)(
    'an answer of %s to a write that was done is settled by looking',
    async (kind) => {
      graph.dintero.faults.add({ match: { method: 'POST', path: /groups$/ }, fault: { kind } });
      const { out, errors } = await write('createGroup', { groupId: 'Ny', name: 'Ny' });
      expect([errors, out?.object]).toMatchObject([[], { groupId: 'Ny' }]);
      expect(posts()).toBe(1);
    },
  );

  test('another object under the key does not pass for the one that was written', async () => {
    graph.dintero.faults.add({ match: { method: 'POST', path: /groups$/ }, fault: never });
    const { errors } = await write('createGroup', { groupId: 'B1', name: 'Another name' });
    expect(inShort(errors)).toEqual(['out OUTCOME_UNKNOWN dintero']);
  });

  test('of the second mutation leaves the first one in the answer, done once (promise 8)', async () => {
    graph.dintero.faults.add({ match: { method: 'POST', path: /groups$/ }, skip: 1, fault: never });
    const answer = await graph.run(
      `mutation { a: createGroup(input: { groupId: "A", name: "A" }) { group { name } } b: createGroup(input: { groupId: "B", name: "B" }) { group { name } } }`,
    );
    expect([answer.data, inShort(answer.errors)]).toEqual([
      { a: { group: { name: 'A' } }, b: null },
      ['b OUTCOME_UNKNOWN dintero'],
    ]);
    expect([posts(), written()]).toEqual([2, ['create group A']]);
  });
});

test('groups that the answer does not hold as asked are told, for the setting of their keys may be wrong', async () => {
  graph.dintero.faults.add({
    match: { method: 'POST', path: /products$/ },
    fault: { kind: 'patch', path: ['groups'], json: '[]' },
  });
  const { out, errors } = await write('createProduct', { catalogId: 'S23', productId: 'P', groupIds: ['B1'] });
  expect([out, inShort(errors)]).toEqual([null, ['out UPSTREAM_INVALID_RESPONSE dintero']]);
  expect(errors[0]?.message).toMatch(/was created, but .* "B1" .* DINTERO_GROUP_KEYS/);
});

describe('a creation with an idempotency key', () => {
  const cases: readonly [Name, Record<string, unknown>, Record<string, unknown>][] = [
    ['createCatalog', { name: 'Ny' }, { name: 'Another' }],
    ['createGroup', { name: 'Ny' }, { name: 'Another' }],
    [
      'createProduct',
      { catalogId: 'S23', name: 'Ny', newGroups: [{ groupId: 'G', name: 'G' }] },
      { catalogId: 'S23', name: 'Another' },
    ],
    ['createProductGroup', { label: 'Ny' }, { label: 'Another' }],
  ];

  /** Creations that really happened, but for the group that comes with the product. */
  function created(): number {
    const inDintero = graph.dintero.writes().filter(({ operation, key }) => operation === 'create' && key !== 'G');
    return inDintero.length + graph.abillify.creates();
  }

  test.each(cases)('%s is done once, however often it is asked (promise 4)', async (name, input) => {
    const first = await write(name, { ...input, idempotencyKey: 'key-1' });
    const second = await write(name, { ...input, idempotencyKey: 'key-1' });
    expect(first.errors).toEqual([]);
    expect(first.out?.object).not.toBeNull();
    expect(second.out).toEqual(first.out);
    expect([created(), second.calls.dintero, posts()]).toEqual([1, 0, 0]);
  });

  test.each(cases)(
    '%s with the same key and another input is refused without a call (promise 5)',
    async (name, input, another) => {
      await write(name, { ...input, idempotencyKey: 'key-1' });
      const { out, calls } = await write(name, { ...another, idempotencyKey: 'key-1' });
      expect(out).toEqual({ object: null, userErrors: [USER_ERROR('CONFLICT', ['input', 'idempotencyKey'])] });
      expect([created(), calls]).toEqual([1, { dintero: 0, abillify: 0, token: 0 }]);
    },
  );

  test.each(cases)('%s raced by two requests is done once', async (name, input) => {
    const racers = [1, 2, 3].map(() => write(name, { ...input, idempotencyKey: 'key-1' }));
    const [first, ...others] = await Promise.all(racers);
    expect(first?.out?.object).not.toBeNull();
    for (const other of others) expect(other.out).toEqual(first?.out);
    expect(created()).toBe(1);
  });

  test('may stand in the request header', async () => {
    const first = await write('createGroup', { name: 'Ny' }, { idempotencyKey: 'key-1' });
    const second = await write('createGroup', { name: 'Ny' }, { idempotencyKey: 'key-1' });
    expect([second.out, created()]).toEqual([first.out, 1]);
  });

  test('becomes the key that Abillify gets; without one each mutation gets its own', async () => {
    await write('createProductGroup', { label: 'a', idempotencyKey: 'key-1' });
    const keys = () => graph.abillify.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys()).toEqual(['key-1']);
    await graph.run(
      'mutation { a: createProductGroup(input: {}) { productGroup { id } } b: createProductGroup(input: {}) { productGroup { id } } }',
    );
    expect(new Set(keys()).size).toBe(2);
    expect(keys().every((key) => /^[0-9a-f-]{36}$/.test(String(key)))).toBe(true);
  });

  test('whose outcome was unknown is looked for by the repeat, and never done twice', async () => {
    const input = { catalogId: 'S23', name: 'Ny', newGroups: [{ groupId: 'G', name: 'G' }], idempotencyKey: 'key-1' };
    graph.dintero.faults.add({
      match: { method: 'POST', path: /products$/ },
      times: 1,
      fault: { kind: 'reset', when: 'after' },
    });
    graph.dintero.faults.add({
      match: { method: 'GET', path: /product_id=/ },
      times: 1,
      fault: { kind: 'status', status: 500 },
    });
    const first = await write('createProduct', input);
    expect(inShort(first.errors)).toEqual(['out OUTCOME_UNKNOWN dintero']);
    const second = await write('createProduct', input);
    expect([second.errors, second.out?.object]).toMatchObject([[], { name: 'Ny', groups: [{ groupId: 'G' }] }]);
    expect([posts(), created()]).toEqual([0, 1]);
  });

  test('that created nothing leaves the key free for a mended input', async () => {
    const failed = await write('createProduct', { catalogId: 'nope', idempotencyKey: 'key-1' });
    expect(failed.out?.userErrors).toEqual([USER_ERROR('NOT_FOUND', ['input', 'catalogId'], 'dintero')]);
    const mended = await write('createProduct', { catalogId: 'S23', idempotencyKey: 'key-1' });
    expect(mended.out?.object).not.toBeNull();
  });

  test('that met a conflict answers the same conflict again', async () => {
    const input = { groupId: 'B1', name: 'x', idempotencyKey: 'key-1' };
    const first = await write('createGroup', input);
    const second = await write('createGroup', input);
    expect(first.out?.userErrors).toEqual([USER_ERROR('CONFLICT', ['input', 'groupId'], 'dintero')]);
    expect([second.out, second.calls.dintero]).toEqual([first.out, 0]);
  });
});

describe('one request (promise 10)', () => {
  const mutations = (count: number) =>
    Array.from({ length: count }, (_, index) => `m${index}: createGroup(input: { name: "x" }) { group { name } }`).join(
      ' ',
    );

  test.each([
    ['inline', `mutation { ${mutations(11)} }`],
    ['through fragments', `mutation { ...A ... on Mutation { ...A } } fragment A on Mutation { ${mutations(6)} }`],
  ])('takes at most ten mutations, counted %s', async (_how, document) => {
    const { errors, calls } = await graph.run(document);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_TOO_LARGE']);
    expect(calls).toEqual({ dintero: 0, abillify: 0, token: 0 });
  });

  test('with the header Idempotency-Key takes one', async () => {
    const two = await graph.run(`mutation { ${mutations(2)} }`, { idempotencyKey: 'key-1' });
    expect(two.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    const ten = await graph.run(`mutation { ${mutations(10)} }`);
    expect([ten.errors, posts()]).toEqual([[], 10]);
  });
});

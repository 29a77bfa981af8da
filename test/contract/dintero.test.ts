import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { HttpFault } from '../../src/fake-kit/faults.ts';
import { createMerchant, type Merchant, type MerchantProduct } from '../../src/fake-kit/furniture.ts';
import { GatewayError } from '../../src/graph/errors.ts';
import type { Position } from '../../src/graph/port.ts';
import { productKeyText } from '../../src/graph/product/model.ts';
import { type ReadList, readAll, values } from '../support/read-list.ts';
import {
  connectDintero,
  type DinteroOnFake,
  type DinteroUnderTest,
  mayWriteToDintero,
  type StartDinteroOptions,
  startDintero,
} from '../support/start-dintero.ts';
import { liveRows } from '../support/whole-objects.ts';

/**
 * The reads of the first part hold for any account with a catalog, a product and a group; `DINTERO_*` in the environment names a live one, which
 * is written to only with `CONTRACT_WRITES=1`. The second part needs the fake's faults and choices.
 */

const NO_FILTER = { productId: null, name: null };

type Sources = DinteroUnderTest['sources'];

function listsOf({ catalogs, groups, products }: Sources, catalogId: string | null) {
  return {
    catalogs: (request) => catalogs.list(request, {}),
    groups: (request) => groups.list(request, {}),
    products: (request) => products.list({ ...request, catalogId, filter: NO_FILTER }, {}),
  } satisfies Record<string, ReadList<unknown>>;
}

describe('whoever answers', () => {
  let dintero: DinteroUnderTest;
  let firstCatalog: string;

  beforeAll(async () => {
    dintero = await connectDintero({ size: 600 });
    const { items } = await listsOf(dintero.sources, null).catalogs({ first: 1, after: null });
    firstCatalog = values(items)[0]?.catalogId ?? '';
  });
  beforeEach(() => void dintero.takeCalls());
  afterAll(() => dintero.close());

  /** Exactly on the fake; a live account may end each list with an empty page. */
  function expectCalls(fewest: number): void {
    const { api } = dintero.takeCalls();
    expect(dintero.fake ? api : Math.min(api, fewest)).toBe(fewest);
  }

  test.each(['catalogs', 'groups', 'products'] as const)(
    'lists %s by pages of up to 100, each row once, and goes on behind any of them',
    async (kind) => {
      const list: ReadList<{ readonly kind: string }> = listsOf(dintero.sources, firstCatalog)[kind];
      const page = await list({ first: 500, after: null });
      const items = page?.items ?? [];
      expect(items.length).toBeGreaterThan(0);
      expectCalls(Math.ceil(items.length / 100));

      const rows = values(items);
      expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
      for (const index of new Set([0, Math.floor(rows.length / 2), rows.length - 1])) {
        const behind = await list({ first: 10, after: items[index]?.position ?? null });
        expect(values(behind?.items ?? [])).toEqual(rows.slice(index + 1, index + 11));
        expectCalls(1);
      }
    },
  );

  test('finds a group and a product by key in one call each, and a catalog in its list', async () => {
    const { catalogs, groups, products } = dintero.sources;
    const lists = listsOf(dintero.sources, firstCatalog);
    const [group] = values((await lists.groups({ first: 1, after: null })).items);
    const [product] = values((await lists.products({ first: 1, after: null }))?.items ?? []);
    if (!group || !product) throw new Error('The account needs a group and a product.');
    dintero.takeCalls();

    expect((await groups.getMany([group.groupId], {})).get(group.groupId)).toEqual(group);
    expectCalls(1);
    const key = { catalogId: firstCatalog, productId: product.productId };
    expect((await products.getMany([key], {})).get(productKeyText(key))).toEqual(product);
    expectCalls(1);
    expect((await catalogs.getMany([firstCatalog], {})).get(firstCatalog)).toMatchObject({ catalogId: firstCatalog });
    expectCalls(1);
  });

  test('what does not exist is absent, a catalog and all that would be in it', async () => {
    const { catalogs, groups, products } = dintero.sources;
    const key = 'no-such-key/\u00f8 100%';
    expect((await catalogs.getMany([key], {})).size).toBe(0);
    expect((await groups.getMany([key], {})).size).toBe(0);
    expect((await products.getMany([{ catalogId: firstCatalog, productId: key }], {})).size).toBe(0);
    expect((await products.getMany([{ catalogId: key, productId: key }], {})).size).toBe(0);
    expect(await listsOf(dintero.sources, key).products({ first: 1, after: null })).toBeNull();
    expectCalls(5);
  });

  test('tells which scopes the token has, or nothing', async () => {
    const granted = await dintero.sources.scopes.granted({});
    expect(granted === null || granted.every((name) => name.includes(':'))).toBe(true);
    expectCalls(0);
  });

  (mayWriteToDintero ? test : test.skip)('a group that was created is found under its key', async () => {
    const groupId = `contract-test/${Date.now()}`;
    const created = await dintero.sources.groups.create(groupId, 'Kontrakt & prøve', false, {});
    expect((await dintero.sources.groups.getMany([groupId], {})).get(groupId)).toEqual(created);
    expectCalls(2);
  });
});

let running: DinteroOnFake[] = [];
afterEach(async () => {
  await Promise.all(running.map((dintero) => dintero.close()));
  running = [];
});

async function start(options: StartDinteroOptions = {}): Promise<DinteroOnFake> {
  const dintero = await startDintero(options);
  running.push(dintero);
  return dintero;
}

/** With a token in hand, so that only calls to the API are counted. */
async function startWithToken(options: StartDinteroOptions = {}): Promise<DinteroOnFake> {
  const dintero = await start(options);
  await dintero.sources.scopes.granted({});
  dintero.takeCalls();
  return dintero;
}

async function codeOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => new Error('It succeeded.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof GatewayError ? error.code : String(error);
}

function keysOf(rows: readonly unknown[], field: string): readonly string[] {
  return rows.map((row) => String(Reflect.get(Object(row), field)));
}

const createdAt = '2024-02-01T08:00:00Z';

function product(catalogId: string, productId: string): MerchantProduct {
  const name = `Product ${productId}`;
  return { catalogId, productId, name, isVirtual: false, images: [], locations: [], groupIds: [], createdAt };
}

function merchantOf(part: Partial<Merchant>): Merchant {
  return { catalogs: [], groups: [], products: [], productGroups: [], ...part };
}

describe('tokens', () => {
  test('one for all who ask at once, and for all who ask later', async () => {
    const { sources, takeCalls } = await start();
    const lists = listsOf(sources, 'S23');
    await Promise.all([
      lists.catalogs({ first: 1, after: null }),
      lists.groups({ first: 1, after: null }),
      lists.products({ first: 1, after: null }),
      sources.scopes.granted({}),
    ]);
    expect(takeCalls()).toEqual({ api: 3, token: 1 });
    await lists.catalogs({ first: 2, after: null });
    expect(takeCalls()).toEqual({ api: 1, token: 0 });
  });

  test('renewed ahead of their end by what the answer says of it, beside the callers', async () => {
    let now = Date.UTC(2026, 0, 1);
    const { sources, takeCalls } = await start({ clock: () => now, tokenLifetimeSeconds: 600 });
    const read = () => listsOf(sources, null).groups({ first: 1, after: null });
    await read();
    now += 539_000;
    await read();
    expect(takeCalls()).toEqual({ api: 2, token: 1 });
    now += 1_000;
    await read();
    await read();
    expect(takeCalls()).toEqual({ api: 2, token: 1 });
    now += 539_000;
    await read();
    expect(takeCalls()).toEqual({ api: 1, token: 0 });
  });

  test('used on while their endpoint fails, until they end', async () => {
    let now = Date.UTC(2026, 0, 1);
    const { sources, fake, takeCalls } = await start({ clock: () => now, tokenLifetimeSeconds: 600 });
    const read = () => listsOf(sources, null).groups({ first: 1, after: null });
    await read();
    takeCalls();
    fake.faults.add({ match: { path: /auth\/token$/ }, fault: { kind: 'status', status: 503 } });
    now += 599_000;
    await read();
    await read();
    expect(takeCalls()).toEqual({ api: 2, token: 1 });
    now += 1_000;
    expect(await codeOf(read())).toBe('UPSTREAM_UNAVAILABLE');
    expect(takeCalls()).toEqual({ api: 0, token: 1 });
    fake.faults.clear();
    await read();
    expect(takeCalls()).toEqual({ api: 1, token: 1 });
  });

  test('renewed once when they die early: reads and writes are repeated once', async () => {
    const { sources, fake, takeCalls } = await start();
    const read = () => listsOf(sources, null).groups({ first: 1, after: null });
    await read();
    fake.revokeTokens();
    await read();
    expect(takeCalls()).toEqual({ api: 3, token: 2 });

    fake.revokeTokens();
    await sources.groups.create('new', 'New', false, {});
    expect(fake.requests.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST 401',
      'POST 200',
      'POST 200',
    ]);
    expect(fake.writes()).toHaveLength(1);
    expect(takeCalls()).toEqual({ api: 2, token: 1 });
  });

  test('a second refusal is UNAUTHENTICATED, for reads and writes, without a loop', async () => {
    const { sources, fake, takeCalls } = await startWithToken();
    fake.faults.add({ match: { path: /\/products\// }, fault: { kind: 'revoked-token' } });
    expect(await codeOf(listsOf(sources, null).groups({ first: 1, after: null }))).toBe('UNAUTHENTICATED');
    expect(takeCalls()).toEqual({ api: 2, token: 1 });
    expect(await codeOf(sources.groups.create('new', 'New', false, {}))).toBe('UNAUTHENTICATED');
    expect(takeCalls()).toEqual({ api: 2, token: 1 });
    expect(fake.writes()).toEqual([]);
  });

  test('wrong credentials are UNAUTHENTICATED, whatever was asked for', async () => {
    const { sources, fake, takeCalls } = await start();
    for (const status of [400, 401, 404]) {
      fake.faults.add({ match: { path: /auth\/token$/ }, times: 1, fault: { kind: 'status', status } });
      const asked = sources.products.list({ first: 1, after: null, catalogId: 'S23', filter: NO_FILTER }, {});
      expect(await codeOf(asked)).toBe('UNAUTHENTICATED');
      expect(takeCalls()).toEqual({ api: 0, token: 1 });
    }
  });
});

describe.each(['absent', 'null', 'empty-string', 'extra-page'] as const)('a list whose end is %s', (listEnd) => {
  /** Pages that show that there is no more. */
  const extra = listEnd === 'extra-page' ? 1 : 0;

  test('is read in the fewest pages', async () => {
    const { sources, fake, takeCalls } = await startWithToken({ listEnd, size: 600 });
    const keys = keysOf(fake.rows().products, 'product_id').slice(0, 324);
    for (const first of [1, 99, 100, 101, 200, 250, 324, 325, 500]) {
      const page = await listsOf(sources, 'S23').products({ first, after: null });
      expect(values(page?.items ?? []).map(({ productId }) => productId)).toEqual(keys.slice(0, first));
      expect(takeCalls()).toEqual({ api: Math.ceil(Math.min(first, 324) / 100) + (first > 324 ? extra : 0), token: 0 });
      expect(page?.hasNextPage).toBe(first < 324 || (first === 324 && extra === 1));
    }
  });

  test('goes on behind every row', async () => {
    const { sources, takeCalls } = await startWithToken({ listEnd, size: 200 });
    const { catalogs, groups, products } = listsOf(sources, 'S23');
    const lists: readonly ReadList<object>[] = [catalogs, groups, products];
    for (const list of lists) {
      const rows = values(await readAll(list, 500));
      const items = await readAll(list, 40);
      expect(values(items)).toEqual(rows);
      for (const [index, { position }] of items.entries()) {
        takeCalls();
        const page = await list({ first: 30, after: position });
        expect(values(page?.items ?? [])).toEqual(rows.slice(index + 1, index + 31));
        expect(takeCalls().api).toBeLessThanOrEqual(1 + extra);
      }
    }
  });

  test('has the products of all catalogs in order, and goes on behind every one of them', async () => {
    const { sources, fake, takeCalls } = await startWithToken({ listEnd, size: 130 });
    const list = listsOf(sources, null).products;
    const keys = liveRows(fake).products.map((row) => row.product_id);
    const items = await readAll(list, 9);
    expect(values(items).map(({ productId }) => productId)).toEqual(keys);
    takeCalls();

    // The catalogs, then one page of each.
    expect((await list({ first: 500, after: null }))?.hasNextPage).toBe(false);
    expect(takeCalls()).toEqual({ api: (1 + 3) * (1 + extra), token: 0 });
    expect((await list({ first: 20, after: null }))?.hasNextPage).toBe(true);
    expect(takeCalls()).toEqual({ api: 2 + extra, token: 0 });
    // Within a catalog it is not asked which others there are.
    expect((await list({ first: 20, after: items[30]?.position ?? null }))?.hasNextPage).toBe(true);
    expect(takeCalls()).toEqual({ api: 1, token: 0 });

    for (const [index, { position }] of items.entries()) {
      const page = await list({ first: 25, after: position });
      const behind = values(page?.items ?? []).map(({ productId }) => productId);
      expect(behind).toEqual(keys.slice(index + 1, index + 26));
    }
  });
});

describe('lists that misbehave', () => {
  test('a cursor that leads back is an error, as soon as it is seen', async () => {
    const { sources, fake, takeCalls } = await startWithToken({ size: 600 });
    fake.faults.add({ fault: { kind: 'cursor-loop' } });
    const { products } = listsOf(sources, 'S23');
    expect((await products({ first: 300, after: null }))?.items).toHaveLength(300);
    expect(takeCalls()).toEqual({ api: 3, token: 0 });
    expect(await codeOf(products({ first: 500, after: null }))).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(takeCalls()).toEqual({ api: 4, token: 0 });
    const keys = Array.from({ length: 9 }, (_, index) => ({ catalogId: 'S23', productId: `none ${index}` }));
    const found = await sources.products.getMany(keys, {});
    expect([...found.values()].every((answer) => answer instanceof GatewayError)).toBe(true);
    expect(found.size).toBe(9);
    expect(takeCalls()).toEqual({ api: 4, token: 0 });
  });

  test('rows that come twice are listed once', async () => {
    const { sources, fake, takeCalls } = await startWithToken({ size: 600 });
    fake.faults.add({ fault: { kind: 'duplicate-rows' } });
    const page = await listsOf(sources, 'S23').products({ first: 500, after: null });
    const keys = keysOf(fake.rows().products, 'product_id').slice(0, 324);
    expect(values(page?.items ?? []).map(({ productId }) => productId)).toEqual(keys);
    expect(takeCalls()).toEqual({ api: 4, token: 0 });
  });

  test('catalogs that come twice do not bring their products twice', async () => {
    const catalogs = Array.from({ length: 101 }, (_, index) => ({ catalogId: `C${index}`, name: 'C', createdAt }));
    const products = ['C99', 'C100'].map((catalogId) => product(catalogId, 'P'));
    const { sources, fake, takeCalls } = await startWithToken({ merchant: merchantOf({ catalogs, products }) });
    fake.faults.add({ match: { path: /\/products\/catalogs\?/ }, fault: { kind: 'duplicate-rows' } });
    const page = await listsOf(sources, null).products({ first: 500, after: ['C97', null, 0] });
    expect(values(page?.items ?? []).map(({ catalog }) => catalog.catalogId)).toEqual(['C99', 'C100']);
    // C97, then which catalogs there are, then the three behind it.
    expect(takeCalls()).toEqual({ api: 1 + 2 + 3, token: 0 });
  });

  test('deleted rows are neither listed nor found', async () => {
    const { sources, fake, takeCalls } = await startWithToken();
    const { groups } = listsOf(sources, null);
    const alive = values(await readAll(groups, 500));
    fake.faults.add({ fault: { kind: 'deleted-listed' } });
    expect(values(await readAll(groups, 500))).toEqual(alive);
    expect(values(await readAll(groups, 7))).toEqual(alive);
    takeCalls();
    expect((await sources.groups.getMany(['B999'], {})).size).toBe(0);
    expect(takeCalls()).toEqual({ api: 1, token: 0 });
    expect([...(await sources.groups.getMany(['B999', 'Jul 2022', 'B1'], {})).keys()]).toEqual(['B1']);
    expect(takeCalls()).toEqual({ api: 1, token: 0 });
  });

  test('a page that fails fails the list', async () => {
    const { sources, fake, takeCalls } = await startWithToken({ size: 600 });
    fake.faults.add({ skip: 2, times: 1, fault: { kind: 'status', status: 500 } });
    const asked = listsOf(sources, 'S23').products({ first: 500, after: null });
    expect(await codeOf(asked)).toBe('UPSTREAM_UNAVAILABLE');
    expect(takeCalls()).toEqual({ api: 3, token: 0 });
  });

  test('reading ends after 50 pages and says so', async () => {
    const catalogs = Array.from({ length: 5_001 }, (_, index) => ({ catalogId: `C${index}`, name: 'C', createdAt }));
    const many = await startWithToken({ merchant: merchantOf({ catalogs }) });
    expect(await codeOf(readAll(listsOf(many.sources, null).products, 20))).toBe('OPERATION_TOO_LARGE');
    expect(many.takeCalls()).toEqual({ api: 50, token: 0 });
    const found = await many.sources.catalogs.getMany(['C7', 'none'], {});
    expect(found.get('C7')).toMatchObject({ catalogId: 'C7' });
    expect(found.get('none')).toMatchObject({ code: 'OPERATION_TOO_LARGE' });
    expect(many.takeCalls()).toEqual({ api: 50, token: 0 });

    const empty = await startWithToken({ merchant: merchantOf({ catalogs: catalogs.slice(0, 60) }) });
    expect(await codeOf(readAll(listsOf(empty.sources, null).products, 20))).toBe('OPERATION_TOO_LARGE');
    expect(empty.takeCalls()).toEqual({ api: 1 + 50, token: 0 });
  });

  test('products of another catalog than the one asked for are nobody’s', async () => {
    const { sources, fake, takeCalls } = await startWithToken();
    const patch: HttpFault = { kind: 'patch', path: ['products', 0, 'catalog_id'], json: '"H23/24"' };
    fake.faults.add({ fault: patch });
    expect(await codeOf(listsOf(sources, 'S23').products({ first: 5, after: null }))).toBe('UPSTREAM_INVALID_RESPONSE');
    const found = await sources.products.getMany([{ catalogId: 'S23', productId: 'Stol22' }], {});
    expect([...found.values()]).toEqual([expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE' })]);
    expect(takeCalls()).toEqual({ api: 2, token: 0 });
  });

  test('a catalog that goes between its list and its products has none', async () => {
    const { sources, fake, takeCalls } = await startWithToken();
    fake.faults.add({ match: { path: /H23%2F24/ }, fault: { kind: 'status', status: 404 } });
    const page = await listsOf(sources, null).products({ first: 500, after: null });
    const catalogIds = values(page?.items ?? []).map(({ catalog }) => catalog.catalogId);
    expect([...new Set(catalogIds)]).toEqual(['S23', 'Möbel Kiel']);
    expect(takeCalls()).toEqual({ api: 1 + 2 + 1 + 1, token: 0 });
  });
});

describe('positions that no list gave out', () => {
  const malformed: readonly Position[] = [[], [null], ['x'], [null, -1], [null, 101], [1, 1], ['', 0], [null, 0, 0]];

  test.each(malformed.map((position) => [position]))('%j is refused before any call', async (position) => {
    const { sources, takeCalls } = await start();
    const { catalogs, groups, products } = listsOf(sources, 'S23');
    for (const list of [catalogs, groups, products]) {
      expect(await codeOf(list({ first: 1, after: position }))).toBe('BAD_USER_INPUT');
    }
    const all = listsOf(sources, null).products;
    for (const after of [position, ['S23', ...position]]) {
      expect(await codeOf(all({ first: 1, after }))).toBe('BAD_USER_INPUT');
    }
    expect(takeCalls()).toEqual({ api: 0, token: 0 });
  });

  test('a cursor of another list, or of none, is refused by Dintero', async () => {
    const { sources, takeCalls } = await startWithToken({ size: 600 });
    const { groups, products } = listsOf(sources, 'S23');
    const foreign = (await groups({ first: 5, after: null })).items[4]?.position ?? null;
    takeCalls();
    expect(await codeOf(products({ first: 5, after: foreign }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(groups({ first: 5, after: ['forged', 0] }))).toBe('BAD_USER_INPUT');
    expect(takeCalls()).toEqual({ api: 2, token: 0 });
  });

  test('a catalog that is not there, or leads out of the path', async () => {
    const { sources, takeCalls } = await startWithToken();
    const all = listsOf(sources, null).products;
    expect(await codeOf(all({ first: 1, after: ['no such catalog', null, 0] }))).toBe('BAD_USER_INPUT');
    expect(takeCalls()).toEqual({ api: 2, token: 0 });
    expect(await codeOf(all({ first: 1, after: ['..', null, 0] }))).toBe('BAD_USER_INPUT');
    expect(takeCalls()).toEqual({ api: 0, token: 0 });
  });
});

describe('finding by key', () => {
  const keysIn = (catalogId: string, productIds: readonly string[]) =>
    productIds.map((productId) => ({ catalogId, productId }));

  test('one is one filtered call', async () => {
    const { sources, paths, takeCalls } = await startWithToken();
    expect((await sources.groups.getMany(['Tilbud 20%'], {})).get('Tilbud 20%')).toMatchObject({
      groupId: 'Tilbud 20%',
    });
    expect((await sources.products.getMany(keysIn('H23/24', ['Stol22']), {})).size).toBe(1);
    expect(paths()).toEqual([
      'groups?group_id=Tilbud%2020%25&limit=1',
      'catalogs/H23%2F24/products?product_id=Stol22&limit=1',
    ]);
    expect(takeCalls()).toEqual({ api: 2, token: 0 });
  });

  test('many are the pages of the list or one call each, whichever is fewer once its length is known', async () => {
    const { sources, fake, takeCalls } = await startWithToken({ size: 600 });
    const productIds = keysOf(fake.rows().products, 'product_id').slice(0, 324);
    const find = async (wanted: readonly string[]) => {
      const found = await sources.products.getMany(keysIn('S23', wanted), {});
      expect(found.size).toBe(wanted.length);
      for (const productId of wanted) {
        expect(found.get(productKeyText({ catalogId: 'S23', productId }))).toMatchObject({ productId });
      }
      return takeCalls().api;
    };
    expect(await find(productIds)).toBe(4);
    expect(await find(productIds.slice(-4))).toBe(4);
    expect(await find(productIds.slice(-3))).toBe(3);
    expect(await find(productIds.slice(-20))).toBe(4);
    expect(await find(productIds.slice(0, 90))).toBe(1);
    expect(await find([...productIds.slice(0, 90), ...productIds.slice(-2)])).toBe(1 + 2);
  });

  test('of several catalogs are found beside each other, each in its own', async () => {
    const { sources, takeCalls } = await startWithToken();
    const keys = ['S23', 'H23/24', 'Möbel Kiel', 'none'].map((catalogId) => ({ catalogId, productId: 'Stol22' }));
    const found = await sources.products.getMany(keys, {});
    const catalogIds = [...found.values()].map((answer) =>
      answer instanceof Error ? answer : answer.catalog.catalogId,
    );
    expect(catalogIds).toEqual(['S23', 'H23/24']);
    expect(takeCalls()).toEqual({ api: 4, token: 0 });
  });

  test('an ignored filter is an error, neither null nor another’s object', async () => {
    const { sources, fake, takeCalls } = await startWithToken();
    fake.faults.add({ fault: { kind: 'ignored-filter' } });
    for (const key of ['Tilbud 20%', 'no such group']) {
      const found = await sources.groups.getMany([key], {});
      expect([...found]).toEqual([[key, expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE' })]]);
    }
    const found = await sources.products.getMany(keysIn('S23', ['no such product']), {});
    expect([...found.values()]).toEqual([expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE' })]);
    expect(takeCalls()).toEqual({ api: 3, token: 0 });
  });

  test('a list whose filter is ignored is filtered here', async () => {
    const { sources, fake, takeCalls } = await startWithToken({ size: 600 });
    const filter = { productId: 'Stol22', name: null };
    const list = { first: 20, after: null, catalogId: 'S23', filter };
    const whole = await sources.products.list(list, {});
    expect(values(whole?.items ?? []).map(({ productId }) => productId)).toEqual(['Stol22']);
    expect(takeCalls()).toEqual({ api: 1, token: 0 });
    fake.faults.add({ fault: { kind: 'ignored-filter' } });
    expect(await sources.products.list(list, {})).toMatchObject({ items: whole?.items, hasNextPage: false });
    // 20, then full pages.
    expect(takeCalls()).toEqual({ api: 5, token: 0 });
  });

  const KEYS = [
    'a/b',
    'a b',
    '100%',
    '%2F',
    '%2e%2e',
    '../x',
    '...',
    '?a=1&b=2#c',
    'a+b',
    'Møbel',
    '漢字',
    '🪑',
    'ø'.repeat(255),
  ];

  test.each(KEYS)('%j reaches its place and comes back', async (key) => {
    const merchant = merchantOf({
      catalogs: [{ catalogId: key, name: 'Catalog', createdAt }],
      groups: [{ groupId: key, name: 'Group', createdAt }],
      products: [product(key, key)],
    });
    const { sources, takeCalls } = await startWithToken({ merchant });
    expect((await sources.catalogs.getMany([key], {})).get(key)).toMatchObject({ catalogId: key });
    expect((await sources.groups.getMany([key], {})).get(key)).toMatchObject({ groupId: key });
    const productKey = { catalogId: key, productId: key };
    expect((await sources.products.getMany([productKey], {})).get(productKeyText(productKey))).toMatchObject({
      productId: key,
      catalog: { catalogId: key },
    });
    const filter = { productId: key, name: null };
    const page = await sources.products.list({ first: 1, after: null, catalogId: key, filter }, {});
    expect(page?.items).toHaveLength(1);
    expect(takeCalls()).toEqual({ api: 4, token: 0 });
  });

  test.each(['', '.', '..', '\ud800'])('%j is refused before any call', async (key) => {
    const { sources, takeCalls } = await start();
    for (const found of [
      await sources.catalogs.getMany([key], {}),
      await sources.groups.getMany([key], {}),
      await sources.products.getMany([{ catalogId: key, productId: 'P' }], {}),
      await sources.products.getMany([{ catalogId: 'S23', productId: key }], {}),
    ]) {
      expect([...found.values()]).toEqual([expect.objectContaining({ code: 'BAD_USER_INPUT' })]);
    }
    expect(await codeOf(listsOf(sources, key).products({ first: 1, after: null }))).toBe('BAD_USER_INPUT');
    expect(takeCalls()).toEqual({ api: 0, token: 0 });
  });
});

describe('a row that cannot be read', () => {
  const wrong: readonly (readonly [field: string, json: string | undefined])[] = [
    ['product_id', undefined],
    ['product_id', '""'],
    ['product_id', '4711'],
    ['product_name', '4711'],
    ['is_virtual_product', '"4711"'],
    ['unit_gross_price', '"4711"'],
    ['unit_gross_price', '4711.5'],
    ['unit_gross_price', '9007199254740993'],
    ['unit_gross_price', '1e400'],
    ['currency', '"4711"'],
    ['currency', '"nok"'],
    ['starting_at', '"4711-13-32T00:00:00Z"'],
    ['created_at', '"2024-02-01 08:00:00"'],
    ['deleted_at', '4711'],
    ['id', '"4711"'],
    ['dimension', '"4711"'],
    ['images', '[{"href":4711}]'],
    ['locations', '[{"number_of_items_in_storage":2147483648}]'],
  ];

  test.each(wrong)('for its %s, %s, fails alone and names that', async (field, json) => {
    const { sources, fake, takeCalls } = await startWithToken();
    const { products } = listsOf(sources, 'S23');
    const whole = (await products({ first: 5, after: null }))?.items ?? [];
    takeCalls();

    fake.faults.add({ fault: { kind: 'patch', path: ['products', 0, field], ...(json !== undefined && { json }) } });
    const items = (await products({ first: 5, after: null }))?.items ?? [];
    expect(items.slice(1)).toEqual(whole.slice(1));
    expect(items[0]).toMatchObject({
      value: { code: 'UPSTREAM_INVALID_RESPONSE', details: { upstream: 'dintero' } },
      position: whole[0]?.position,
    });
    expect(items[0]?.value).toHaveProperty('message', expect.stringContaining(`products.0.${field}`));
    expect(items[0]?.value).toHaveProperty('message', expect.not.stringContaining('4711'));
    expect(takeCalls()).toEqual({ api: 1, token: 0 });
  });

  test('is an error when it is asked for, and no other is', async () => {
    const { sources, fake, takeCalls } = await startWithToken();
    const [bad, good] = keysOf(fake.rows().products, 'product_id');
    if (bad === undefined || good === undefined) throw new Error('Two products are needed.');
    const keys = [bad, good, 'none'].map((productId) => ({ catalogId: 'S23', productId }));
    fake.faults.add({ fault: { kind: 'patch', path: ['products', 0, 'unit_gross_price'], json: '0.5' } });
    const found = await sources.products.getMany(keys, {});
    expect(keys.map((key) => found.get(productKeyText(key)))).toEqual([
      expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE' }),
      expect.objectContaining({ productId: good }),
      undefined,
    ]);
    const alone = await sources.products.getMany(keys.slice(0, 1), {});
    expect([...alone.values()]).toEqual([expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE' })]);
    expect(takeCalls().api).toBe(3);
  });

  test('hides which catalog it is, so that the products of all are an error', async () => {
    const { sources, fake, takeCalls } = await startWithToken();
    fake.faults.add({
      match: { path: /\/products\/catalogs\?/ },
      fault: { kind: 'patch', path: ['catalogs', 1, 'catalog_id'] },
    });
    expect(await codeOf(listsOf(sources, null).products({ first: 500, after: null }))).toBe(
      'UPSTREAM_INVALID_RESPONSE',
    );
    expect(takeCalls()).toEqual({ api: 1, token: 0 });
  });
});

test('of a product with nothing but its keys nothing else is told', async () => {
  const merchant = merchantOf({
    catalogs: [{ catalogId: 'S23', name: 'Sommer', createdAt }],
    products: [product('S23', 'P')],
  });
  const { sources, fake, takeCalls } = await startWithToken({ merchant });
  const json = '{"product_id":"P","catalog_id":"S23"}';
  fake.faults.add({ fault: { kind: 'patch', path: ['products', 0], json } });
  const page = await listsOf(sources, 'S23').products({ first: 1, after: null });
  expect(values(page?.items ?? [])).toEqual([
    {
      kind: 'Product',
      productId: 'P',
      uuid: null,
      name: null,
      description: null,
      isVirtual: false,
      price: null,
      unit: null,
      visibleFrom: null,
      visibleUntil: null,
      dimension: null,
      images: [],
      locations: [],
      catalog: { kind: 'Catalog', catalogId: 'S23', name: null, details: null },
      groups: [],
      createdAt: null,
      createdBy: null,
      updatedAt: null,
      deletedAt: null,
      deletedBy: null,
    },
  ]);
  expect(takeCalls()).toEqual({ api: 1, token: 0 });
});

describe('refusals and failures', () => {
  const statuses: readonly (readonly [number, string])[] = [
    [302, 'UPSTREAM_INVALID_RESPONSE'],
    [307, 'UPSTREAM_INVALID_RESPONSE'],
    [400, 'BAD_USER_INPUT'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [409, 'CONFLICT'],
    [418, 'UPSTREAM_INVALID_RESPONSE'],
    [422, 'BAD_USER_INPUT'],
    [429, 'RATE_LIMITED'],
    [500, 'UPSTREAM_UNAVAILABLE'],
    [502, 'UPSTREAM_UNAVAILABLE'],
    [503, 'UPSTREAM_UNAVAILABLE'],
    [504, 'UPSTREAM_UNAVAILABLE'],
  ];
  const bodies: readonly (readonly [string, unknown])[] = [
    ['its own error', undefined],
    ['a web page', '<html>secret 10.0.0.8</html>'],
    ['another JSON', { secret: 'https://10.0.0.8/' }],
    ['JSON that is no object', [null]],
  ];

  test.each(statuses)('%i is %s, whatever the body', async (status, code) => {
    const { sources, fake, takeCalls } = await startWithToken();
    for (const [, body] of bodies) {
      const fault: HttpFault =
        status < 400
          ? { kind: 'redirect', status, location: 'https://10.0.0.8/secret' }
          : { kind: 'status', status, body };
      fake.faults.add({ match: { path: /\/products\// }, fault });
      const refused = listsOf(sources, null).groups({ first: 1, after: null });
      expect(await codeOf(refused)).toBe(code);
      const told = await refused.catch((error: unknown) => String(error));
      expect(told).not.toMatch(/secret|10\.0\.0\.8|127\.0\.0\.1|Bearer|html/);
      fake.faults.clear();
    }
    const calls = status === 401 ? { api: 2 * bodies.length, token: bodies.length } : { api: bodies.length, token: 0 };
    expect(takeCalls()).toEqual(calls);
  });

  test('429 says when to ask again', async () => {
    const { sources, fake, takeCalls } = await startWithToken();
    fake.faults.add({ fault: { kind: 'status', status: 429, retryAfter: '30' } });
    const refused = listsOf(sources, null).groups({ first: 1, after: null });
    await expect(refused).rejects.toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 30 } });
    expect(takeCalls()).toEqual({ api: 1, token: 0 });
  });

  test('403 is told as it is; which scope was missed is for the schema to say', async () => {
    const clients = [{ clientId: 'c', clientSecret: 's', scopes: ['read:discounts'] }];
    const { sources, takeCalls } = await start({ clients });
    await expect(listsOf(sources, null).groups({ first: 1, after: null })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: 'dintero does not permit this (403).',
    });
    expect(takeCalls()).toEqual({ api: 1, token: 1 });
  });

  const unreadable: readonly (readonly [string, HttpFault])[] = [
    ['a web page', { kind: 'html' }],
    ['nothing', { kind: 'empty' }],
    ['204', { kind: 'status', status: 204, body: '' }],
    ['half of its JSON', { kind: 'bad-json' }],
    ['plain text', { kind: 'status', status: 200, body: '{"groups":[],"secret":1}' }],
    ['a list', { kind: 'status', status: 200, body: ['secret'] }],
    ['null', { kind: 'patch', path: [], json: 'null' }],
    ['rows under another name', { kind: 'status', status: 200, body: { items: ['secret'] } }],
    ['rows that are no list', { kind: 'patch', path: ['groups'], json: '{"secret":1}' }],
    ['a cursor that is no text', { kind: 'patch', path: ['starting_after'], json: '{"secret":1}' }],
    ['an endless body', { kind: 'huge', mebibytes: 11 }],
  ];

  test.each(unreadable)('%s is an error, neither null nor an empty list', async (_, fault) => {
    const { sources, fake, takeCalls } = await startWithToken();
    fake.faults.add({ fault });
    const listed = listsOf(sources, null).groups({ first: 1, after: null });
    expect(await codeOf(listed)).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(await listed.catch(String)).not.toMatch(/secret|127\.0\.0\.1/);
    const found = await sources.groups.getMany(['B1'], {});
    expect([...found]).toEqual([['B1', expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE' })]]);
    expect(takeCalls()).toEqual({ api: 2, token: 0 });
  });

  const lost: readonly (readonly [string, HttpFault, string])[] = [
    ['a reset', { kind: 'reset' }, 'UPSTREAM_UNAVAILABLE'],
    ['a body that is cut', { kind: 'cut', framing: 'length' }, 'UPSTREAM_UNAVAILABLE'],
    ['a body without its end', { kind: 'cut', framing: 'chunked' }, 'UPSTREAM_UNAVAILABLE'],
    ['silence', { kind: 'hang' }, 'UPSTREAM_TIMEOUT'],
  ];

  test.each(lost)('%s is an error', async (_, fault, code) => {
    const { sources, fake, takeCalls } = await startWithToken({ transport: { attemptTimeoutMs: 100 } });
    fake.faults.add({ fault });
    expect(await codeOf(listsOf(sources, null).groups({ first: 1, after: null }))).toBe(code);
    expect(takeCalls()).toEqual({ api: 1, token: 0 });
  });

  test.each([
    ['a token', start, { api: 0, token: 1 }],
    ['the answer', startWithToken, { api: 1, token: 0 }],
  ] as const)('the caller’s own end is one, while it waits for %s', async (_, begin, calls) => {
    const { sources, fake, takeCalls } = await begin({ transport: { attemptTimeoutMs: 50 } });
    fake.faults.add({ fault: { kind: 'hang' } });
    const caller = new AbortController();
    const read = sources.groups.list({ first: 1, after: null }, { signal: caller.signal });
    while (fake.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    caller.abort();
    expect(await codeOf(read)).toBe('UPSTREAM_TIMEOUT');
    expect(takeCalls()).toEqual(calls);
  });
});

test('a shop as large as can be is read whole, in order, in the fewest calls', async () => {
  const merchant = createMerchant({ size: 2_000 });
  const { sources, takeCalls } = await startWithToken({ merchant });
  const items = await readAll(listsOf(sources, null).products, 500);
  const live = merchant.products.filter(({ deletedAt }) => deletedAt === undefined);
  expect(values(items).map(({ productId, catalog }) => [catalog.catalogId, productId])).toEqual(
    live.map(({ productId, catalogId }) => [catalogId, productId]),
  );
  expect(takeCalls().api).toBeLessThanOrEqual(20 + 3 + 4);
});

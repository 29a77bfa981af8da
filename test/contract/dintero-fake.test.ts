import { afterEach, describe, expect, test } from '@jest/globals';
import { decodeJwt, SignJWT } from 'jose';
import { createMerchant, type Merchant } from '../../src/fake-kit/furniture.ts';
import { type DinteroFake, type DinteroFakeOptions, startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';

/** Documentation: the pages kept for create-group, list-groups and create-product; their sections 2.1 to 2.3. */

const createdAt = '2024-02-01T08:00:00Z';
const noon = Date.parse('2026-05-04T12:00:00Z');

const shop: Merchant = {
  catalogs: [
    { catalogId: 'S23', name: 'Sommer', createdAt },
    { catalogId: 'vinter/24', name: 'Vinter', createdAt },
  ],
  groups: ['B1', 'B2', 'B3', 'B4', 'B5'].map((groupId) => ({
    groupId,
    name: `Gruppe ${groupId}`,
    createdAt,
    ...(groupId === 'B4' && { deletedAt: '2024-03-01T08:00:00Z' }),
  })),
  products: [
    {
      productId: 'Stol22',
      catalogId: 'S23',
      name: 'Stablestol',
      description: 'Stablestol for utendørsbruk',
      isVirtual: false,
      price: { minorUnits: 10900, currency: 'NOK' },
      unit: 'stk',
      visibleFrom: '2024-04-01T00:00:00Z',
      visibleUntil: '2027-10-01T00:00:00Z',
      dimension: { color: 'grå', size: 'M' },
      images: [{ href: 'https://example.test/stol.png', rel: 'thumbnail_image', caption: 'Stol' }],
      locations: [{ locationId: 'SC_Oslo', name: 'SuperChain Oslo', shipping: false, pickup: true, stock: 15 }],
      groupIds: ['B1', 'B4'],
      createdAt,
    },
    ...['P1', 'P2', 'P3'].map((productId) => ({
      productId,
      catalogId: 'S23',
      name: productId === 'P3' ? 'Bord' : 'Hylle',
      isVirtual: true,
      images: [],
      locations: [],
      groupIds: ['B2'],
      createdAt,
    })),
  ],
  productGroups: [],
};

let now = noon;
const running: DinteroFake[] = [];

async function start(options: DinteroFakeOptions = {}): Promise<DinteroFake> {
  now = noon;
  const fake = await startDinteroFake({ merchant: shop, clock: () => now, ...options });
  running.push(fake);
  return fake;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.close()));
});

type Fields = Readonly<Record<string, unknown>>;

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Fields;
  /** A list answer's rows. */
  readonly rows: readonly Fields[];
}

async function send(url: string, method: string, headers: Record<string, string>, body?: unknown): Promise<Reply> {
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await fetch(url, { method, headers, ...sent });
  const answer = fieldsOf(await response.json());
  const list = Object.values(answer).find(Array.isArray) ?? [];
  return { status: response.status, headers: response.headers, json: answer, rows: list.map(fieldsOf) };
}

function fieldsOf(value: unknown): Fields {
  return Object.fromEntries(Object.entries(value ?? {}));
}

const json = { 'content-type': 'application/json' };

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

function askToken(fake: DinteroFake, change: { oid?: string; authorization?: string; body?: unknown } = {}) {
  const audience = `https://api.dintero.com/v1/accounts/${fake.accountId}`;
  const { oid = fake.accountId, authorization = basic(fake.clientId, fake.clientSecret) } = change;
  const { body = { grant_type: 'client_credentials', audience } } = change;
  return send(`${fake.baseUrl}/accounts/${oid}/auth/token`, 'POST', { authorization, ...json }, body);
}

/** Calls below /products with a fresh token. */
async function open(fake: DinteroFake) {
  const { access_token: token } = (await askToken(fake)).json;
  return (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = body === undefined ? {} : json,
  ) =>
    send(
      `${fake.baseUrl}/accounts/${fake.accountId}/products${path}`,
      method,
      { authorization: `Bearer ${token}`, ...headers },
      body,
    );
}

async function startOpen(options: DinteroFakeOptions = {}) {
  const fake = await start(options);
  return { fake, call: await open(fake) };
}

function keysOf({ rows }: Reply): unknown[] {
  return rows.map(({ product_id, group_id, catalog_id }) => product_id ?? group_id ?? catalog_id);
}

/** Every row's key, page by page, 20 pages at most. */
async function readAll(call: Awaited<ReturnType<typeof open>>, path: string, limit: number) {
  const pages: unknown[][] = [];
  let cursor: unknown;
  do {
    const reply = await call('GET', `${path}?limit=${limit}${cursor ? `&starting_after=${cursor}` : ''}`);
    pages.push(keysOf(reply));
    cursor = reply.json.starting_after;
  } while (cursor && pages.length < 20);
  return pages;
}

function expectError(reply: Reply, status: number, message: RegExp | string = /./): void {
  expect([reply.status, reply.json]).toEqual([
    status,
    { error: expect.objectContaining({ message: expect.stringMatching(message), code: expect.any(String) }) },
  ]);
}

function expectFinding(reply: Reply, field: string): void {
  expectError(reply, 400);
  const errors = expect.arrayContaining([{ field, message: expect.any(String) }]);
  expect(reply.json).toEqual({ error: expect.objectContaining({ errors }) });
}

describe('tokens', () => {
  test('a client gets a JWT with its scopes for its lifetime', async () => {
    const clients = [{ clientId: 'c', clientSecret: 's:with:colons', scopes: ['read:products', 'admin:hooks'] }];
    const fake = await start({ clients, tokenLifetimeSeconds: 60 });
    const reply = await askToken(fake);
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 60 });
    expect(decodeJwt(String(reply.json.access_token))).toMatchObject({
      sub: 'c',
      scope: 'read:products admin:hooks',
      exp: noon / 1000 + 60,
      jti: expect.any(String),
    });
    expect((await askToken(fake)).json.access_token).not.toBe(reply.json.access_token);
  });

  test('defaults: four hours, admin:products', async () => {
    const fake = await start();
    const { json: token } = await askToken(fake);
    expect(token.expires_in).toBe(14_400);
    expect(decodeJwt(String(token.access_token)).scope).toBe('admin:products');
    expect(fake.accountId).toBe('T11223344');
    expect(fake.baseUrl).toBe(`http://127.0.0.1:${fake.port}/v1`);
  });

  test("the audience may be this server's own address, the path the partner's id", async () => {
    const fake = await start();
    const audience = `${fake.baseUrl}/accounts/${fake.accountId}`;
    const body = { grant_type: 'client_credentials', audience };
    expect((await askToken(fake, { body })).status).toBe(200);
    expect((await askToken(fake, { oid: 'T112', body })).status).toBe(200);
  });

  test('refuses malformed account ids, wrong credentials and foreign accounts', async () => {
    const fake = await start();
    for (const oid of ['X11223344', 'T1122334', 'T112233445', 'T1234', 't11223344']) {
      expectError(await askToken(fake, { oid }), 400, /account/);
    }
    expectError(await askToken(fake, { oid: 'P11223344' }), 401);
    expectError(await askToken(fake, { authorization: basic(fake.clientId, 'wrong') }), 401);
    expectError(await askToken(fake, { authorization: basic('', '') }), 401);
    expectError(await askToken(fake, { authorization: `Bearer ${fake.clientSecret}` }), 401);
  });

  test('refuses incomplete bodies with 400 and audiences without a grant with 403', async () => {
    const fake = await start();
    const audience = 'https://api.dintero.com/v1/accounts/P11223344';
    expectFinding(await askToken(fake, { body: { audience } }), 'body.grant_type');
    expectFinding(await askToken(fake, { body: { grant_type: 'client_credentials' } }), 'body.audience');
    expectFinding(await askToken(fake, { body: { grant_type: 1, audience } }), 'body.grant_type');
    expectError(await askToken(fake, { body: { grant_type: 'password', audience } }), 400, /grant_type/);
    expectError(await askToken(fake, { body: '{' }), 400);
    expectError(await askToken(fake, { body: { grant_type: 'client_credentials', audience } }), 403);
  });

  test('429 with Retry-After on demand', async () => {
    const fake = await start();
    fake.faults.add({
      match: { path: /auth\/token$/ },
      times: 1,
      fault: { kind: 'status', status: 429, retryAfter: '3' },
    });
    const reply = await askToken(fake);
    expectError(reply, 429, /Too Many Requests/);
    expect(reply.headers.get('retry-after')).toBe('3');
    expect((await askToken(fake)).status).toBe(200);
  });
});

describe('who may call', () => {
  const groupsOf = (fake: DinteroFake, authorization?: string, aid = fake.accountId) =>
    send(`${fake.baseUrl}/accounts/${aid}/products/groups`, 'GET', authorization ? { authorization } : {});

  test('a token is good until it expires, by the injected clock', async () => {
    const { call } = await startOpen({ tokenLifetimeSeconds: 60 });
    now += 59_000;
    expect((await call('GET', '/groups')).status).toBe(200);
    now += 1_000;
    expectError(await call('GET', '/groups'), 401, /expired/);
  });

  test('a token that is not from this server is refused: none, junk, forged, unsigned', async () => {
    const fake = await start();
    const token = String((await askToken(fake)).json.access_token);
    const good = decodeJwt(token);
    const forged = await new SignJWT(good).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 'guess'));
    const [, payload] = token.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    for (const bearer of ['', 'junk', forged, unsigned, `${token}x`]) {
      expectError(await groupsOf(fake, `Bearer ${bearer}`), 401);
    }
    expectError(await groupsOf(fake), 401);
    expectError(await groupsOf(fake, basic(fake.clientId, fake.clientSecret)), 401);
    expect((await groupsOf(fake, `Bearer ${token}`)).status).toBe(200);
  });

  test('a token opens its own account only, and account ids are P or T and eight digits', async () => {
    const fake = await start();
    const authorization = `Bearer ${(await askToken(fake)).json.access_token}`;
    expectError(await groupsOf(fake, authorization, 'P11223344'), 401, /account/);
    expectError(await groupsOf(fake, authorization, 'T112'), 400, /account/);
  });

  test('revoked tokens are refused, a new one is good; one call alone can be refused too', async () => {
    const { fake, call } = await startOpen();
    fake.revokeTokens();
    expectError(await call('GET', '/groups'), 401, /revoked/);
    const again = await open(fake);
    expect((await again('GET', '/groups')).status).toBe(200);
    fake.faults.add({ times: 1, fault: { kind: 'revoked-token' } });
    expectError(await again('GET', '/groups'), 401);
    expect((await again('GET', '/groups')).status).toBe(200);
  });

  test.each([
    ['admin:products', 200, 200],
    ['write:products', 200, 200],
    ['read:products', 200, 403],
    ['products:admin', 403, 403],
    ['admin:products:/x', 403, 403],
  ])('%s: reads %i, writes %i', async (scope, reads, writes) => {
    const clients = [{ clientId: 'c', clientSecret: 's', scopes: ['admin:hooks', scope] }];
    const { fake, call } = await startOpen({ clients, duplicates: 'upsert' });
    const body = {};
    const paths = ['/catalogs', '/groups', '/catalogs/S23/products'];
    for (const path of paths) expect((await call('GET', path)).status).toBe(reads);
    for (const path of paths) expect((await call('POST', path, body)).status).toBe(writes);
    for (const path of ['/catalogs/S23/products/P1', '/catalogs/S23', '/groups/B1']) {
      expect((await call('PUT', path, body)).status).toBe(writes);
    }
    for (const path of ['/catalogs/S23', '/groups/B1']) expect((await call('DELETE', path)).status).toBe(writes);
    expect(fake.writes()).toHaveLength(writes === 200 ? 8 : 0);
  });
});

describe('paths', () => {
  test('unknown paths are 404, known ones with another verb 405', async () => {
    const { fake, call } = await startOpen();
    for (const path of ['', '/', '/items', '/groups/', '/groups//x', '/catalogs/S23/products/P1/x', '/groups/B1/B2']) {
      expectError(await call('GET', path), 404);
    }
    expectError(await send(`${fake.url}/v2/accounts/${fake.accountId}/products/groups`, 'GET', {}), 404);
    const deletion = await call('DELETE', '/catalogs/S23/products/P1');
    expectError(deletion, 405);
    expect(deletion.headers.get('allow')).toBe('PUT');
    expectError(await call('GET', '/groups/B1'), 405);
    expectError(await call('PATCH', '/groups/B1', {}), 405);
  });

  test('keys may hold slashes and percent signs; the rules of keys hold in paths', async () => {
    const { call } = await startOpen();
    expect((await call('GET', `/catalogs/${encodeURIComponent('vinter/24')}/products`)).json).toEqual({ products: [] });
    const odd = '100 % "bøk"/?#..';
    expect((await call('POST', '/groups', { group_id: odd })).status).toBe(200);
    expect((await call('DELETE', `/groups/${encodeURIComponent(odd)}`)).json.group_id).toBe(odd);
    expectFinding(await call('DELETE', '/groups/%20B1'), 'path.group_id');
    expectFinding(await call('PUT', `/catalogs/S23/products/${'x'.repeat(256)}`, {}), 'path.product_id');
    expectError(await call('DELETE', '/groups/b1'), 404);
  });

  test('writes need JSON', async () => {
    const { call } = await startOpen();
    expectError(await call('POST', '/groups', '{}', { 'content-type': 'text/plain' }), 415);
    expectError(await call('PUT', '/groups/B1', '{}', {}), 415);
    for (const body of ['{', '[]', 'null', '"x"']) expectError(await call('POST', '/groups', body), 400);
    expect((await call('POST', '/groups', '{}', { 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(
      200,
    );
    expect((await call('POST', '/groups', undefined, json)).status).toBe(200);
  });
});

describe('lists', () => {
  test('ten rows by default, up to 100, deleted ones left out', async () => {
    const merchant = {
      ...shop,
      groups: Array.from({ length: 120 }, (_, n) => ({ groupId: `G${n}`, name: 'x', createdAt })),
    };
    const { call } = await startOpen({ merchant });
    expect((await call('GET', '/groups')).rows).toHaveLength(10);
    expect((await call('GET', '/groups?limit=100')).rows).toHaveLength(100);
    for (const limit of ['0', '101', '-1', '1.5', 'ten', '', '1e1', '0x10']) {
      expectFinding(await call('GET', `/groups?limit=${limit}`), 'query.limit');
    }
  });

  test('pages in order of creation; the last page has no cursor', async () => {
    const { call } = await startOpen();
    expect(await readAll(call, '/groups', 2)).toEqual([
      ['B1', 'B2'],
      ['B3', 'B5'],
    ]);
    expect(await readAll(call, '/groups', 3)).toEqual([['B1', 'B2', 'B3'], ['B5']]);
    expect(await readAll(call, '/catalogs/S23/products', 3)).toEqual([['Stol22', 'P1', 'P2'], ['P3']]);
    const whole = (await call('GET', '/groups?limit=4')).json;
    expect(Object.keys(whole)).toEqual(['groups']);
  });

  test('a cursor is no id, is the same for the same place, and takes another limit', async () => {
    const { call } = await startOpen();
    const { json: first, rows } = await call('GET', '/groups?limit=2');
    expect([rows[1]?.id, rows[1]?.group_id]).not.toContain(first.starting_after);
    expect((await call('GET', '/groups?limit=2')).json.starting_after).toBe(first.starting_after);
    const rest = await call('GET', `/groups?limit=1&starting_after=${first.starting_after}`);
    expect(keysOf(rest)).toEqual(['B3']);
    expect(rest.json.starting_after).not.toBe(first.starting_after);
  });

  test('a cursor opens no other list, no other filter and no other server', async () => {
    const { call } = await startOpen();
    const other = await startOpen();
    const cursorOf = async (path: string) => (await call('GET', `${path}limit=1`)).json.starting_after;
    const groups = await cursorOf('/groups?');
    const products = await cursorOf('/catalogs/S23/products?');
    const shelves = await cursorOf('/catalogs/S23/products?product_name=Hylle&');
    expect((await call('GET', `/catalogs/S23/products?product_name=Hylle&starting_after=${shelves}`)).status).toBe(200);
    for (const path of [
      `/catalogs?starting_after=${groups}`,
      `/groups?starting_after=${products}`,
      `/groups?group_id=B1&starting_after=${groups}`,
      `/catalogs/vinter%2F24/products?starting_after=${products}`,
      `/catalogs/S23/products?starting_after=${shelves}`,
      '/groups?starting_after=B1',
      '/groups?starting_after=',
    ]) {
      expectError(await call('GET', path), 400, /starting_after/);
    }
    expectError(await other.call('GET', `/groups?starting_after=${groups}`), 400);
  });

  test('a place outlives inserts and deletes, even of its own row', async () => {
    const { call } = await startOpen();
    const cursor = (await call('GET', '/groups?limit=2')).json.starting_after;
    await call('DELETE', '/groups/B2');
    await call('DELETE', '/groups/B1');
    await call('POST', '/groups', { group_id: 'B6' });
    expect(keysOf(await call('GET', `/groups?starting_after=${cursor}`))).toEqual(['B3', 'B5', 'B6']);
  });

  test.each([
    ['null', [2, 2], null],
    ['empty-string', [2, 2], ''],
    ['extra-page', [2, 2, 0], undefined],
  ] as const)('the end of a list by %s', async (listEnd, sizes, last) => {
    const { call } = await startOpen({ listEnd });
    expect((await readAll(call, '/groups', 2)).map((page) => page.length)).toEqual(sizes);
    const reply = await call('GET', '/groups?limit=100');
    if (listEnd === 'extra-page') expect(reply.json.starting_after).toEqual(expect.any(String));
    else expect(reply.json.starting_after).toBe(last);
  });

  test('filters select exactly; none found is an empty list', async () => {
    const { call } = await startOpen();
    const keys = async (path: string) => keysOf(await call('GET', path));
    expect(await keys('/groups?group_id=B2')).toEqual(['B2']);
    expect(await keys('/groups?group_id=b2')).toEqual([]);
    expect(await keys('/groups?group_id=B4')).toEqual([]);
    expect(await keys('/catalogs/S23/products?product_id=P1')).toEqual(['P1']);
    expect(await keys('/catalogs/S23/products?product_name=Hylle')).toEqual(['P1', 'P2']);
    expect(await keys('/catalogs/S23/products?product_name=Hylle&product_id=P2')).toEqual(['P2']);
    expect(await keys('/catalogs/S23/products?product_name=Hyll')).toEqual([]);
    expectFinding(await call('GET', '/groups?group_id=%20B1'), 'query.group_id');
    expectFinding(await call('GET', `/catalogs/S23/products?product_id=${'x'.repeat(256)}`), 'query.product_id');
  });

  test('products of an unknown catalog are a 404', async () => {
    const { call } = await startOpen();
    expectError(await call('GET', '/catalogs/none/products'), 404);
    expectError(await call('POST', '/catalogs/none/products', {}), 404);
  });

  test('a product as the page shows it', async () => {
    const { fake, call } = await startOpen();
    const { rows: products } = await call('GET', '/catalogs/S23/products?limit=2');
    expect(products[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
      created_at: createdAt,
      created_by: fake.clientId,
      updated_at: createdAt,
      product_name: 'Stablestol',
      description: 'Stablestol for utendørsbruk',
      is_virtual_product: false,
      unit_gross_price: 10900,
      unit: 'stk',
      currency: 'NOK',
      starting_at: '2024-04-01T00:00:00Z',
      stopping_at: '2027-10-01T00:00:00Z',
      dimension: { color: 'grå', size: 'M' },
      images: [{ href: 'https://example.test/stol.png', rel: 'thumbnail_image', caption: 'Stol' }],
      locations: [
        {
          location_id: 'SC_Oslo',
          location_name: 'SuperChain Oslo',
          is_available_for_shipping: false,
          is_available_for_pickup: true,
          number_of_items_in_storage: 15,
        },
      ],
      product_id: 'Stol22',
      catalog_id: 'S23',
      catalog_name: 'Sommer',
      groups: [
        { group_id: 'B1', group_name: 'Gruppe B1' },
        { group_id: 'B4', group_name: 'Gruppe B4' },
      ],
    });
    expect(products[1]).not.toHaveProperty('unit_gross_price');
  });

  test('the furniture merchant is served whole', async () => {
    const merchant = createMerchant({ size: 250 });
    const { call } = await startOpen({ merchant });
    let served = 0;
    for (const { catalogId } of merchant.catalogs) {
      const pages = await readAll(call, `/catalogs/${encodeURIComponent(catalogId)}/products`, 100);
      served += new Set(pages.flat()).size;
    }
    expect(served).toBe(250);
    const living = merchant.groups.filter(({ deletedAt }) => deletedAt === undefined);
    expect((await readAll(call, '/groups', 7)).flat()).toEqual(living.map(({ groupId }) => groupId));
  });
});

describe.each([
  ['catalog', '/catalogs', 'S23'],
  ['group', '/groups', 'B1'],
] as const)('%s', (noun, path, key) => {
  const [id, name] = [`${noun}_id`, `${noun}_name`];

  test('create answers the new row and lists it last', async () => {
    const { fake, call } = await startOpen({ createStatus: 201 });
    const created = await call('POST', path, {
      [id]: 'Nå',
      [name]: 'Møbel',
      id: 'ignored',
      created_by: 'ignored',
      odd: 1,
    });
    const row = {
      id: expect.any(String),
      created_at: '2026-05-04T12:00:00.000Z',
      updated_at: '2026-05-04T12:00:00.000Z',
      created_by: fake.clientId,
      [id]: 'Nå',
      [name]: 'Møbel',
    };
    expect([created.status, created.json]).toEqual([201, row]);
    expect((await call('GET', path)).rows.at(-1)).toEqual(created.json);
    expect(fake.writes()).toEqual([{ operation: 'create', resource: noun, key: 'Nå' }]);
  });

  test('create makes a key when there is none, and needs no name', async () => {
    const { call } = await startOpen();
    const [first, second] = [await call('POST', path, {}), await call('POST', path, {})];
    expect(first.json[id]).toMatch(/^.{1,255}$/);
    expect(first.json[id]).not.toBe(second.json[id]);
    expect(first.json).not.toHaveProperty(name);
  });

  test('keys have 1 to 255 characters and no spaces at the ends; types are checked', async () => {
    const { fake, call } = await startOpen();
    for (const wrong of ['', ' x', 'x ', 'x'.repeat(256), 7, null]) {
      expectFinding(await call('POST', path, { [id]: wrong }), `body.${id}`);
    }
    expectFinding(await call('POST', path, { [name]: 7 }), `body.${name}`);
    expectFinding(await call('PUT', `${path}/${key}`, { [name]: null }), `body.${name}`);
    expect((await call('POST', path, { [id]: '🪑'.repeat(255) })).status).toBe(200);
    expect(fake.writes()).toHaveLength(1);
  });

  test('a key in use is a 409, or by choice an upsert', async () => {
    const { fake, call } = await startOpen();
    expectError(await call('POST', path, { [id]: key, [name]: 'Ny' }), 409, key);
    expect(fake.writes()).toEqual([]);

    const upserting = await startOpen({ duplicates: 'upsert' });
    const before = (await upserting.call('GET', path)).rows[0];
    const upserted = await upserting.call('POST', path, { [id]: key, [name]: 'Ny' });
    expect(upserted.json).toEqual({ ...before, [name]: 'Ny', updated_at: '2026-05-04T12:00:00.000Z' });
  });

  test('update changes the name alone', async () => {
    const { fake, call } = await startOpen();
    const before = (await call('GET', path)).rows[0];
    const body = { [name]: 'Ny', [id]: 5, id: 'x', created_at: 'x', deleted_at: '2020-01-01T00:00:00Z' };
    const updated = await call('PUT', `${path}/${key}`, body);
    expect([updated.status, updated.json]).toEqual([
      200,
      { ...before, [name]: 'Ny', updated_at: '2026-05-04T12:00:00.000Z' },
    ]);
    expect((await call('GET', path)).rows[0]).toEqual(updated.json);
    expect((await call('PUT', `${path}/${key}`, {})).json[name]).toBe('Ny');
    expect(fake.writes().map(({ operation }) => operation)).toEqual(['update', 'update']);
  });

  test('by choice, update replaces', async () => {
    const { call } = await startOpen({ put: 'replace' });
    expect((await call('PUT', `${path}/${key}`, {})).json).not.toHaveProperty(name);
  });

  test('delete answers the marked row, which is then unknown', async () => {
    const { fake, call } = await startOpen();
    const before = (await call('GET', path)).rows[0];
    const deletion = await call('DELETE', `${path}/${key}`);
    const at = '2026-05-04T12:00:00.000Z';
    expect([deletion.status, deletion.json]).toEqual([
      200,
      { ...before, updated_at: at, deleted_at: at, deleted_by: fake.clientId },
    ]);
    expect((await call('GET', path)).rows[0]?.[id]).not.toBe(key);
    expectError(await call('DELETE', `${path}/${key}`), 404);
    expectError(await call('PUT', `${path}/${key}`, {}), 404);
    expectError(await call('DELETE', `${path}/unknown`), 404);
    expect(fake.writes()).toEqual([{ operation: 'delete', resource: noun, key }]);
  });

  test('creating with a deleted key revives the row at its old place', async () => {
    const { call } = await startOpen();
    const before = (await call('GET', path)).rows[0];
    await call('DELETE', `${path}/${key}`);
    const revived = await call('POST', path, { [id]: key, [name]: 'Igjen' });
    expect(revived.json).toEqual({ ...before, [name]: 'Igjen', updated_at: '2026-05-04T12:00:00.000Z' });
    expect((await call('GET', path)).rows[0]).toEqual(revived.json);
  });
});

describe('product', () => {
  const path = '/catalogs/S23/products';
  const wanted = {
    product_name: 'Bord',
    description: '',
    is_virtual_product: true,
    unit_gross_price: 0,
    unit: 'stk',
    currency: 'SEK',
    starting_at: '2026-01-01T00:00:00+01:00',
    stopping_at: '2026-01-01T00:00:00.123Z',
    dimension: { variant: 'eik' },
    images: [{ href: 'https://example.test/a.png', rel: 'x' }],
    locations: [{ location_id: 'L', number_of_items_in_storage: 0 }],
  };

  test('create answers what was sent, with its catalog', async () => {
    const { fake, call } = await startOpen();
    const created = await call('POST', path, { ...wanted, product_id: 'Ny/1', catalog_id: 'x', odd: 1 });
    expect(created.status).toBe(200);
    expect(created.json).toEqual({
      ...wanted,
      id: expect.any(String),
      created_at: '2026-05-04T12:00:00.000Z',
      updated_at: '2026-05-04T12:00:00.000Z',
      created_by: fake.clientId,
      product_id: 'Ny/1',
      catalog_id: 'S23',
      catalog_name: 'Sommer',
      groups: [],
    });
    expect((await call('GET', `${path}?product_id=Ny%2F1`)).rows).toEqual([created.json]);
    expect((await call('GET', '/catalogs/vinter%2F24/products')).rows).toEqual([]);
  });

  test('create from nothing: a key of its own, not virtual', async () => {
    const { call } = await startOpen();
    const { json: row } = await call('POST', path, {});
    expect(row).toMatchObject({ product_id: expect.stringMatching(/./), is_virtual_product: false, groups: [] });
  });

  test('the same key may live in two catalogs, but not twice in one', async () => {
    const { call } = await startOpen();
    expect((await call('POST', '/catalogs/vinter%2F24/products', { product_id: 'P1' })).status).toBe(200);
    expectError(await call('POST', path, { product_id: 'P1' }), 409, 'P1');
    const { call: upserting } = await startOpen({ duplicates: 'upsert' });
    const { json: row } = await upserting('POST', path, { product_id: 'P1', unit: 'm' });
    expect(row).toMatchObject({ product_name: 'Hylle', unit: 'm', groups: [{ group_id: 'B2' }] });
  });

  test.each([
    ['product_id', ' x', 'product_id'],
    ['product_name', 1, 'product_name'],
    ['is_virtual_product', 'yes', 'is_virtual_product'],
    ['unit_gross_price', 1.5, 'unit_gross_price'],
    ['unit_gross_price', '10900', 'unit_gross_price'],
    ['currency', 'nok', 'currency'],
    ['starting_at', '2026-01-01', 'starting_at'],
    ['starting_at', '2026-01-01T00:00:00', 'starting_at'],
    ['stopping_at', '2026-13-01T00:00:00Z', 'stopping_at'],
    ['dimension', [], 'dimension'],
    ['dimension', { color: 1 }, 'dimension.color'],
    ['images', {}, 'images'],
    ['images', [{ href: 'a' }, { href: 1 }], 'images[1].href'],
    ['locations', [{ number_of_items_in_storage: '1' }], 'locations[0].number_of_items_in_storage'],
    ['locations', [null], 'locations[0]'],
    ['groups', [{ name: 'x' }], 'groups[0].id'],
    ['groups', [{ id: 'x', name: 1 }], 'groups[0].name'],
    ['groups', [{ group_id: 'x' }], 'groups[0].id'],
  ])('refuses %s %j', async (field, value, found) => {
    const { fake, call } = await startOpen();
    expectFinding(await call('POST', path, { [field]: value }), `body.${found}`);
    expect(fake.writes()).toEqual([]);
  });

  test('its groups are inserted, renamed and revived', async () => {
    const { fake, call } = await startOpen();
    const groups = [
      { id: 'Ny', name: 'Ny gruppe' },
      { id: 'B1', name: 'Møbel' },
      { id: 'B4', name: 'Stol' },
      { id: 'B2' },
      { id: 'B1', name: 'Møbel' },
    ];
    const { json: row } = await call('POST', path, { product_id: 'X', groups });
    expect(row.groups).toEqual([
      { group_id: 'Ny', group_name: 'Ny gruppe' },
      { group_id: 'B1', group_name: 'Møbel' },
      { group_id: 'B4', group_name: 'Stol' },
      { group_id: 'B2', group_name: 'Gruppe B2' },
    ]);
    expect((await readAll(call, '/groups', 10)).flat()).toEqual(['B1', 'B2', 'B3', 'B4', 'B5', 'Ny']);
    const [other] = (await call('GET', `${path}?product_id=Stol22`)).rows;
    expect(other).toMatchObject({ groups: [{ group_id: 'B1', group_name: 'Møbel' }, { group_id: 'B4' }] });
    expect(fake.writes().at(-1)).toEqual({ operation: 'create', resource: 'product', key: 'X' });
  });

  test('by choice, its groups come as group_id and group_name', async () => {
    const { call } = await startOpen({ groupKeys: 'group_id' });
    const groups = [{ group_id: 'Ny', group_name: 'Ny gruppe' }];
    expect((await call('POST', path, { groups })).json.groups).toEqual(groups);
    expectFinding(await call('POST', path, { groups: [{ id: 'Ny' }] }), 'body.groups[0].group_id');
  });

  test('update merges, and ignores key, catalog, groups and audit fields', async () => {
    const { call } = await startOpen();
    const before = (await call('GET', `${path}?product_id=Stol22`)).rows[0];
    const body = {
      unit_gross_price: 1,
      product_id: 'x',
      catalog_id: 7,
      groups: [{ id: 'B9' }],
      id: 1,
      created_at: 'x',
    };
    const updated = await call('PUT', `${path}/Stol22`, body);
    expect([updated.status, updated.json]).toEqual([
      200,
      { ...before, unit_gross_price: 1, updated_at: '2026-05-04T12:00:00.000Z' },
    ]);
    expect((await call('GET', `${path}?product_id=Stol22`)).rows).toEqual([updated.json]);
    expect((await call('GET', '/groups?group_id=B9')).rows).toEqual([]);
    expectFinding(await call('PUT', `${path}/Stol22`, { unit_gross_price: '1' }), 'body.unit_gross_price');
    const cleared = await call('PUT', `${path}/Stol22`, { unit_gross_price: null, currency: null });
    expect(cleared.json).not.toHaveProperty('unit_gross_price');
    expect(cleared.json).toHaveProperty('unit', 'stk');
    expectError(await call('PUT', `${path}/unknown`, {}), 404);
    expectError(await call('PUT', '/catalogs/unknown/products/Stol22', {}), 404);
  });

  test('by choice, update replaces all but key and groups', async () => {
    const { call } = await startOpen({ put: 'replace' });
    const { json: row } = await call('PUT', `${path}/Stol22`, { product_name: 'Krakk' });
    expect(row).toMatchObject({ product_id: 'Stol22', product_name: 'Krakk', is_virtual_product: false });
    expect(row.groups).toHaveLength(2);
    expect(row).not.toHaveProperty('unit_gross_price');
  });

  test("a list shows its catalog's and its groups' new names; deleted groups stay on it", async () => {
    const { call } = await startOpen();
    await call('GET', path);
    await call('PUT', '/catalogs/S23', { catalog_name: 'Sommer 2' });
    await call('PUT', '/groups/B1', { group_name: 'Benker' });
    await call('DELETE', '/groups/B2');
    const { rows: products } = await call('GET', path);
    expect(products[0]).toMatchObject({ catalog_name: 'Sommer 2', groups: [{ group_name: 'Benker' }, {}] });
    expect(products[1]?.groups).toEqual([{ group_id: 'B2', group_name: 'Gruppe B2' }]);
  });

  test('a deleted catalog takes its products out of reach until it is revived', async () => {
    const { call } = await startOpen();
    await call('DELETE', '/catalogs/S23');
    expectError(await call('GET', path), 404);
    expectError(await call('PUT', `${path}/P1`, {}), 404);
    await call('POST', '/catalogs', { catalog_id: 'S23' });
    expect((await call('GET', path)).rows).toHaveLength(4);
  });
});

describe("the API's own faults", () => {
  test('cursor-loop: the list never ends', async () => {
    const { fake, call } = await startOpen();
    fake.faults.add({ fault: { kind: 'cursor-loop' } });
    const pages = await readAll(call, '/groups', 1);
    expect(pages).toHaveLength(20);
    expect(pages.flat().slice(0, 8)).toEqual(['B1', 'B2', 'B3', 'B5', 'B2', 'B3', 'B5', 'B2']);
    const only = (await call('GET', '/groups?limit=100')).json.starting_after;
    const beyond = (await call('GET', `/groups?limit=100&starting_after=${only}`)).json;
    expect(beyond).toEqual({ groups: [], starting_after: only });
  });

  test('duplicate-rows: a page repeats the last row of the page before', async () => {
    const { fake, call } = await startOpen();
    fake.faults.add({ fault: { kind: 'duplicate-rows' } });
    expect(await readAll(call, '/catalogs/S23/products', 2)).toEqual([
      ['Stol22', 'P1'],
      ['P1', 'P2'],
      ['P2', 'P3'],
    ]);
  });

  test('ignored-filter: all rows come', async () => {
    const { fake, call } = await startOpen();
    fake.faults.add({ fault: { kind: 'ignored-filter' } });
    expect((await call('GET', '/groups?group_id=B3')).rows).toHaveLength(4);
    expect((await call('GET', '/catalogs/S23/products?product_name=Bord')).rows).toHaveLength(4);
  });

  test('deleted-listed: deleted rows come, marked', async () => {
    const { fake, call } = await startOpen();
    fake.faults.add({ fault: { kind: 'deleted-listed' } });
    const { rows } = await call('GET', '/groups?group_id=B4');
    expect(rows).toEqual([expect.objectContaining({ group_id: 'B4', deleted_at: '2024-03-01T08:00:00Z' })]);
  });

  test('over HTTP too, until reset', async () => {
    const { fake, call } = await startOpen();
    await call('DELETE', '/groups/B1');
    const rule = JSON.stringify({ fault: { kind: 'ignored-filter' } });
    await fetch(`${fake.url}/__fake/faults`, { method: 'POST', body: rule });
    expect((await call('GET', '/groups?group_id=B3')).rows).toHaveLength(3);
    await fetch(`${fake.url}/__fake/reset`, { method: 'POST' });
    expect((await call('GET', '/groups?group_id=B3')).rows).toHaveLength(1);
    expect((await call('GET', '/groups')).rows).toHaveLength(4);
    expect(fake.writes()).toEqual([]);
    expect(fake.requests).toHaveLength(2);
  });
});

test('rows and writes can be looked at from outside', async () => {
  const { fake, call } = await startOpen();
  await call('DELETE', '/groups/B1');
  const { catalogs, groups, products } = fake.rows();
  expect([catalogs.length, groups.length, products.length]).toEqual([2, 5, 4]);
  expect(groups[0]).toMatchObject({ group_id: 'B1', deleted_by: fake.clientId });
  expect(fake.writes()).toHaveLength(1);
});

test('a write whose answer is lost has happened', async () => {
  const { fake, call } = await startOpen();
  fake.faults.add({ match: { method: 'POST', path: /groups$/ }, times: 1, fault: { kind: 'reset', when: 'after' } });
  await expect(call('POST', '/groups', { group_id: 'Ny' })).rejects.toThrow();
  expect(fake.writes()).toEqual([{ operation: 'create', resource: 'group', key: 'Ny' }]);
  expectError(await call('POST', '/groups', { group_id: 'Ny' }), 409);
});

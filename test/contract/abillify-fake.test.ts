import { afterEach, describe, expect, test } from '@jest/globals';
import { createMerchant } from '../../src/fake-kit/furniture.ts';
import {
  type AbillifyFake,
  type AbillifyFakeOptions,
  type AbillifyFault,
  type FilterStyle,
  type Row,
  startAbillifyFake,
} from '../../src/upstreams/abillify/fake/index.ts';

const running: AbillifyFake[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.close()));
});

async function start(options: AbillifyFakeOptions = {}): Promise<AbillifyFake> {
  const fake = await startAbillifyFake(options);
  running.push(fake);
  return fake;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

interface Page {
  readonly page: number;
  readonly pageSize: number;
  readonly query: unknown;
  readonly rows: readonly Row[];
}

async function send(fake: AbillifyFake, path: string, init: RequestInit = {}): Promise<Answer> {
  const login = Buffer.from(`${fake.username}:${fake.password}`).toString('base64');
  const headers = { authorization: `Basic ${login}`, ...Object.fromEntries(new Headers(init.headers)) };
  const response = await fetch(`${fake.baseUrl}${path}`, { ...init, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse(text) };
}

async function list(fake: AbillifyFake, query = 'pageSize=1000'): Promise<Page> {
  const { status, body, text } = await send(fake, `/productgroups?${query}`);
  expect(status).toBe(200);
  expect(body).toEqual({
    page: expect.any(Number),
    pageSize: expect.any(Number),
    query: expect.any(Object),
    rows: expect.any(Array),
  });
  return JSON.parse(text);
}

async function listIds(fake: AbillifyFake, query?: string): Promise<string[]> {
  return (await list(fake, query)).rows.map(({ id }) => id);
}

function create(fake: AbillifyFake, body: unknown, key?: string): Promise<Answer> {
  return send(fake, '/productgroups', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function invalid(...fields: string[]) {
  return {
    code: 400,
    details: fields.map((field) => ({ error: expect.any(String), fields: [field], hint: expect.any(String) })),
    message: 'InvalidValue, see error details',
    name: 'ClientError',
    type: 'ERR_INVALID_VALUE',
  };
}

describe('the login', () => {
  test.each([
    ['none', undefined],
    ['a wrong password', `Basic ${Buffer.from('demo:wrong').toString('base64')}`],
    ['a wrong user', `Basic ${Buffer.from('dem:op@55w0rd').toString('base64')}`],
    ['another scheme', `Bearer ${Buffer.from('demo:p@55w0rd').toString('base64')}`],
  ])('%s is 401 with the flat error body', async (_, authorization) => {
    const fake = await start();
    const response = await fetch(`${fake.baseUrl}/productgroups`, { headers: authorization ? { authorization } : {} });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Basic');
    expect(await response.json()).toEqual({ code: 401, message: 'Unauthorized', name: 'Unauthorized' });
  });

  test('is what the documentation samples, or what was asked for', async () => {
    const documented = await start();
    const response = await fetch(`${documented.baseUrl}/productgroups`, {
      headers: { authorization: 'Basic ZGVtbzpwQDU1dzByZA==' },
    });
    expect(response.status).toBe(200);
    const own = await start({ username: 'möbel', password: 'a:b' });
    expect((await send(own, '/productgroups')).status).toBe(200);
  });

  test('without the permission is 403, or 401 where chosen', async () => {
    const reader = await start({ permissions: ['read'] });
    expect((await send(reader, '/productgroups')).status).toBe(200);
    expect(await create(reader, {})).toMatchObject({ status: 403, body: { code: 403, name: 'Forbidden' } });
    expect(reader.creates()).toBe(0);
    const writer = await start({ permissions: ['write'], deniedStatus: 401 });
    expect((await create(writer, {})).status).toBe(200);
    expect(await send(writer, '/productgroups')).toMatchObject({ status: 401, body: { code: 401 } });
  });
});

describe('paths and verbs', () => {
  test.each(['', '/', '/products', '/productgroups/', '/productgroups/123456789', '/productgroups/byReference/B1'])(
    '%s is 404: no such page is documented',
    async (path) => {
      expect(await send(await start(), path)).toMatchObject({
        status: 404,
        body: { code: 404, message: 'NotFound', name: 'NotFound' },
      });
    },
  );

  test.each(['PUT', 'PATCH', 'DELETE'])('%s is 405', async (method) => {
    const answer = await send(await start(), '/productgroups', { method });
    expect(answer).toMatchObject({ status: 405, body: { code: 405, name: 'ClientError' } });
  });

  test('an encoded slash does not make two segments of one', async () => {
    const fake = await start();
    const login = Buffer.from(`${fake.username}:${fake.password}`).toString('base64');
    const response = await fetch(`${fake.url}/api%2Fproductgroups`, { headers: { authorization: `Basic ${login}` } });
    expect(response.status).toBe(404);
  });
});

describe('a list', () => {
  test('has one row by default, in the documented envelope', async () => {
    const fake = await start();
    const { body } = await send(fake, '/productgroups');
    expect(Object.keys(Object(body))).toEqual(['page', 'pageSize', 'query', 'rows']);
    expect(body).toEqual({ page: 1, pageSize: 1, query: {}, rows: [fake.rows()[0]] });
  });

  test('has rows with the fields of the create page', async () => {
    const [row] = (await list(await start(), 'reference=B1')).rows;
    expect(row).toEqual({
      client: expect.stringMatching(/^\d+$/),
      committed: '2022-07-29 17:23:47',
      created: '2022-07-29 17:23:47',
      id: '123456789',
      modified: '2022-07-29 17:23:47',
      reference: 'B1',
      meta: {},
      active: true,
      description_long_localized: expect.objectContaining({ de: expect.any(String) }),
      description_short_localized: expect.objectContaining({ nb: expect.any(String) }),
      label: 'Møbel',
      parent: null,
      title_localized: { nb: 'Møbel', sv: 'Möbler', da: 'Møbler', de: 'Möbel', en: 'Furniture' },
    });
  });

  test('is ordered by id as a number', async () => {
    const ids = await listIds(await start());
    expect(ids).toHaveLength(60);
    const asNumbers = ids.map(BigInt);
    expect(asNumbers.every((id, index) => index === 0 || id > (asNumbers[index - 1] ?? id))).toBe(true);
  });

  test('gives every row once over its pages, and none behind them', async () => {
    const fake = await start();
    const pages = await Promise.all([1, 2, 3, 4].map((page) => listIds(fake, `page=${page}&pageSize=23`)));
    expect(pages.map((page) => page.length)).toEqual([23, 23, 14, 0]);
    expect(pages.flat()).toEqual(fake.rows().map(({ id }) => id));
  });

  test.each(['page=0', 'page=-1', 'page=two', 'page=1.5', 'page=', 'pageSize=0', 'pageSize=-20', 'pageSize=%20'])(
    '%s is 400',
    async (query) => {
      const { status, body } = await send(await start(), `/productgroups?${query}`);
      expect(status).toBe(400);
      expect(body).toEqual(invalid(query.split('=', 1).join()));
    },
  );

  test('has no maximal page size, unless one was chosen, which is echoed', async () => {
    expect(await list(await start(), 'pageSize=100000')).toMatchObject({ pageSize: 100_000 });
    const limited = await start({ maxPageSize: 20 });
    const page = await list(limited, 'pageSize=100&page=2');
    expect(page).toMatchObject({ page: 2, pageSize: 20 });
    expect(page.rows).toEqual(limited.rows().slice(20, 40));
  });

  test.each(['created', 'modified', 'reference', 'label', 'active'] as const)(
    'sorts by %s, ascending',
    async (field) => {
      const fake = await start();
      const values = (await list(fake, `pageSize=1000&sort=${field}`)).rows.map((row) => row[field]);
      const present = fake.rows().flatMap((row) => row[field] ?? []);
      const absent = Array(60 - present.length).fill(null);
      expect(values).toEqual([...present.sort((a, b) => (a < b ? -1 : Number(a > b))), ...absent]);
    },
  );

  test('sorts parents as numbers', async () => {
    const parents = (await list(await start(), 'pageSize=1000&sort=parent')).rows.flatMap(({ parent }) => parent ?? []);
    expect(parents).toEqual([...parents].sort((a, b) => Number(BigInt(a) - BigInt(b))));
  });

  test.each(['title_localized', '-created', 'created:desc', 'nothing', '', 'id&sort=created'])(
    'sorted by "%s" is 400',
    async (sort) => {
      const { status, body } = await send(await start(), `/productgroups?sort=${sort}`);
      expect(status).toBe(400);
      expect(body).toEqual(invalid('sort'));
    },
  );
});

describe('a filter', () => {
  test.each<[string, (row: Row) => boolean]>([
    ['reference=B234', (row) => row.reference === 'B234'],
    ['reference=Hage%2FBord', (row) => row.reference === 'Hage/Bord'],
    ['reference=T10+100%25+ull', (row) => row.reference === 'T10 100% ull'],
    ['reference[$in]=B1', (row) => row.reference === 'B1'],
    [
      'reference[$in]=B30&reference[$in]=B1&reference[$in]=none',
      (row) => row.reference === 'B1' || row.reference === 'B30',
    ],
    ['reference[$ne]=B1', (row) => row.reference !== 'B1'],
    ['id=123456789', (row) => row.id === '123456789'],
    ['id=00123456789', (row) => row.id === '123456789'],
    ['id=9007199254740993', (row) => row.id === '9007199254740993'],
    ['id[$gt]=9007199254741000', (row) => BigInt(row.id) > 9007199254741000n],
    ['id[$lte]=34', (row) => BigInt(row.id) <= 34n],
    ['parent=123456789', (row) => row.parent === '123456789'],
    [
      'parent[$in]=123456789&parent[$in]=9007199254740993',
      (row) => ['123456789', '9007199254740993'].includes(row.parent ?? ''),
    ],
    ['active=true', (row) => row.active],
    ['active=false', (row) => !row.active],
    ['active[$ne]=true', (row) => !row.active],
    ['label=Stol', (row) => row.label === 'Stol'],
    ['label[$gte]=S&label[$lt]=T', (row) => row.label !== null && row.label >= 'S' && row.label < 'T'],
    ['created=2022-07-29+20:37:47', (row) => row.created === '2022-07-29 20:37:47'],
    ['created[$gte]=2022-07-30', (row) => row.created >= '2022-07-30'],
    ['created[$lt]=2022-07-30', (row) => row.created < '2022-07-30'],
    ['created[$lt]=2022-07-30+01:28:47', (row) => row.created < '2022-07-30 01:28:47'],
    ['created[$lte]=2022-07-30+01:28:47', (row) => row.created <= '2022-07-30 01:28:47'],
    ['created[$gte]=2022-07-30&created[$lt]=2022-07-31', (row) => row.created.startsWith('2022-07-30')],
    ['modified[$gt]=2022-10-01', (row) => row.modified > '2022-10-01'],
    ['committed[$gt]=2022-10-01&active=false', (row) => row.committed > '2022-10-01' && !row.active],
  ])('%s selects by its meaning', async (query, predicate) => {
    const fake = await start();
    const expected = fake.rows().filter(predicate);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(60);
    expect((await list(fake, `pageSize=1000&${query}`)).rows).toEqual(expected);
  });

  test('applies before the pages are cut', async () => {
    const fake = await start();
    const children = fake.rows().filter(({ parent }) => parent === '123456789');
    expect((await list(fake, 'parent=123456789&pageSize=2&page=2')).rows).toEqual(children.slice(2, 4));
  });

  test('that nothing fits gives no rows', async () => {
    expect(await list(await start(), 'pageSize=9&reference=b1')).toMatchObject({
      query: { reference: 'b1' },
      rows: [],
    });
  });

  test('is echoed: equality as the value, the rest by operator', async () => {
    const query = 'active=true&created[$gte]=2022-07-30&created[$lt]=2022-08-01&reference[$in]=B1&label[$ne]=x';
    expect((await list(await start(), query)).query).toEqual({
      active: 'true',
      created: { $gte: '2022-07-30', $lt: '2022-08-01' },
      reference: { $in: ['B1'] },
      label: { $ne: 'x' },
    });
  });

  test('by 100 references is answered at once', async () => {
    const merchant = createMerchant({ size: 10_000 });
    const fake = await start({ merchant });
    const references = merchant.productGroups.flatMap(({ reference }) => reference ?? []).slice(-100);
    const query = references.map((reference) => `&reference[$in]=${encodeURIComponent(reference)}`).join('');
    const page = await list(fake, `pageSize=100${query}`);
    expect(page.rows.map(({ reference }) => reference).sort()).toEqual([...references].sort());
  });

  test.each([
    ['id=abc', 'id', 'bigint'],
    ['parent[$in]=1&parent[$in]=x', 'parent', 'bigint'],
    ['active=yes', 'active', 'boolean'],
    ['created[$gt]=yesterday', 'created', 'timestamp'],
    ['created[$gt]=2022-13-01', 'created', 'timestamp'],
    ['modified=2022-07-29T17:23:47Z', 'modified', 'timestamp'],
  ])('%s is 400', async (query, field, type) => {
    const { status, body } = await send(await start(), `/productgroups?${query}`);
    expect(status).toBe(400);
    expect(body).toEqual(invalid(field));
    expect(JSON.stringify(body)).toContain(`Value for field '${field}' is of wrong type, expected ${type}.`);
  });

  test.each(['title_localized=Stol', 'label[$like]=S', 'unknown=1', 'toString=1', 'query=[object%20Object]'])(
    '%s is not understood: ignored, and not echoed',
    async (query) => {
      const page = await list(await start(), `pageSize=1000&${query}`);
      expect(page.query).toEqual({});
      expect(page.rows).toHaveLength(60);
    },
  );

  const forms: Readonly<Record<FilterStyle, string>> = {
    flat: 'reference[$in]=B1&reference[$in]=B30&active=true',
    nested: 'query[reference][$in][]=B1&query[reference][$in][]=B30&query[active]=true',
    json: `query=${encodeURIComponent('{"reference":{"$in":["B1","B30"]},"active":"true"}')}`,
  };

  test.each([
    ['flat', 'flat'],
    ['nested', 'nested'],
    ['json', 'json'],
  ] as const)('in the %s form is understood by a fake of that style', async (form, filterStyle) => {
    const page = await list(await start({ filterStyle }), `pageSize=1000&${forms[form]}`);
    expect(page.query).toEqual({ reference: { $in: ['B1', 'B30'] }, active: 'true' });
    expect(page.rows.map(({ reference }) => reference).sort()).toEqual(['B1', 'B30']);
  });

  test.each([
    ['flat', 'nested'],
    ['flat', 'json'],
    ['nested', 'flat'],
    ['nested', 'json'],
    ['json', 'flat'],
    ['json', 'nested'],
  ] as const)('in the %s form is silently ignored by a fake of the %s style', async (form, filterStyle) => {
    const page = await list(await start({ filterStyle }), `pageSize=1000&${forms[form]}`);
    expect(page.query).toEqual({});
    expect(page.rows).toHaveLength(60);
  });

  test('in the nested form may number the items', async () => {
    const fake = await start({ filterStyle: 'nested' });
    const query = 'pageSize=9&query[reference][$in][0]=B1&query[reference][$in][1]=B30&query[created][$lt]=2023-01-01';
    const page = await list(fake, query);
    expect(page.rows.map(({ reference }) => reference)).toEqual(['B1', 'B30']);
    expect(page.query).toEqual({ reference: { $in: ['B1', 'B30'] }, created: { $lt: '2023-01-01' } });
  });

  test('in the JSON form may hold numbers and booleans, and must be an object', async () => {
    const fake = await start({ filterStyle: 'json' });
    const page = await list(fake, `query=${encodeURIComponent('{"id":123456789,"active":true}')}`);
    expect(page.query).toEqual({ id: 123456789, active: true });
    expect(page.rows.map(({ id }) => id)).toEqual(['123456789']);
    for (const query of ['[object Object]', '[]', '7', '{"reference":null}', '{"created":["2022-07-29"]}']) {
      expect((await send(fake, `/productgroups?query=${encodeURIComponent(query)}`)).status).toBe(400);
    }
  });

  test('on a time takes a date as its first second', async () => {
    const merchant = createMerchant();
    const productGroups = merchant.productGroups.map((group) => ({ ...group, createdAt: '2022-07-30 00:00:00' }));
    const fake = await start({ merchant: { ...merchant, productGroups } });
    expect(await listIds(fake, 'pageSize=1000&created[$gt]=2022-07-30')).toEqual([]);
    expect(await listIds(fake, 'pageSize=1000&created[$gte]=2022-07-30')).toHaveLength(60);
    expect(await listIds(fake, 'pageSize=1000&created=2022-07-30')).toHaveLength(60);
  });
});

describe('a create call', () => {
  const full = {
    reference: 'Ny/Gruppe 1',
    meta: { erp: [1, { deep: true }] },
    active: false,
    label: 'Ny',
    parent: '123456789',
    title_localized: { nb: 'Ny', 'de-AT': 'Neu' },
    description_short_localized: '{"en":"New"}',
    description_long_localized: {},
  };

  test('stores what it was given, under a new id and the time of the clock in UTC', async () => {
    const fake = await start({ clock: () => Date.UTC(2026, 1, 3, 4, 5, 6, 789) });
    const { status, body } = await create(fake, full);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...full,
      description_short_localized: { en: 'New' },
      client: expect.stringMatching(/^\d+$/),
      id: expect.stringMatching(/^\d+$/),
      committed: '2026-02-03 04:05:06',
      created: '2026-02-03 04:05:06',
      modified: '2026-02-03 04:05:06',
    });
    expect((await list(fake, 'reference=Ny%2FGruppe+1')).rows).toEqual([body]);
    expect((await list(fake, 'parent=123456789&label=Ny')).rows).toEqual([body]);
    expect(fake.rows()).toContainEqual(body);
    expect(fake.creates()).toBe(1);
  });

  test('without any field takes the defaults', async () => {
    const { body } = await create(await start(), {});
    expect(body).toMatchObject({
      reference: null,
      meta: {},
      active: true,
      label: null,
      parent: null,
      title_localized: {},
      description_short_localized: {},
      description_long_localized: {},
    });
  });

  test('gives ids that were never used, in their place in the list', async () => {
    const merchant = createMerchant();
    const first = merchant.productGroups.map((group, index) => (index === 3 ? { ...group, id: '500000001' } : group));
    const fake = await start({ merchant: { ...merchant, productGroups: first } });
    await Promise.all([create(fake, {}), create(fake, {})]);
    const ids = await listIds(fake);
    expect(new Set(ids).size).toBe(62);
    expect(ids).toEqual([...ids].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)));
  });

  test('may answer 201', async () => {
    expect((await create(await start({ createStatus: 201 }), {})).status).toBe(201);
  });

  test.each([
    ['reference', 7],
    ['reference', null],
    ['meta', []],
    ['meta', '{}'],
    ['active', 'true'],
    ['label', {}],
    ['parent', 'B1'],
    ['parent', '12.5'],
    ['parent', 1.5],
    ['parent', '4711'],
    ['title_localized', 'Stol'],
    ['title_localized', { nb: 7 }],
    ['description_short_localized', ['x']],
    ['description_long_localized', null],
    ['id', '1'],
    ['created', '2022-07-29 17:23:47'],
    ['title', 'Stol'],
    ['toString', 'x'],
  ])('with %s %j is 400 and names the field', async (field, value) => {
    const fake = await start();
    const { status, body } = await create(fake, { [field]: value });
    expect(status).toBe(400);
    expect(body).toEqual(invalid(field));
    expect(fake.creates()).toBe(0);
  });

  test('words a wrong type as the documentation does, and names all at once', async () => {
    const { body } = await create(await start(), { parent: 'x', active: 1 });
    expect(body).toEqual(invalid('active', 'parent'));
    expect(body).toMatchObject({
      details: [
        { error: "Value for field 'active' is of wrong type, expected boolean." },
        {
          error: "Value for field 'parent' is of wrong type, expected bigint.",
          fields: ['parent'],
          hint: 'Value must be a number or a string containing only a number.',
        },
      ],
    });
  });

  test('takes a number for the parent', async () => {
    expect((await create(await start(), { parent: 123456789 })).body).toMatchObject({ parent: '123456789' });
  });

  test.each(['', '{', '[]', '"x"', 'null'])('with the body %j is 400', async (body) => {
    expect(await create(await start(), body)).toMatchObject({ status: 400, body: { code: 400, name: 'ClientError' } });
  });

  test('without its content type is 400', async () => {
    const answer = await send(await start(), '/productgroups', { method: 'POST', body: '{}' });
    expect(answer).toMatchObject({ status: 400, body: { code: 400 } });
  });

  test('with a reference in use is 409', async () => {
    const fake = await start();
    expect(await create(fake, { reference: 'B1' })).toMatchObject({
      status: 409,
      body: {
        code: 409,
        details: [{ error: expect.any(String), fields: ['reference'] }],
        message: expect.any(String),
        name: 'ClientError',
        type: 'ERR_UNIQUE_VIOLATION',
      },
    });
    expect((await create(fake, { reference: 'New' })).status).toBe(200);
    expect((await create(fake, { reference: 'New' })).status).toBe(409);
    expect(fake.creates()).toBe(1);
  });
});

describe('an Idempotency-Key', () => {
  test('gives the first answer again and creates once', async () => {
    const fake = await start();
    const first = await create(fake, { reference: 'Ny' }, 'key-1');
    const second = await create(fake, { reference: 'Ny' }, 'key-1');
    expect(second).toMatchObject({ status: 200, text: first.text });
    expect((await create(fake, { label: 'other key' }, 'key-2')).text).not.toBe(first.text);
    expect(fake.creates()).toBe(2);
  });

  test('does so for requests side by side', async () => {
    const fake = await start();
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(fake, {}, 'same')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(fake.creates()).toBe(1);
  });

  test('does so when the first answer never arrived', async () => {
    const fake = await start();
    fake.faults.add({ times: 1, fault: { kind: 'reset', when: 'after' } });
    await expect(create(fake, { reference: 'Ny' }, 'key')).rejects.toThrow();
    expect(await create(fake, { reference: 'Ny' }, 'key')).toMatchObject({ status: 200, body: { reference: 'Ny' } });
    expect(fake.creates()).toBe(1);
  });

  test('without one, every call counts', async () => {
    const fake = await start();
    await create(fake, {});
    await create(fake, {});
    expect(fake.creates()).toBe(2);
  });

  test('is remembered for 24 hours, then free again', async () => {
    let now = Date.UTC(2026, 0, 1);
    const fake = await start({ clock: () => now });
    const first = await create(fake, {}, 'key');
    now += 24 * 60 * 60 * 1000 - 1;
    expect((await create(fake, {}, 'key')).text).toBe(first.text);
    now += 1;
    const later = await create(fake, {}, 'key');
    expect(later.text).not.toBe(first.text);
    expect((await create(fake, {}, 'key')).text).toBe(later.text);
    expect(fake.creates()).toBe(2);
  });

  test('can be remembered for less', async () => {
    let now = 0;
    const fake = await start({ clock: () => now, keyLifetimeMs: 10 });
    await create(fake, {}, 'key');
    now = 10;
    await create(fake, {}, 'key');
    expect(fake.creates()).toBe(2);
  });

  test('replays a 409, also when the reference is another by then', async () => {
    const fake = await start();
    const first = await create(fake, { reference: 'B1' }, 'key');
    expect(first.status).toBe(409);
    expect(await create(fake, { reference: 'free' }, 'key')).toMatchObject({ status: 409, text: first.text });
  });

  test.each([
    ['failed-create', 0],
    ['failed-after-create', 1],
  ] as const)('replays a 500 of %s', async (kind, creates) => {
    const fake = await start();
    fake.faults.add({ match: { method: 'POST' }, times: 1, fault: { kind } });
    const first = await create(fake, { reference: 'Ny' }, 'key');
    expect(first).toMatchObject({ status: 500, body: { code: 500, name: 'ServerError' } });
    expect(await create(fake, { reference: 'Ny' }, 'key')).toMatchObject({ status: 500, text: first.text });
    expect(fake.creates()).toBe(creates);
    expect((await create(fake, { reference: 'Ny' }, 'fresh')).status).toBe(creates === 0 ? 200 : 409);
  });

  test('is not used up by input that did not pass, nor by a failure before processing', async () => {
    const fake = await start();
    expect((await create(fake, { active: 'x' }, 'key')).status).toBe(400);
    expect((await create(fake, { parent: '4711' }, 'key')).status).toBe(400);
    fake.faults.add({ times: 1, fault: { kind: 'status', status: 503 } });
    expect(await create(fake, {}, 'key')).toMatchObject({ status: 503, body: { code: 503, name: 'ServerError' } });
    expect((await create(fake, {}, 'key')).status).toBe(200);
    expect(fake.creates()).toBe(1);
  });

  test('has 1 to 255 characters', async () => {
    const fake = await start();
    expect((await create(fake, {}, 'k'.repeat(255))).status).toBe(200);
    expect((await create(fake, {}, 'k'.repeat(256))).status).toBe(400);
    expect((await create(fake, {}, '')).status).toBe(400);
    expect(fake.creates()).toBe(1);
  });

  test('with another body gets the first answer, or 400 where chosen', async () => {
    const replaying = await start();
    const first = await create(replaying, { label: 'a' }, 'key');
    expect((await create(replaying, { label: 'b' }, 'key')).text).toBe(first.text);
    const refusing = await start({ keyReuse: 'refuse' });
    await create(refusing, { label: 'a' }, 'key');
    expect(await create(refusing, { label: 'b' }, 'key')).toMatchObject({ status: 400, body: { code: 400 } });
    expect((await create(refusing, { label: 'a' }, 'key')).status).toBe(200);
    expect(refusing.creates()).toBe(1);
  });
});

describe('a fault', () => {
  async function startWith(...kinds: AbillifyFault[]): Promise<AbillifyFake> {
    const fake = await start();
    for (const kind of kinds) fake.faults.add({ fault: { kind } });
    return fake;
  }

  test('ignored-filter shows in the echo', async () => {
    const page = await list(await startWith('ignored-filter'), 'pageSize=1000&reference=B1');
    expect(page.query).toEqual({});
    expect(page.rows).toHaveLength(60);
  });

  test('unapplied-filter does not', async () => {
    const page = await list(await startWith('unapplied-filter'), 'pageSize=1000&reference=B1');
    expect(page.query).toEqual({ reference: 'B1' });
    expect(page.rows).toHaveLength(60);
  });

  test('duplicate-rows repeats the last row of a page, and leaves none out', async () => {
    const fake = await startWith('duplicate-rows');
    const pages = await Promise.all([1, 2, 3, 4].map((page) => listIds(fake, `page=${page}&pageSize=20`)));
    expect(pages.map((page) => page.length)).toEqual([20, 20, 20, 1]);
    expect(pages[1]?.[0]).toBe(pages[0]?.at(-1));
    expect([...new Set(pages.flat())]).toEqual(fake.rows().map(({ id }) => id));
  });

  test('clamped-page-size shows in the echo', async () => {
    const page = await list(await startWith('clamped-page-size'), 'pageSize=100');
    expect(page.pageSize).toBe(5);
    expect(page.rows).toHaveLength(5);
  });

  test('localized-as-text sends objects as text, in lists and after a create', async () => {
    const fake = await startWith('localized-as-text');
    const { rows } = await list(fake);
    expect(rows.find(({ reference }) => reference === 'B1')?.title_localized).toBe(
      '{"nb":"Møbel","sv":"Möbler","da":"Møbler","de":"Möbel","en":"Furniture"}',
    );
    expect(rows.find(({ reference }) => reference === 'B234')?.description_short_localized).toBe('{}');
    expect((await create(fake, {})).body).toMatchObject({ title_localized: '{}', meta: {} });
  });

  test('null-fields sends null for what is empty', async () => {
    const { rows } = await list(await startWith('null-fields'));
    expect(rows.at(-1)).toMatchObject({ reference: null, label: null, title_localized: null });
    expect(rows.find(({ reference }) => reference === 'B1')).toMatchObject({
      meta: null,
      parent: null,
      label: 'Møbel',
    });
  });

  test('missing-fields leaves out what is empty', async () => {
    const { rows } = await list(await startWith('missing-fields'));
    expect(Object.keys(rows.at(-1) ?? {})).not.toEqual(expect.arrayContaining(['reference']));
    expect(rows.find(({ reference }) => reference === 'B1')).not.toHaveProperty('parent');
    expect(rows.every((row) => Object.values(row).every((value) => value !== null))).toBe(true);
  });

  test('numeric-id sends every digit of the id', async () => {
    const fake = await startWith('numeric-id');
    const { text } = await send(fake, '/productgroups?id=9007199254740993');
    expect(text).toContain('"id":9007199254740993,');
  });

  test('wrong-type strikes the first row alone', async () => {
    const [first, ...others] = (await list(await startWith('wrong-type'))).rows;
    expect(first?.title_localized).toBe(17);
    expect(others.every(({ title_localized }) => typeof title_localized === 'object')).toBe(true);
  });

  test('of the kit keeps the flat error body', async () => {
    const fake = await start();
    fake.faults.add({ fault: { kind: 'status', status: 429, retryAfter: '3' } });
    const { status, headers, body } = await send(fake, '/productgroups');
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('3');
    expect(body).toMatchObject({ code: 429, name: 'TooManyRequests', message: expect.any(String) });
  });
});

test('a reset forgets created rows and keys', async () => {
  const fake = await start();
  const first = await create(fake, { reference: 'Ny' }, 'key');
  await create(fake, { reference: 'Ny 2' });
  fake.reset();
  expect(fake.creates()).toBe(0);
  expect(fake.rows()).toHaveLength(60);
  expect(first.status).toBe(200);
  expect((await create(fake, { reference: 'Ny' }, 'key')).status).toBe(200);
  expect(fake.creates()).toBe(1);
});

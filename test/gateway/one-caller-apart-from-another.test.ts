import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConfigError, parseConfig } from '../../src/config.ts';
import { type AbillifyFake, startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { type DinteroFake, startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { type AskOptions, fakeEnvironment, startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

interface Page {
  readonly groups: {
    readonly nodes: readonly { readonly id: string; readonly groupId: string }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

const PAGE =
  'query ($after: String) { groups(first: 2, after: $after) { nodes { id groupId } pageInfo { endCursor } } }';

describe('several accounts', () => {
  let first: DinteroFake;
  let second: DinteroFake;
  let abillify: AbillifyFake;
  let gateway: TestGateway;

  beforeAll(async () => {
    first = await startDinteroFake({ size: 60 });
    second = await startDinteroFake({
      size: 60,
      accountId: 'T55667788',
      clients: [{ clientId: 'second', clientSecret: 'second-secret', scopes: ['admin:products'] }],
    });
    abillify = await startAbillifyFake({ size: 60 });
    using file = temporaryFile('accounts.json', JSON.stringify([fakeEnvironment(second, abillify)]));
    gateway = await startGateway({ fakes: { dintero: first, abillify }, environment: { ACCOUNTS_FILE: file.path } });
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all([first.close(), second.close(), abillify.close()]);
  });

  const inSecond: AskOptions = { headers: { 'x-dintero-account': 'T55667788' } };

  test('the caller chooses by header; without one it is the first', async () => {
    const account = '{ viewer { account } }';
    expect((await gateway.ask(account)).body.data).toEqual({ viewer: { account: 'T11223344' } });
    expect((await gateway.ask(account, inSecond)).body.data).toEqual({ viewer: { account: 'T55667788' } });
  });

  test('each is asked with its own token, and at its own path', async () => {
    first.reset();
    second.reset();
    await gateway.ask(PAGE, inSecond);
    expect(first.requests).toHaveLength(0);
    expect(second.requests.length).toBeGreaterThan(0);
    for (const { path } of second.requests) expect(path).toContain('/accounts/T55667788/');
  });

  test('an account that is not configured is refused, without a word on which are', async () => {
    for (const account of ['T99999999', '', 't55667788', 'T11223344, T55667788']) {
      const { status, codes, text } = await gateway.ask('{ viewer { account } }', {
        headers: { 'x-dintero-account': account },
      });
      expect([status, codes]).toEqual([403, ['FORBIDDEN']]);
      expect(text).not.toMatch(/T\d{8}/);
    }
  });

  test('a cursor of one account is refused in the other', async () => {
    const { body } = await gateway.ask<Page>(PAGE);
    const variables = { after: body.data?.groups.pageInfo.endCursor };
    expect((await gateway.ask(PAGE, { variables })).codes).toEqual([]);
    expect((await gateway.ask(PAGE, { variables, ...inSecond })).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('a global id of one account is refused in the other', async () => {
    const { body } = await gateway.ask<Page>(PAGE);
    const variables = { id: body.data?.groups.nodes[0]?.id };
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect((await gateway.ask(node, { variables })).body.data).toEqual({ node: { id: variables.id } });
    expect((await gateway.ask(node, { variables, ...inSecond })).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('what two accounts ask at once is never one call', async () => {
    first.reset();
    second.reset();
    const slow = { match: { path: '/v1/accounts' }, fault: { kind: 'latency', ms: 5 } } as const;
    first.faults.add(slow);
    second.faults.add(slow);
    await Promise.all([gateway.ask(PAGE), gateway.ask(PAGE, inSecond)]);
    const lists = ({ method }: { method: string }) => method === 'GET';
    expect([first.requests.count(lists), second.requests.count(lists)]).toEqual([1, 1]);
  });

  test('entries that lack something, or name an account twice, stop the start by name', () => {
    expect(problemsOf([{ DINTERO_ACCOUNT_ID: 'T55667788' }, { DINTERO_ACCOUNT_ID: 'nonsense' }])).toEqual([
      expect.stringMatching(/^ACCOUNTS_FILE, entry 2: DINTERO_ACCOUNT_ID /),
    ]);
    expect(problemsOf([{ DINTERO_ACCOUNT_ID: 'T11223344' }])).toEqual([expect.stringMatching(/^ACCOUNTS_FILE /)]);
    expect(problemsOf('nothing')).toEqual([expect.stringMatching(/^ACCOUNTS_FILE /)]);
  });

  function problemsOf(accounts: unknown): readonly string[] {
    using file = temporaryFile('accounts.json', JSON.stringify(accounts));
    try {
      parseConfig({ ...fakeEnvironment(first, abillify), AUTH_MODE: 'open', ACCOUNTS_FILE: file.path });
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
  }
});

describe('callers’ own credentials, passed on', () => {
  let gateway: TestGateway;
  let mine: string;
  let yours: string;
  let login: string;

  beforeAll(async () => {
    gateway = await startGateway({
      environment: {
        DINTERO_CREDENTIALS: 'caller',
        ABILLIFY_CREDENTIALS: 'caller',
        DINTERO_CLIENT_ID: undefined,
        DINTERO_CLIENT_SECRET: undefined,
        ABILLIFY_USERNAME: undefined,
        ABILLIFY_PASSWORD: undefined,
      },
    });
    const { username, password } = gateway.abillify;
    login = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    [mine, yours] = [await tokenOf(gateway.dintero), await tokenOf(gateway.dintero)];
  });
  afterAll(() => gateway.close());

  const BOTH = '{ groups(first: 1) { nodes { groupId } } productGroups(first: 1) { nodes { label } } }';

  test('go where they belong, and nowhere else', async () => {
    gateway.dintero.requests.clear();
    gateway.abillify.requests.clear();
    const headers = { authorization: mine, 'x-abillify-authorization': login, cookie: 'a=b' };
    expect((await gateway.ask(BOTH, { headers })).codes).toEqual([]);
    expect(gateway.dintero.requests.map(({ headers }) => headers.authorization)).toEqual([mine]);
    expect(gateway.abillify.requests.map(({ headers }) => headers.authorization)).toEqual([login]);
    for (const { headers } of [...gateway.dintero.requests, ...gateway.abillify.requests]) {
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('x-abillify-authorization');
    }
  });

  test.each([
    ['the Dintero token', { 'x-abillify-authorization': '' }, 'groups', 'dintero'],
    ['the Abillify login', { authorization: '' }, 'productGroups', 'abillify'],
  ])('without %s only that upstream’s fields fail, and it is not asked', async (_name, only, field, upstream) => {
    const all = { authorization: mine, 'x-abillify-authorization': login };
    const headers = Object.fromEntries(Object.entries(all).filter(([name]) => name in only));
    gateway.dintero.requests.clear();
    gateway.abillify.requests.clear();
    const { status, body } = await gateway.ask<Record<string, unknown>>(BOTH, { headers });
    expect(status).toBe(200);
    expect(body.errors).toMatchObject([{ path: [field], extensions: { code: 'UNAUTHENTICATED', upstream } }]);
    expect(Object.values(body.data ?? {}).filter(Boolean)).toHaveLength(1);
    expect(gateway.dintero.requests.length + gateway.abillify.requests.length).toBe(1);
  });

  test.each([
    ['Basic in place of Bearer', { authorization: 'Basic YTpi' }],
    ['two tokens', { authorization: 'Bearer a b' }],
    ['letters that no token has', { authorization: 'Bearer aä' }],
  ])('%s counts as missing', async (_name, headers) => {
    gateway.dintero.requests.clear();
    const { codes } = await gateway.ask('{ groups(first: 1) { nodes { groupId } } }', { headers });
    expect(codes).toEqual(['UNAUTHENTICATED']);
    expect(gateway.dintero.requests).toHaveLength(0);
  });

  test('a token that Dintero refuses is not tried again: nobody but its owner can renew it', async () => {
    gateway.dintero.requests.clear();
    const { codes } = await gateway.ask('{ groups(first: 1) { nodes { groupId } } }', {
      headers: { authorization: 'Bearer nonsense' },
    });
    expect(codes).toEqual(['UNAUTHENTICATED']);
    expect(gateway.dintero.requests).toHaveLength(1);
  });

  test('two callers who ask the same at once are two calls, one caller who asks twice is one', async () => {
    const question = '{ groups(first: 3) { nodes { groupId } } }';
    gateway.dintero.faults.add({ fault: { kind: 'latency', ms: 20 } });
    const ask = (authorization: string) => gateway.ask(question, { headers: { authorization } });
    gateway.dintero.requests.clear();
    await Promise.all([ask(mine), ask(yours)]);
    expect(gateway.dintero.requests.map(({ headers }) => headers.authorization).sort()).toEqual([mine, yours].sort());
    gateway.dintero.requests.clear();
    await Promise.all([ask(mine), ask(mine)]);
    expect(gateway.dintero.requests).toHaveLength(1);
    gateway.dintero.faults.clear();
  });

  test('scopes are those of the caller’s own token', async () => {
    const { body } = await gateway.ask<{ viewer: { grantedScopes: { name: string }[] } }>(
      '{ viewer { grantedScopes { name } } }',
      { headers: { authorization: mine } },
    );
    expect(body.data?.viewer.grantedScopes.map(({ name }) => name)).toContain('admin:products');
  });
});

test('with the gateway’s own credentials, callers’ headers change nothing', async () => {
  await using gateway = await startGateway();
  const headers = { authorization: 'Bearer stolen', 'x-abillify-authorization': 'Basic c3RvbGVu' };
  const { codes } = await gateway.ask('{ groups(first: 1) { nodes { productGroup { label } } } }', { headers });
  expect(codes).toEqual([]);
  const sent = JSON.stringify([...gateway.dintero.requests, ...gateway.abillify.requests]);
  expect(sent).not.toMatch(/stolen|c3RvbGVu/);
});

test('each upstream is shown its own credentials alone, though the other redirects to it (promise 28)', async () => {
  await using gateway = await startGateway();
  const { dintero, abillify } = gateway;
  const query = '{ groups(first: 1) { nodes { groupId } } productGroups(first: 1) { nodes { label } } }';
  expect((await gateway.ask(query)).codes).toEqual([]);
  const shown = ({ requests }: DinteroFake | AbillifyFake) =>
    new Set(requests.map(({ headers }) => headers.authorization));
  const [toDintero, toAbillify] = [shown(dintero), shown(abillify)];
  expect([...toDintero].filter((credential) => toAbillify.has(credential))).toEqual([]);
  expect([toDintero.size, toAbillify.size]).toEqual([2, 1]);
  for (const [one, other] of [
    [dintero, abillify],
    [abillify, dintero],
  ] as const) {
    for (const status of [301, 302, 303, 307, 308]) {
      one.faults.add({ fault: { kind: 'redirect', status, location: `${other.url}/elsewhere` } });
      other.requests.clear();
      expect((await gateway.ask(query)).codes).toEqual(['UPSTREAM_INVALID_RESPONSE']);
      expect(other.requests.count(({ path }) => path.includes('elsewhere'))).toBe(0);
      one.faults.clear();
    }
  }
});

async function tokenOf({ baseUrl, accountId, clientId, clientSecret }: DinteroFake): Promise<string> {
  const response = await fetch(`${baseUrl}/accounts/${accountId}/auth/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      audience: `https://api.dintero.com/v1/accounts/${accountId}`,
    }),
  });
  const answer: unknown = await response.json();
  const token = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'access_token') : undefined;
  return `Bearer ${token}`;
}

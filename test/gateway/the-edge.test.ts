import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createIssuer } from '../support/sign-token.ts';
import { readAnswer, startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const QUERY = '{ viewer { account } }';
const JSON_TYPE = { 'content-type': 'application/json' };

/** All headers of an answer to the request `r.1`, but those that tell its length, its date and what becomes of the connection. */
const EVERYWHERE = {
  'access-control-expose-headers': 'x-request-id, retry-after, age, warning',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'content-type': 'application/json; charset=utf-8',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-request-id': 'r.1',
  'x-xss-protection': '0',
};

const OF_ONE: ReadonlySet<string> = new Set(['content-length', 'date', 'connection', 'keep-alive']);

describe('in production', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ environment: { NODE_ENV: 'production', CORS_ORIGINS: 'https://shop.example.com' } });
  });
  afterAll(() => gateway.close());

  test.each(['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }'])(
    '%s is refused (promise 58)',
    async (query) => {
      const { status, codes, text } = await gateway.ask(query);
      expect([status, codes]).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']]);
      expect(text).toContain('Introspection is off here.');
      expect(text).not.toMatch(/ProductGroup|Apollo/);
    },
  );

  test('no error suggests a name', async () => {
    for (const query of [
      '{ grups { nodes { name } } }',
      '{ groups(frst: 1) { nodes { name } } }',
      '{ viewer { acount } }',
    ]) {
      expect((await gateway.ask(query)).text).not.toMatch(/did you mean|suggest|groups"|"first|account"/i);
    }
    const variables = { input: { groupId: 'a', nam: 'x' } };
    const query = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { group { name } } }';
    expect((await gateway.ask(query, { variables })).text).not.toMatch(/did you mean|"name"/i);
  });

  test('there is no page', async () => {
    for (const path of ['/', '/graphql']) {
      const response = await fetch(`${gateway.url}${path}`, { headers: { accept: 'text/html' }, redirect: 'manual' });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain('<html');
    }
  });

  test('every answer carries the headers that browsers heed, and no word on what made it (promise 33)', async () => {
    const graphql = { vary: 'Origin, Accept-Encoding' };
    const post = (body: string) => ({ path: '/graphql', method: 'POST', headers: JSON_TYPE, body });
    const preflight = { origin: 'https://shop.example.com', 'access-control-request-method': 'POST' };
    const answers = [
      { ...post(JSON.stringify({ query: QUERY })), status: 200, own: graphql },
      { ...post('{ "query": "{ nothing }" }'), status: 400, own: graphql },
      { ...post('{'), status: 400, own: graphql },
      { path: '/graphql', status: 400, own: graphql },
      { path: '/graphql', method: 'PUT', status: 404 },
      { path: '/health', status: 200 },
      { path: '/ready', status: 200 },
      { path: '/nothing', status: 404 },
      {
        path: '/graphql',
        method: 'OPTIONS',
        headers: preflight,
        status: 204,
        own: {
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-origin': 'https://shop.example.com',
          'access-control-max-age': '600',
          'content-type': undefined,
          vary: 'Origin, Access-Control-Request-Headers',
        },
      },
    ];
    for (const { path, status, own, headers: sent, ...request } of answers) {
      const response = await fetch(`${gateway.url}${path}`, {
        ...request,
        headers: { ...sent, 'x-request-id': 'r.1' },
      });
      const headers = [...response.headers].filter(([name]) => !OF_ONE.has(name));
      expect([response.status, Object.fromEntries(headers)]).toEqual([status, { ...EVERYWHERE, ...own }]);
    }
    const { headers } = await fetch(`${gateway.url}/health`);
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  test('named web origins may call, others may not read, and none with cookies (promise 56)', async () => {
    const allowed = async (origin: string) => {
      const { headers } = await fetch(`${gateway.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
      return [headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')];
    };
    expect(await allowed('https://shop.example.com')).toEqual(['https://shop.example.com', null]);
    for (const origin of [
      'https://evil.example.com',
      'null',
      'https://shop.example.com.evil.example',
      'http://shop.example.com',
    ]) {
      const [origins, credentials] = await allowed(origin);
      expect([null, 'https://shop.example.com']).toContain(origins);
      expect(origins).not.toBe(origin);
      expect(credentials).toBeNull();
    }
  });

  test('a forged request id cannot write log lines (promise 49)', async () => {
    const lines = gateway.logLines.length;
    const { headers } = await gateway.ask('{ nothing }', { headers: { 'x-request-id': 'a"} {"level":60' } });
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    for (const line of gateway.logLines.slice(lines)) expect(line).not.toContain('{"level":60');
  });

  test('an error can be found in the log by its request id (promise 49)', async () => {
    const { body } = await gateway.ask('{ group(groupId: "") { name } }', { headers: { 'x-request-id': 'find-me.1' } });
    expect(body.errors?.[0]?.extensions.requestId).toBe('find-me.1');
    const refused = await gateway.post('{', { ...JSON_TYPE, 'x-request-id': 'find-me.2' });
    expect(refused.body.errors?.[0]?.extensions.requestId).toBe('find-me.2');
    for (const requestId of ['find-me.1', 'find-me.2'])
      expect(gateway.logLines.filter((line) => line.includes(`"requestId":"${requestId}"`))).toHaveLength(1);
  });
});

describe('requests that a foreign web page can send (promise 56)', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  test('a simple GET is refused without a header that only a preflight allows', async () => {
    const get = `${gateway.url}/graphql?query=${encodeURIComponent(QUERY)}`;
    expect((await readAnswer(await fetch(get))).status).toBe(400);
    expect((await readAnswer(await fetch(get, { headers: { 'apollo-require-preflight': 'yes' } }))).status).toBe(200);
  });

  test('no GET changes anything', async () => {
    const query = 'mutation { createGroup(input: { groupId: "by-get", name: "x" }) { group { name } } }';
    const response = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(response.status).toBe(405);
    expect(gateway.dintero.writes()).toEqual([]);
  });
});

describe('batching (promise 57)', () => {
  const batch = (count: number) => JSON.stringify(Array.from({ length: count }, () => ({ query: QUERY })));

  test('is off', async () => {
    await using gateway = await startGateway();
    expect((await gateway.post(batch(1), JSON_TYPE)).status).toBe(400);
  });

  test('may be set, up to a number of operations', async () => {
    await using gateway = await startGateway({ environment: { MAX_BATCH: '3' } });
    const { status, text } = await gateway.post(batch(3), JSON_TYPE);
    expect([status, JSON.parse(text)]).toEqual([200, Array(3).fill({ data: { viewer: { account: 'T11223344' } } })]);
    for (const count of [0, 4]) expect((await gateway.post(batch(count), JSON_TYPE)).status).toBe(400);
  });

  test('its operations share one allowance of calls', async () => {
    await using gateway = await startGateway({ environment: { MAX_BATCH: '5', MAX_UPSTREAM_CALLS: '3' } });
    const operations = [1, 2, 3, 4, 5].map((first) => ({ query: `{ groups(first: ${first}) { nodes { name } } }` }));
    const { text } = await gateway.post(JSON.stringify(operations), JSON_TYPE);
    expect(text.match(/OPERATION_TOO_LARGE/g)).toHaveLength(2);
    expect(gateway.dintero.requests.count(({ method }) => method === 'GET')).toBe(3);
  });
});

describe('a rate limit', () => {
  test('holds for each address where everybody may ask', async () => {
    await using gateway = await startGateway({ environment: { RATE_LIMIT: '3' } });
    for (let count = 0; count < 3; count += 1) expect((await gateway.ask(QUERY)).status).toBe(200);
    const { status, body, headers } = await gateway.ask(QUERY, { headers: { 'x-forwarded-for': '10.9.8.7' } });
    expect(status).toBe(429);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${gateway.url}/ready`)).status).toBe(200);
  });

  test('believes the addresses that a trusted proxy states, and no others', async () => {
    await using gateway = await startGateway({ environment: { RATE_LIMIT: '1', TRUSTED_PROXIES: '127.0.0.0/8' } });
    const askFrom = async (address: string) =>
      (await gateway.ask(QUERY, { headers: { 'x-forwarded-for': address } })).status;
    expect(await askFrom('10.0.0.1')).toBe(200);
    expect(await askFrom('10.0.0.2')).toBe(200);
    expect(await askFrom('10.0.0.1')).toBe(429);
    expect(await askFrom('::ffff:10.0.0.2')).toBe(429);
  });

  test('counts a network of IPv6 as one address', async () => {
    await using gateway = await startGateway({ environment: { RATE_LIMIT: '1', TRUSTED_PROXIES: '127.0.0.0/8' } });
    const askFrom = async (address: string) =>
      (await gateway.ask(QUERY, { headers: { 'x-forwarded-for': address } })).status;
    expect(await askFrom('2001:db8:0:1::1')).toBe(200);
    expect(await askFrom('2001:db8:0:1::2')).toBe(429);
    expect(await askFrom('2001:db8:0:2::1')).toBe(200);
  });

  test('holds for each caller where credentials are asked for', async () => {
    const issuer = await createIssuer();
    using file = temporaryFile('keys.json', issuer.keySet);
    await using gateway = await startGateway({
      environment: {
        RATE_LIMIT: '1',
        AUTH_MODE: 'jwt',
        JWT_KEY_FILE: file.path,
        JWT_ISSUER: issuer.issuer,
        JWT_AUDIENCE: issuer.audience,
      },
    });
    const askAs = async (sub: string) =>
      (await gateway.ask(QUERY, { headers: { authorization: `Bearer ${await issuer.sign({ sub })}` } })).status;
    expect(await askAs('a')).toBe(200);
    expect(await askAs('b')).toBe(200);
    expect(await askAs('a')).toBe(429);
  });
});

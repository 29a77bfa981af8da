import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { doubling, HOSTILE_DOCUMENTS, many, nested } from '../support/hostile-documents.ts';
import { sendRaw } from '../support/raw-request.ts';
import { type Answer, startGateway, type TestGateway } from '../support/start-gateway.ts';

let gateway: TestGateway;
let memoryBefore: number;

beforeAll(async () => {
  gateway = await startGateway({ environment: { HEADERS_TIMEOUT_MS: '1000', REQUEST_TIMEOUT_MS: '2000' } });
  await goodQuery();
  memoryBefore = memoryInUse();
});
afterAll(() => gateway.close());

const GOOD = '{ groups(first: 1) { nodes { groupId } } }';

async function goodQuery(): Promise<void> {
  const startedAt = performance.now();
  const { status, codes } = await gateway.ask(GOOD);
  expect([status, codes]).toEqual([200, []]);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
}

/** Bytes that are still needed: by the gateway, and by the test beside it. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Asks while a good query is asked, too. */
async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  gateway.dintero.requests.clear();
  const [answer] = await Promise.all([gateway.ask(query, { variables }), goodQuery()]);
  return answer;
}

/** Anything but the good query's own call. */
function otherCalls(): number {
  return gateway.dintero.requests.count(
    ({ segments, query }) => segments.at(-1) !== 'groups' || query.get('limit') !== '1',
  );
}

const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 1]));

describe('documents', () => {
  test.each(HOSTILE_DOCUMENTS)(
    '%s is refused clearly, before any call, in a tenth of a second (promises 51-53)',
    async (_name, query) => {
      await ask(query);
      gateway.dintero.requests.clear();
      const spent: number[] = [];
      for (let tries = 0; tries < 3; tries += 1) {
        const before = process.cpuUsage();
        const { status, codes, text } = await gateway.ask(query);
        const { user, system } = process.cpuUsage(before);
        spent.push((user + system) / 1_000);
        expect(codes.length).toBeGreaterThan(0);
        for (const code of codes) expect(code).toMatch(/^(OPERATION_TOO_LARGE|BAD_|GRAPHQL_|OPERATION_RESOLUTION)/);
        expect(status).toBe(codes.includes('BAD_USER_INPUT') ? 200 : 400);
        expect(text.length).toBeLessThan(200_000);
      }
      // Of the processor, the client's part included: the same on a machine that does other work meanwhile.
      expect(Math.min(...spent)).toBeLessThan(100);
      expect(gateway.dintero.requests).toHaveLength(0);
    },
  );

  test('limits hold through fragments exactly as without', async () => {
    const aliases = (count: number) => many(count, (index) => `a${index}: account`);
    const plain = (count: number) => `{ viewer { ${aliases(count)} } }`;
    const hidden = (count: number) => `{ viewer { ... { ...F } } } fragment F on Viewer { ${aliases(count)} }`;
    expect((await ask(plain(15))).codes).toEqual([]);
    expect((await ask(hidden(15))).codes).toEqual([]);
    expect((await ask(plain(16))).codes).toEqual(['OPERATION_TOO_LARGE']);
    expect((await ask(hidden(16))).codes).toEqual(['OPERATION_TOO_LARGE']);
  });
});

describe('values', () => {
  const group = 'query ($id: String!) { group(groupId: $id) { name } }';
  const product = 'query ($id: String!) { product(catalogId: $id, productId: $id) { name } }';

  test.each([
    '..',
    '.',
    '',
    ' a',
    'a\u0000b',
    'a\r\nX-Injected: 1',
    '\u007f',
    'x'.repeat(256),
    '\ud800',
    '😀'.repeat(256),
  ])('the key %j is refused before any call (promise 50)', async (id) => {
    for (const query of [group, product]) {
      expect((await ask(query, { id })).codes).toEqual(['BAD_USER_INPUT']);
      expect(otherCalls()).toBe(0);
    }
  });

  test.each([
    '../../admin',
    '..%2f..%2fadmin',
    '%2e%2e',
    'a/b',
    'a?limit=1',
    'a#b',
    'a&group_id=b',
    'http://elsewhere.example/',
    '__proto__',
    'constructor',
    '{{7*7}}',
    "' OR 1=1 --",
    '{"$gt":""}',
    'ÅØ',
    '\u202e',
    '𝕏',
  ])('the key %j stays one path segment or one query parameter (promise 50)', async (id) => {
    const answer = await ask(product, { id });
    expect(answer.codes).toEqual([]);
    const [call] = gateway.dintero.requests.filter(({ segments }) => segments.includes('catalogs'));
    expect(call?.segments).toEqual(['v1', 'accounts', 'T11223344', 'products', 'catalogs', id, 'products']);
    expect(call?.query.getAll('product_id')).toEqual([id]);
    expect([...(call?.query.keys() ?? [])].sort()).toEqual(['limit', 'product_id']);
    expect((await ask(group, { id })).body.data).toEqual({ group: null });
  });

  test.each([
    ['a number of 400 digits', { first: '9'.repeat(400) }],
    ['0', { first: 0 }],
    ['501', { first: 501 }],
    ['-1', { first: -1 }],
    ['a fraction', { first: 1.5 }],
    ['a list', { first: [1] }],
    ['an object', { first: { a: 1 } }],
  ])('%s is no page size (promise 53)', async (_name, variables) => {
    const { codes } = await ask('query ($first: Int) { groups(first: $first) { nodes { name } } }', variables);
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(otherCalls()).toBe(0);
  });

  test('a variable of 200 KB is refused without being echoed whole', async () => {
    const { codes, text } = await ask('query ($id: ID!) { node(id: $id) { id } }', { id: 'x'.repeat(200_000) });
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(text.length).toBeLessThan(2_000);
  });

  const input = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { group { name } } }';
  const ids = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

  test.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['15,000 fields that an input does not have', input, { input: keys(15_000) }],
    ['60,000 values of another kind', ids, { ids: Array(60_000).fill({}) }],
    ['50,000 that are missing', ids, { ids: Array(50_000).fill(null) }],
  ])('of %s the first few are told, shortly and in a moment', async (_name, query, variables) => {
    const lines = gateway.logLines.length;
    const startedAt = performance.now();
    const { status, codes, text } = await ask(query, variables);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect([status, codes]).toEqual([400, ['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT']]);
    expect(text.length).toBeLessThan(3_000);
    expect(gateway.logLines.slice(lines).join('').length).toBeLessThan(10_000);
    expect(otherCalls()).toBe(0);
  });

  test('what came stands in no log line', async () => {
    await ask(input, { input: { groupId: 'quoted-back', secretive: 'quoted-back' } });
    await ask('{ quotedBack }');
    expect(gateway.logLines.filter((line) => /quoted-?back|secretive/i.test(line))).toEqual([]);
  });

  test('forged global ids and cursors are refused', async () => {
    const forge = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const id of [
      '',
      'x',
      forge(null),
      forge([1, 'Group', 'T99999999', 'a']),
      forge([1, '__proto__', 'T11223344', 'a']),
      forge([9]),
    ]) {
      expect((await ask('query ($id: ID!) { node(id: $id) { id } }', { id })).codes).toEqual(['BAD_USER_INPUT']);
      expect(
        (await ask('query ($after: String) { groups(after: $after) { nodes { id } } }', { after: id })).codes,
      ).toEqual(['BAD_USER_INPUT']);
    }
    expect(otherCalls()).toBe(0);
  });
});

describe('bodies (promises 54 and 55)', () => {
  const json = { 'content-type': 'application/json' };
  const deep = `{"query":"{ __typename }","variables":{"a":${nested(200, '[', ']', '1')}}}`;

  test.each<[string, string | Uint8Array, Readonly<Record<string, string>>, number]>([
    ['over the limit', `{"query":"${'x'.repeat(300_000)}"}`, json, 413],
    ['a gzip bomb', gzipSync(Buffer.alloc(5_000_000, 32)), { ...json, 'content-encoding': 'gzip' }, 415],
    ['an unknown encoding', '{}', { ...json, 'content-encoding': 'br, gzip' }, 415],
    ['cut off', '{"query":"{ __type', json, 400],
    ['empty', '', json, 400],
    ['null', 'null', json, 400],
    ['a number', '1', json, 400],
    ['a text', '"{ __typename }"', json, 400],
    ['a list', '[{"query":"{ __typename }"}]', json, 400],
    ['nested deep', deep, json, 400],
    ['a hundred thousand brackets', '['.repeat(100_000), json, 400],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), json, 400],
    [
      'UTF-16',
      Buffer.from('{"query":"{ __typename }"}', 'utf16le'),
      { 'content-type': 'application/json; charset=utf-16' },
      415,
    ],
    ['a __proto__ key', '{"__proto__":{"query":"x"},"query":"{ __typename }"}', json, 400],
    [
      'a constructor.prototype key',
      '{"query":"{ __typename }","variables":{"constructor":{"prototype":{"a":1}}}}',
      json,
      400,
    ],
    ['plain text', '{"query":"{ __typename }"}', { 'content-type': 'text/plain' }, 415],
    ['a form', 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['many parts', '--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['of a type that is none', '{}', { 'content-type': 'application/json, text/plain' }, 415],
    ['of a type with a line break in it', '{}', { 'content-type': 'application/' }, 415],
    ['a query that is an object', '{"query":{"toString":1}}', json, 400],
    ['variables as a list', '{"query":"{ __typename }","variables":[1]}', json, 400],
  ])('%s: refused', async (_name, body, headers, status) => {
    const [answer] = await Promise.all([gateway.post(body, headers), goodQuery()]);
    expect(answer.status).toBe(status);
    expect(answer.codes).toEqual(['BAD_REQUEST']);
    expect(answer.text.length).toBeLessThan(500);
  });

  test('a body without a stated length is cut off at the limit', async () => {
    const head = `POST /graphql HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const { socket, answer } = sendRaw(gateway.url, `${head}${chunk.repeat(6)}`);
    await goodQuery();
    expect(await answer).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
  });

  test('a stated length over the limit is refused before the body comes', async () => {
    const { socket, answer } = sendRaw(
      gateway.url,
      'POST /graphql HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{',
    );
    expect(await answer).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
  });
});

describe('what is hardly HTTP', () => {
  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['headers of 20 KB', `GET /health HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}', 400],
    [
      'length and chunks',
      'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['no host', 'GET /health HTTP/1.1\r\n\r\n', 400],
    ['an address that cannot be decoded', 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['another method', 'TRACE /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    ['another path', 'GET /graphql/../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    [
      'a strange host',
      'GET /graphql?query={__typename} HTTP/1.1\r\nHost: a b:c/d\r\nApollo-Require-Preflight: 1\r\nConnection: close\r\n\r\n',
      200,
    ],
  ])('%s is answered in one line', async (_name, bytes, status) => {
    const { answer } = sendRaw(gateway.url, bytes);
    await goodQuery();
    const text = await answer;
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text.length).toBeLessThan(2_000);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('%s changes and reads nothing', async (method) => {
    const response = await fetch(`${gateway.url}/graphql`, { method, redirect: 'manual' });
    expect(response.status).toBeGreaterThanOrEqual(method === 'OPTIONS' ? 200 : 400);
    expect(response.status).toBeLessThan(500);
  });

  test.each([
    ['headers that never end', 'POST /graphql HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    [
      'a body that never ends',
      'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    ],
    ['nothing at all', ''],
  ])('%s are ended in time, and cost others nothing (promise 60)', async (_name, bytes) => {
    const startedAt = performance.now();
    const slow = Array.from({ length: 200 }, () => sendRaw(gateway.url, bytes));
    const drip = setInterval(() => {
      for (const { socket } of slow) if (socket.writable && bytes !== '') socket.write('x');
    }, 50);
    await goodQuery();
    const answers = await Promise.all(slow.map(({ answer }) => answer));
    clearInterval(drip);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1.1 408 |$)/);
  });

  test('a thousand idle connections cost no good query more than a second (promise 60)', async () => {
    const { hostname, port } = new URL(gateway.url);
    const sockets = Array.from({ length: 1_000 }, () => connect(Number(port), hostname).on('error', () => undefined));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    await goodQuery();
    for (const socket of sockets) socket.destroy();
  });

  test('clients that leave in the middle leave nothing behind', async () => {
    const body = JSON.stringify({ query: '{ products { nodes { name } } }' });
    for (let index = 0; index < 50; index += 1) {
      const { socket } = sendRaw(
        gateway.url,
        `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, index)}`,
      );
      await sleep(1);
      socket.destroy();
    }
    await goodQuery();
  });
});

test('hundreds of them leave next to nothing in memory', async () => {
  for (let round = 0; round < 10; round += 1) {
    const queries = [doubling(14), nested(300, '{ a ', '}', ''), `{ ${many(900, (index) => `a${index}`)} }`];
    await Promise.all([...queries, ...queries, ...queries].map((query) => gateway.ask(query)));
    await Promise.all(
      [1, 2, 3].map(() => gateway.post(`{"query":"${'x'.repeat(250_000)}"}`, { 'content-type': 'application/json' })),
    );
  }
  expect((memoryInUse() - memoryBefore) / 1024 ** 2).toBeLessThan(50);
});

test('none of all this was a fault of the gateway', () => {
  const faults = gateway.logLines.filter(
    (line) => /"level":(50|60)/.test(line) && !/"code":"UPSTREAM_TIMEOUT"/.test(line),
  );
  expect(faults).toEqual([]);
});

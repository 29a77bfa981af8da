import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type FakeRequest, type FakeServer, startFakeServer } from '../../../src/fake-kit/server.ts';
import { exchange, get } from './exchange.ts';

let seen: FakeRequest[];
let fake: FakeServer;

beforeEach(async () => {
  seen = [];
  fake = await startFakeServer({
    clock: () => 1_700_000_000_000,
    handle(request) {
      seen.push(request);
      if (request.segments[0] === 'crash') throw new Error('out of shelves');
      return { status: 201, headers: { 'x-kind': 'fake' }, body: { shelf: 'Møbel' } };
    },
    errorBody: (status, message) => ({ status, message }),
  });
});

afterEach(() => fake.close());

test('the answer is JSON with its exact length, status and headers', async () => {
  const response = await fetch(`${fake.url}/shelves`);
  expect(response.status).toBe(201);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(response.headers.get('x-kind')).toBe('fake');
  const text = await response.text();
  expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  expect(JSON.parse(text)).toEqual({ shelf: 'Møbel' });
});

test('handle sees segments decoded one by one, query, headers, body and time', async () => {
  const body = '{"a":[1]}';
  await fetch(`${fake.url}/v1/a%2Fb/M%C3%B8bel/?q=1&q=%26`, { method: 'POST', body, headers: { 'X-Trace': 't1' } });
  const [request] = seen;
  expect(request?.method).toBe('POST');
  expect(request?.segments).toEqual(['v1', 'a/b', 'Møbel', '']);
  expect(request?.query.getAll('q')).toEqual(['1', '&']);
  expect(request?.headers['x-trace']).toBe('t1');
  expect(request?.rawBody.toString()).toBe(body);
  expect(request?.json).toEqual({ a: [1] });
  expect(request?.receivedAt).toBe(1_700_000_000_000);
});

test('dot segments arrive as they were sent', async () => {
  await exchange(fake.port, get('/products/../%2e%2e//x'), (text) => text.includes('\r\n\r\n'));
  expect(seen[0]?.segments).toEqual(['products', '..', '..', '', 'x']);
});

test('json is undefined when the body is absent or no JSON', async () => {
  await fetch(`${fake.url}/a`, { method: 'POST' });
  await fetch(`${fake.url}/a`, { method: 'POST', body: '{"a":' });
  expect(seen.map(({ json, rawBody }) => [json, rawBody.length])).toEqual([
    [undefined, 0],
    [undefined, 5],
  ]);
});

test('a path that cannot be decoded is a 400 in the shape of the API, and never handled', async () => {
  const response = await fetch(`${fake.url}/a%zz`);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ status: 400, message: 'The path cannot be percent-decoded' });
  expect(seen).toEqual([]);
  expect(fake.requests).toMatchObject([{ path: '/a%zz', segments: [], status: 400 }]);
});

test('a handle that crashes answers 500 and the server goes on', async () => {
  const crashed = await fetch(`${fake.url}/crash`);
  expect([crashed.status, await crashed.json()]).toEqual([500, { status: 500, message: 'Error: out of shelves' }]);
  expect((await fetch(`${fake.url}/a`)).status).toBe(201);
});

test('connections are kept alive', async () => {
  const twice = get('/a') + get('/b');
  const { received } = await exchange(fake.port, twice, (text) => text.split('201 Created').length === 3);
  expect(received).toContain('Connection: keep-alive');
  expect(seen.map(({ segments }) => segments[0])).toEqual(['a', 'b']);
});

test('the log keeps what arrived, in order, and counts', async () => {
  await fetch(`${fake.url}/a?x=1`);
  await fetch(`${fake.url}/b`, { method: 'PUT', body: '{"n":1}', headers: { authorization: 'Basic x' } });
  expect(fake.requests).toMatchObject([
    { method: 'GET', path: '/a?x=1', segments: ['a'], json: undefined, status: 201, at: 1_700_000_000_000 },
    { method: 'PUT', path: '/b', segments: ['b'], json: { n: 1 }, status: 201, headers: { authorization: 'Basic x' } },
  ]);
  expect(fake.requests[0]?.query.get('x')).toBe('1');
  expect(fake.requests.count()).toBe(2);
  expect(fake.requests.count(({ method }) => method === 'PUT')).toBe(1);
  fake.requests.clear();
  expect(fake.requests).toHaveLength(0);
});

test('reset clears log and faults and tells the API', async () => {
  let resets = 0;
  const other = await startFakeServer({ handle: () => ({ status: 204 }), onReset: () => (resets += 1) });
  other.faults.add({ fault: { kind: 'status', status: 500 } });
  await fetch(other.url);
  other.reset();
  expect([resets, other.requests.length]).toEqual([1, 0]);
  expect((await fetch(other.url)).status).toBe(204);
  await other.close();
});

test('close ends hanging, waiting and dripping requests at once and frees the port', async () => {
  const timers = pendingTimers();
  fake.faults.add({ match: { path: '/hang' }, fault: { kind: 'hang' } });
  fake.faults.add({ match: { path: '/late' }, fault: { kind: 'latency', ms: 60_000 } });
  fake.faults.add({ match: { path: '/drip' }, fault: { kind: 'drip', bytes: 1, everyMs: 60_000, head: true } });
  const ends = ['/hang', '/late', '/drip'].map((path) => exchange(fake.port, get(path)));
  while (fake.requests.length < 3) await sleep(1);
  const begun = performance.now();
  await Promise.all([fake.close(), fake.close()]);
  expect(pendingTimers()).toBeLessThanOrEqual(timers);
  for (const { received } of await Promise.all(ends)) expect(received).toBe('');
  expect(performance.now() - begun).toBeLessThan(1000);

  fake = await startFakeServer({ port: fake.port, handle: () => ({ status: 204 }) });
  expect((await fetch(fake.url)).status).toBe(204);
});

function pendingTimers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

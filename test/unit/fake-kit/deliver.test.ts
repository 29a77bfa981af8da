import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Pool } from 'undici';
import type { Fault } from '../../../src/fake-kit/faults.ts';
import { type FakeServer, startFakeServer } from '../../../src/fake-kit/server.ts';
import { exchange, get } from './exchange.ts';

const body = { rows: [{ id: 'a', amount: 10900 }, { id: 'b' }] };
const text = JSON.stringify(body);

let handled = 0;
let fake: FakeServer;

beforeAll(async () => {
  fake = await startFakeServer({
    random: () => 0.5,
    handle() {
      handled += 1;
      return { status: 200, body };
    },
    errorBody: (status, message) => ({ error: { status, message } }),
  });
});

afterEach(() => {
  handled = 0;
  fake.reset();
});

afterAll(() => fake.close());

function strike(fault: Fault): void {
  fake.faults.add({ times: 1, fault });
}

test('latency waits before the request is handled', async () => {
  strike({ kind: 'latency', ms: 4, jitterMs: 4 });
  const begun = performance.now();
  expect(await (await fetch(fake.url)).json()).toEqual(body);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(5);
});

test('status: the API error shape, its own JSON, or plain text; Retry-After just as given; nothing is handled', async () => {
  strike({ kind: 'status', status: 429, retryAfter: 'soon' });
  strike({ kind: 'status', status: 422, body: { odd: true } });
  strike({ kind: 'status', status: 502, body: 'Bad gateway' });
  const first = await fetch(fake.url);
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, 'soon']);
  expect(await first.json()).toEqual({ error: { status: 429, message: 'Too Many Requests' } });
  const second = await fetch(fake.url);
  expect([second.status, second.headers.get('retry-after'), await second.json()]).toEqual([422, null, { odd: true }]);
  const third = await fetch(fake.url);
  expect([third.status, third.headers.get('content-type')]).toEqual([502, 'text/plain; charset=utf-8']);
  expect(await third.text()).toBe('Bad gateway');
  expect(handled).toBe(0);
  expect(fake.requests.map(({ status }) => status)).toEqual([429, 422, 502]);
});

test('status and redirect after: the request was handled, the answer lies', async () => {
  strike({ kind: 'status', status: 500, when: 'after' });
  strike({ kind: 'redirect', status: 307, location: 'http://elsewhere.test/', when: 'after' });
  expect((await fetch(fake.url)).status).toBe(500);
  expect((await fetch(fake.url, { redirect: 'manual' })).status).toBe(307);
  expect(handled).toBe(2);
});

test('redirect: status and location', async () => {
  strike({ kind: 'redirect', status: 308, location: '/b' });
  const response = await fetch(fake.url, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([308, '/b']);
  expect(handled).toBe(0);
});

test('reset before: the connection breaks while the body is still on its way', async () => {
  strike({ kind: 'reset' });
  const unfinished = 'POST / HTTP/1.1\r\nhost: fake\r\ncontent-length: 100\r\n\r\nhalf';
  expect(await exchange(fake.port, unfinished)).toEqual({ received: '', ended: 'reset' });
  expect(handled).toBe(0);
  expect(fake.requests).toMatchObject([{ method: 'POST', json: undefined, status: undefined }]);
});

test('reset after: the write happened, the answer is lost', async () => {
  strike({ kind: 'reset', when: 'after' });
  expect(await exchange(fake.port, get('/'))).toEqual({ received: '', ended: 'reset' });
  expect(handled).toBe(1);
  expect(fake.requests[0]?.status).toBeUndefined();
});

test.each([
  ['before', 0],
  ['after', 1],
] as const)('hang %s: no answer, other requests are served', async (when, expected) => {
  strike({ kind: 'hang', when });
  const hanging = new AbortController();
  const first = fetch(fake.url, { signal: hanging.signal }).then(
    () => 'answered',
    () => 'aborted',
  );
  while (fake.requests.length === 0) await new Promise(setImmediate);
  expect((await fetch(fake.url)).status).toBe(200);
  hanging.abort();
  expect(await first).toBe('aborted');
  expect(handled).toBe(1 + expected);
});

test('cut by length: more is promised than sent, then the connection ends', async () => {
  strike({ kind: 'cut', framing: 'length' });
  const { received, ended } = await exchange(fake.port, get('/'));
  const [head = '', sent] = received.split('\r\n\r\n');
  expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBeGreaterThan(text.length);
  expect(sent).toBe(text);
  expect(ended).toBe('end');
});

test('cut chunked: the last chunk never comes', async () => {
  strike({ kind: 'cut', framing: 'chunked', bytes: 7 });
  const { received, ended } = await exchange(fake.port, get('/'));
  expect(received).toMatch(/transfer-encoding: chunked/i);
  expect(received.endsWith(`\r\n\r\n7\r\n${text.slice(0, 7)}\r\n`)).toBe(true);
  expect(ended).toBe('end');
});

test.each(['length', 'chunked'] as const)(
  'cut by %s and hang: headers only, the connection stays open',
  async (framing) => {
    strike({ kind: 'cut', framing, bytes: 0, end: 'hang' });
    let quiet: NodeJS.Timeout | undefined;
    const request = await new Promise<string>((resolve) => {
      void exchange(fake.port, get('/'), (received) => {
        clearTimeout(quiet);
        quiet = setTimeout(() => resolve(received), 5);
        return false;
      }).then(({ received }) => resolve(`ended: ${received}`));
    });
    expect(request).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n$/);
  },
);

test('bad-json: well framed, half of the JSON', async () => {
  strike({ kind: 'bad-json' });
  const response = await fetch(fake.url);
  expect(response.headers.get('content-type')).toContain('application/json');
  const half = await response.text();
  expect(text.startsWith(half)).toBe(true);
  expect(() => JSON.parse(half)).toThrow(SyntaxError);
});

test('html: a page with status 200', async () => {
  strike({ kind: 'html' });
  const response = await fetch(fake.url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html']);
  expect(await response.text()).toMatch(/^<!doctype html>/);
});

test('empty: the status without a body', async () => {
  strike({ kind: 'empty' });
  const response = await fetch(fake.url);
  expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '0', '']);
});

test('patch: one value replaced, a number beyond doubles as it stands, a field left out', async () => {
  strike({ kind: 'patch', path: ['rows', 0, 'amount'], json: '9007199254740993' });
  strike({ kind: 'patch', path: ['rows', 1, 'id'] });
  strike({ kind: 'patch', path: [], json: '[]' });
  for (const expected of [
    '{"rows":[{"id":"a","amount":9007199254740993},{"id":"b"}]}',
    '{"rows":[{"id":"a","amount":10900},{}]}',
    '[]',
  ]) {
    expect(await (await fetch(fake.url)).text()).toBe(expected);
  }
});

test.each([true, false])('drip, headers too: %s', async (head) => {
  strike({ kind: 'drip', bytes: 40, everyMs: 1, head });
  const pieces: number[] = [];
  const { received, ended } = await exchange(fake.port, get('/'), (sofar) => {
    pieces.push(sofar.length);
    return false;
  });
  expect(received.endsWith(text)).toBe(true);
  expect(ended).toBe('end');
  expect(pieces[0] === 40).toBe(head);
  expect(pieces.length).toBeGreaterThan(1);
});

test('huge: as many mebibytes of valid JSON as asked for', async () => {
  strike({ kind: 'huge', mebibytes: 3 });
  const received = await (await fetch(fake.url)).text();
  expect(received.length).toBe(3 * 1024 * 1024 + 14);
  expect(Object.keys(JSON.parse(received))).toEqual(['padding']);
});

test('huge: a client that leaves does not trouble the next one', async () => {
  strike({ kind: 'huge', mebibytes: 64 });
  const { ended } = await exchange(fake.port, get('/'), (received) => received.length > 100_000);
  expect(ended).toBe('enough');
  expect((await fetch(fake.url)).status).toBe(200);
});

test('huge and gzipped twice: small on the wire', async () => {
  strike({ kind: 'huge', mebibytes: 2, gzip: 2 });
  const pool = new Pool(fake.url);
  const response = await pool.request({ path: '/', method: 'GET' });
  const received = Buffer.from(await response.body.arrayBuffer());
  expect(response.headers['content-encoding']).toBe('gzip, gzip');
  expect(received.length).toBeLessThan(10_000);
  expect(gunzipSync(gunzipSync(received)).length).toBe(2 * 1024 * 1024 + 14);
  await pool.close();
});

test('extra-answer: a second answer follows on the kept-alive connection', async () => {
  strike({ kind: 'extra-answer', body: { rows: 'of somebody else' } });
  const { received } = await exchange(fake.port, get('/'), (sofar) => sofar.includes('somebody else'));
  expect(received.split('HTTP/1.1 200 OK')).toHaveLength(3);
  expect(received.indexOf(text)).toBeLessThan(received.indexOf('somebody'));
});

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type FakeServer, startFakeServer } from '../../../src/fake-kit/server.ts';

let fake: FakeServer<'loop'>;
let resets = 0;

beforeAll(async () => {
  fake = await startFakeServer<'loop'>({
    ownFaults: ['loop'],
    handle: ({ faults }) => ({ status: 200, body: [...faults] }),
    onReset: () => (resets += 1),
  });
});

beforeEach(() => fake.reset());

afterAll(() => fake.close());

function control(method: string, door: string, rule?: unknown): Promise<Response> {
  return fetch(`${fake.url}/__fake/${door}`, { method, ...(rule !== undefined && { body: JSON.stringify(rule) }) });
}

test('the log is read and forgotten; control itself is not logged', async () => {
  await fetch(`${fake.url}/a?x=1`);
  const log = await control('GET', 'requests');
  expect(await log.json()).toMatchObject([{ method: 'GET', path: '/a?x=1', query: [['x', '1']], status: 200 }]);
  expect((await control('DELETE', 'requests')).status).toBe(204);
  expect(fake.requests).toHaveLength(0);
});

test('faults are added and removed, and strike no control request', async () => {
  const rule = { match: { method: 'GET', path: '/a' }, skip: 1, times: 5, probability: 1, fault: { kind: 'html' } };
  expect((await control('POST', 'faults', rule)).status).toBe(204);
  expect((await control('POST', 'faults', { fault: { kind: 'reset' }, match: { pattern: 'zz$' } })).status).toBe(204);
  const types = [];
  for (let turn = 0; turn < 2; turn += 1) types.push((await fetch(`${fake.url}/a`)).headers.get('content-type'));
  expect(types).toEqual(['application/json; charset=utf-8', 'text/html']);
  await expect(fetch(`${fake.url}/b/zz`)).rejects.toThrow();
  expect((await control('DELETE', 'faults')).status).toBe(204);
  expect((await fetch(`${fake.url}/b/zz`)).status).toBe(200);
});

test("the API's own faults reach its handler", async () => {
  await control('POST', 'faults', { times: 1, fault: { kind: 'loop' } });
  expect(await (await fetch(fake.url)).json()).toEqual(['loop']);
  expect(await (await fetch(fake.url)).json()).toEqual([]);
});

test.each([
  { kind: 'latency', ms: 0, jitterMs: 0 },
  { kind: 'status', status: 200, body: [], retryAfter: '1', when: 'after' },
  { kind: 'redirect', status: 302, location: '/', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'hang' },
  { kind: 'cut', framing: 'chunked', bytes: 1, end: 'hang' },
  { kind: 'bad-json' },
  { kind: 'patch', path: ['rows', 0], json: '1' },
  { kind: 'html' },
  { kind: 'empty' },
  { kind: 'drip', bytes: 1, everyMs: 1, head: true },
  { kind: 'huge', mebibytes: 1, gzip: 1 },
  { kind: 'extra-answer', body: {} },
  { kind: 'loop' },
])('takes %j', async (fault) => {
  expect((await control('POST', 'faults', { fault })).status).toBe(204);
});

test.each([
  [undefined, 'the rule is no object'],
  [[], 'the rule is no object'],
  [{}, 'fault is no object'],
  [{ fault: { kind: 'flood' } }, 'fault.kind is unknown: "flood"'],
  [{ fault: { kind: 'latency' } }, 'ms is no number from 0'],
  [{ fault: { kind: 'latency', ms: -1 } }, 'ms is no number from 0'],
  [{ fault: { kind: 'redirect', status: 302 } }, 'location is no string'],
  [{ fault: { kind: 'hang', when: 'never' } }, 'when is none of before, after'],
  [{ fault: { kind: 'drip', bytes: 1, everyMs: 1, head: 1 } }, 'head is no boolean'],
  [{ fault: { kind: 'patch', path: 'rows' } }, 'path is no array'],
  [{ fault: { kind: 'hang' }, match: { pattern: '(' } }, 'Invalid regular expression'],
  [{ fault: { kind: 'hang' }, times: 'x' }, 'times is no number from 0'],
])('refuses %j', async (rule, message) => {
  const response = await control('POST', 'faults', rule);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ message: expect.stringContaining(message) });
});

test('reset and unknown doors', async () => {
  const before = resets;
  expect((await control('POST', 'reset')).status).toBe(204);
  expect(resets).toBe(before + 1);
  expect((await control('GET', 'reset')).status).toBe(404);
  expect((await control('GET', '')).status).toBe(404);
});

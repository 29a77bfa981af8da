import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { parseConfig } from '../../src/config.ts';
import { type AbillifyFake, startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { type DinteroFake, startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { postOperation } from '../support/load.ts';
import { endProcesses, type RunningProcess, runProcess } from '../support/run-process.ts';
import { fakeEnvironment } from '../support/start-gateway.ts';

/** Three processes each, which start slowly where many do at once. */
jest.setTimeout(120_000);

const GROUP = '{ group(groupId: "B1") { groupId } }';
const ANSWER = { data: { group: { groupId: 'B1' } } };
const CREATE = 'mutation { createGroup(input: { name: "Lamps", idempotencyKey: "k" }) { group { groupId } } }';

/** Lets a test end a worker, by the first process alone. */
const KILL_ON_SIGNAL = `import cluster from 'node:cluster';
if (cluster.isPrimary) process.on('SIGUSR2', () => Object.values(cluster.workers)[0].process.kill('SIGKILL'));`;

let dintero: DinteroFake;
let abillify: AbillifyFake;
/** A connection for each request: workers take connections in turn. */
const agent = new Agent({ keepAlive: false });

beforeAll(async () => {
  dintero = await startDinteroFake({ size: 20 });
  abillify = await startAbillifyFake({ size: 20 });
});
beforeEach(() => {
  dintero.reset();
  abillify.reset();
});
afterEach(endProcesses);
afterAll(() => Promise.all([dintero.close(), abillify.close()]));

function start(environment: Readonly<Record<string, string>> = {}, before = ''): RunningProcess {
  return runProcess({
    environment: { ...fakeEnvironment(dintero, abillify), AUTH_MODE: 'open', WORKERS: '2', ...environment },
    before,
  });
}

async function ask(url: string, query = GROUP): Promise<unknown> {
  const { text } = await postOperation(agent, url, query);
  return JSON.parse(text);
}

function times<T>(count: number, ask: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, ask));
}

function count(method: string, last: RegExp): number {
  return dintero.requests.count((request) => request.method === method && last.test(request.segments.at(-1) ?? ''));
}

test('both serve one port over one pair of embedded fakes, and say so once', async () => {
  const gateway = runProcess({ environment: { WORKERS: '2', LOG_LEVEL: 'info' } });
  const url = await gateway.listening();
  expect(gateway.output().match(/Gateway on/g)).toHaveLength(1);
  expect(gateway.output()).toContain('(development, standalone, 2 workers), account T11223344 (test data)');
  expect(gateway.output().match(/embedded fake at/g)).toHaveLength(2);
  // Each writes for itself, in no order.
  for (const worker of [1, 2]) await gateway.printed(`"worker":${worker},"msg":"Server listening`);
  const rename = 'mutation { updateGroup(input: { groupId: "B1", changes: { name: "Lamps" } }) { group { name } } }';
  await ask(url, rename);
  const seen = await times(4, () => ask(url, '{ group(groupId: "B1") { name } }'));
  for (const answer of seen) expect(answer).toEqual({ data: { group: { name: 'Lamps' } } });
  gateway.child.kill('SIGTERM');
  expect(await gateway.ended()).toMatchObject({ code: 0, err: '' });
});

test('a creation repeated at the other one, even at the same time, happens once (promise 4)', async () => {
  const url = await start().listening();
  const together = await times(6, () => ask(url, CREATE));
  const later = await times(2, () => ask(url, CREATE));
  expect(together[0]).toEqual({ data: { createGroup: { group: { groupId: expect.any(String) } } } });
  for (const answer of [...together, ...later]) expect(answer).toEqual(together[0]);
  expect(count('POST', /groups/)).toBe(1);
  await times(4, () => ask(url));
  // Each that calls Dintero has a token of its own: both were asked.
  expect(count('POST', /token/)).toBe(2);
});

test('a document that one was sent the other knows by its hash', async () => {
  const url = await start().listening();
  const sha256Hash = createHash('sha256').update(GROUP).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const send = async (query?: string): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', connection: 'close' };
    const body = JSON.stringify({ query, extensions });
    return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json();
  };
  expect(await send()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
  expect(await send(GROUP)).toEqual(ANSWER);
  for (const _ of [1, 2, 3, 4]) expect(await send()).toEqual(ANSWER);
});

test('a caller’s requests are counted together', async () => {
  const url = await start({ RATE_LIMIT: '5' }).listening();
  const statuses: number[] = [];
  for (let request = 1; request <= 8; request += 1) statuses.push((await postOperation(agent, url, GROUP)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
});

test('whichever is asked for metrics tells those of both', async () => {
  const url = await start({ METRICS: 'on' }).listening();
  await times(6, () => ask(url));
  for (const _ of [1, 2]) {
    const text = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
    expect(text).toContain('gateway_operations_total{operation="anonymous",type="query",outcome="complete"} 6\n');
    expect(text).toContain('gateway_upstream_breaker{upstream="dintero"} 0\n');
    expect(text.match(/^nodejs_version_info\{/gm)).toHaveLength(1);
  }
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'told to stop by %s, none is ready, what they took is answered truly, and the exit code is 0 (promise 63)',
  async (signal) => {
    const gateway = start();
    const url = await gateway.listening();
    dintero.faults.add({ match: { path: /groups/ }, fault: { kind: 'latency', ms: 700 } });
    const taken = times(4, () => postOperation(agent, url, GROUP));
    while (count('GET', /groups|B1/) < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    gateway.child.kill(signal);
    const ready = () => fetch(`${url}/ready`, { headers: { connection: 'close' } });
    while ((await ready()).status === 200);
    for (const answer of await taken) expect([answer.status, JSON.parse(answer.text)]).toEqual([200, ANSWER]);
    expect(await gateway.ended()).toMatchObject({ code: 0, err: '' });
    await expect(ready()).rejects.toThrow();
  },
);

test('one that ends is replaced, with a line in the log, and the other serves meanwhile', async () => {
  const gateway = start({ LOG_LEVEL: 'info' }, KILL_ON_SIGNAL);
  const url = await gateway.listening();
  gateway.child.kill('SIGUSR2');
  await gateway.printed('a worker ended; another takes its place');
  while ((gateway.output().match(/"worker":1,"msg":"Server listening/g) ?? []).length < 2) {
    expect(await ask(url)).toEqual(ANSWER);
  }
  expect(await times(4, () => ask(url))).toEqual([ANSWER, ANSWER, ANSWER, ANSWER]);
});

test('where none stays up in its place the gateway ends with one line', async () => {
  const before = `${KILL_ON_SIGNAL}\nif (cluster.isWorker && cluster.worker.id > 2) process.exit(7);`;
  const gateway = start({ LOG_LEVEL: 'fatal' }, before);
  await gateway.listening();
  gateway.child.kill('SIGUSR2');
  expect(await gateway.ended()).toMatchObject({
    code: 1,
    err: 'The gateway ends: its workers cannot be replaced, worker 1 ended before it served (7)\n',
  });
});

test('a port in use is one clear line, and a wrong setting is told once (promise 66)', async () => {
  await using taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const line = `The gateway could not start: port ${port} is in use; set PORT to another one.\n`;
  expect(await start({ PORT: port }).ended()).toMatchObject({ code: 1, err: line });
  const { code, err } = await start({ WORKERS: 'x' }).ended();
  expect([code, err.match(/WORKERS/g)]).toEqual([2, ['WORKERS']]);
});

test('workers that would keep answers without a Redis do not start', () => {
  const settings = { WORKERS: '2', CACHE: 'on' };
  expect(() => parseConfig(settings)).toThrow(/^WORKERS must be 1 with CACHE on, unless REDIS_URL is set/);
  expect(parseConfig({ ...settings, REDIS_URL: 'redis://127.0.0.1' }).workers).toBe(2);
  expect(parseConfig({ WORKERS: 'auto' }).workers).toBeGreaterThan(0);
  for (const wrong of ['0', '65', '1.5', 'all']) {
    expect(() => parseConfig({ WORKERS: wrong })).toThrow('WORKERS must be auto or a whole number from 1 to 64');
  }
});

import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type AbillifyFake, startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { type DinteroFake, startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { endProcesses, type RunningProcess, runProcess } from '../support/run-process.ts';
import { fakeEnvironment } from '../support/start-gateway.ts';

/** Processes start slowly where many do at once. */
jest.setTimeout(30_000);

const GROUP = '{ group(groupId: "B1") { groupId } }';
const ANSWER = { data: { group: { groupId: 'B1' } } };

let dintero: DinteroFake;
let abillify: AbillifyFake;

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
    environment: { ...fakeEnvironment(dintero, abillify), AUTH_MODE: 'open', ...environment },
    before,
  });
}

function ask(url: string, query = GROUP): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
}

async function arrivedAt(fake: DinteroFake, path: RegExp): Promise<void> {
  while (!fake.requests.some((arrived) => path.test(arrived.path)))
    await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('told to stop', () => {
  test('idle, it ends within a second with exit code 0, open connections or not (promise 63)', async () => {
    const gateway = start();
    const { port, hostname } = new URL(await gateway.listening());
    const idle = connect(Number(port), hostname);
    await once(idle, 'connect');
    const ended = once(idle, 'close');
    const toldAt = performance.now();
    gateway.child.kill('SIGTERM');
    expect(await gateway.ended()).toMatchObject({ code: 0, err: '' });
    expect(performance.now() - toldAt).toBeLessThan(1_000);
    await ended;
  });

  test('it is not ready from then on, closes what it answers, and answers truly what it took (promise 63)', async () => {
    const gateway = start();
    const url = await gateway.listening();
    expect(await (await fetch(`${url}/ready`)).json()).toMatchObject({ status: 'ready' });
    dintero.faults.add({ match: { path: /groups/ }, fault: { kind: 'latency', ms: 700 } });
    const taken = ask(url);
    await arrivedAt(dintero, /groups/);
    gateway.child.kill('SIGTERM');

    let ready = await fetch(`${url}/ready`);
    while (ready.status === 200) ready = await fetch(`${url}/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 'draining', operations: 1 });
    expect(ready.headers.get('connection')).toBe('close');
    expect((await fetch(`${url}/health`)).status).toBe(200);

    const late = await ask(url);
    expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);
    expect(await late.json()).toEqual(ANSWER);
    const answer = await taken;
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect(await answer.json()).toEqual(ANSWER);
    expect(await gateway.ended()).toMatchObject({ code: 0, err: '' });
    await expect(fetch(`${url}/ready`)).rejects.toThrow();
  });

  test('what takes longer than it may is answered with what it has, and half a request is cut off: still exit code 0', async () => {
    const gateway = start({ SHUTDOWN_MS: '900', DRAIN_MS: '50' });
    const url = await gateway.listening();
    dintero.faults.add({ match: { path: /groups/ }, fault: { kind: 'hang' } });
    const half = request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 100 },
    });
    half.on('error', () => undefined);
    half.write('{');
    const taken = ask(url);
    await arrivedAt(dintero, /groups/);
    const toldAt = performance.now();
    gateway.child.kill('SIGTERM');
    expect(await (await taken).json()).toMatchObject({
      data: { group: null },
      errors: [{ path: ['group'], extensions: { code: 'UPSTREAM_TIMEOUT', upstream: 'dintero' } }],
    });
    expect(await gateway.ended()).toMatchObject({ code: 0, err: '' });
    // Its own limit and what a busy machine adds: far from the ten seconds that the operation had.
    expect(performance.now() - toldAt).toBeLessThan(2_000);
  });

  test('a write that nobody answers is given up at the end and logged as unknown: still exit code 0 (promises 9 and 63)', async () => {
    const gateway = start({ SHUTDOWN_MS: '900', DRAIN_MS: '50' });
    const url = await gateway.listening();
    dintero.faults.add({ match: { method: 'POST', path: /groups/ }, fault: { kind: 'hang' } });
    const taken = ask(url, 'mutation { createGroup(input: { groupId: "left", name: "Left" }) { group { name } } }');
    await arrivedAt(dintero, /groups/);
    const toldAt = performance.now();
    gateway.child.kill('SIGTERM');
    expect(await (await taken).json()).toMatchObject({
      data: { createGroup: null },
      errors: [{ path: ['createGroup'], extensions: { code: 'OUTCOME_UNKNOWN', upstream: 'dintero' } }],
    });
    expect(await gateway.ended()).toMatchObject({ code: 0, err: '' });
    expect(performance.now() - toldAt).toBeLessThan(2_000);
    const lines = gateway.output().match(/^.*whether it was done is not known.*$/gm);
    expect(lines).toEqual([expect.stringContaining('"operation":"createGroup"')]);
    expect(dintero.requests.count(({ method, path }) => method === 'POST' && path.endsWith('/groups'))).toBe(1);
  });
});

test('a fault that nobody caught is in the log and ends nothing else (promise 67)', async () => {
  const before = `process.on('SIGUSR2', () => { Promise.reject(new Error('lost')); throw new Error('thrown'); });`;
  const gateway = start({}, before);
  const url = await gateway.listening();
  dintero.faults.add({ match: { path: /groups/ }, fault: { kind: 'latency', ms: 100 } });
  const taken = ask(url);
  await arrivedAt(dintero, /groups/);
  gateway.child.kill('SIGUSR2');
  await Promise.all([
    gateway.printed('a fault that nobody caught'),
    gateway.printed('a rejection that nobody handled'),
  ]);
  expect(await (await taken).json()).toEqual(ANSWER);
  expect(await (await ask(url)).json()).toEqual(ANSWER);
});

test('an upstream that is away at the start is one line in the log; the other one serves, and it is ready (promise 65)', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  server.close();
  const gateway = start({ ABILLIFY_BASE_URL: `http://127.0.0.1:${port}/api` });
  const url = await gateway.listening();
  await gateway.printed('abillify cannot be reached');
  expect(gateway.output().match(/cannot be reached/g)).toHaveLength(1);
  expect(await (await ask(url)).json()).toEqual(ANSWER);
  expect((await fetch(`${url}/ready`)).status).toBe(200);
});

test('connections that wait between requests are told to go elsewhere with their next answer', async () => {
  const gateway = start();
  const url = new URL(await gateway.listening());
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const get = async (): Promise<IncomingMessage> => {
    const [answer]: IncomingMessage[] = await once(request(new URL('/ready', url), { agent }).end(), 'response');
    if (!answer) throw new Error('No answer');
    answer.resume();
    await once(answer, 'end');
    return answer;
  };
  expect((await get()).headers.connection).toBe('keep-alive');
  gateway.child.kill('SIGTERM');
  let answer = await get();
  while (answer.statusCode === 200) answer = await get();
  expect([answer.statusCode, answer.headers.connection]).toEqual([503, 'close']);
  agent.destroy();
});

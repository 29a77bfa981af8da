import { Agent } from 'node:http';
import { afterEach, expect, jest, test } from '@jest/globals';
import { startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { inParallel, type LoadAnswer, postOperation } from '../support/load.ts';
import { endProcesses, runProcess } from '../support/run-process.ts';
import { fakeEnvironment } from '../support/start-gateway.ts';

/** Processes start slowly where many do at once. */
jest.setTimeout(60_000);

const disposals: (() => unknown)[] = [];

afterEach(async () => {
  endProcesses();
  await Promise.all(disposals.splice(0).map((dispose) => dispose()));
});

const TAKEN = 20;
const QUERY = '{ products(catalogId: "S23", first: 50) { nodes { productId name groups { groupId name } } } }';

test('asked ten times as much as it takes, a process refuses the rest with 503 and Retry-After, and answers as many as before (promise 23)', async () => {
  const dintero = await startDinteroFake({ size: 60 });
  const abillify = await startAbillifyFake({ size: 60 });
  const agent = new Agent({ keepAlive: true });
  disposals.push(dintero.close, abillify.close, () => agent.destroy());
  dintero.faults.add({ fault: { kind: 'latency', ms: 200 } });
  const gateway = runProcess({
    environment: {
      ...fakeEnvironment(dintero, abillify),
      AUTH_MODE: 'open',
      RATE_LIMIT: '0',
      MAX_OPERATIONS: String(TAKEN),
      SHARE_IN_FLIGHT: 'off',
      // The test's own process may be the slow one: the fakes are in it.
      DEADLINE_MS: '60000',
      UPSTREAM_TIMEOUT_MS: '60000',
    },
  });
  const url = await gateway.listening();
  const right = (await postOperation(agent, url, QUERY)).text;
  expect(JSON.parse(right)).not.toHaveProperty('errors');

  /** Rounds of so many requests at once; those of a round are there together. */
  async function ask(count: number, atOnce: number) {
    const answers: LoadAnswer[] = [];
    const times: number[] = [];
    await inParallel(count, atOnce, async () => {
      const startedAt = performance.now();
      const answer = await postOperation(agent, url, QUERY);
      answers.push(answer);
      if (answer.status === 200) times.push(performance.now() - startedAt);
    });
    return { answers, slowest: Math.max(...times) };
  }
  const quiet = await ask(3 * TAKEN, TAKEN);
  expect(new Set(quiet.answers.map(({ text }) => text))).toEqual(new Set([right]));

  const { answers, slowest } = await ask(60 * TAKEN, 10 * TAKEN);
  const taken = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(new Set(taken.map(({ text }) => text))).toEqual(new Set([right]));
  expect(taken.length).toBeGreaterThanOrEqual(TAKEN);
  expect(refused.length).toBeGreaterThan(10 * TAKEN);
  for (const { status, headers, text } of refused) {
    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(JSON.parse(text).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 1 } }]);
  }
  // Ten times as many in the same queue would wait ten times as long; the clients' own process is in it.
  expect(slowest).toBeLessThan(5 * quiet.slowest + 1_000);

  // Whoever asks again when there is room is answered, and the process is what it was.
  expect((await postOperation(agent, url, QUERY)).text).toBe(right);
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  gateway.child.kill('SIGTERM');
  expect(await gateway.ended()).toMatchObject({ code: 0, err: '' });
});

test('health and readiness are answered at the limit, too (promise 23)', async () => {
  const dintero = await startDinteroFake({ size: 20 });
  const abillify = await startAbillifyFake({ size: 20 });
  const agent = new Agent({ keepAlive: true });
  disposals.push(dintero.close, abillify.close, () => agent.destroy());
  const gateway = runProcess({
    environment: { ...fakeEnvironment(dintero, abillify), AUTH_MODE: 'open', MAX_OPERATIONS: '1' },
  });
  const url = await gateway.listening();
  dintero.faults.add({ fault: { kind: 'hang' } });
  const waiting = postOperation(agent, url, QUERY).catch(() => undefined);
  while (dintero.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  expect((await postOperation(agent, url, QUERY)).status).toBe(503);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const ready = await fetch(`${url}/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ operations: 1 })]);
  gateway.child.kill('SIGKILL');
  await waiting;
});

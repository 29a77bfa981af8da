import { Agent } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, jest, test } from '@jest/globals';
import { parseConfig } from '../../src/config.ts';
import type { HttpFault } from '../../src/fake-kit/faults.ts';
import { createDice } from '../../src/fake-kit/furniture/dice.ts';
import { createGateway } from '../../src/gateway.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { inParallel, postOperation } from '../support/load.ts';
import { fakeEnvironment } from '../support/start-gateway.ts';
import { untruthsIn } from '../support/truth.ts';

jest.setTimeout(300_000);

/** Of each run, after those that warm up; the long way is for machines that have the time. */
const OPERATIONS = Number(process.env.SOAK_OPERATIONS ?? 1_500);
const AT_ONCE = 25;

const QUERIES = [
  '{ group(groupId: "B1") { name productGroup { label } } }',
  '{ products(catalogId: "S23", first: 3) { nodes { name groups { groupId productGroup { title { value } } } } } }',
  '{ productGroups(first: 3) { nodes { label } } catalogs { nodes { name } } }',
  '{ product(catalogId: "S23", productId: "Stol22") { name price { minorUnits } } }',
  '{ __typename }',
];

const FAULTS: readonly HttpFault[] = [
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429 },
  { kind: 'cut', framing: 'length', bytes: 30 },
  { kind: 'cut', framing: 'chunked', end: 'hang' },
  { kind: 'bad-json' },
  { kind: 'html' },
  { kind: 'drip', bytes: 20, everyMs: 5 },
  { kind: 'latency', ms: 1, jitterMs: 20 },
  { kind: 'extra-answer', body: {} },
];

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

async function heapMebibytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** Sockets and timers that keep the process alive, counted by kind. */
function resources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    if (/TCP|Timeout/.test(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

test.each(['off', 'on'])(
  `after ${OPERATIONS} operations with faults, cache %s, timers, sockets and heap are back`,
  async (CACHE) => {
    const before = resources();
    const dintero = await startDinteroFake({ size: 20 });
    const abillify = await startAbillifyFake({ size: 20 });
    const config = parseConfig({
      ...fakeEnvironment(dintero, abillify),
      PORT: '0',
      AUTH_MODE: 'open',
      RATE_LIMIT: '0',
      UPSTREAM_TIMEOUT_MS: '100',
      DEADLINE_MS: '500',
      BREAKER_FAILURES: '1000',
      CACHE,
      CACHE_SECONDS: '1',
    });
    const gateway = await createGateway(config, { log: createLogger('silent') });
    const agent = new Agent({ keepAlive: true });
    const dice = createDice(7);
    const whole = new Map<string, unknown>();
    for (const query of QUERIES) {
      const { data, errors } = JSON.parse((await postOperation(agent, gateway.url, query)).text);
      expect(errors).toBeUndefined();
      whole.set(query, data);
    }

    const untruths: string[] = [];
    let left = 0;
    async function ask(index: number): Promise<void> {
      const query = dice.pick(QUERIES);
      if (index % 500 === 0) for (const fake of [dintero, abillify]) fake.requests.clear();
      if (index % 50 === 0) {
        for (const fake of [dintero, abillify]) {
          fake.faults.clear();
          for (let faults = dice.between(0, 3); faults > 0; faults -= 1)
            fake.faults.add({ probability: 0.1, fault: dice.pick(FAULTS) });
        }
      }
      if (index % 100 === 7) {
        const leaving = AbortSignal.timeout(dice.between(1, 10));
        await postOperation(agent, gateway.url, query, leaving).catch(() => {
          left += 1;
        });
        return;
      }
      const { status, text } = await postOperation(agent, gateway.url, query);
      if (status !== 200) untruths.push(text);
      else untruths.push(...untruthsIn(whole.get(query), JSON.parse(text)));
    }

    await inParallel(500, AT_ONCE, ask);
    const heapAtFirst = await heapMebibytes();
    await inParallel(OPERATIONS, AT_ONCE, ask);
    expect(untruths).toEqual([]);
    expect(left).toBeGreaterThan(0);
    for (const fake of [dintero, abillify]) fake.reset();
    expect((await heapMebibytes()) - heapAtFirst).toBeLessThan(12);
    for (const { state } of gateway.connections) expect(state()).toMatchObject({ inFlight: 0, queued: 0 });

    agent.destroy();
    await gateway.close();
    await Promise.all([dintero.close(), abillify.close()]);
    // Closed handles are let go at the end of a turn of the event loop; timers may fire before it.
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const { Timeout: timers = 0, ...sockets } = resources();
    const { Timeout: timersBefore = 0, ...socketsBefore } = before;
    expect(sockets).toEqual(socketsBefore);
    // The test runner has a few of its own, which come and go.
    expect(timers).toBeLessThanOrEqual(timersBefore + 2);
  },
);

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { type AbillifyFake, startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { type DinteroFake, startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { endProcesses, type RunningProcess, runProcess } from '../support/run-process.ts';
import { fakeEnvironment, readAnswer } from '../support/start-gateway.ts';
import { describeWithRedis, startRedis, type TestRedis } from '../support/start-redis.ts';

/** Processes start slowly where many do at once. */
jest.setTimeout(30_000);

const CREATE =
  'mutation ($key: String!) { createGroup(input: { name: "Lamps", idempotencyKey: $key }) { group { groupId } userErrors { code } } }';
const RENAME =
  'mutation { updateGroup(input: { groupId: "B1", changes: { name: "Renamed" } }) { userErrors { code } } }';
const GROUP = '{ group(groupId: "B1") { name } }';
const RESERVE = 30;
const RATE_LIMIT = 5;

describeWithRedis('two processes of the gateway and one Redis', () => {
  let redis: TestRedis;
  let dintero: DinteroFake;
  let abillify: AbillifyFake;
  let replicas: readonly [RunningProcess, RunningProcess];
  let urls: readonly string[];

  beforeAll(async () => {
    [redis, dintero, abillify] = await Promise.all([startRedis(), startDinteroFake(), startAbillifyFake()]);
    const environment = {
      ...fakeEnvironment(dintero, abillify),
      AUTH_MODE: 'open',
      NODE_ENV: 'test',
      LOG_LEVEL: 'info',
      REDIS_URL: redis.url,
      DOCUMENTS: 'automatic',
      CACHE: 'on',
      CACHE_SECONDS: '60',
      UPSTREAM_RETRY_PERCENT: '0',
      UPSTREAM_RETRY_RESERVE: String(RESERVE),
      BREAKER_FAILURES: '1000',
      RATE_LIMIT: String(RATE_LIMIT),
      TRUSTED_PROXIES: '127.0.0.0/8',
    };
    replicas = [runProcess({ environment }), runProcess({ environment })];
    urls = await Promise.all(replicas.map((replica) => replica.listening()));
  });
  beforeEach(() => {
    dintero.requests.clear();
    dintero.faults.clear();
    abillify.requests.clear();
  });
  afterAll(async () => {
    endProcesses();
    await Promise.all([redis.kill(), dintero.close(), abillify.close()]);
  });

  /** From an address of its own each time, unless one is given. */
  async function ask(replica: 0 | 1, query: string | undefined, more: object = {}, from = anotherAddress()) {
    const body = JSON.stringify({ query, ...more });
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': from };
    return readAnswer(await fetch(`${urls[replica]}/graphql`, { method: 'POST', headers, body }));
  }

  function count(method: string): number {
    return dintero.requests.count((request) => request.method === method && request.segments.at(-1) !== 'token');
  }

  test('a creation that is repeated at the other one, even at the same time, happens once', async () => {
    const variables = { key: 'lamps-1' };
    const [one, other] = await Promise.all([ask(0, CREATE, { variables }), ask(1, CREATE, { variables })]);
    expect(one.body).toEqual({ data: { createGroup: { group: { groupId: expect.any(String) }, userErrors: [] } } });
    expect(other.body).toEqual(one.body);
    expect(count('POST')).toBe(1);
  });

  test('what one has read the other does not ask for, until either writes', async () => {
    const { body } = await ask(0, GROUP);
    expect((await ask(1, GROUP)).body).toEqual(body);
    expect(count('GET')).toBe(1);
    await ask(1, RENAME);
    expect((await ask(0, GROUP)).body).toEqual({ data: { group: { name: 'Renamed' } } });
  });

  test('a document that one was sent the other knows by its hash', async () => {
    const query = '{ group(groupId: "B1") { groupId } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect((await ask(1, undefined, { extensions })).codes).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect((await ask(0, query, { extensions })).codes).toEqual([]);
    expect((await ask(1, undefined, { extensions })).body.data).toEqual({ group: { groupId: 'B1' } });
  });

  test('a caller’s requests are counted by both', async () => {
    const from = anotherAddress();
    const statuses: number[] = [];
    for (let count = 0; count <= RATE_LIMIT; count += 1) {
      statuses.push((await ask(count % 2 === 0 ? 0 : 1, GROUP, {}, from)).status);
    }
    expect(statuses).toEqual([...Array(RATE_LIMIT).fill(200), 429]);
    const refused = await ask(0, GROUP, {}, from);
    expect(refused.codes).toEqual(['RATE_LIMITED']);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await ask(0, GROUP)).status).toBe(200);
  });

  test('an upstream that is down sees the retries of one budget, not of two', async () => {
    expect(await retriesOf(0, RESERVE / 2)).toBe(RESERVE);
    await expectNoRetriesOf(1);
  });

  /** Its first read may still retry by what it heard before. */
  async function expectNoRetriesOf(replica: 0 | 1): Promise<void> {
    expect(await retriesOf(replica, 1)).toBeLessThanOrEqual(2);
    expect(await retriesOf(replica, RESERVE / 2)).toBeLessThan(RESERVE / 2);
  }

  async function retriesOf(replica: 0 | 1, reads: number): Promise<number> {
    dintero.faults.add({ fault: { kind: 'status', status: 503 } });
    dintero.requests.clear();
    await Promise.all(Array.from({ length: reads }, () => ask(replica, anotherProduct())));
    return count('GET') - reads;
  }

  test('Redis is killed in the middle of the work: every request is answered, and it is shared again when it is back', async () => {
    const answers: unknown[] = [];
    let isWorking = true;
    const work = [0, 1].map(async (replica) => {
      while (isWorking) answers.push((await ask(replica === 0 ? 0 : 1, GROUP)).body);
    });
    await redis.kill();
    await Promise.all(replicas.map((replica) => replica.printed('Redis does not answer')));
    const variables = { key: 'lamps-2' };
    const alone = await ask(0, CREATE, { variables });
    const from = anotherAddress();
    for (let count = 0; count < RATE_LIMIT; count += 1) expect((await ask(0, GROUP, {}, from)).status).toBe(200);
    expect((await ask(0, GROUP, {}, from)).status).toBe(429);
    expect((await ask(1, GROUP, {}, from)).status).toBe(200);
    expect((await ask(0, CREATE, { variables })).body).toEqual(alone.body);
    await redis.start();
    await Promise.all(replicas.map((replica) => replica.printed('Redis answers again')));
    isWorking = false;
    await Promise.all(work);
    expect(answers.length).toBeGreaterThan(10);
    for (const answer of answers) expect(answer).toEqual({ data: { group: { name: 'Renamed' } } });

    expect((await ask(0, CREATE, { variables })).body).toEqual(alone.body);
    const together = { key: 'lamps-3' };
    const first = await ask(0, CREATE, { variables: together });
    expect((await ask(1, CREATE, { variables: together })).body).toEqual(first.body);
    expect(count('POST')).toBe(2);
    while ((await retriesOf(1, 1)) === 0);
    expect(await retriesOf(1, RESERVE / 2)).toBeGreaterThan(RESERVE / 2);
    await expectNoRetriesOf(0);
  });

  test('a Redis that hangs costs one request a moment, and the next ones nothing', async () => {
    redis.freeze();
    const startedAt = performance.now();
    expect((await ask(0, GROUP)).body).toEqual({ data: { group: { name: 'Renamed' } } });
    const firstMs = performance.now() - startedAt;
    expect((await ask(0, GROUP)).codes).toEqual([]);
    const secondMs = performance.now() - startedAt - firstMs;
    redis.wake();
    expect(firstMs).toBeLessThan(1_000);
    expect(secondMs).toBeLessThan(250);
  });
});

let addresses = 0;

function anotherAddress(): string {
  addresses += 1;
  return `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

let products = 0;

/** One that nobody has asked for. */
function anotherProduct(): string {
  products += 1;
  return `{ product(catalogId: "S23", productId: "unknown-${products}") { name } }`;
}

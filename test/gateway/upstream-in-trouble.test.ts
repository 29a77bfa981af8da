import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { systemClock } from '../../src/transport/clock.ts';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';

jest.setTimeout(30_000);

const ONE = 'query ($id: String!) { product(catalogId: "S23", productId: $id) { productId } }';
const STOL = { variables: { id: 'Stol22' } };
const GROUPS = '{ groups(first: 3) { nodes { name } } }';
const LABEL = '{ productGroup(by: { reference: "B1" }) { label } }';
const DATA = { path: /\/products\// };

let gateway: TestGateway;

afterEach(() => gateway.close());

async function start(environment: Readonly<Record<string, string>> = {}, tokenLifetimeSeconds = 14_400): Promise<void> {
  gateway = await startGateway({ environment, dintero: { tokenLifetimeSeconds } });
}

function dataCalls(): number {
  return gateway.dintero.requests.count(({ path }) => path.includes('/products/'));
}

function tokenCalls(): number {
  return gateway.dintero.requests.count(({ path }) => path.includes('/auth/token'));
}

async function readiness(): Promise<{
  readonly status: number;
  readonly upstreams: Readonly<Record<string, unknown>>[];
}> {
  const answer = await fetch(`${gateway.url}/ready`);
  return { status: answer.status, upstreams: JSON.parse(await answer.text()).upstreams };
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function atOnce(count: number, ask: (index: number) => ReturnType<TestGateway['ask']>) {
  return Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
}

describe('an upstream that is down', () => {
  test('is asked little more often than without retries, then not at all, and answers again soon after it is back (promises 18, 19, 65)', async () => {
    await start({ BREAKER_FAILURES: '10', BREAKER_OPEN_MS: '3500', DINTERO_MAX_IN_FLIGHT: '5' });
    await gateway.ask(GROUPS);
    gateway.dintero.requests.clear();
    gateway.dintero.faults.add({ match: DATA, fault: { kind: 'status', status: 503 } });

    const answers = await atOnce(100, (index) => gateway.ask(ONE, { variables: { id: `p${index}` } }));
    for (const { codes } of answers) expect(codes).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect(dataCalls()).toBeLessThanOrEqual(20);

    const asked = dataCalls();
    const { codes, body } = await gateway.ask(ONE, STOL);
    expect(codes).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect([1, 2, 3, 4]).toContain(body.errors?.[0]?.extensions.retryAfterSeconds);
    expect(dataCalls()).toBe(asked);
    expect((await gateway.ask(LABEL)).body.errors).toBeUndefined();
    const half = await gateway.ask(`{ groups(first: 1) { nodes { name } } ${LABEL.slice(1)}`);
    expect([half.codes, half.headers.get('retry-after')]).toEqual([['UPSTREAM_UNAVAILABLE'], null]);
    const { status, upstreams } = await readiness();
    expect(status).toBe(200);
    expect(upstreams.find(({ upstream }) => upstream === 'dintero')).toMatchObject({
      breaker: 'open',
      inFlight: 0,
      queued: 0,
    });
    expect(gateway.logLines.filter((line) => line.includes('"phase":"open"'))).toHaveLength(1);

    gateway.dintero.faults.clear();
    const recovery = await elapsed(async () => {
      while ((await gateway.ask(ONE, STOL)).codes.length > 0);
    });
    expect(recovery).toBeLessThan(5_000);
    expect(gateway.logLines.some((line) => line.includes('answers again'))).toBe(true);
  });

  test('while the breaker is open, the error comes at once (promise 19)', async () => {
    await start({ BREAKER_FAILURES: '1', BREAKER_OPEN_MS: '60000', UPSTREAM_ATTEMPTS: '1' });
    gateway.dintero.faults.add({ match: DATA, fault: { kind: 'reset' } });
    await gateway.ask(GROUPS);
    const times: number[] = [];
    for (let round = 0; round < 21; round += 1) times.push(await elapsed(() => gateway.ask(GROUPS)));
    expect(times.sort((left, right) => left - right)[10]).toBeLessThan(50);
    expect(dataCalls()).toBe(1);
  });

  test('4xx never opens the breaker (promise 20)', async () => {
    await start({ BREAKER_FAILURES: '2', UPSTREAM_ATTEMPTS: '1' });
    for (const status of [400, 403, 404, 409, 422, 429]) {
      gateway.dintero.faults.add({ match: DATA, times: 5, fault: { kind: 'status', status } });
      for (let round = 0; round < 5; round += 1) await gateway.ask(GROUPS);
    }
    expect((await gateway.ask(GROUPS)).body.errors).toBeUndefined();
  });
});

describe('limits', () => {
  test('as many requests as allowed are in flight, the rest wait (promise 21)', async () => {
    await start({ DINTERO_MAX_IN_FLIGHT: '3' });
    await gateway.ask(GROUPS);
    gateway.dintero.faults.add({ match: DATA, fault: { kind: 'latency', ms: 30 } });
    let most = 0;
    const asked = atOnce(15, (index) => gateway.ask(ONE, { variables: { id: `p${index}` } }));
    let isDone = false;
    asked.then(() => {
      isDone = true;
    });
    while (!isDone) {
      const dintero = (await readiness()).upstreams.find(({ upstream }) => upstream === 'dintero');
      most = Math.max(most, Number(dintero?.inFlight));
    }
    expect(most).toBe(3);
    for (const { body } of await asked) expect(body).toEqual({ data: { product: null } });
  });

  test('beyond the queue a request is refused at once and told when to come again (promise 21)', async () => {
    await start({ DINTERO_MAX_IN_FLIGHT: '1', UPSTREAM_MAX_QUEUED: '2', UPSTREAM_ATTEMPTS: '1' });
    await gateway.ask(GROUPS);
    gateway.dintero.faults.add({ match: DATA, fault: { kind: 'latency', ms: 1_000 } });
    const answers = await atOnce(8, (index) => gateway.ask(ONE, { variables: { id: `p${index}` } }));
    const refused = answers.filter(({ codes }) => codes.length > 0);
    expect(refused).toHaveLength(5);
    for (const { status, headers, body } of refused) {
      expect([status, headers.get('retry-after')]).toEqual([200, '1']);
      expect(body.errors?.[0]?.extensions).toMatchObject({
        code: 'RATE_LIMITED',
        upstream: 'dintero',
        retryAfterSeconds: 1,
      });
    }
    for (const { headers, codes } of answers) if (codes.length === 0) expect(headers.get('retry-after')).toBeNull();
  });

  test('a gateway at its own limit refuses at once with 503 and Retry-After, and answers what it took (promise 23)', async () => {
    await start({ MAX_OPERATIONS: '2' });
    await gateway.ask(GROUPS);
    gateway.dintero.faults.add({ match: DATA, fault: { kind: 'latency', ms: 400 } });
    const taken = atOnce(2, (index) => gateway.ask(ONE, { variables: { id: `p${index}` } }));
    while (dataCalls() < 3) await new Promise((resolve) => setTimeout(resolve, 2));
    const refused = await atOnce(20, () => gateway.ask(GROUPS));
    for (const { status, headers, body } of refused) {
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
      expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 1 });
    }
    for (const { body } of await taken) expect(body).toEqual({ data: { product: null } });
    expect((await gateway.ask(GROUPS)).status).toBe(200);
  });

  test('a 429 with Retry-After holds everybody back until then, and no longer', async () => {
    await start();
    await gateway.ask(GROUPS);
    gateway.dintero.faults.add({ match: DATA, times: 1, fault: { kind: 'status', status: 429, retryAfter: '1' } });
    gateway.dintero.requests.clear();
    const answers = await atOnce(4, (index) => gateway.ask(ONE, { variables: { id: `p${index}` } }));
    for (const { body } of answers) expect(body).toEqual({ data: { product: null } });
    const [first, ...others] = gateway.dintero.requests.map(({ at }) => at).slice(0, 8);
    // Those that were on their way already came with the first one.
    expect(others.filter((at) => at - Number(first) > 100 && at - Number(first) < 950)).toEqual([]);
  });
});

describe('what an upstream cannot do to the gateway', () => {
  test('a gateway that waits is not blocked: hundreds wait for one upstream, and others are answered (promises 14 and 15)', async () => {
    await start({ UPSTREAM_TIMEOUT_MS: '60000', UPSTREAM_MAX_IN_FLIGHT: '300', DINTERO_MAX_IN_FLIGHT: '200' });
    await gateway.ask(GROUPS);
    gateway.dintero.faults.add({ match: DATA, fault: { kind: 'hang' } });
    const waiting = atOnce(200, (index) =>
      gateway.ask(ONE, { variables: { id: `p${index}` }, headers: { 'gateway-deadline': '3000' } }),
    );
    while (dataCalls() < 150) await new Promise((resolve) => setTimeout(resolve, 5));
    const times: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      times.push(await elapsed(async () => expect((await gateway.ask(LABEL)).codes).toEqual([])));
    }
    times.sort((left, right) => left - right);
    expect(times[10]).toBeLessThan(200);
    // None waited as long as the others do.
    expect(times[19]).toBeLessThan(2_500);
    for (const { codes } of await waiting) expect(codes).toEqual(['UPSTREAM_TIMEOUT']);
  });

  test('answers without end are cut, and memory stays (promise 36)', async () => {
    await start({ UPSTREAM_ATTEMPTS: '1' });
    await gateway.ask(GROUPS);
    gateway.dintero.faults.add({ match: DATA, fault: { kind: 'huge', mebibytes: 200 } });
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 3; round += 1) {
      expect((await gateway.ask(GROUPS)).codes).toEqual(['UPSTREAM_INVALID_RESPONSE']);
    }
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(100);
  });
});

describe('sharing', () => {
  test('one read asked a hundred times at once is one call; the next one is another (promise 22)', async () => {
    await start();
    await gateway.ask(GROUPS);
    gateway.dintero.requests.clear();
    gateway.dintero.faults.add({ match: DATA, times: 1, fault: { kind: 'latency', ms: 1_500 } });
    for (const { body } of await atOnce(100, () => gateway.ask(GROUPS))) expect(body.errors).toBeUndefined();
    expect(dataCalls()).toBeLessThanOrEqual(2);
    const asked = dataCalls();
    await gateway.ask(GROUPS);
    expect(dataCalls()).toBe(asked + 1);
  });

  test('a failure is shared by those who waited for it and kept for nobody (promise 22)', async () => {
    await start({ UPSTREAM_ATTEMPTS: '1' });
    await gateway.ask(GROUPS);
    gateway.dintero.faults.add({ match: DATA, times: 1, fault: { kind: 'status', status: 500 } });
    expect((await gateway.ask(GROUPS)).codes).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect((await gateway.ask(GROUPS)).body.errors).toBeUndefined();
  });

  test('a caller that leaves takes the shared call from nobody else', async () => {
    await start();
    await gateway.ask(GROUPS);
    gateway.dintero.requests.clear();
    gateway.dintero.faults.add({ match: DATA, times: 1, fault: { kind: 'latency', ms: 200 } });
    const leaving = new AbortController();
    const left = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: GROUPS }),
      signal: leaving.signal,
    });
    while (dataCalls() === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    const stayed = gateway.ask(GROUPS);
    while ((await readiness()).upstreams.length === 0);
    leaving.abort();
    await expect(left).rejects.toThrow();
    expect((await stayed).body.errors).toBeUndefined();
    expect(dataCalls()).toBe(1);
  });
});

describe('tokens', () => {
  test('one token serves all who ask at once (promise 24)', async () => {
    await start();
    await atOnce(50, (index) => gateway.ask(ONE, { variables: { id: `p${index}` } }));
    expect(tokenCalls()).toBe(1);
  });

  test.each([
    [300, 270],
    [14_400, 14_340],
  ])(
    'one that lasts %d s is renewed after %d s, and not sooner (promise 24)',
    async (lifetimeSeconds, renewedAfterSeconds) => {
      let ahead = 0;
      const clock = { ...systemClock, now: () => Date.now() + ahead };
      gateway = await startGateway({ clock, dintero: { tokenLifetimeSeconds: lifetimeSeconds } });
      await gateway.ask(GROUPS);
      ahead = (renewedAfterSeconds - 15) * 1_000;
      expect((await gateway.ask(GROUPS)).codes).toEqual([]);
      expect(tokenCalls()).toBe(1);
      ahead = renewedAfterSeconds * 1_000;
      for (const { codes } of await atOnce(10, (index) => gateway.ask(ONE, { variables: { id: `p${index}` } }))) {
        expect(codes).toEqual([]);
      }
      expect(tokenCalls()).toBe(2);
    },
  );

  test('one that ends early is renewed once and the call repeated, reads and writes alike (promise 25)', async () => {
    await start();
    await gateway.ask(GROUPS);
    gateway.dintero.revokeTokens();
    expect((await gateway.ask(GROUPS)).body.errors).toBeUndefined();
    expect(tokenCalls()).toBe(2);
    gateway.dintero.revokeTokens();
    const { body } = await gateway.ask(
      'mutation { createGroup(input: { groupId: "t", name: "T" }) { group { name } } }',
    );
    expect(body).toEqual({ data: { createGroup: { group: { name: 'T' } } } });
    expect(tokenCalls()).toBe(3);
    expect(gateway.dintero.writes()).toHaveLength(1);
  });

  test('a second 401 is an error, and no loop (promise 25)', async () => {
    await start();
    gateway.dintero.faults.add({ fault: { kind: 'revoked-token' } });
    const { codes } = await gateway.ask(GROUPS);
    expect(codes).toEqual(['UNAUTHENTICATED']);
    expect(dataCalls()).toBe(2);
  });

  test.each([
    ['fails', { kind: 'status', status: 500 }],
    ['hangs up', { kind: 'reset' }],
    ['answers a web page', { kind: 'html' }],
    ['answers half a token', { kind: 'bad-json' }],
    ['refuses the client', { kind: 'status', status: 401 }],
  ] as const)(
    'while the token endpoint %s, running tokens go on and Abillify is untouched (promise 26)',
    async (_, fault) => {
      await start({}, 300);
      await gateway.ask(GROUPS);
      gateway.dintero.faults.add({ match: { path: /auth\/token/ }, fault });
      expect((await gateway.ask(GROUPS)).body.errors).toBeUndefined();
      gateway.dintero.revokeTokens();
      const { data, errors } = (await gateway.ask(`{ groups(first: 1) { nodes { name } } ${LABEL.slice(1)}`)).body;
      expect(data).toMatchObject({ groups: null, productGroup: { label: expect.any(String) } });
      expect(errors).toMatchObject([{ path: ['groups'], extensions: { upstream: 'dintero' } }]);
      gateway.dintero.faults.clear();
      expect((await gateway.ask(GROUPS)).body.errors).toBeUndefined();
    },
  );

  test('one that never comes costs no more than the deadline (promise 12)', async () => {
    await start({ UPSTREAM_TIMEOUT_MS: '5000' });
    gateway.dintero.faults.add({ match: { path: /auth\/token/ }, fault: { kind: 'hang' } });
    const took = await elapsed(async () => {
      const { codes } = await gateway.ask(GROUPS, { headers: { 'gateway-deadline': '100' } });
      expect(codes).toEqual(['UPSTREAM_TIMEOUT']);
    });
    expect(took).toBeLessThan(1_100);
  });
});

test('a write whose caller has left is let finish, done once, and logged (promise 9)', async () => {
  await start();
  await gateway.ask(GROUPS);
  gateway.dintero.faults.add({ match: { method: 'POST' }, fault: { kind: 'latency', ms: 100 } });
  const leaving = new AbortController();
  const left = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation { createGroup(input: { groupId: "left", name: "Left" }) { group { name } } }',
    }),
    signal: leaving.signal,
  });
  while (!gateway.dintero.requests.some(({ path, method }) => method === 'POST' && path.endsWith('/groups'))) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  leaving.abort();
  await expect(left).rejects.toThrow();
  while (!gateway.logLines.some((line) => line.includes('whose caller had left'))) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(gateway.dintero.writes()).toEqual([{ operation: 'create', resource: 'group', key: 'left' }]);
  expect((await gateway.ask('{ group(groupId: "left") { name } }')).body).toEqual({
    data: { group: { name: 'Left' } },
  });
});

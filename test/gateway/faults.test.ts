import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Fault, FaultMatch, HttpFault } from '../../src/fake-kit/faults.ts';
import { abillifyFaults } from '../../src/upstreams/abillify/fake/faults.ts';
import { dinteroFaults } from '../../src/upstreams/dintero/fake/call.ts';
import { type Answer, startGateway, type TestGateway } from '../support/start-gateway.ts';
import { untruthsIn } from '../support/truth.ts';

/** Both upstreams, each alone and through the other. */
const EVERYTHING = `{
  products(catalogId: "S23", first: 4) {
    nodes { productId name price { minorUnits currency } groups { groupId productGroup { reference title { value } } } }
  }
  group(groupId: "B1") { groupId name productGroup { label } }
  groups(first: 500) { nodes { groupId name } pageInfo { hasNextPage } }
  catalogs(first: 3) { nodes { catalogId name } }
  productGroup(by: { reference: "B234" }) { reference label parent { label } group { name } }
  productGroups(first: 500) { nodes { productGroupId reference label isActive } totalCount }
}`;

/** Short times, so that what takes them is over soon; a breaker that stays out of it. */
const ENVIRONMENT = {
  UPSTREAM_TIMEOUT_MS: '400',
  UPSTREAM_ATTEMPTS: '2',
  UPSTREAM_MAX_BODY_BYTES: '1048576',
  UPSTREAM_RETRY_RESERVE: '1000',
  DEADLINE_MS: '2500',
  BREAKER_FAILURES: '1000',
};
/** Within the deadline, and what a busy machine adds. */
const LONGEST_MS = 3_500;

/** Many processes may want the machine at once. */
jest.setTimeout(20_000);

const UPSTREAMS = ['dintero', 'abillify'] as const;
const DATA: FaultMatch = { path: /\/products\/|\/productgroups/ };

let gateway: TestGateway;
let whole: unknown;

beforeAll(async () => {
  const patient = await startGateway({ dintero: { size: 250 }, abillify: { size: 250 } });
  const { body } = await patient.ask(EVERYTHING);
  expect(body.errors ?? []).toEqual([]);
  whole = body.data;
  await patient.gateway.close();
  gateway = await startGateway({ environment: ENVIRONMENT, fakes: patient });
});
afterEach(async () => {
  for (const upstream of UPSTREAMS) gateway[upstream].faults.clear();
  await expectAllIsWell();
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([gateway.dintero.close(), gateway.abillify.close()]);
});

/** Right again soon after the fault, and never wrong meanwhile (promise 70). */
async function expectAllIsWell(): Promise<void> {
  const until = performance.now() + 5_000;
  for (;;) {
    const { body } = await gateway.ask(EVERYTHING);
    if (body.errors === undefined || performance.now() > until) return expect(body).toEqual({ data: whole });
    expect(untruthsIn(whole, body)).toEqual([]);
  }
}

async function askWithin(longestMs: number): Promise<Answer> {
  const startedAt = performance.now();
  const answer = await gateway.ask(EVERYTHING);
  expect(performance.now() - startedAt).toBeLessThan(longestMs);
  expect(answer.status).toBe(200);
  return answer;
}

/** Errors, and what they say: whose they are, and nothing of the other upstream's. */
function expectOnly(upstream: (typeof UPSTREAMS)[number], { body }: Answer, codes: readonly string[]): void {
  expect(untruthsIn(whole, body)).toEqual([]);
  const { errors = [] } = body;
  expect(errors.length).toBeGreaterThan(0);
  for (const { extensions } of errors) {
    expect(extensions.upstream).toBe(upstream);
    expect(codes).toContain(extensions.code);
  }
}

describe.each(UPSTREAMS)('%s', (upstream) => {
  const lasting: readonly (readonly [string, HttpFault, string])[] = [
    ['500', { kind: 'status', status: 500 }, 'UPSTREAM_UNAVAILABLE'],
    ['501 as a text', { kind: 'status', status: 501, body: 'nope' }, 'UPSTREAM_UNAVAILABLE'],
    ['502', { kind: 'status', status: 502 }, 'UPSTREAM_UNAVAILABLE'],
    ['503', { kind: 'status', status: 503 }, 'UPSTREAM_UNAVAILABLE'],
    ['504', { kind: 'status', status: 504 }, 'UPSTREAM_UNAVAILABLE'],
    ['408', { kind: 'status', status: 408 }, 'UPSTREAM_TIMEOUT'],
    ['401', { kind: 'status', status: 401 }, 'UNAUTHENTICATED'],
    ['403', { kind: 'status', status: 403 }, 'FORBIDDEN'],
    ['418', { kind: 'status', status: 418 }, 'UPSTREAM_INVALID_RESPONSE'],
    ['429 without Retry-After', { kind: 'status', status: 429 }, 'RATE_LIMITED'],
    [
      'a redirect to another host',
      { kind: 'redirect', status: 307, location: 'http://127.0.0.2:9/' },
      'UPSTREAM_INVALID_RESPONSE',
    ],
    ['a reset', { kind: 'reset' }, 'UPSTREAM_UNAVAILABLE'],
    ['a reset instead of the answer', { kind: 'reset', when: 'after' }, 'UPSTREAM_UNAVAILABLE'],
    ['silence', { kind: 'hang' }, 'UPSTREAM_TIMEOUT'],
    ['silence after the work', { kind: 'hang', when: 'after' }, 'UPSTREAM_TIMEOUT'],
    ['an answer that is late', { kind: 'latency', ms: 900 }, 'UPSTREAM_TIMEOUT'],
    ['a body cut short of its length', { kind: 'cut', framing: 'length', bytes: 40 }, 'UPSTREAM_UNAVAILABLE'],
    ['a whole body short of its length', { kind: 'cut', framing: 'length' }, 'UPSTREAM_UNAVAILABLE'],
    ['chunks without their end', { kind: 'cut', framing: 'chunked' }, 'UPSTREAM_UNAVAILABLE'],
    ['half a body, then silence', { kind: 'cut', framing: 'length', bytes: 40, end: 'hang' }, 'UPSTREAM_TIMEOUT'],
    ['half of its JSON', { kind: 'bad-json' }, 'UPSTREAM_INVALID_RESPONSE'],
    ['a web page', { kind: 'html' }, 'UPSTREAM_INVALID_RESPONSE'],
    ['nothing at all', { kind: 'empty' }, 'UPSTREAM_INVALID_RESPONSE'],
    ['204', { kind: 'status', status: 204, body: '' }, 'UPSTREAM_INVALID_RESPONSE'],
    ['drops of its body', { kind: 'drip', bytes: 1, everyMs: 20 }, 'UPSTREAM_TIMEOUT'],
    ['drops of its head', { kind: 'drip', bytes: 1, everyMs: 20, head: true }, 'UPSTREAM_TIMEOUT'],
    ['too much', { kind: 'huge', mebibytes: 2 }, 'UPSTREAM_INVALID_RESPONSE'],
    ['too much, gzipped', { kind: 'huge', mebibytes: 2, gzip: 1 }, 'UPSTREAM_INVALID_RESPONSE'],
    ['gzip in gzip', { kind: 'huge', mebibytes: 1, gzip: 2 }, 'UPSTREAM_INVALID_RESPONSE'],
    [
      'JSON of another shape',
      { kind: 'status', status: 200, body: { rows: 'none', groups: 7, products: {} } },
      'UPSTREAM_INVALID_RESPONSE',
    ],
    ['a JSON text', { kind: 'status', status: 200, body: '"fine"' }, 'UPSTREAM_INVALID_RESPONSE'],
  ];
  test.each(lasting)(
    '%s costs its own part of the answer, with an error at each path, in bounded time (promises 11, 36-38, 44, 45)',
    async (_, fault, code) => {
      gateway[upstream].faults.add({ match: DATA, fault });
      expectOnly(upstream, await askWithin(LONGEST_MS), [code]);
    },
  );

  const passing: readonly (readonly [string, HttpFault])[] = [
    ['reset', { kind: 'reset' }],
    ['cut body', { kind: 'cut', framing: 'length', bytes: 40 }],
    ['502', { kind: 'status', status: 502 }],
    ['503', { kind: 'status', status: 503 }],
    ['504', { kind: 'status', status: 504 }],
    ['408', { kind: 'status', status: 408 }],
    ['429', { kind: 'status', status: 429 }],
    ['429 that names no time', { kind: 'status', status: 429, retryAfter: 'soon' }],
    ['429 from the past', { kind: 'status', status: 429, retryAfter: '-5' }],
    ['503 with a time to wait', { kind: 'status', status: 503, retryAfter: '0' }],
    ['silence', { kind: 'hang' }],
  ];
  test.each(passing)('one %s is invisible (promises 16 and 17)', async (_, fault) => {
    gateway[upstream].faults.add({ match: DATA, times: 1, fault });
    expect((await askWithin(LONGEST_MS)).body).toEqual({ data: whole });
  });

  test('an answer that nobody asked for is nobody’s (promise 35)', async () => {
    const body =
      upstream === 'dintero'
        ? { groups: [], products: [], catalogs: [] }
        : { rows: [], total: 0, page: 1, pageSize: 100 };
    for (let round = 0; round < 5; round += 1) {
      gateway[upstream].faults.add({ match: DATA, times: 2, fault: { kind: 'extra-answer', body } });
      expect(untruthsIn(whole, (await askWithin(LONGEST_MS)).body)).toEqual([]);
    }
  });

  const own: readonly Fault<string>['kind'][] = upstream === 'dintero' ? dinteroFaults : abillifyFaults;
  test.each(own)('%s: right data or an error, never wrong data', async (kind) => {
    if (upstream === 'dintero') {
      for (const fault of dinteroFaults.filter((name) => name === kind))
        gateway.dintero.faults.add({ match: DATA, fault: { kind: fault } });
    } else {
      for (const fault of abillifyFaults.filter((name) => name === kind))
        gateway.abillify.faults.add({ match: DATA, fault: { kind: fault } });
    }
    expect(untruthsIn(whole, (await askWithin(LONGEST_MS)).body)).toEqual([]);
  });
});

describe('half a catalog (promises 14 and 45)', () => {
  test.each(UPSTREAMS)('what needs %s alone is right and quick while the other hangs', async (upstream) => {
    const other = upstream === 'dintero' ? gateway.abillify : gateway.dintero;
    other.faults.add({ fault: { kind: 'hang' } });
    const query =
      upstream === 'dintero'
        ? '{ group(groupId: "B1") { name } }'
        : '{ productGroup(by: { reference: "B1" }) { label } }';
    const startedAt = performance.now();
    const { body } = await gateway.ask(query);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(body.errors).toBeUndefined();
  });
});

describe('time', () => {
  test('a client asks for less, and gets what there is by then (promises 11 and 12)', async () => {
    gateway.abillify.faults.add({ match: DATA, fault: { kind: 'hang' } });
    const startedAt = performance.now();
    const { body } = await gateway.ask(EVERYTHING, { headers: { 'gateway-deadline': '100' } });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(untruthsIn(whole, body)).toEqual([]);
    expect(body.errors?.length).toBeGreaterThan(0);
  });

  test.each(['0', '-1', '1.5', 'soon', '1e3', ''])('`Gateway-Deadline: %s` is refused', async (deadline) => {
    const { status, codes } = await gateway.ask('{ __typename }', { headers: { 'gateway-deadline': deadline } });
    expect([status, codes]).toEqual([400, ['BAD_REQUEST']]);
  });

  test('nothing waits for an upstream that asks for more patience than there is (promise 17)', async () => {
    const patient = await startGateway({ environment: ENVIRONMENT, fakes: gateway });
    try {
      await patient.ask(EVERYTHING);
      for (const retryAfter of ['30', new Date(Date.now() + 30_000).toUTCString()]) {
        gateway.dintero.faults.add({ match: DATA, fault: { kind: 'status', status: 429, retryAfter } });
        const startedAt = performance.now();
        const answer = await patient.ask(EVERYTHING);
        expect(performance.now() - startedAt).toBeLessThan(1_000);
        expectOnly('dintero', answer, ['RATE_LIMITED']);
        for (const { extensions } of answer.body.errors ?? []) {
          expect(extensions.retryAfterSeconds).toBeGreaterThanOrEqual(28);
          expect(extensions.retryAfterSeconds).toBeLessThanOrEqual(30);
        }
        gateway.dintero.faults.clear();
      }
    } finally {
      await patient.close();
    }
  });

  test('a client that went away takes its upstream calls with it (promise 13)', async () => {
    gateway.abillify.faults.add({ match: DATA, fault: { kind: 'hang' } });
    const leaving = new AbortController();
    const asked = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ productGroup(by: { reference: "L12" }) { label } }' }),
      signal: leaving.signal,
    });
    const inFlight = async (): Promise<number> => {
      const { upstreams } = JSON.parse(await (await fetch(`${gateway.url}/ready`)).text());
      return upstreams.reduce((sum: number, upstream: { inFlight: number }) => sum + upstream.inFlight, 0);
    };
    while ((await inFlight()) === 0);
    const leftAt = performance.now();
    leaving.abort();
    await expect(asked).rejects.toThrow();
    while ((await inFlight()) > 0);
    expect(performance.now() - leftAt).toBeLessThan(300);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../src/transport/clock.ts';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';

const GROUP = '{ group(groupId: "B1") { groupId name } }';
const DOWN = { fault: { kind: 'status', status: 500 } } as const;
const REPORT = { headers: { 'gateway-stale': 'report' } };

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({
    clock: { ...systemClock, now: () => Date.now() + aheadMs },
    environment: { CACHE: 'on', CACHE_SECONDS: '1', UPSTREAM_ATTEMPTS: '1', BREAKER_FAILURES: '1000' },
  });
});
afterEach(() => {
  gateway.dintero.faults.clear();
  gateway.abillify.faults.clear();
});
afterAll(() => gateway.close());

function groupCalls(): number {
  return gateway.dintero.requests.count(({ path }) => path.includes('/groups'));
}

/** Answers are fresh for a second, by a clock that runs ahead. */
let aheadMs = 0;

function untilStale(): void {
  aheadMs += 1_010;
}

describe('what was kept', () => {
  test('is given without asking, and its age is told', async () => {
    const first = await gateway.ask(GROUP);
    expect([first.headers.get('age'), first.headers.get('warning')]).toEqual([null, null]);
    const asked = groupCalls();
    const second = await gateway.ask(GROUP, REPORT);
    expect(second.body).toEqual(first.body);
    expect([second.headers.get('age'), second.headers.get('warning')]).toEqual(['0', null]);
    expect(groupCalls()).toBe(asked);
  });

  test('stands in for an upstream that fails, which is told in headers and, on demand, in the answer', async () => {
    const { body } = await gateway.ask(GROUP);
    untilStale();
    gateway.dintero.faults.add(DOWN);
    const quiet = await gateway.ask(GROUP);
    expect(quiet.body).toEqual(body);
    expect([quiet.headers.get('age'), quiet.headers.get('warning')]).toEqual(['1', '110 - "Response is Stale"']);
    expect(quiet.headers.get('cache-control')).toBe('no-store');
    const telling = await gateway.ask(GROUP, REPORT);
    expect(telling.body).toEqual({ ...body, extensions: { stale: [{ upstream: 'dintero', ageSeconds: 1 }] } });
  });

  test('is no help for what was never read', async () => {
    gateway.dintero.faults.add(DOWN);
    const { body, headers } = await gateway.ask('{ group(groupId: "B20") { name } }', REPORT);
    expect(body).toMatchObject({
      data: { group: null },
      errors: [{ path: ['group'], extensions: { code: 'UPSTREAM_UNAVAILABLE', upstream: 'dintero' } }],
    });
    expect(headers.get('warning')).toBeNull();
  });

  test('is right again with the upstream', async () => {
    await gateway.ask(GROUP);
    untilStale();
    gateway.dintero.faults.add(DOWN);
    await gateway.ask(GROUP);
    gateway.dintero.faults.clear();
    const { headers, body } = await gateway.ask(GROUP, REPORT);
    expect([headers.get('warning'), body.extensions]).toEqual([null, undefined]);
  });
});

describe('a write', () => {
  const NAME = 'query ($id: String!) { group(groupId: $id) { name } }';
  const RENAME =
    'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { group { name } userErrors { message } } }';

  test('makes what was kept of its account invalid at once (promise 32)', async () => {
    await gateway.ask(NAME, { variables: { id: 'B1' } });
    const { body } = await gateway.ask(RENAME, { variables: { input: { groupId: 'B1', changes: { name: 'Sofas' } } } });
    expect(body).toEqual({ data: { updateGroup: { group: { name: 'Sofas' }, userErrors: [] } } });
    const read = await gateway.ask(NAME, { variables: { id: 'B1' } });
    expect(read.body.data).toEqual({ group: { name: 'Sofas' } });
  });

  test('that reads, changes and writes whole, reads what is there and not what was kept', async () => {
    const PRODUCT = '{ product(catalogId: "S23", productId: "Stol22") { name description } }';
    const UPDATE =
      'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { product { name description } } }';
    const key = { catalogId: 'S23', productId: 'Stol22' };
    const other = await startGateway({ fakes: gateway });
    try {
      await gateway.ask(PRODUCT);
      await other.ask(UPDATE, { variables: { input: { ...key, changes: { description: 'by another gateway' } } } });
      const { body } = await gateway.ask(UPDATE, { variables: { input: { ...key, changes: { name: 'Stol' } } } });
      expect(body.data).toEqual({ updateProduct: { product: { name: 'Stol', description: 'by another gateway' } } });
    } finally {
      await other.close();
    }
  });
});

test('an error is never kept: the next ask tries again (promises 22 and 32)', async () => {
  const catalog = '{ catalog(catalogId: "S23") { name createdAt } }';
  for (const status of [500, 401, 403]) {
    gateway.dintero.faults.add({ match: { path: /catalogs/ }, fault: { kind: 'status', status } });
    expect((await gateway.ask(catalog)).codes).toHaveLength(1);
    gateway.dintero.faults.clear();
    const { body } = await gateway.ask(catalog);
    expect(body.errors).toBeUndefined();
    gateway.dintero.reset();
    await gateway.ask('mutation { deleteGroup(input: { groupId: "no-such-group" }) { userErrors { code } } }');
  }
});

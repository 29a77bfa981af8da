import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { startGateway } from '../support/start-gateway.ts';

const QUERY = `query Shop { products(first: 3) { nodes { name groups { name productGroup { label } } } } }`;

/** Sample lines by name and labels. */
async function scrape(url: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${url}/metrics`);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

test('there are none unless asked for', async () => {
  await using gateway = await startGateway();
  expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
});

test('operations are counted by name, kind and outcome, and errors by code', async () => {
  await using gateway = await startGateway({ environment: { METRICS: 'on' } });
  expect((await gateway.ask(QUERY)).codes).toEqual([]);
  await gateway.ask('{ viewer { __typename } }');
  await gateway.ask('query Wrong { nothing }');
  await gateway.ask('query {');
  await gateway.post('{', { 'content-type': 'application/json' });
  const samples = await scrape(gateway.url);
  expect(
    Object.fromEntries([...samples].filter(([name]) => /^gateway_(operations|operation_errors)_total/.test(name))),
  ).toEqual({
    'gateway_operations_total{operation="Shop",type="query",outcome="complete"}': 1,
    'gateway_operations_total{operation="anonymous",type="query",outcome="complete"}': 1,
    'gateway_operations_total{operation="invalid",type="none",outcome="failed"}': 2,
    'gateway_operation_errors_total{code="GRAPHQL_VALIDATION_FAILED"}': 1,
    'gateway_operation_errors_total{code="GRAPHQL_PARSE_FAILED"}': 1,
  });
  expect(samples.get('gateway_operation_duration_seconds_count{operation="Shop",type="query"}')).toBe(1);
  expect(samples.get('gateway_http_answers_total{route="/graphql",status="400"}')).toBe(3);
  expect(samples.get('gateway_operations_in_flight')).toBe(0);
});

test('upstreams are counted: calls, requests, retries, batches, the cache, and the state of each', async () => {
  await using gateway = await startGateway({ environment: { METRICS: 'on', CACHE: 'on', BREAKER_FAILURES: '3' } });
  const label = '{ productGroup(by: { reference: "B1" }) { label } }';
  const path = /\/product-?groups/i;
  gateway.abillify.faults.add({ match: { path }, fault: { kind: 'status', status: 503 }, times: 1 });
  await gateway.ask(label);
  await gateway.ask(label);
  const before = await scrape(gateway.url);
  const abillify = [...before].filter(([name]) => name.includes('upstream="abillify"') && !name.includes('_bucket'));
  const counts = Object.fromEntries(abillify.filter(([name]) => !name.includes('seconds')));
  const by = 'upstream="abillify",operation="listProductGroups"';
  expect(counts).toMatchObject({
    [`gateway_upstream_calls_total{${by},result="200"}`]: 2,
    [`gateway_upstream_attempts_total{${by},result="503"}`]: 1,
    [`gateway_upstream_attempts_total{${by},result="200"}`]: 1,
    [`gateway_upstream_retries_total{${by}}`]: 1,
    [`gateway_upstream_cache_total{${by},verdict="miss"}`]: 1,
    [`gateway_upstream_cache_total{${by},verdict="hit"}`]: 1,
    [`gateway_upstream_batch_size_sum{${by}}`]: 2,
    [`gateway_upstream_batch_size_count{${by}}`]: 2,
    'gateway_upstream_breaker{upstream="abillify"}': 0,
    'gateway_upstream_in_flight{upstream="abillify"}': 0,
    'gateway_upstream_queued{upstream="abillify"}': 0,
  });
  expect(before.get('gateway_upstream_queue_seconds_count{upstream="abillify"}')).toBe(1);

  gateway.abillify.faults.add({ match: { path }, fault: { kind: 'status', status: 503 } });
  for (const reference of ['C1', 'D1', 'E1']) {
    await gateway.ask(`{ productGroup(by: { reference: "${reference}" }) { label } }`);
  }
  const after = await scrape(gateway.url);
  expect(after.get('gateway_upstream_breaker{upstream="abillify"}')).toBe(1);
  expect(after.get('gateway_upstream_breaker_openings_total{upstream="abillify"}')).toBe(1);
  expect(after.get(`gateway_upstream_calls_total{${by},result="refused"}`)).toBeGreaterThan(0);
  expect(after.get('gateway_operation_errors_total{code="UPSTREAM_UNAVAILABLE"}')).toBe(3);
});

test('the time that is left to each account’s token is told, once there is one', async () => {
  await using gateway = await startGateway({
    environment: { METRICS: 'on' },
    dintero: { tokenLifetimeSeconds: 600 },
  });
  const name = `gateway_upstream_token_seconds{upstream="dintero",account="${gateway.dintero.accountId}"}`;
  expect((await scrape(gateway.url)).has(name)).toBe(false);
  await gateway.ask('{ groups(first: 1) { nodes { name } } }');
  const samples = await scrape(gateway.url);
  expect(samples.get(name)).toBeGreaterThan(0);
  expect(samples.get(name)).toBeLessThanOrEqual(600);
  expect([...samples.keys()].filter((sample) => sample.startsWith('gateway_upstream_token_seconds'))).toEqual([name]);
});

test('a call that joins another is counted as such', async () => {
  await using gateway = await startGateway({ environment: { METRICS: 'on' } });
  gateway.abillify.faults.add({ match: {}, fault: { kind: 'latency', ms: 50 } });
  const ask = () => gateway.ask('{ productGroup(by: { reference: "B1" }) { label } }');
  await Promise.all([ask(), ask()]);
  const samples = await scrape(gateway.url);
  const name = 'gateway_upstream_coalesced_total{upstream="abillify",operation="listProductGroups"}';
  expect(samples.get(name)).toBe(1);
});

test('every metric that the dashboard asks for is there, each panel asks for one, and none of the gateway’s is left out', async () => {
  await using gateway = await startGateway({ environment: { METRICS: 'on' } });
  const exported = await namesOf(gateway.url);
  const panels: Panel[] = JSON.parse(readFileSync(DASHBOARD, 'utf8')).panels;
  const expressions = panels
    .filter(({ type }) => type !== 'row')
    .flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  expect(expressions.length).toBeGreaterThan(10);
  for (const expression of expressions) {
    const named = [...expression.matchAll(/\b(?:gateway|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name);
    expect([expression, named.length > 0]).toEqual([expression, true]);
    expect(named.filter((name) => !exported.has(name))).toEqual([]);
  }
  const shown = expressions.join();
  const own = [...exported]
    .filter((name) => name.startsWith('gateway_'))
    .map((name) => name.replace(/_(bucket|sum|count)$/, ''));
  expect(own.filter((name) => !shown.includes(name))).toEqual([]);
});

test('the page lists every metric of the gateway', async () => {
  await using gateway = await startGateway({ environment: { METRICS: 'on' } });
  const page = readFileSync(new URL('../../docs/telemetry.md', import.meta.url), 'utf8');
  const told = [...page.matchAll(/^\| `(gateway_\w+)` \|/gm)].map(([, name]) => name);
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const exported = [...text.matchAll(/^# TYPE (gateway_\w+)/gm)].map(([, name]) => name);
  expect([...told].sort()).toEqual([...exported].sort());
});

const DASHBOARD = new URL('../../deploy/grafana/dashboard.json', import.meta.url);

interface Panel {
  readonly type: string;
  readonly targets?: readonly { readonly expr: string }[];
}

/** Names that samples can have, of counters and histograms that counted nothing yet too. */
async function namesOf(url: string): Promise<ReadonlySet<string>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return new Set(
    [...text.matchAll(/^# TYPE (\w+) (\w+)/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

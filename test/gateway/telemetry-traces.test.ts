import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findLeak, wordsThatLeak } from '../support/find-leak.ts';
import { endProcesses, runProcess } from '../support/run-process.ts';
import { type CollectedSpan, type Collector, startCollector } from '../support/start-collector.ts';
import { startGateway } from '../support/start-gateway.ts';

afterEach(endProcesses);

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT_ID = '00f067aa0ba902b7';

const SHOP =
  'query Shop { products(catalogId: "S23", first: 3) { nodes { name groups { name productGroup { label } } } } }';
const GROUP = 'query Group { productGroup(by: { reference: "B1" }) { label } }';

const INTERNAL = 1;
const SERVER = 2;
const CLIENT = 3;

function tracing({ url }: Collector, environment = {}): Readonly<Record<string, string>> {
  return {
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    ...environment,
  };
}

/** Names of spans from the root on, each below its parent; those that began together in the order of their names. */
function treeOf(spans: readonly CollectedSpan[], parentId = ''): readonly unknown[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parentId)
    .map(({ name, spanId }) => [name, ...treeOf(spans, spanId)])
    .sort((left, right) => (String(left[0]) < String(right[0]) ? -1 : 1));
}

function named(spans: readonly CollectedSpan[], name: string): CollectedSpan {
  const [found, ...others] = spans.filter((span) => span.name === name);
  if (!found || others.length > 0) throw new Error(`${others.length + 1} spans are ${name}`);
  return found;
}

test('an operation is one trace: its batches, their calls, and each request that was made for one', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({ environment: tracing(collector) });
  gateway.abillify.faults.add({ match: {}, fault: { kind: 'status', status: 503 }, times: 1 });
  expect((await gateway.ask(SHOP, { headers: { 'x-request-id': 'r1' } })).codes).toEqual([]);
  await gateway.close();

  const spans = collector.spans();
  expect(treeOf(spans)).toEqual([
    [
      'query',
      ['dintero listProducts', ['GET'], ['POST']],
      ['load productGroupsByReference', ['abillify listProductGroups', ['GET'], ['GET']]],
    ],
  ]);
  expect(named(spans, 'query')).toMatchObject({
    kind: SERVER,
    failed: false,
    attributes: {
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Shop',
      'http.response.status_code': 200,
      'gateway.request.id': 'r1',
      'gateway.answer.unchanged': false,
    },
  });
  const batch = named(spans, 'load productGroupsByReference');
  expect(batch.kind).toBe(INTERNAL);
  expect(batch.attributes).toEqual({
    'gateway.loader.name': 'productGroupsByReference',
    'gateway.loader.keys': expect.any(Number),
  });
  const call = named(spans, 'abillify listProductGroups');
  expect(call).toMatchObject({ kind: INTERNAL, failed: false });
  expect(call.attributes).toEqual({
    'gateway.upstream': 'abillify',
    'gateway.upstream.operation': 'listProductGroups',
    'gateway.upstream.keys': batch.attributes['gateway.loader.keys'],
    'gateway.upstream.attempts': 2,
    'gateway.upstream.coalesced': false,
    'gateway.upstream.queued_ms': expect.any(Number),
    'gateway.cache.verdict': 'off',
    'http.response.status_code': 200,
  });
  const requests = spans.filter(({ parentSpanId }) => parentSpanId === call.spanId);
  expect(requests.map(({ kind, failed, attributes }) => [kind, failed, attributes])).toEqual([
    [CLIENT, true, { ...REQUEST, 'http.response.status_code': 503, 'error.type': '503' }],
    [CLIENT, false, { ...REQUEST, 'http.response.status_code': 200, 'http.request.resend_count': 1 }],
  ]);
  const { durationMs } = named(spans, 'query');
  for (const span of spans) expect(span.durationMs).toBeLessThanOrEqual(durationMs);
  expect(collector.resources()[0]).toMatchObject({ 'service.name': 'dintero-abillify-gateway' });
});

const REQUEST = {
  'gateway.upstream': 'abillify',
  'gateway.upstream.operation': 'listProductGroups',
  'http.request.method': 'GET',
};

test('an operation that fails says by which codes, and its call why', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({ environment: tracing(collector) });
  gateway.abillify.faults.add({ match: {}, fault: { kind: 'status', status: 500 } });
  await gateway.ask(GROUP);
  await gateway.ask('{ nothing }');
  await gateway.close();
  const spans = collector.spans();
  const failed = { failed: true, attributes: { 'gateway.error.codes': ['UPSTREAM_UNAVAILABLE'] } };
  expect(named(spans, 'query')).toMatchObject(failed);
  expect(named(spans, 'abillify listProductGroups')).toMatchObject({
    failed: true,
    attributes: { 'error.type': '500', 'http.response.status_code': 500 },
  });
  expect(named(spans, 'GraphQL Operation')).toMatchObject({
    failed: true,
    attributes: { 'error.type': 'GRAPHQL_VALIDATION_FAILED' },
  });
});

test('one request with several operations is one span, which counts them', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({ environment: tracing(collector, { MAX_BATCH: '2' }) });
  const queries = [{ query: GROUP }, { query: '{ nothing }' }];
  await gateway.post(JSON.stringify(queries), { 'content-type': 'application/json' });
  await gateway.close();
  const { attributes } = named(collector.spans(), 'GraphQL Operation');
  expect(attributes).toMatchObject({
    'gateway.operations': 2,
    'gateway.error.codes': ['GRAPHQL_VALIDATION_FAILED'],
  });
  expect(attributes).not.toHaveProperty('graphql.operation.name');
});

test('a caller that leaves is told as such, and so is the call that it waited for', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({ environment: tracing(collector) });
  gateway.abillify.faults.add({ match: {}, fault: { kind: 'hang' } });
  const leaving = new AbortController();
  const body = JSON.stringify({ query: GROUP });
  const headers = { 'content-type': 'application/json' };
  const left = fetch(`${gateway.url}/graphql`, { method: 'POST', body, headers, signal: leaving.signal });
  while (gateway.abillify.requests.length === 0) await turn();
  leaving.abort();
  await expect(left).rejects.toThrow();
  await gateway.close();
  const spans = collector.spans();
  for (const name of ['GET', 'abillify listProductGroups']) {
    expect(named(spans, name)).toMatchObject({ failed: true, attributes: { 'error.type': 'aborted' } });
  }
  const operations = spans.filter(({ kind }) => kind === SERVER);
  expect(operations).toMatchObject([{ failed: true, attributes: { 'error.type': 'caller_gone' } }]);
});

test('the request for a token stands below the call that needed it first, and a token that is renewed fails no call', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({ environment: tracing(collector) });
  gateway.dintero.faults.add({ match: { path: /groups/ }, fault: { kind: 'status', status: 401 }, times: 1 });
  expect((await gateway.ask('{ groups(first: 1) { nodes { name } } }')).codes).toEqual([]);
  await gateway.close();
  const spans = collector.spans();
  const call = named(spans, 'dintero listGroups');
  expect(call).toMatchObject({ failed: false, attributes: { 'http.response.status_code': 200 } });
  const requests = spans
    .filter(({ parentSpanId }) => parentSpanId === call.spanId)
    .map(({ attributes }) => [attributes['gateway.upstream.operation'], attributes['http.response.status_code']])
    .sort();
  expect(requests).toEqual([
    ['getToken', 200],
    ['getToken', 200],
    ['listGroups', 200],
    ['listGroups', 401],
  ]);
});

test('a call for which there is no token says so, and makes no request', async () => {
  await using collector = await startCollector();
  const caller = { DINTERO_CREDENTIALS: 'caller', DINTERO_CLIENT_ID: undefined, DINTERO_CLIENT_SECRET: undefined };
  await using gateway = await startGateway({ environment: tracing(collector, caller) });
  expect((await gateway.ask('{ groups(first: 1) { nodes { name } } }')).codes).toEqual(['UNAUTHENTICATED']);
  await gateway.close();
  const spans = collector.spans();
  expect(treeOf(spans)).toEqual([['query', ['dintero listGroups']]]);
  expect(named(spans, 'dintero listGroups')).toMatchObject({ failed: true, attributes: { 'error.type': 'no_token' } });
});

test('a call that the cache answers, and one that joins another, make no request', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({
    environment: tracing(collector, { CACHE: 'on', REUSE_UNCHANGED: 'off' }),
  });
  gateway.abillify.faults.add({ match: {}, fault: { kind: 'latency', ms: 100 } });
  await Promise.all([gateway.ask(GROUP), gateway.ask(GROUP)]);
  await gateway.ask(GROUP);
  await gateway.close();
  const spans = collector.spans();
  const calls = spans.filter(({ name }) => name === 'abillify listProductGroups');
  const told = calls.map(({ spanId, attributes }) => [
    attributes['gateway.cache.verdict'],
    attributes['gateway.upstream.coalesced'],
    treeOf(spans, spanId),
  ]);
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      ['miss', false, [['GET']]],
      ['miss', true, []],
      ['hit', false, []],
    ]),
  );
});

test('an answer that is given again is traced like one that is made', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({ environment: tracing(collector, { METRICS: 'on' }) });
  const first = await gateway.ask(SHOP);
  const second = await gateway.ask(SHOP);
  expect(second.text).toBe(first.text);
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  expect(metrics).toContain('gateway_operations_total{operation="Shop",type="query",outcome="complete"} 2\n');
  expect(metrics).toContain('gateway_operations_unchanged_total{operation="Shop"} 1\n');
  await gateway.close();
  const spans = collector.spans();
  const again = spans.filter(({ attributes }) => attributes['gateway.answer.unchanged'] === true);
  expect(again).toHaveLength(1);
  expect(again[0]?.attributes).toMatchObject({ 'graphql.operation.type': 'query', 'graphql.operation.name': 'Shop' });
  expect(treeOf(spans, again[0]?.spanId)).toEqual([
    ['abillify listProductGroups', ['GET']],
    ['dintero listProducts', ['GET']],
  ]);
});

test('a read that was made again for a changed answer is not made twice, whatever batch it stands in', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({ environment: tracing(collector) });
  await gateway.ask(SHOP);
  gateway.dintero.faults.add({
    fault: { kind: 'patch', path: ['products', 0, 'product_name'], json: '"Changed"' },
    match: { path: /products\?/ },
  });
  gateway.abillify.requests.clear();
  expect((await gateway.ask(SHOP)).text).toContain('"Changed"');
  expect(gateway.abillify.requests.length).toBe(1);
});

describe('W3C trace context', () => {
  const headers = { traceparent: `00-${TRACE_ID}-${PARENT_ID}-01`, tracestate: 'shop=t61', baggage: 'user=kari' };

  test('promise 29: the caller’s trace goes on here and upstream, its other headers do not', async () => {
    await using collector = await startCollector();
    await using gateway = await startGateway({ environment: tracing(collector) });
    await gateway.ask(GROUP, { headers });
    await gateway.close();
    const spans = collector.spans();
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE_ID]));
    expect(named(spans, 'query').parentSpanId).toBe(PARENT_ID);
    const sent = gateway.abillify.requests.at(-1)?.headers;
    expect(sent?.traceparent).toBe(`00-${TRACE_ID}-${named(spans, 'GET').spanId}-01`);
    expect(sent).not.toHaveProperty('tracestate');
    expect(sent).not.toHaveProperty('baggage');
  });

  test('is left alone where OTEL_PROPAGATORS says so', async () => {
    await using collector = await startCollector();
    await using gateway = await startGateway({ environment: tracing(collector, { OTEL_PROPAGATORS: 'none' }) });
    await gateway.ask(GROUP, { headers });
    await gateway.close();
    expect(named(collector.spans(), 'query')).toMatchObject({
      parentSpanId: '',
      traceId: expect.not.stringMatching(TRACE_ID),
    });
    expect(gateway.abillify.requests.at(-1)?.headers).not.toHaveProperty('traceparent');
  });

  test.each([
    ['a caller that is not sampled', {}, '00'],
    ['always_off', { OTEL_TRACES_SAMPLER: 'always_off' }, '01'],
    ['a ratio of none', { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, '01'],
    ['OTEL_SDK_DISABLED', { OTEL_SDK_DISABLED: 'true' }, '01'],
  ])('%s makes no spans, and nothing goes upstream', async (_what, environment, flags) => {
    await using collector = await startCollector();
    await using gateway = await startGateway({ environment: tracing(collector, environment) });
    await gateway.ask(GROUP, { headers: { traceparent: `00-${TRACE_ID}-${PARENT_ID}-${flags}` } });
    expect(gateway.abillify.requests.count((request) => 'traceparent' in request.headers)).toBe(0);
    await gateway.close();
    expect(collector.posts).toEqual([]);
  });
});

test('lines of the log are joined with the trace: those of errors, and those of requests upstream', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({ environment: tracing(collector) });
  gateway.abillify.faults.add({ match: {}, fault: { kind: 'status', status: 500 } });
  await gateway.ask(GROUP, { headers: { 'x-request-id': 'r1' } });
  await gateway.close();
  const { traceId, spanId } = named(collector.spans(), 'query');
  const lines = gateway.logLines.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === 'r1');
  expect(lines.map(({ msg }) => msg)).toEqual(['upstream call', expect.stringContaining('abillify failed')]);
  for (const line of lines) expect(line).toMatchObject({ traceId, spanId });
});

test('promise 27: no credential, address, header, variable or row is in what is sent to the collector', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({
    environment: tracing(collector, { OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=collector%20key' }),
  });
  const query = 'query ($reference: ID!) { productGroup(by: { reference: $reference }) { label } }';
  const headers = { authorization: 'Bearer canary-of-the-caller', cookie: 'session=canary-cookie' };
  await gateway.ask(query, { headers, variables: { reference: 'canary-reference' } });
  const { text } = await gateway.ask(SHOP, { headers });
  gateway.abillify.faults.add({ match: {}, fault: { kind: 'status', status: 500 } });
  await gateway.ask(SHOP, { headers });
  await gateway.close();
  const sent = collector.posts.map(({ body }) => body.toString());
  expect(sent.join()).toContain('abillify listProductGroups');
  const names = [...text.matchAll(/"(?:name|label)":"([^"]{6,})"/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(3);
  const canaries = ['canary', 'collector key', 'S23', '/v1/', '/api', ...names];
  expect(findLeak(sent, [...wordsThatLeak(gateway.dintero, gateway.abillify), ...canaries])).toBeUndefined();
  expect(collector.posts.map((post) => [post.path, post.headers['x-collector-key']])).toContainEqual([
    '/v1/traces',
    'collector key',
  ]);
});

test('spans are sent as protobuf unless JSON is asked for, to the address for traces alone', async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway({
    environment: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/here`,
    },
  });
  await gateway.ask(GROUP);
  await gateway.close();
  expect(collector.posts.map(({ path, headers }) => [path, headers['content-type']])).toEqual([
    ['/here', 'application/x-protobuf'],
  ]);
  expect(collector.posts[0]?.body.includes('abillify listProductGroups')).toBe(true);
});

test('a collector that fails costs a line in the log and no answer', async () => {
  await using collector = await startCollector(() => 400);
  await using gateway = await startGateway({ environment: tracing(collector, { OTEL_BSP_SCHEDULE_DELAY: '1' }) });
  for (let asked = 0; asked < 5 || collector.posts.length < 2; asked += 1) {
    expect((await gateway.ask(GROUP)).codes).toEqual([]);
  }
  await gateway.close();
  const warnings = gateway.logLines.map((line) => JSON.parse(line)).filter(({ level }) => level >= 40);
  expect(warnings.map(({ msg, reason }) => [msg, reason])).toEqual([
    ['traces cannot be sent; they are dropped until they can', '400'],
  ]);
});

describe('the process', () => {
  /** Tells at its end how much of OpenTelemetry it loaded. */
  const before = `import { createRequire } from 'node:module';
    const { cache } = createRequire(process.cwd() + '/package.json');
    process.on('exit', () => console.log('loaded', Object.keys(cache).filter((file) => file.includes('@opentelemetry')).length));`;

  async function askOnce(environment: Readonly<Record<string, string>>) {
    const gateway = runProcess({ before, environment: { ...environment, DRAIN_MS: '0', SHUTDOWN_MS: '3000' } });
    const url = await gateway.listening();
    const body = JSON.stringify({ query: GROUP });
    await fetch(`${url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    gateway.child.kill('SIGTERM');
    return gateway.ended();
  }

  test('loads nothing of OpenTelemetry while there are no traces', async () => {
    const { code, out } = await askOnce({});
    expect([code, /^loaded (\d+)$/m.exec(out)?.[1]]).toEqual([0, '0']);
  });

  test('prints spans where they go to the console', async () => {
    const { code, out } = await askOnce({ OTEL_TRACES_EXPORTER: 'console', OTEL_SERVICE_NAME: 'shop-api' });
    expect([code, out.includes("'service.name': 'shop-api'"), out.includes('abillify listProductGroups')]).toEqual([
      0,
      true,
      true,
    ]);
    expect(Number(/^loaded (\d+)$/m.exec(out)?.[1])).toBeGreaterThan(0);
  });

  test('sends its last spans when it is told to stop', async () => {
    await using collector = await startCollector();
    expect((await askOnce(tracing(collector))).code).toBe(0);
    expect(named(collector.spans(), 'query').attributes['graphql.operation.name']).toBe('Group');
  });

  test('ends in time although its collector never answers', async () => {
    await using collector = await startCollector(() => 'silence');
    const { code } = await askOnce(tracing(collector));
    expect([code, collector.posts.length]).toEqual([0, 1]);
  });
});

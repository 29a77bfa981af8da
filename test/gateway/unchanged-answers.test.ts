import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';

let server: TestGateway;

beforeAll(async () => {
  server = await startGateway({ dintero: { size: 600 }, abillify: { size: 600 } });
});
beforeEach(() => {
  server.dintero.reset();
  server.abillify.reset();
});
afterAll(() => server.close());

const PRODUCTS = `query ($first: Int = 30) {
  products(catalogId: "S23", first: $first) {
    nodes { productId name groups { name productGroup { title { value language } } } }
  }
}`;

/** Asks, and counts what reached the upstreams, tokens left out. */
async function ask(query: string, headers: Readonly<Record<string, string>> = {}, variables = {}) {
  server.dintero.requests.clear();
  server.abillify.requests.clear();
  const { text, headers: answered } = await server.ask(query, { headers, variables });
  const token = server.dintero.requests.count(({ segments }) => segments.at(-1) === 'token');
  const calls = { dintero: server.dintero.requests.length - token, abillify: server.abillify.requests.length };
  return { text, calls, requestId: answered.get('x-request-id'), headers: answered };
}

test('every request asks upstream, and answers the same while nothing changes', async () => {
  const first = await ask(PRODUCTS);
  const second = await ask(PRODUCTS);
  const third = await ask(PRODUCTS);
  expect(first.text).toContain('Stablestol');
  for (const later of [second, third]) {
    expect(later.text).toBe(first.text);
    expect(later.calls).toEqual({ dintero: 1, abillify: 1 });
    expect(later.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(later.headers.get('cache-control')).toBe('no-store');
    expect(later.headers.get('vary')).toBe(first.headers.get('vary'));
    expect(later.requestId).not.toBe(first.requestId);
  }
});

test('a change upstream is in the very next answer, at no further call', async () => {
  await ask(PRODUCTS);
  await ask(PRODUCTS);
  server.dintero.faults.add({
    fault: { kind: 'patch', path: ['products', 0, 'product_name'], json: '"Changed"' },
    match: { path: /products\?/ },
  });
  const changed = await ask(PRODUCTS);
  expect(changed.text).toContain('"Changed"');
  expect(changed.calls).toEqual({ dintero: 1, abillify: 1 });
  server.dintero.faults.clear();
  const back = await ask(PRODUCTS);
  expect(back.text).not.toContain('"Changed"');
});

test('pages that follow from each other are asked side by side, and a list that became shorter is read to its new end', async () => {
  const long = await ask(PRODUCTS, {}, { first: 250 });
  expect(long.calls.dintero).toBe(3);
  const again = await ask(PRODUCTS, {}, { first: 250 });
  expect(again.text).toBe(long.text);
  expect(again.calls).toEqual(long.calls);
  server.dintero.faults.add({
    fault: { kind: 'patch', path: ['starting_after'], json: undefined },
    match: { path: /products\?limit=100$/ },
  });
  const short = await ask(PRODUCTS, {}, { first: 250 });
  server.dintero.faults.clear();
  expect(JSON.parse(short.text).data.products.nodes).toHaveLength(100);
});

test('an answer in one language is not another caller’s', async () => {
  const german = await ask(PRODUCTS, { 'accept-language': 'de' });
  await ask(PRODUCTS, { 'accept-language': 'de' });
  const danish = await ask(PRODUCTS, { 'accept-language': 'da' });
  expect(german.text).toContain('"language":"de"');
  expect(danish.text).toContain('"language":"da"');
  expect((await ask(PRODUCTS, { 'accept-language': 'de' })).text).toBe(german.text);
});

test('an upstream that fails is told at once, and is forgotten when it answers again', async () => {
  const before = await ask(PRODUCTS);
  server.abillify.faults.add({ fault: { kind: 'status', status: 403 } });
  const failed = await ask(PRODUCTS);
  expect(failed.text).toContain('FORBIDDEN');
  server.abillify.faults.clear();
  expect((await ask(PRODUCTS)).text).toBe(before.text);
});

test('what depends on the time is made anew', async () => {
  const until = new Date(Date.now() + 300).toISOString();
  server.dintero.faults.add({
    fault: { kind: 'patch', path: ['products', 0, 'stopping_at'], json: JSON.stringify(until) },
  });
  const query = '{ product(catalogId: "S23", productId: "Stol22") { isVisible } }';
  expect((await ask(query)).text).toContain('true');
  let latest = '';
  while (Date.now() <= Date.parse(until) + 50) latest = (await ask(query)).text;
  expect(latest).toContain('false');
});

test('two callers’ credentials share nothing', async () => {
  const { dintero, abillify } = server;
  const passing = await startGateway({
    fakes: { dintero, abillify },
    environment: { DINTERO_CREDENTIALS: 'caller', DINTERO_CLIENT_ID: undefined, DINTERO_CLIENT_SECRET: undefined },
  });
  try {
    const query = '{ groups(first: 3) { nodes { name } } }';
    const token = await tokenOf(server);
    const good = { authorization: `Bearer ${token}` };
    const first = await passing.ask(query, { headers: good });
    expect(first.codes).toEqual([]);
    await passing.ask(query, { headers: good });
    expect((await passing.ask(query, { headers: { authorization: 'Bearer other' } })).codes).toEqual([
      'UNAUTHENTICATED',
    ]);
  } finally {
    await passing.gateway.close();
  }
});

async function tokenOf({ dintero }: TestGateway): Promise<string> {
  const response = await fetch(`${dintero.baseUrl}/accounts/${dintero.accountId}/auth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${dintero.clientId}:${dintero.clientSecret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      audience: `https://api.dintero.com/v1/accounts/${dintero.accountId}`,
    }),
  });
  const { access_token: token } = JSON.parse(await response.text());
  return token;
}

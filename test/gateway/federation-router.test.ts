import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Running, startReviews } from '../../examples/federation/reviews.ts';
import { startRouter } from '../../examples/federation/router.ts';
import { hasHive, type RouterOptions, startHive } from '../support/federation/start-hive.ts';
import { readAnswer, startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const SECRET = 'r0uter-secret-of-32-characters-xx';

const reviewOf = (productId: string, id: string, rating = 5) => ({
  id,
  rating,
  text: `Review ${id}`,
  catalogId: 'S23',
  productId,
});

const ROUTERS: readonly (readonly [string, (options: RouterOptions) => Promise<Running>])[] = [
  [
    'Apollo’s npm gateway',
    ({ ownKey = '', ...rest }) => startRouter({ port: 0, ownHeaders: { 'x-api-key': ownKey }, ...rest }),
  ],
  ...(hasHive ? [['Hive Gateway', startHive] as const] : []),
];

/** Hive Gateway is a process that starts slowly where many do at once. */
jest.setTimeout(60_000);

describe.each(ROUTERS)('behind %s', (_name, start) => {
  let gateway: TestGateway;
  let reviews: Running;
  let router: Running;

  beforeAll(async () => {
    gateway = await startGateway({ environment: { GRAPH_ROLE: 'subgraph', ROUTER_SECRET: SECRET } });
    reviews = await startReviews(0, [reviewOf('Stol22', '3'), reviewOf('gone', '2'), reviewOf('Stol22', '1', 4)]);
    router = await start({ subgraphs: { products: `${gateway.url}/graphql`, reviews: reviews.url }, secret: SECRET });
  });
  beforeEach(() => {
    gateway.dintero.faults.clear();
    gateway.abillify.faults.clear();
    gateway.dintero.requests.clear();
    gateway.abillify.requests.clear();
  });
  afterAll(async () => {
    await router.close();
    await reviews.close();
    await gateway.close();
  });

  const ask = (query: string, headers?: Readonly<Record<string, string>>, { url }: Pick<Running, 'url'> = router) =>
    post(url, query, headers);

  test('from the gateway to the reviews and back is one graph', async () => {
    const { body } = await ask(
      '{ product(catalogId: "S23", productId: "Stol22") { name averageRating reviews { text product { name } } } }',
    );
    expect(body).toEqual({
      data: {
        product: {
          name: 'Stablestol',
          averageRating: 4.5,
          reviews: [
            { text: 'Review 3', product: { name: 'Stablestol' } },
            { text: 'Review 1', product: { name: 'Stablestol' } },
          ],
        },
      },
    });
  });

  test('from the reviews to the gateway: all products are one batch, and one that is gone is null', async () => {
    const { body } = await ask('{ latestReviews { rating product { productId name price { currency } } } }');
    const product = { productId: 'Stol22', name: 'Stablestol', price: { currency: 'NOK' } };
    expect(body.data).toEqual({
      latestReviews: [
        { rating: 5, product },
        { rating: 5, product: { productId: 'gone', name: null, price: null } },
        { rating: 4, product },
      ],
    });
    expect(gateway.dintero.requests.count(({ segments }) => segments.at(-1) === 'products')).toBeLessThanOrEqual(2);
  });

  test('an upstream that is down costs its own fields, with its code, in the middle of a graph of two subgraphs', async () => {
    gateway.abillify.faults.add({ fault: { kind: 'status', status: 503 } });
    const { body, codes } = await ask(
      '{ latestReviews(first: 1) { text product { name groups { name productGroup { label } } } } }',
    );
    const groups = Array(2).fill({ name: expect.any(String), productGroup: null });
    expect(body.data).toEqual({ latestReviews: [{ text: 'Review 3', product: { name: 'Stablestol', groups } }] });
    expect(codes).toEqual(Array(2).fill('UPSTREAM_UNAVAILABLE'));
    expect(body.errors?.[0]?.extensions).toMatchObject({ upstream: 'abillify', requestId: expect.any(String) });
  });

  test('languages, request ids and keys of creations come through', async () => {
    const title = '{ productGroup(by: { reference: "B1" }) { title { language } } }';
    for (const language of ['de', 'en']) {
      const { body } = await ask(title, { 'accept-language': language });
      expect(body.data).toEqual({ productGroup: { title: { language } } });
    }
    const create = 'mutation { createGroup(input: { name: "Twice" }) { group { groupId } userErrors { code } } }';
    const first = await ask(create, { 'idempotency-key': 'router-1' });
    const second = await ask(create, { 'idempotency-key': 'router-1' });
    expect(first.body.data).toEqual({ createGroup: { group: { groupId: expect.any(String) }, userErrors: [] } });
    expect(second.body.data).toEqual(first.body.data);
    await ask('{ product(catalogId: "..", productId: "x") { name } }', { 'x-request-id': 'through-the-router' });
    expect(gateway.logLines.some((line) => line.includes('through-the-router'))).toBe(true);
  });

  test('codes of refused arguments come through as they are', async () => {
    expect((await ask('{ product(catalogId: "..", productId: "x") { name } }')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask('{ node(id: "made up") { id } }')).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('the router’s callers cannot ask for what is the router’s', async () => {
    const { codes } = await ask('{ _service { sdl } }', { 'x-router-secret': SECRET });
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('each caller’s own credentials decide, not the router’s', async () => {
    const [shop, visitor, own] = ['key-of-the-shop', 'key-of-a-visitor', 'key-of-the-router'];
    const keys = [
      { name: 'shop', sha256: sha256(shop), scopes: ['read:products'] },
      { name: 'visitor', sha256: sha256(visitor), scopes: [] },
      { name: 'router', sha256: sha256(own), scopes: [] },
    ];
    using file = temporaryFile('keys.json', JSON.stringify(keys));
    const environment = { GRAPH_ROLE: 'subgraph', ROUTER_SECRET: SECRET, AUTH_MODE: 'keys', API_KEYS_FILE: file.path };
    await using guarded = await startGateway({ environment });
    const subgraphs = { products: `${guarded.url}/graphql`, reviews: reviews.url };
    const other = await start({ subgraphs, secret: SECRET, ownKey: own });
    const query = '{ latestReviews(first: 1) { text product { name } } }';
    const answers = await Promise.all([shop, visitor, ''].map((key) => ask(query, { 'x-api-key': key }, other)));
    await other.close();
    expect(answers.map(({ codes }) => codes)).toEqual([[], ['FORBIDDEN'], ['UNAUTHENTICATED']]);
    expect(answers.map(({ body }) => body.data)).toEqual([
      { latestReviews: [{ text: 'Review 3', product: { name: 'Stablestol' } }] },
      ...Array(2).fill({ latestReviews: [{ text: 'Review 3', product: { name: null } }] }),
    ]);
  });
});

test('the example starts by one command, answers its own sample and ends as one', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'examples/federation/start.ts'], {
    env: { PATH: process.env.PATH, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (printed.endsWith('}\n')) break;
  }
  const [, url = '', products = ''] = /Router on (\S+)\nbefore +(\S+)/.exec(printed) ?? [];
  const { body } = await post(url, printed.slice(printed.indexOf('{')));
  child.kill('SIGTERM');
  await ended;
  expect(body).toMatchObject({ data: { latestReviews: Array(3).fill({ product: { name: 'Stablestol' } }) } });
  await expect(untilGone(products)).resolves.toBeUndefined();
});

async function post(url: string, query: string, headers: Readonly<Record<string, string>> = {}) {
  const body = JSON.stringify({ query });
  return readAnswer(
    await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
  );
}

/** It drains for a moment. */
async function untilGone(url: string): Promise<void> {
  while (
    await fetch(url).then(
      () => true,
      () => false,
    )
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

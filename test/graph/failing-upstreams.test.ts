import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpFault } from '../../src/fake-kit/faults.ts';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';
import { WHOLE_CATALOG, WHOLE_GROUP, WHOLE_PRODUCT, WHOLE_PRODUCT_GROUP } from '../support/whole-objects.ts';

/** Every root field and every field of both upstreams' objects; those that lead from one upstream to the other are named after them. */
const EVERYTHING = `{
  viewer { account environment languages }
  scopes(filter: { resource: "products" }) { name implies { name } opens }
  scope(name: "read:products") { name action resource path description }
  catalog(catalogId: "S23") { ...WholeCatalog products(first: 1) { nodes { name } } }
  catalogs { nodes { ...WholeCatalog } pageInfo { hasNextPage } }
  product(catalogId: "S23", productId: "Stol22") {
    ...WholeProduct isVisible(at: "2026-01-01T00:00:00Z")
    catalog { ...WholeCatalog }
    groups { ...WholeGroup abillify: productGroup { label } }
  }
  products(catalogId: "S23", first: 7) {
    edges { node { ...WholeProduct groups { abillify: productGroup { label title { value } } } } }
  }
  group(groupId: "B1") { ...WholeGroup abillify: productGroup { ...WholeProductGroup } }
  groups(first: 4) { nodes { ...WholeGroup abillify: productGroup { label parent { label } } } }
  productGroup(by: { reference: "B234" }) {
    ...WholeProductGroup
    parent { label } ancestors { label } children { nodes { label dintero: group { name } } }
    dintero: group { ...WholeGroup }
  }
  productGroups(first: 7, filter: { references: ["B1", "B20", "B234", "B2343", "L12"] }) {
    nodes { ...WholeProductGroup parent { label } children { nodes { label } } dintero: group { ...WholeGroup } }
  }
} ${WHOLE_CATALOG} ${WHOLE_GROUP} ${WHOLE_PRODUCT} ${WHOLE_PRODUCT_GROUP}`;

const ROOTS = {
  dintero: ['catalog', 'catalogs', 'product', 'products', 'group', 'groups'],
  abillify: ['productGroup', 'productGroups'],
} as const;

type Upstream = keyof typeof ROOTS;

const ANYTHING_BUT_TOKENS = { path: /\/products\/|\/productgroups/ };

/** The whole answer with null for all that one upstream should have given, and the paths of it. */
function without(
  upstream: Upstream,
  value: unknown,
  path: readonly (string | number)[] = [],
): { answer: unknown; paths: string[] } {
  const name = path.at(-1);
  const isRoot = path.length === 1 && ROOTS[upstream].some((root) => root === name);
  if (isRoot || name === upstream) return { answer: null, paths: [path.join('.')] };
  if (typeof value !== 'object' || value === null) return { answer: value, paths: [] };
  const parts = Object.entries(value).map(([key, part]) => ({ key, ...without(upstream, part, [...path, key]) }));
  const answer = Array.isArray(value)
    ? parts.map((part) => part.answer)
    : Object.fromEntries(parts.map((part) => [part.key, part.answer]));
  return { answer, paths: parts.flatMap((part) => part.paths) };
}

let graph: TestGraph;
let whole: unknown;

beforeAll(async () => {
  graph = await startTestGraph();
  const { data, errors } = await graph.run(EVERYTHING);
  expect(errors).toEqual([]);
  whole = data;
});
afterEach(() => graph.reset());
afterAll(() => graph.close());

function expectOnly(upstream: Upstream, code: string, outcome: Awaited<ReturnType<TestGraph['run']>>): void {
  const { answer, paths } = without(upstream, whole);
  expect(paths.length).toBeGreaterThan(ROOTS[upstream].length);
  expect(outcome.data).toEqual(answer);
  expect(inShort(outcome.errors)).toEqual(paths.map((path) => `${path} ${code} ${upstream}`).sort());
}

describe.each(['dintero', 'abillify'] as const)(
  'without %s all of the other is answered, with one error for each path',
  (upstream) => {
    test('when it is stopped', async () => {
      const halved = await startTestGraph();
      await halved[upstream].close();
      const outcome = await halved.run(EVERYTHING);
      await halved.close();
      expectOnly(upstream, 'UPSTREAM_UNAVAILABLE', outcome);
    });

    const faults: readonly (readonly [string, HttpFault, string])[] = [
      ['fails', { kind: 'status', status: 500 }, 'UPSTREAM_UNAVAILABLE'],
      ['is overloaded', { kind: 'status', status: 503 }, 'UPSTREAM_UNAVAILABLE'],
      ['refuses the credentials', { kind: 'status', status: 401 }, 'UNAUTHENTICATED'],
      ['does not permit it', { kind: 'status', status: 403 }, 'FORBIDDEN'],
      ['answers what no API should', { kind: 'status', status: 418 }, 'UPSTREAM_INVALID_RESPONSE'],
      ['redirects', { kind: 'redirect', status: 302, location: 'https://example.com/' }, 'UPSTREAM_INVALID_RESPONSE'],
      ['answers a web page', { kind: 'html' }, 'UPSTREAM_INVALID_RESPONSE'],
      ['answers half of its JSON', { kind: 'bad-json' }, 'UPSTREAM_INVALID_RESPONSE'],
      ['answers nothing', { kind: 'empty' }, 'UPSTREAM_INVALID_RESPONSE'],
      ['hangs up', { kind: 'reset' }, 'UPSTREAM_UNAVAILABLE'],
      ['hangs up in mid-answer', { kind: 'cut', framing: 'length', bytes: 20 }, 'UPSTREAM_UNAVAILABLE'],
    ];
    test.each(faults)('when it %s', async (_, fault, code) => {
      graph[upstream].faults.add({ match: ANYTHING_BUT_TOKENS, fault });
      expectOnly(upstream, code, await graph.run(EVERYTHING));
    });

    /** What is asked afterwards in the same operation is not sent at all. */
    test('when it is asked too often, saying when to ask again', async () => {
      graph[upstream].faults.add({
        match: ANYTHING_BUT_TOKENS,
        fault: { kind: 'status', status: 429, retryAfter: '30' },
      });
      const { data, errors, calls } = await graph.run(EVERYTHING);
      const { answer, paths } = without(upstream, whole);
      expect(data).toEqual(answer);
      expect(errors.map(({ path }) => path?.join('.')).sort()).toEqual(paths.sort());
      for (const { extensions } of errors) {
        expect(['RATE_LIMITED', 'UPSTREAM_UNAVAILABLE']).toContain(extensions.code);
        expect(extensions.upstream).toBe(upstream);
        expect([29, 30]).toContain(Reflect.get(extensions, 'retryAfterSeconds'));
      }
      expect(errors.some(({ extensions }) => extensions.code === 'RATE_LIMITED')).toBe(true);
      expect(calls[upstream]).toBeLessThan(paths.length);
    });
  },
);

test('without a token only Dintero’s part is missing', async () => {
  graph.dintero.faults.add({ match: { path: /auth\/token/ }, fault: { kind: 'status', status: 500 } });
  expectOnly('dintero', 'UPSTREAM_UNAVAILABLE', await graph.run(EVERYTHING));
});

test('nothing of an upstream’s own answer is told', async () => {
  const secret = { message: 'stack at /srv/app.js:7 http://10.0.0.8', error: { message: 'stack at /srv/app.js:7' } };
  for (const upstream of ['dintero', 'abillify'] as const) {
    graph[upstream].faults.add({ fault: { kind: 'status', status: 500, body: secret } });
  }
  const { errors } = await graph.run(EVERYTHING);
  const told = JSON.stringify(errors);
  for (const word of ['stack', 'srv', '10.0.0.8', '127.0.0.1', graph.dintero.clientSecret, 'Bearer']) {
    expect(told).not.toContain(word);
  }
});

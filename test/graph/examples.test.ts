import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Outcome, startTestGraph, type TestGraph } from '../support/run-operation.ts';
import { liveRows } from '../support/whole-objects.ts';

const FOLDER = new URL('../../docs/examples/', import.meta.url);
const files = readdirSync(FOLDER);
const names = files.flatMap((file) => (file.endsWith('.graphql') ? [file.slice(0, -'.graphql'.length)] : []));

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
beforeEach(() => graph.reset());
afterAll(() => graph.close());

function readExample(name: string): { document: string; variables: Readonly<Record<string, unknown>> } {
  const document = readFileSync(new URL(`${name}.graphql`, FOLDER), 'utf8');
  const variables = files.includes(`${name}.json`)
    ? JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'))
    : {};
  return { document, variables };
}

/** What the comment on top says that an example costs. */
function statedCalls(document: string): { dintero: number; abillify: number } {
  const [comment = ''] = document.split('\nquery ', 1);
  const [, cost = ''] = /^# Costs (.*)$/m.exec(comment) ?? [];
  const count = (upstream: string): number => Number(new RegExp(`(\\d+) ${upstream} calls?\\b`).exec(cost)?.[1] ?? 0);
  const stated = { dintero: count('Dintero'), abillify: count('Abillify') };
  if (stated.dintero + stated.abillify === 0 && !cost.startsWith('no call')) throw new Error('No cost is stated.');
  return stated;
}

test('every file of variables belongs to an example', () => {
  const owners = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  expect(names).toEqual(expect.arrayContaining(owners));
  expect(names.length).toBeGreaterThan(8);
});

test.each(names)('%s answers what it asks for, at the stated cost', async (name) => {
  const { document, variables } = readExample(name);
  const { data, errors, calls } = await graph.run<Readonly<Record<string, unknown>>>(document, { variables });
  expect(errors).toEqual([]);
  for (const [field, answer] of Object.entries(data)) expect([field, isEmpty(answer)]).toEqual([field, false]);
  expect({ dintero: calls.dintero, abillify: calls.abillify }).toEqual(statedCalls(document));
  expect(calls.token).toBeLessThanOrEqual(1);
});

/** Whether nothing but null, and lists of nothing, is there. */
function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isEmpty);
  return value === null;
}

test('product-list scrolls through the whole catalog, each page at the same cost', async () => {
  const { document, variables } = readExample('product-list');
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data, calls }: Outcome<ProductList> = await graph.run(document, { variables: { ...variables, after } });
    expect(calls.dintero).toBe(1);
    seen.push(...data.products.edges.map(({ node }) => node.name));
    if (!data.products.pageInfo.hasNextPage) break;
    after = data.products.pageInfo.endCursor;
  }
  const products = liveRows(graph.dintero).products.filter((row) => row.catalog_id === 'S23');
  expect(seen).toEqual(products.map((row) => row.product_name));
});

interface ProductList {
  readonly products: {
    readonly edges: readonly { readonly node: { readonly name: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

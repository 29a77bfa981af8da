import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SAMPLE_QUERY } from '../../src/graph/sample-query.ts';
import { type AskOptions, startGateway, type TestGateway } from '../support/start-gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({ dintero: { size: 250 }, abillify: { size: 250 } });
});
afterAll(() => gateway.close());

function forget(): void {
  gateway.dintero.requests.clear();
  gateway.abillify.requests.clear();
}

function calls(): { dintero: number; abillify: number } {
  return {
    dintero: gateway.dintero.requests.count(({ segments }) => segments.at(-1) !== 'token'),
    abillify: gateway.abillify.requests.length,
  };
}

interface Plan {
  readonly plan: {
    readonly calls: Readonly<Record<string, number>>;
    readonly limit: number;
    readonly isWithin: boolean;
    readonly fields: readonly { path: string; field: string; upstream: string; calls: number }[];
  };
}

async function planOf(query: string, options: AskOptions = {}): Promise<Plan['plan']> {
  const { text } = await gateway.ask(query, { ...options, headers: { 'gateway-explain': 'plan' } });
  const answer: { readonly extensions?: Plan } = JSON.parse(text);
  if (!answer.extensions) throw new Error(text);
  return answer.extensions.plan;
}

const TITLES = `query ($first: Int, $catalogId: String = "S23") {
  products(catalogId: $catalogId, first: $first) {
    nodes { name groups { groupId productGroup { title { value } } } }
  }
}`;

describe('Gateway-Explain: plan', () => {
  test('answers with the plan instead of running', async () => {
    forget();
    const plan = await planOf(TITLES, { variables: { first: 100 } });
    expect(plan).toEqual({
      calls: { dintero: 1, abillify: 5 },
      limit: 250,
      isWithin: true,
      fields: [
        { path: 'products', field: 'Query.products', upstream: 'dintero', calls: 1 },
        { path: 'products.nodes.groups.productGroup', field: 'Group.productGroup', upstream: 'abillify', calls: 5 },
      ],
    });
    expect(calls()).toEqual({ dintero: 0, abillify: 0 });
  });

  test('runs no mutation', async () => {
    forget();
    const plan = await planOf('mutation { createGroup(input: { name: "New" }) { group { groupId } } }');
    expect(plan.calls).toEqual({ dintero: 2 });
    expect(calls()).toEqual({ dintero: 0, abillify: 0 });
  });

  test.each([
    ['pages of 100', '{ groups(first: 250) { nodes { name } } }', { dintero: 3 }],
    ['a page of its own size by default', '{ groups { nodes { name } } }', { dintero: 1 }],
    ['catalogs one after the other', '{ products(first: 100) { nodes { name } } }', { dintero: 11 }],
    ['lists in lists', '{ catalogs(first: 3) { nodes { products(first: 200) { nodes { name } } } } }', { dintero: 7 }],
    [
      'what comes along for nothing',
      '{ products(catalogId: "S23") { nodes { catalog { name } groups { name } } } }',
      { dintero: 1 },
    ],
    ['what does not', '{ products(catalogId: "S23", first: 2) { nodes { groups { createdAt } } } }', { dintero: 11 }],
    ['levels', '{ productGroup(by: { id: "1" }) { ancestors { label } } }', { abillify: 33 }],
    [
      'look-ups of the same kind, counted apart',
      '{ a: product(catalogId: "a", productId: "b") { name } b: product(catalogId: "a", productId: "c") { name } }',
      { dintero: 2 },
    ],
    ['many global ids', '{ nodes(ids: ["a", "b", "c"]) { id } }', { dintero: 3, abillify: 1 }],
    ['nothing', '{ viewer { account } scopes { name } __typename }', {}],
  ])('counts %s', async (_name, query, expected) => {
    expect((await planOf(query)).calls).toEqual(expected);
  });

  test('a fragment costs what it holds, at every place where it is used', async () => {
    const plain = await planOf(
      '{ a: groups(first: 5) { nodes { productGroup { label } } } b: groups(first: 5) { nodes { productGroup { label } } } }',
    );
    const withFragments = await planOf(
      'query { a: groups(first: 5) { ...Deep } ... { b: groups(first: 5) { ...Deep } } } fragment Deep on GroupConnection { nodes { ...Titled } } fragment Titled on Group { productGroup { label } }',
    );
    expect(withFragments).toEqual(plain);
  });
});

describe('no operation makes more calls than its plan says', () => {
  test.each([
    TITLES,
    SAMPLE_QUERY,
    '{ groups(first: 300) { nodes { name productGroup { label parent { label } ancestors { label } children(first: 2) { nodes { label } } } } } }',
    '{ catalogs(first: 5) { nodes { name products(first: 7) { nodes { name catalog { createdAt } groups { createdAt productGroup { label } } } } } } }',
    '{ productGroups(first: 150) { nodes { label group { name } children(first: 3) { nodes { label group { name } } } } } }',
    '{ products(first: 120) { nodes { name groups { name } } } a: group(groupId: "chairs") { uuid } b: group(groupId: "sofas") { uuid } }',
  ])('%s', async (query) => {
    const plan = await planOf(query);
    forget();
    const { body } = await gateway.ask(query);
    expect(body.errors).toBeUndefined();
    const made = calls();
    expect(made.dintero + made.abillify).toBeGreaterThan(0);
    expect(made.dintero).toBeLessThanOrEqual(plan.calls.dintero ?? 0);
    expect(made.abillify).toBeLessThanOrEqual(plan.calls.abillify ?? 0);
  });
});

describe('over the limit', () => {
  const costly = '{ catalogs(first: 100) { nodes { products(first: 500) { nodes { name } } } } }';

  test('an operation is refused before its first call, and its costly fields are named', async () => {
    forget();
    const { status, body, codes } = await gateway.ask(costly);
    expect([status, codes]).toEqual([400, ['OPERATION_TOO_LARGE']]);
    expect(body.data).toBeUndefined();
    expect(body.errors?.[0]?.message).toMatch(
      /can need 501 calls to dintero, and 250 .*catalogs\.nodes\.products \(500\)/,
    );
    expect(calls()).toEqual({ dintero: 0, abillify: 0 });
  });

  test('the plan is told all the same', async () => {
    expect(await planOf(costly)).toMatchObject({ calls: { dintero: 501 }, isWithin: false });
  });

  test('what variables ask for counts', async () => {
    const query =
      'query ($many: Int) { catalogs(first: 1) { nodes { name } } groups(first: $many) { nodes { group: name productGroup { group { createdAt } } } } }';
    await using small = await startGateway({ environment: { MAX_UPSTREAM_CALLS: '5' } });
    expect((await small.ask(query, { variables: { many: 1 } })).codes).toEqual([]);
    expect((await small.ask(query, { variables: { many: 500 } })).codes).toEqual(['OPERATION_TOO_LARGE']);
  });

  test('an upstream that answers less than it is asked for cannot make an operation call on and on', async () => {
    await using small = await startGateway({ environment: { MAX_UPSTREAM_CALLS: '3' }, abillify: { size: 600 } });
    small.abillify.faults.add({ fault: { kind: 'clamped-page-size' } });
    const query = '{ productGroups(first: 500) { nodes { label } } viewer { account } }';
    expect((await small.ask(query)).codes).toEqual(['OPERATION_TOO_LARGE']);
    expect(
      (await small.ask('{ productGroups(first: 100) { nodes { label } } viewer { account } }')).body,
    ).toMatchObject({
      data: { productGroups: null, viewer: { account: 'T11223344' } },
      errors: [{ path: ['productGroups'], extensions: { code: 'OPERATION_TOO_LARGE', upstream: 'abillify' } }],
    });
    expect(small.abillify.requests.length).toBeLessThanOrEqual(3);
  });
});

describe('every example passes the limits', () => {
  const folder = new URL('../../docs/examples/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));

  test.each(files)('%s', async (name) => {
    const query = readFileSync(new URL(name, folder), 'utf8');
    const variables = new URL(name.replace(/graphql$/, 'json'), folder);
    const plan = await planOf(
      query,
      existsSync(variables) ? { variables: JSON.parse(readFileSync(variables, 'utf8')) } : {},
    );
    expect(plan).toMatchObject({ isWithin: true });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type DefinitionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  print,
} from 'graphql';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';

const CONTRACT = new URL('../../schema/', import.meta.url);

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
beforeEach(() => graph.reset());
afterAll(() => graph.close());

const noCalls = { dintero: 0, abillify: 0, token: 0 };

/** A token that names no scopes. */
function issueOpaqueTokens(): void {
  graph.dintero.faults.add({
    match: { path: /auth\/token/ },
    fault: { kind: 'patch', path: ['access_token'], json: '"opaque"' },
  });
}

/** Fields for which it is enough to hold `read:products`, as the contract's files mark them. */
const READING = readdirSync(CONTRACT)
  .filter((name) => name.endsWith('.graphql'))
  .flatMap((name) => parse(readFileSync(new URL(name, CONTRACT), 'utf8')).definitions)
  .flatMap((type) => (isType(type) ? (type.fields ?? []).map((field) => ({ type: type.name.value, field })) : []))
  .filter(({ field }) =>
    field.directives?.map(print).some((text) => /^@requiresScopes\(.*\["read:products"\]/.test(text)),
  )
  .map(({ type, field }) => `${type}.${field.name.value}`)
  .sort();

function isType(node: DefinitionNode): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return node.kind === 'ObjectTypeDefinition' || node.kind === 'ObjectTypeExtension';
}

test('a scope is told whole, without a call', async () => {
  const { data, errors, calls } = await graph.run(`{
    read: scope(name: "read:products") { ...Whole }
    part: scope(name: "write:shopping:/orders/ANY/events") { ...Whole }
    odd: scope(name: "create:accounts:auth:refresh_token") { ...Whole }
    whole: scope(name: "admin:wallets") { ...Whole }
    none: scope(name: "admin:everything") { ...Whole }
  }
  fragment Whole on Scope { name action resource path description implies { name } opens }`);
  expect(errors).toEqual([]);
  expect(READING).toEqual(expect.arrayContaining(['Catalog.products', 'Query.groups', 'Query.products']));
  expect(data).toEqual({
    read: {
      name: 'read:products',
      action: 'READ',
      resource: 'products',
      path: null,
      description: 'List catalogs, products and groups',
      implies: [],
      opens: READING,
    },
    part: {
      name: 'write:shopping:/orders/ANY/events',
      action: 'WRITE',
      resource: 'shopping',
      path: '/orders/ANY/events',
      description: null,
      implies: [{ name: 'read:shopping:/orders/ANY/events' }],
      opens: [],
    },
    odd: {
      name: 'create:accounts:auth:refresh_token',
      action: 'CREATE',
      resource: 'accounts',
      path: 'auth:refresh_token',
      description: null,
      implies: [],
      opens: [],
    },
    whole: {
      name: 'admin:wallets',
      action: 'ADMIN',
      resource: 'wallets',
      path: null,
      description: 'Fully manage eWallet/eGift Cards',
      implies: [
        { name: 'write:wallets' },
        { name: 'read:wallets' },
        { name: 'write:wallets:/info' },
        { name: 'write:wallets:/transactions' },
      ],
      opens: [],
    },
    none: null,
  });
  expect(calls).toEqual(noCalls);
});

test('who may write opens what who may read does, and the mutations', async () => {
  const { data } = await graph.run<Readonly<Record<'write' | 'admin', { opens: string[]; implies: object[] }>>>(`{
    write: scope(name: "write:products") { opens implies { name } }
    admin: scope(name: "admin:products") { opens implies { name } }
  }`);
  expect(data.write.opens).toEqual(expect.arrayContaining([...READING, 'Mutation.createProduct']));
  expect(data.write.implies).toEqual([{ name: 'read:products' }]);
  expect(data.admin.opens).toEqual(data.write.opens);
  expect(data.admin.implies).toEqual([{ name: 'write:products' }, { name: 'read:products' }]);
});

describe('scopes', () => {
  test('are all that Dintero names, each once, without a call', async () => {
    const { data, calls } = await graph.run<{ scopes: { name: string; id: string }[] }>('{ scopes { id name } }');
    const names = data.scopes.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(50);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(data.scopes.map(({ id }) => id)).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['admin:account', 'user:shopping', 'read:products']));
    expect(calls).toEqual(noCalls);
  });

  test.each([
    ['resource: "products"', ['admin:products', 'write:products', 'read:products']],
    ['resource: "Products"', []],
    ['action: PUBLIC', ['public:customers', 'public:discounts']],
    ['action: USER, resource: "receipts"', ['user:receipts']],
    ['action: null, resource: "automations"', ['admin:automations', 'write:automations', 'read:automations']],
  ])('are narrowed to { %s } without a call', async (filter, names) => {
    const { data, errors, calls } = await graph.run<{ scopes: { name: string }[] }>(
      `{ scopes(filter: { ${filter} }) { name } }`,
    );
    expect(errors).toEqual([]);
    expect(data.scopes.map(({ name }) => name)).toEqual(names);
    expect(calls).toEqual(noCalls);
  });

  test('that the token grants are told from its claims, for one token', async () => {
    const { data, calls } = await graph.run<Readonly<Record<string, { name: string; isGranted: boolean | null }[]>>>(`{
      granted: scopes(filter: { isGranted: true }) { name isGranted }
      others: scopes(filter: { isGranted: false }) { name isGranted }
      all: scopes { name isGranted }
    }`);
    expect(data.granted).toEqual(
      ['admin:products', 'write:products', 'read:products'].map((name) => ({ name, isGranted: true })),
    );
    expect(data.others?.every(({ isGranted }) => isGranted === false)).toBe(true);
    expect(data.others).toHaveLength((data.all?.length ?? 0) - 3);
    expect(calls).toEqual({ ...noCalls, token: 1 });
  });

  test('of a token that names none are neither granted nor not', async () => {
    issueOpaqueTokens();
    const { data, errors } = await graph.run(`{
      scopes(filter: { resource: "products" }) { isGranted }
      granted: scopes(filter: { isGranted: true }) { name }
      others: scopes(filter: { isGranted: false }) { name }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ scopes: Array(3).fill({ isGranted: null }), granted: [], others: [] });
  });

  test('answer what needs no token while none is to be had', async () => {
    graph.dintero.faults.add({ match: { path: /auth\/token/ }, fault: { kind: 'status', status: 500 } });
    const { data, errors } = await graph.run(`{
      scopes(filter: { resource: "products", action: READ }) { name isGranted }
      granted: scopes(filter: { isGranted: true }) { name }
      viewer { account grantedScopes { name } }
    }`);
    expect(data).toEqual({
      scopes: [{ name: 'read:products', isGranted: null }],
      granted: null,
      viewer: { account: 'T11223344', grantedScopes: null },
    });
    expect(inShort(errors)).toEqual([
      'granted UPSTREAM_UNAVAILABLE dintero',
      'scopes.0.isGranted UPSTREAM_UNAVAILABLE dintero',
      'viewer.grantedScopes UPSTREAM_UNAVAILABLE dintero',
    ]);
  });
});

describe('viewer', () => {
  test('tells the account, its environment and the caller’s languages without a call', async () => {
    const { data, calls, vary } = await graph.run('{ viewer { account environment languages } }', {
      acceptLanguage: 'nb-no, de;q=0.5, *;q=0.1',
    });
    expect(data).toEqual({ viewer: { account: 'T11223344', environment: 'TEST', languages: ['nb-NO', 'de'] } });
    expect(calls).toEqual(noCalls);
    expect(vary).toBe('Origin, Accept-Language');
  });

  test('of a production account says so, and without a header names no language', async () => {
    const { data } = await graph.run('{ viewer { account environment languages } }', { account: 'P11223344' });
    expect(data).toEqual({ viewer: { account: 'P11223344', environment: 'PRODUCTION', languages: [] } });
  });

  test('tells the scopes that the token grants, with all that they imply', async () => {
    const { data, calls } = await graph.run('{ viewer { grantedScopes { name isGranted } } }');
    const names = ['admin:products', 'write:products', 'read:products'];
    expect(data).toEqual({ viewer: { grantedScopes: names.map((name) => ({ name, isGranted: true })) } });
    expect(calls).toEqual({ ...noCalls, token: 1 });
  });

  test('of a token that names no scopes does not know them', async () => {
    issueOpaqueTokens();
    const { data, errors } = await graph.run('{ viewer { grantedScopes { name } } }');
    expect([data, errors]).toEqual([{ viewer: { grantedScopes: null } }, []]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { createSchema } from '../../src/graph/schema.ts';
import { scopeRequirements } from '../../src/graph/scope/requirements.ts';
import { createIssuer, type TestIssuer } from '../support/sign-token.ts';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

let issuer: TestIssuer;
let gateway: TestGateway;

beforeAll(async () => {
  issuer = await createIssuer();
  using file = temporaryFile('keys.json', issuer.keySet);
  gateway = await startGateway({
    environment: {
      AUTH_MODE: 'jwt',
      JWT_KEY_FILE: file.path,
      JWT_ISSUER: issuer.issuer,
      JWT_AUDIENCE: issuer.audience,
    },
  });
});
afterAll(() => gateway.close());

async function askWith<Data>(scope: string, query: string, variables: Readonly<Record<string, unknown>> = {}) {
  gateway.dintero.requests.clear();
  gateway.abillify.requests.clear();
  const headers = { authorization: `Bearer ${await issuer.sign({ scope })}` };
  return gateway.ask<Data>(query, { variables, headers });
}

function calls(): number {
  return (
    gateway.dintero.requests.count(({ segments }) => segments.at(-1) !== 'token') + gateway.abillify.requests.length
  );
}

const GROUPS = '{ groups(first: 1) { nodes { groupId } } }';
const CREATE_GROUP = 'mutation { createGroup(input: { groupId: "new", name: "New" }) { group { groupId } } }';
const PRODUCT_GROUPS = '{ productGroups(first: 1) { nodes { label } } }';

test.each([
  ['read:products', GROUPS],
  ['write:products', GROUPS],
  ['admin:products', GROUPS],
  ['read:products', PRODUCT_GROUPS],
  ['read:productgroups', PRODUCT_GROUPS],
  ['write:products', CREATE_GROUP],
  ['', '{ viewer { account } }'],
  ['', '{ scopes { name } }'],
])('a holder of %j may ask %s', async (scope, query) => {
  expect((await askWith(scope, query)).codes).toEqual([]);
});

test.each([
  ['', GROUPS, 'read:products'],
  ['read:product', GROUPS, 'read:products'],
  ['read:productsx', GROUPS, 'read:products'],
  ['admin:checkout', GROUPS, 'read:products'],
  ['read:products:/groups', GROUPS, 'read:products'],
  ['create:products', GROUPS, 'read:products'],
  ['read:productgroups', GROUPS, 'read:products'],
  ['read:products', CREATE_GROUP, 'write:products'],
  ['write:products:/groups', CREATE_GROUP, 'write:products'],
  ['', PRODUCT_GROUPS, 'read:productgroups'],
])('a holder of %j alone may not ask %s, and no call is made', async (scope, query, required) => {
  const { status, body } = await askWith<Record<string, unknown>>(scope, query);
  expect(status).toBe(200);
  const [error] = body.errors ?? [];
  expect(error?.extensions).toMatchObject({
    code: 'FORBIDDEN',
    requiredScopes: expect.arrayContaining([required]),
    heldScopes: scope === '' ? [] : [scope],
  });
  expect(error?.message).toContain(required);
  expect(error?.path).toHaveLength(1);
  expect(Object.values(body.data ?? {})).toEqual([null]);
  expect(calls()).toBe(0);
});

test('a refused field is null at its path, and the rest answers', async () => {
  const { body } = await askWith(
    'read:productgroups',
    '{ groups(first: 1) { nodes { groupId } } productGroups(first: 1) { nodes { label group { name } } } viewer { account } }',
  );
  expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['groups'], 'FORBIDDEN'],
    [['productGroups', 'nodes', 0, 'group'], 'FORBIDDEN'],
  ]);
  expect(body.data).toMatchObject({
    groups: null,
    productGroups: { nodes: [{ label: expect.any(String), group: null }] },
    viewer: { account: 'T11223344' },
  });
});

describe('a global id opens nothing that the object’s own field would not', () => {
  test.each(['node(id: $id) { id }', 'nodes(ids: [$id]) { id }'])('%s', async (field) => {
    const { body } = await askWith<{ groups: { nodes: { id: string }[] } }>(
      'read:products',
      '{ groups(first: 1) { nodes { id } } }',
    );
    const id = body.data?.groups.nodes[0]?.id;
    const query = `query ($id: ID!) { ${field} }`;
    expect((await askWith('read:products', query, { id })).codes).toEqual([]);
    expect((await askWith('read:productgroups', query, { id })).codes).toEqual(['FORBIDDEN']);
    expect(calls()).toBe(0);
  });
});

test('viewer tells the caller’s own scopes, and which of the known ones they grant', async () => {
  const { body } = await askWith<{ viewer: { grantedScopes: { name: string }[] }; scope: { isGranted: boolean } }>(
    'write:products read:checkout',
    '{ viewer { grantedScopes { name } } scope(name: "read:products") { isGranted } }',
  );
  expect(body.data?.viewer.grantedScopes.map(({ name }) => name).sort()).toEqual([
    'read:checkout',
    'read:products',
    'write:products',
  ]);
  expect(body.data?.scope).toEqual({ isGranted: true });
  expect(gateway.dintero.requests).toHaveLength(0);
});

test('what Dintero itself forbids the gateway’s token is FORBIDDEN too, with the scopes that are needed and held', async () => {
  await using limited = await startGateway({
    dintero: { clients: [{ clientId: 'c', clientSecret: 's', scopes: ['read:checkout'] }] },
  });
  const id = Buffer.from(JSON.stringify([1, 'Group', 'T11223344', 'B1'])).toString('base64url');
  const { body } = await limited.ask(
    `{ groups(first: 1) { nodes { groupId } } node(id: "${id}") { id } viewer { account } }`,
  );
  const extensions = {
    code: 'FORBIDDEN',
    upstream: 'dintero',
    requiredScopes: ['read:products'],
    heldScopes: ['read:checkout'],
  };
  expect(body).toMatchObject({
    data: { groups: null, node: null, viewer: { account: 'T11223344' } },
    errors: [
      {
        message: 'dintero does not permit this (403). Query.groups needs the scope read:products.',
        path: ['groups'],
        extensions,
      },
      {
        message: 'dintero does not permit this (403). Query.group needs the scope read:products.',
        path: ['node'],
        extensions,
      },
    ],
  });
});

describe('the table of required scopes, as the schema states it', () => {
  const schema = createSchema();
  const requirements = scopeRequirements(schema);

  test('leaves no way to an upstream’s object open without one, but global ids, which are checked by type', () => {
    const reached = openTypes(schema, new Set(requirements.keys()));
    for (const type of ['Catalog', 'Group', 'Product', 'ProductGroup']) expect(reached).not.toContain(type);
    expect(reached).toContain('Viewer');
  });

  test('asks every mutation for a scope that writes', () => {
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(8);
    for (const name of mutations) {
      for (const names of requirements.get(`Mutation.${name}`) ?? [[]]) {
        expect(names).toEqual([expect.stringMatching(/^write:/)]);
      }
    }
  });
});

/** Types of objects that can be reached from the roots without passing a field that needs a scope. */
function openTypes(schema: GraphQLSchema, guarded: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [schema.getQueryType(), schema.getMutationType()];
  for (const type of waiting) {
    if (!isObjectType(type) || reached.has(type.name)) continue;
    reached.add(type.name);
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (!guarded.has(`${type.name}.${field.name}`) && isObjectType(next)) waiting.push(next);
    }
  }
  return reached;
}

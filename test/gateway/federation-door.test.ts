import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConfigError, parseConfig } from '../../src/config.ts';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const SECRET = 'r0uter-secret-of-32-characters-xx';
const TRACE = { 'apollo-federation-include-trace': 'ftv1' };
const QUESTIONS = [
  '{ _service { sdl } }',
  '{ harmless: __typename hidden: _service { sdl } }',
  '{ ...Hidden } fragment Hidden on Query { ... on Query { x: _entities(representations: []) { __typename } } }',
];

describe('a subgraph with a secret', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({
      environment: { GRAPH_ROLE: 'subgraph', ROUTER_SECRET: SECRET, NODE_ENV: 'production' },
    });
  });
  afterAll(() => gateway.close());

  test.each(QUESTIONS)('answers %s to the router alone (promise 58)', async (query) => {
    const answer = await gateway.ask(query, { headers: { 'x-router-secret': SECRET } });
    expect(answer.status).toBe(200);
    expect(answer.body.errors).toBeUndefined();
    for (const secret of ['', 'another', `${SECRET}x`, SECRET.slice(1)]) {
      const refused = await gateway.ask(query, { headers: { 'x-router-secret': secret } });
      expect([refused.status, refused.codes, refused.body.data]).toEqual([401, ['UNAUTHENTICATED'], undefined]);
      expect(refused.text).not.toContain('type Query');
    }
  });

  test('serves everything else to everybody, traces of fields to the router alone', async () => {
    const query = '{ groups(first: 1) { nodes { groupId } } }';
    const open = await gateway.ask(query, { headers: TRACE });
    expect(open.body).toEqual({ data: { groups: { nodes: [{ groupId: expect.any(String) }] } } });
    const traced = await gateway.ask(query, { headers: { ...TRACE, 'x-router-secret': SECRET } });
    expect(traced.body.extensions).toEqual({ ftv1: expect.stringMatching(/^[\w+/=]{20,}$/) });
  });

  test('keeps introspection off in production, for the router too', async () => {
    const answer = await gateway.ask('{ __schema { queryType { name } } }', { headers: { 'x-router-secret': SECRET } });
    expect(answer.codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('writes the secret into no log line', async () => {
    await gateway.ask('{ _service { sdl } }', { headers: { 'x-router-secret': SECRET } });
    expect(gateway.logLines.join('\n')).not.toContain(SECRET);
  });
});

test.each(QUESTIONS)('a subgraph without a secret answers %s to whoever reaches it', async (query) => {
  await using gateway = await startGateway({ environment: { GRAPH_ROLE: 'subgraph' } });
  expect((await gateway.ask(query)).body.errors).toBeUndefined();
});

test('200 representations of all types at once keep within what one operation may cost', async () => {
  await using gateway = await startGateway({ environment: { GRAPH_ROLE: 'subgraph' } });
  const representations = Array.from({ length: 100 }, (_, index) => [
    { __typename: 'Product', catalogId: 'S23', productId: `p${index}` },
    { __typename: 'Catalog', catalogId: `c${index}` },
    { __typename: 'Group', groupId: `g${index}` },
    { __typename: 'ProductGroup', reference: `r${index}` },
  ]);
  const query =
    'query ($a: [_Any!]!, $b: [_Any!]!) { a: _entities(representations: $a) { __typename } b: _entities(representations: $b) { __typename } }';
  const all = representations.flat();
  const { body } = await gateway.ask(query, { variables: { a: all.slice(0, 100), b: all.slice(100, 200) } });
  expect(body).toEqual({ data: { a: Array(100).fill(null), b: Array(100).fill(null) } });
});

test('MAX_REPRESENTATIONS bounds what a router may ask for at once', async () => {
  await using gateway = await startGateway({ environment: { GRAPH_ROLE: 'subgraph', MAX_REPRESENTATIONS: '2' } });
  const representations = [1, 2, 3].map((number) => ({ __typename: 'Scope', name: String(number) }));
  const query = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
  const two = await gateway.ask(query, { variables: { representations: representations.slice(1) } });
  expect(two.body.data).toEqual({ _entities: [null, null] });
  expect((await gateway.ask(query, { variables: { representations } })).codes).toEqual(['OPERATION_TOO_LARGE']);
});

test.each([
  [{ GRAPH_ROLE: 'router' }, /^GRAPH_ROLE must be one of/],
  [{ ROUTER_SECRET: 'too short' }, /^ROUTER_SECRET must be/],
  [{ MAX_REPRESENTATIONS: '0' }, /^MAX_REPRESENTATIONS must be/],
  [{ REDIS_URL: 'http://redis' }, /^REDIS_URL must be/],
])('%j stops the start', (environment, line) => {
  expect(() => parseConfig(environment)).toThrow(ConfigError);
  expect(() => parseConfig(environment)).toThrow(line);
});

test('registered documents stop the start of a subgraph: a router’s own would all be refused', () => {
  using manifest = temporaryFile(
    'manifest.json',
    '{ "format": "apollo-persisted-query-manifest", "version": 1, "operations": [] }',
  );
  const environment = { DOCUMENTS: 'registered', DOCUMENTS_MANIFEST: manifest.path };
  expect(parseConfig(environment).documents.mode).toBe('registered');
  expect(() => parseConfig({ ...environment, GRAPH_ROLE: 'subgraph' })).toThrow(
    /^DOCUMENTS must not be registered with GRAPH_ROLE subgraph/,
  );
});

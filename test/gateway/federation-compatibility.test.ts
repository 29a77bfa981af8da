/**
 * The fifteen features of Apollo's subgraph compatibility suite, asked of its fixed products schema as the suite asks them:
 * https://github.com/apollographql/apollo-federation-subgraph-compatibility/blob/main/COMPATIBILITY.md
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stripIgnoredCharacters } from 'graphql';
import { startRouter } from '../../examples/federation/router.ts';
import { startSuiteNeighbours } from '../support/federation/neighbours.ts';
import { type RunningSubgraph, startSuiteProducts } from '../support/federation/products.ts';
import { type AskOptions, readAnswer } from '../support/start-gateway.ts';

let products: RunningSubgraph;
let neighbours: Record<'users' | 'inventory', RunningSubgraph>;
let router: RunningSubgraph;
let sdl: string;

beforeAll(async () => {
  products = await startSuiteProducts();
  neighbours = await startSuiteNeighbours();
  const subgraphs = { products: products.url, users: neighbours.users.url, inventory: neighbours.inventory.url };
  router = await startRouter({ port: 0, subgraphs, secret: 'unused' });
  const { body } = await ask(products, '{ _service { sdl } }');
  sdl = stripIgnoredCharacters(String(Object(Object(body.data)._service).sdl));
});
afterAll(async () => {
  await router.close();
  await Promise.all([products, neighbours.users, neighbours.inventory].map((server) => server.close()));
});

async function ask({ url }: RunningSubgraph, query: string, { variables, headers }: AskOptions = {}) {
  const init = { method: 'POST', body: JSON.stringify({ query, variables }) };
  return readAnswer(await fetch(url, { ...init, headers: { 'content-type': 'application/json', ...headers } }));
}

async function dataOf(server: RunningSubgraph, query: string, options?: AskOptions): Promise<unknown> {
  const { body } = await ask(server, query, options);
  expect(body.errors).toBeUndefined();
  return body.data;
}

function entities(representations: readonly object[], selection: string): Promise<unknown> {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;
  return dataOf(products, query, { variables: { representations } });
}

test('_service: the SDL is the schema, in full', () => {
  expect(sdl).toContain('type Query{product(id:ID!):Product deprecatedProduct(sku:String!package:String!)');
  expect(sdl).toContain('type CaseStudy{caseNumber:ID!description:String}');
});

test('@key, single', async () => {
  const user = { __typename: 'User', email: 'support@apollographql.com' };
  expect(await entities([user], '... on User { email name }')).toEqual({
    _entities: [{ email: 'support@apollographql.com', name: 'Jane Smith' }],
  });
});

test('@key, multiple fields', async () => {
  const keys = { sku: 'apollo-federation-v1', package: '@apollo/federation-v1' };
  expect(
    await entities([{ __typename: 'DeprecatedProduct', ...keys }], '... on DeprecatedProduct { sku package reason }'),
  ).toEqual({ _entities: [{ ...keys, reason: 'Migrate to Federation V2' }] });
});

test('@key, composite', async () => {
  const research = { __typename: 'ProductResearch', study: { caseNumber: '1234' } };
  expect(await entities([research], '... on ProductResearch { study { caseNumber description } }')).toEqual({
    _entities: [{ study: { caseNumber: '1234', description: 'Federation Study' } }],
  });
});

test('@key, repeated', async () => {
  const representations = [
    { __typename: 'Product', id: 'apollo-federation' },
    { __typename: 'Product', sku: 'federation', package: '@apollo/federation' },
    { __typename: 'Product', sku: 'studio', variation: { id: 'platform' } },
  ];
  expect(await entities(representations, '... on Product { id sku }')).toEqual({
    _entities: [
      { id: 'apollo-federation', sku: 'federation' },
      { id: 'apollo-federation', sku: 'federation' },
      { id: 'apollo-studio', sku: 'studio' },
    ],
  });
});

test('@requires', async () => {
  const query = '{ product(id: "apollo-federation") { createdBy { averageProductsCreatedPerYear email } } }';
  const createdBy = { averageProductsCreatedPerYear: 134, email: 'support@apollographql.com' };
  expect(await dataOf(products, query)).toEqual({ product: { createdBy } });
  expect(await dataOf(router, query)).toEqual({ product: { createdBy } });
  expect(
    await dataOf(router, '{ product(id: "apollo-studio") { delivery(zip: "94111") { estimatedDelivery } } }'),
  ).toEqual({
    product: { delivery: { estimatedDelivery: 'small to 94111' } },
  });
});

test('@provides', async () => {
  const query = '{ product(id: "apollo-federation") { createdBy { email totalProductsCreated } } }';
  const createdBy = { email: 'support@apollographql.com', totalProductsCreated: 1337 };
  expect(await dataOf(router, query)).toEqual({ product: { createdBy } });
});

describe('federated tracing', () => {
  const query = '{ product(id: "apollo-federation") { sku } }';

  test('a trace is all that the extensions hold when the router asks for one', async () => {
    const { body } = await ask(products, query, { headers: { 'apollo-federation-include-trace': 'ftv1' } });
    expect(body.data).toEqual({ product: { sku: 'federation' } });
    expect(Object.keys(Object(body.extensions))).toEqual(['ftv1']);
    const trace = Buffer.from(String(body.extensions?.ftv1), 'base64').toString('latin1');
    expect(trace).toContain('product');
    expect(trace).toContain('sku');
  });

  test('nobody else gets one', async () => {
    expect((await ask(products, query)).body).not.toHaveProperty('extensions');
    const other = await ask(products, query, { headers: { 'apollo-federation-include-trace': 'ftv2' } });
    expect(other.body).not.toHaveProperty('extensions');
  });
});

test('@link', () => {
  const links = [...sdl.matchAll(/@link\(url:"https:\/\/specs\.apollo\.dev\/federation\/v([\d.]+)"/g)];
  expect(links.map(([, version]) => version)).toEqual(['2.3']);
});

test('@shareable', async () => {
  expect(sdl).toMatch(/type ProductDimension ?@shareable/);
  expect(await dataOf(products, '{ product(id: "apollo-federation") { dimensions { size weight } } }')).toEqual({
    product: { dimensions: { size: 'small', weight: 1 } },
  });
});

test('@tag', async () => {
  expect(sdl).toContain('notes:String@tag(name:"internal")');
  expect(await dataOf(products, '{ product(id: "apollo-federation") { notes } }')).toEqual({
    product: { notes: null },
  });
});

test('@override', async () => {
  expect(sdl).toContain('name:String@override(from:"users")');
  expect(await dataOf(router, '{ product(id: "apollo-federation") { createdBy { name } } }')).toEqual({
    product: { createdBy: { name: 'Jane Smith' } },
  });
});

test('@inaccessible', async () => {
  expect(sdl).toContain('unit:String@inaccessible');
  const query = '{ product(id: "apollo-federation") { dimensions { unit } } }';
  expect(await dataOf(products, query)).toEqual({ product: { dimensions: { unit: 'kg' } } });
  expect((await ask(router, query)).codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});

test('@composeDirective', () => {
  expect(sdl).toContain('@link(url:"https://myspecs.dev/myCustomDirective/v1.0"');
  expect(sdl).toContain('@composeDirective(name:"@custom")');
  expect(sdl).toContain('directive@custom on OBJECT');
  expect(sdl).toMatch(/type Product ?@custom/);
});

test('@interfaceObject', async () => {
  expect(sdl).toMatch(/type Inventory ?@interfaceObject ?@key\(fields:"id"\)/);
  expect(await dataOf(router, '{ inventory(id: "apollo-oss") { deprecatedProducts { sku reason } } }')).toEqual({
    inventory: { deprecatedProducts: [{ sku: 'apollo-federation-v1', reason: 'Migrate to Federation V2' }] },
  });
});

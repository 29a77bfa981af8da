import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { parseConfig } from '../../../src/config.ts';
import { createContext } from '../../../src/graph/context.ts';
import { createIdempotency } from '../../../src/graph/mutation/idempotency.ts';
import { createApolloServer } from '../../../src/server/apollo-server.ts';
import { createOpenDoor } from '../../../src/server/auth/open-door.ts';
import { createHttpServer } from '../../../src/server/http-server.ts';
import { createLifecycle } from '../../../src/server/lifecycle.ts';
import { createOperations } from '../../../src/server/operations.ts';
import { createMemoryCounts } from '../../../src/storage/memory-counts.ts';
import { createMemoryStore } from '../../../src/storage/memory-store.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { connectUpstreams } from '../../../src/upstreams/index.ts';

export interface RunningSubgraph {
  /** With its path. */
  readonly url: string;
  close(): Promise<void>;
}

/** The suite's products, served by the gateway's own server. */
export async function startSuiteProducts(): Promise<RunningSubgraph> {
  const config = parseConfig({ NODE_ENV: 'test', RATE_LIMIT: '0' });
  const log = createLogger('silent');
  const upstreams = await connectUpstreams(config.upstreams, { fakeSize: 10 });
  const settings = {
    languages: config.languages,
    newKey: () => randomUUID(),
    idempotency: createIdempotency(createMemoryStore()),
  };
  const apollo = createApolloServer({
    schema: createProductsSchema(),
    log,
    isDevelopment: true,
    limits: config.limits,
    router: { secret: null },
  });
  await apollo.start();
  const lifecycle = createLifecycle();
  const server = await createHttpServer({
    apollo,
    createContext: (facts, account, headers) =>
      createContext(upstreams.sourcesFor(account, headers), { ...settings, account }, facts),
    entrance: {
      door: createOpenDoor([]),
      accounts: upstreams.accounts,
      isDevelopment: true,
    },
    edge: config.edge,
    requestCounts: createMemoryCounts(),
    maxCalls: config.limits.maxCalls,
    readAsked: (asked) => asked,
    log,
    corsOrigins: [],
    isDevelopment: true,
    deadlineMs: config.deadlineMs,
    lifecycle,
    operations: createOperations(config.edge.maxOperations),
    describeUpstreams: () => [],
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  lifecycle.open();
  return {
    url: `${url}/graphql`,
    async close() {
      await server.close();
      await apollo.stop();
      await upstreams.close();
    },
  };
}

interface User {
  readonly email: string;
  readonly name: string;
  readonly totalProductsCreated: number | null;
  readonly yearsOfEmployment: number;
}

const USER: User = {
  email: 'support@apollographql.com',
  name: 'Jane Smith',
  totalProductsCreated: 1337,
  yearsOfEmployment: 10,
};

const DIMENSIONS = { size: 'small', weight: 1, unit: 'kg' };

const DEPRECATED = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
  createdBy: USER,
};

const RESEARCH = [
  { study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null },
  { study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null },
];

const PRODUCTS = [
  product('apollo-federation', 'federation', '@apollo/federation', 'OSS', RESEARCH.slice(0, 1)),
  product('apollo-studio', 'studio', '', 'platform', RESEARCH.slice(1)),
];

function product(id: string, sku: string, name: string, variation: string, research: typeof RESEARCH) {
  return {
    id,
    sku,
    package: name,
    variation: { id: variation },
    dimensions: DIMENSIONS,
    createdBy: USER,
    notes: null,
    research,
  };
}

interface ProductKeys {
  readonly id?: string;
  readonly sku?: string;
  readonly package?: string;
  readonly variation?: { readonly id: string };
}

function createProductsSchema() {
  return buildSubgraphSchema({
    typeDefs: parse(readFileSync(new URL('products.graphql', import.meta.url), 'utf8')),
    resolvers: {
      Query: {
        product: (_root: unknown, { id }: { id: string }) => findProduct({ id }),
        deprecatedProduct: (_root: unknown, keys: ProductKeys) => findDeprecated(keys),
      },
      Product: { __resolveReference: findProduct },
      DeprecatedProduct: { __resolveReference: findDeprecated },
      ProductResearch: {
        __resolveReference: ({ study }: { study: { caseNumber: string } }) =>
          RESEARCH.find((research) => research.study.caseNumber === study.caseNumber) ?? null,
      },
      User: {
        __resolveReference: (keys: Partial<User>) => (keys.email === USER.email ? { ...USER, ...keys } : null),
        averageProductsCreatedPerYear: ({ totalProductsCreated, yearsOfEmployment }: User) =>
          totalProductsCreated === null ? null : Math.round(totalProductsCreated / yearsOfEmployment),
      },
      Inventory: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        deprecatedProducts: () => [DEPRECATED],
      },
    },
  });
}

function findProduct({ id, sku, package: name, variation }: ProductKeys) {
  return (
    PRODUCTS.find(
      (one) =>
        one.id === id ||
        (one.sku === sku && (one.package === name || (variation && one.variation.id === variation.id))),
    ) ?? null
  );
}

function findDeprecated(keys: ProductKeys) {
  return keys.sku === DEPRECATED.sku && keys.package === DEPRECATED.package ? DEPRECATED : null;
}

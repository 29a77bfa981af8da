import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createContext } from './graph/context.ts';
import { createIdempotency } from './graph/mutation/idempotency.ts';
import { createSchema } from './graph/schema.ts';
import { createSubgraphSchema } from './graph/subgraph-schema.ts';
import { createApolloServer } from './server/apollo-server.ts';
import { createDoor } from './server/auth/create-door.ts';
import type { TokenDoorWorld } from './server/auth/token-door.ts';
import { createDocumentCache } from './server/documents/document-cache.ts';
import { registeredOnly } from './server/documents/registered-only.ts';
import { createHttpServer } from './server/http-server.ts';
import { openStorage } from './storage/open-storage.ts';
import type { Observe } from './transport/observe.ts';
import { type Connection, connectUpstreams } from './upstreams/index.ts';

export interface GatewayOptions {
  readonly log: Logger;
  /** Told of every call to an upstream, beside the log. */
  readonly observe?: Observe;
  /** What verifying tokens needs of the outside. */
  readonly world?: TokenDoorWorld;
}

/** A gateway that listens. */
export interface Gateway {
  /** Without a path, for example `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Dintero account that it works for, the first where there are several. */
  readonly account: string;
  readonly connections: readonly Connection[];
  /** Stops accepting, finishes what was accepted, and lets go of everything. */
  close(): Promise<void>;
}

/** A query for people who have just started the gateway. */
export const SAMPLE_QUERY = `query Products {
  products(first: 3) {
    nodes {
      name
      price { amount currency }
      groups { name productGroup { title(languages: ["de"]) { value language } } }
    }
  }
}`;

/** Wires upstreams, graph and server together and listens. */
export async function startGateway(config: Config, { log, observe, world }: GatewayOptions): Promise<Gateway> {
  const storage = await openStorage(config.redisUrl, log);
  const upstreams = await connectUpstreams(config.upstreams, {
    fakeSize: config.fakeSize,
    ...(storage.cacheOf && { cacheOf: storage.cacheOf }),
    observe: (event) => {
      if (event.kind === 'attempt') log.debug(event, 'upstream call');
      observe?.(event);
    },
  });
  const settings = {
    languages: config.languages,
    newKey: () => randomUUID(),
    idempotency: createIdempotency(storage.values),
  };
  const isSubgraph = config.role === 'subgraph';
  const isDevelopment = config.environment !== 'production';
  const { documents, edge, limits } = config;
  const apollo = createApolloServer({
    schema: isSubgraph ? createSubgraphSchema(config.subgraph) : createSchema(),
    log,
    isDevelopment,
    document: SAMPLE_QUERY,
    limits,
    automaticPersistedQueries: documents.mode === 'automatic',
    documentCache: createDocumentCache(storage.values),
    maxBatch: edge.maxBatch,
    ...(isSubgraph && { router: { secret: config.subgraph.routerSecret } }),
  });
  await apollo.start();
  let isReady = true;
  const server = await createHttpServer({
    apollo,
    createContext: (facts, account, headers) =>
      createContext(upstreams.sourcesFor(account, headers), { ...settings, account }, facts),
    entrance: {
      door: createDoor(config.auth, upstreams.credentialHeaders, world),
      accounts: upstreams.accounts,
      hasPage: isDevelopment,
    },
    edge,
    readAsked: documents.mode === 'registered' ? registeredOnly(documents.manifest) : (asked) => asked,
    log,
    corsOrigins: isDevelopment ? [...SANDBOX_ORIGINS, ...config.corsOrigins] : config.corsOrigins,
    isDevelopment,
    deadlineMs: config.deadlineMs,
    readiness: () => ({ isReady, detail: upstreams.connections.map(describeConnection) }),
  });
  const url = await server.listen({ port: config.port, host: config.host }).catch(async (error: unknown) => {
    await upstreams.close();
    await storage.close();
    throw error;
  });
  return {
    url,
    account: upstreams.account,
    connections: upstreams.connections,
    async close() {
      isReady = false;
      await server.close();
      await apollo.stop();
      await upstreams.close();
      await storage.close();
    },
  };
}

/** Where Apollo Sandbox's own page asks from. */
const SANDBOX_ORIGINS = ['https://studio.apollographql.com'];

function describeConnection({ upstream, isFake, state }: Connection): object {
  const { breaker, inFlight, queued } = state();
  return { upstream, isFake, breaker, inFlight, queued };
}

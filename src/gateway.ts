import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config, SubgraphConfig } from './config.ts';
import { createContext } from './graph/context.ts';
import { createIdempotency } from './graph/mutation/idempotency.ts';
import { createSchema } from './graph/schema.ts';
import { createApolloServer } from './server/apollo-server.ts';
import { createDoor } from './server/auth/create-door.ts';
import type { TokenDoorWorld } from './server/auth/token-door.ts';
import { watchFields } from './server/cost/watch-fields.ts';
import { createDocumentCache } from './server/documents/document-cache.ts';
import { registeredOnly } from './server/documents/registered-only.ts';
import { createHttpServer } from './server/http-server.ts';
import { createLifecycle } from './server/lifecycle.ts';
import { createOperations, type Operations } from './server/operations.ts';
import { openStorage, type Storage } from './storage/open-storage.ts';
import { createLogger } from './telemetry/logger.ts';
import type { Metrics } from './telemetry/metrics.ts';
import { createTraceIds, parseTraceparent } from './telemetry/trace-ids.ts';
import { logUpstreams } from './telemetry/upstream-log.ts';
import type { Clock } from './transport/clock.ts';
import type { Observe } from './transport/observe.ts';
import { createTurns } from './transport/turns.ts';
import type { EmbeddedFakes } from './upstreams/embedded-fakes.ts';
import { type Connection, connectUpstreams } from './upstreams/index.ts';
import { warnOfUnreachable } from './upstreams/reach.ts';

export interface GatewayOptions {
  /** Writes JSON lines to standard output, from the configured level on, unless given. */
  readonly log?: Logger;
  /** Told of every call to an upstream, beside the log. */
  readonly observe?: Observe;
  /** Told in words what of the start takes its time. */
  readonly report?: (step: string) => void;
  /** What verifying tokens needs of the outside. */
  readonly world?: TokenDoorWorld;
  /** By which upstreams are called. */
  readonly clock?: Clock;
}

/** A gateway that listens. */
export interface Gateway {
  /** Without a path, for example `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Dintero account that it works for, the first where there are several. */
  readonly account: string;
  readonly connections: readonly Connection[];
  /** Finishes what was accepted and lets go of everything. */
  close(pace?: ClosingPace): Promise<void>;
}

export interface ClosingPace {
  /** How long requests are still accepted while /ready says that it will not be for long; 0 unless given. */
  readonly drainMs?: number;
  /** When what is not finished is ended, still with an answer; never unless given. */
  readonly limitMs?: number;
}

/** What a worker has of the processes that serve the port with it. */
export interface Neighbours {
  /** Whether this one tells what concerns all. */
  readonly isFirst: boolean;
  /** Instead of this process's memory, where no Redis is. */
  readonly storage: Storage;
  readonly fakes: EmbeddedFakes;
  /** Takes what reads this one's metrics. */
  offerMetrics(read: Metrics['values']): void;
  /** Those of all, this one's included. */
  gatherMetrics(): Promise<readonly unknown[]>;
}

/**
 * Wires upstreams, graph and server together and listens.
 *
 * @throws when the port is in use; what was opened by then is closed
 */
export async function createGateway(
  config: Config,
  options: GatewayOptions = {},
  neighbours?: Neighbours,
): Promise<Gateway> {
  const { log = createLogger(config.logLevel), observe, report, world, clock } = options;
  if (config.redisUrl !== null) report?.('Connecting to Redis');
  const storage = neighbours && config.redisUrl === null ? neighbours.storage : await openStorage(config.redisUrl, log);
  const operations = createOperations(config.edge.maxOperations);
  const traceIds = createTraceIds();
  const lines = traceIds.join(log);
  const logEvent = logUpstreams(lines, () => log.isLevelEnabled('debug'));
  const traces = config.traces && (await (await import('./telemetry/open-traces.ts')).openTraces(config.traces, log));
  const turns = createTurns();
  const metrics = config.hasMetrics
    ? (await import('./telemetry/metrics.ts')).createMetrics({
        upstreams: () => upstreams.connections,
        operations: operations.count,
      })
    : undefined;
  const upstreams = await connectUpstreams(config.upstreams, {
    fakeSize: config.fakeSize,
    ...(report && { report }),
    ...(neighbours && { fakes: neighbours.fakes }),
    ...(!config.reuseUnchanged && { transport: { unchangedMaxBytes: 0 } }),
    ...(storage.shared && { shared: storage.shared }),
    ...(clock && { clock }),
    turns,
    observe: (event) => {
      logEvent(event);
      metrics?.observe(event);
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
    schema: watchFields(isSubgraph ? await createSubgraph(config.subgraph) : createSchema()),
    log: lines,
    isDevelopment,
    limits,
    automaticPersistedQueries: documents.mode === 'automatic',
    documentCache: createDocumentCache(storage.documents),
    maxBatch: edge.maxBatch,
    compilesOperations: config.compilesOperations,
    ...(isSubgraph && { router: { secret: config.subgraph.routerSecret } }),
  });
  await apollo.start();
  const lifecycle = createLifecycle();
  const { credentialHeaders } = upstreams;
  const { door, close: closeDoor } = await createDoor(config.auth, {
    credentialHeaders,
    counts: storage.counts,
    log,
    world,
  });
  const server = await createHttpServer({
    apollo,
    createContext(facts, account, headers) {
      return createContext(upstreams.sourcesFor(account, headers), { account, ...settings }, facts);
    },
    entrance: {
      door,
      accounts: upstreams.accounts,
      isDevelopment,
    },
    edge,
    requestCounts: storage.counts,
    maxCalls: limits.maxCalls,
    readAsked: documents.mode === 'registered' ? registeredOnly(documents.manifest) : (asked) => asked,
    log,
    corsOrigins: isDevelopment ? [...SANDBOX_ORIGINS, ...config.corsOrigins] : config.corsOrigins,
    isDevelopment,
    deadlineMs: config.deadlineMs,
    reuseUnchanged: config.reuseUnchanged || sharesInFlight(config),
    lifecycle,
    operations,
    beginOperation(requestId, headers) {
      const span = traces?.beginOperation(requestId, headers);
      traceIds.note(requestId, span?.context ?? parseTraceparent(headers.traceparent));
      return span?.isRecorded ? span : undefined;
    },
    nextTurn: turns.next,
    describeUpstreams: () => upstreams.connections.map(describeConnection),
    metrics: metrics && neighbours ? together(metrics, neighbours) : metrics,
  });
  const url = await server.listen({ port: config.port, host: config.host }).catch(async (error: unknown) => {
    closeDoor();
    await upstreams.close();
    await storage.close();
    await traces?.close(0);
    throw error;
  });
  lifecycle.open();
  if (neighbours?.isFirst !== false) warnOfUnreachable(upstreams.connections, log);
  return {
    url,
    account: upstreams.account,
    connections: upstreams.connections,
    async close({ drainMs = 0, limitMs } = {}) {
      lifecycle.drain();
      const endsAt = Date.now() + (limitMs ?? Number.POSITIVE_INFINITY);
      const cancelLimit = limitMs === undefined ? undefined : endBy(limitMs, operations, server.server);
      if (drainMs > 0) await sleep(drainMs);
      await server.close();
      closeDoor();
      cancelLimit?.();
      lifecycle.close();
      await apollo.stop();
      await upstreams.close(limitMs === undefined ? undefined : Math.max(0, endsAt - Date.now() - ANSWER_MS / 2));
      await storage.close();
      await traces?.close(Math.min(FLUSH_MS, endsAt - Date.now() - FLUSH_MARGIN_MS));
    },
  };
}

/** Requests that shared their calls read the same, and so share the answer. */
function sharesInFlight({ upstreams: { transport } }: Config): boolean {
  return transport === undefined || Object.values(transport).some(({ shareInFlight }) => shareInFlight);
}

/** What makes a subgraph of the schema is loaded only for one. */
async function createSubgraph(config: SubgraphConfig): Promise<GraphQLSchema> {
  return (await import('./graph/subgraph-schema.ts')).createSubgraphSchema(config);
}

/** For the last spans: a collector that does not take them in time goes without. */
const FLUSH_MS = 2_000;
/** What is left of the limit when they are given up. */
const FLUSH_MARGIN_MS = 100;

/** What is left to answer operations whose time was cut short, before what is still open is cut off. */
const ANSWER_MS = 500;

/** Ends everything by `limitMs`: first what operations wait for, then connections that never sent a whole request. */
function endBy(limitMs: number, operations: Operations, server: Server): () => void {
  const timers = [
    setTimeout(() => operations.endAll(), Math.max(0, limitMs - ANSWER_MS)),
    setTimeout(() => server.closeAllConnections(), Math.max(0, limitMs - ANSWER_MS / 2)),
  ];
  return () => timers.forEach(clearTimeout);
}

/** Where Apollo Sandbox's own page asks from. */
const SANDBOX_ORIGINS = ['https://studio.apollographql.com'];

/** Whichever worker is asked tells the metrics of all. */
function together(metrics: Metrics, { offerMetrics, gatherMetrics }: Neighbours): Metrics {
  offerMetrics(metrics.values);
  return { ...metrics, text: async () => metrics.textOf(await gatherMetrics()) };
}

function describeConnection({ upstream, isFake, state }: Connection): object {
  const { breaker, inFlight, queued } = state();
  return { upstream, isFake, breaker, inFlight, queued };
}

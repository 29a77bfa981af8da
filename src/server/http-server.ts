import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import cors from '@fastify/cors';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { AnswerOrigin } from '../graph/answer-origin.ts';
import type { GatewayContext, RequestFacts } from '../graph/context.ts';
import { parseAcceptLanguage } from '../graph/localization/accept-language.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { OperationSpan } from '../telemetry/spans.ts';
import type { CallerHeaders } from './caller-headers.ts';
import { compressAnswers } from './compression.ts';
import { createCallWatch } from './cost/call-watch.ts';
import { createTrace, type Trace } from './cost/trace.ts';
import type { Asked } from './documents/registered-only.ts';
import { type Entrance, letIn } from './entrance.ts';
import { type EdgeAnswer, errorAnswer } from './error-masking.ts';
import { createGraphqlEndpoint } from './graphql-endpoint.ts';
import { refuseEncodedBody, takeJsonBodies } from './json-body.ts';
import { isReady, type Lifecycle } from './lifecycle.ts';
import { limitRate } from './limits/rate-limit.ts';
import type { RequestCounts } from './limits/request-counts.ts';
import { DEADLINE_HEADER, type Operations, type OperationTime, readDeadline } from './operations.ts';
import { servePlayground } from './playground.ts';
import { onAnswered } from './plugins/answer-watch.ts';
import { Refusal } from './refusal.ts';
import { securityHeaders } from './security-headers.ts';
import type { EdgeConfig } from './settings.ts';
import { createUnchangedAnswers } from './unchanged-answers.ts';
import { watchUnusedConnections } from './unused-connections.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the body was read. */
    time: OperationTime;
  }
}

export interface HttpServerOptions {
  readonly apollo: ApolloServer<GatewayContext>;
  /** `headers` are those that the caller may pass credentials for an upstream in. */
  readonly createContext: (facts: RequestFacts, account: string, headers: CallerHeaders) => GatewayContext;
  readonly entrance: Entrance;
  readonly edge: EdgeConfig;
  /** By which `edge.rateLimit` is kept to. */
  readonly requestCounts: RequestCounts;
  /** Calls that one operation may make to each upstream. */
  readonly maxCalls: number;
  /** Lets pass what may be asked. */
  readonly readAsked: (asked: Asked) => Asked;
  readonly log: FastifyBaseLogger;
  readonly corsOrigins: readonly string[];
  /** Serves pages for people: see playground.ts. */
  readonly isDevelopment: boolean;
  /** Longest time for one operation. */
  readonly deadlineMs: number;
  /** Whether an answer is used again while the upstreams answer the same bytes; not unless given. */
  readonly reuseUnchanged?: boolean;
  readonly lifecycle: Lifecycle;
  readonly operations: Operations;
  /** When an operation that came at `since` may be worked on: undefined is now; now unless given. */
  readonly nextTurn?: (since: number) => Promise<void> | undefined;
  /** The state of each upstream, for people who look at /ready: it decides nothing there. */
  readonly describeUpstreams: () => unknown;
  /** Told of each request for an operation before any work for it; what it returns is shown that work. */
  readonly beginOperation?: (requestId: string, headers: CallerHeaders) => OperationSpan | undefined;
  /** Served at /metrics. */
  readonly metrics?: Pick<Metrics, 'contentType' | 'text' | 'countAnswer' | 'countOperation'> | undefined;
}

/** The HTTP edge: /graphql, /health (alive), /ready (will serve), and /metrics where there are any. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { edge } = options;
  const server = openServer(options);
  await server.register(cors, {
    origin: [...options.corsOrigins],
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id', 'retry-after', 'age', 'warning'],
    maxAge: 600,
  });
  takeJsonBodies(server, edge.maxBatch);
  server.get('/health', async () => ({ status: 'alive' }));
  server.get('/ready', async (_request, reply) => {
    const state = options.lifecycle.state();
    return reply
      .code(isReady(state) ? 200 : 503)
      .send({ status: state.phase, operations: options.operations.count(), upstreams: options.describeUpstreams() });
  });
  if (options.metrics) serveMetrics(server, options.metrics);
  if (options.isDevelopment) servePlayground(server);
  await server.register(async (graphql) => {
    graphql.addHook('onRequest', async (request) => {
      // Before anything that costs time: whoever is refused at the limit must not slow down those who were taken.
      options.operations.checkRoom();
      refuseEncodedBody(request);
      await letIn(options.entrance, request);
    });
    if (edge.compresses) compressAnswers(graphql);
    await limitRate(graphql, edge.rateLimit, options.requestCounts);
    graphql.addHook('preHandler', (request, reply, done) => {
      const ms = readDeadline(request.headers[DEADLINE_HEADER], options.deadlineMs);
      request.time = options.operations.begin(reply.raw, ms);
      return options.nextTurn?.(request.time.now) ?? done();
    });
    graphql.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      handler: createGraphqlEndpoint({
        apollo: options.apollo,
        readFacts: (request, reply) => readFacts(request, reply, options),
        createContext: (facts, request) => options.createContext(facts, request.account, request.headers),
        readAsked: options.readAsked,
        unchanged: options.reuseUnchanged ? createUnchangedAnswers() : null,
      }),
    });
  });
  return server;
}

function readFacts(request: FastifyRequest, reply: FastifyReply, options: HttpServerOptions): RequestFacts {
  const span = beginSpan(request, reply, options);
  const watch = createCallWatch(options.maxCalls, { trace: beginTrace(request, reply), spans: span });
  const told = [options.metrics?.countOperation, span?.answered].filter((tell) => tell !== undefined);
  if (told.length > 0) {
    onAnswered(watch, (answered) => {
      for (const tell of told) tell(answered);
    });
  }
  return {
    requestId: request.id,
    caller: request.caller,
    callerLanguages: parseAcceptLanguage(request.headers['accept-language']),
    idempotencyKey: readIdempotencyKey(request.headers['idempotency-key']),
    watch,
    // Spread last: each property that is new after a spread costs Node 20 about a microsecond.
    ...request.time,
    ...(options.reuseUnchanged && !isTraced(request) && { origin: new AnswerOrigin() }),
  };
}

/** An answer that tells how it was made is made each time. */
function isTraced({ explain, headers }: FastifyRequest): boolean {
  return explain !== null || headers['apollo-federation-include-trace'] !== undefined;
}

function serveMetrics(server: FastifyInstance, metrics: NonNullable<HttpServerOptions['metrics']>): void {
  server.addHook('onResponse', async ({ routeOptions }, { statusCode }) => {
    metrics.countAnswer(routeOptions.url, statusCode);
  });
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}

function beginTrace({ explain }: FastifyRequest, reply: FastifyReply): Trace | undefined {
  if (explain !== 'trace') return undefined;
  const trace = createTrace();
  reply.raw.once('close', trace.end);
  return trace;
}

function beginSpan(
  { id, headers }: FastifyRequest,
  { raw }: FastifyReply,
  { beginOperation }: HttpServerOptions,
): OperationSpan | undefined {
  const span = beginOperation?.(id, headers);
  if (span) raw.once('close', () => span.end(raw.writableFinished ? raw.statusCode : undefined));
  return span;
}

/** How often node:http looks for requests that take too long. */
const LOOK_EVERY_MS = 1_000;

function openServer({ edge, log, lifecycle }: HttpServerOptions): FastifyInstance {
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // Lines name their request themselves; a logger for each request would be made for the few that write one.
    childLoggerFactory: (logger) => logger,
    bodyLimit: edge.maxBodyBytes,
    keepAliveTimeout: edge.keepAliveMs,
    requestTimeout: edge.requestTimeoutMs,
    http: {
      headersTimeout: Math.min(edge.headersTimeoutMs, edge.requestTimeoutMs),
      connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, edge.headersTimeoutMs),
    },
    trustProxy: edge.trustedProxies.length > 0 && [...edge.trustedProxies],
    genReqId: ({ headers }) => readRequestId(headers['x-request-id']) ?? randomUUID(),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    clientErrorHandler: endBrokenConnection,
    frameworkErrors: (error, request, reply) => sendRaw(reply.raw, errorAnswer(error, request.id)),
  });
  server.server.maxConnections = edge.maxConnections;
  const unused = watchUnusedConnections(server.server);
  server.addHook('preClose', async () => unused.end());
  const headers = { 'cache-control': 'no-store', ...securityHeaders() };
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id);
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (lifecycle.state().phase === 'draining') reply.header('connection', 'close');
    done();
  });
  server.setErrorHandler(async (error, request, reply) => {
    const { status, headers, body } = errorAnswer(error, request.id);
    const severity = status < 500 ? 'info' : error instanceof Refusal ? 'warn' : 'error';
    request.log[severity]({ err: error, requestId: request.id }, 'request refused');
    return reply.code(status).headers(headers).send(body);
  });
  server.setNotFoundHandler(async (request, reply) => {
    const { body } = errorAnswer({ statusCode: 404 }, request.id);
    return reply.code(404).send(body);
  });
  return server;
}

/** For addresses that cannot even be routed. */
function sendRaw(response: ServerResponse, { status, headers, body }: EdgeAnswer): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** What is not HTTP, too large or too slow is answered in one line, without a word of what came. */
function endBrokenConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = STATUS_LINES[error.code ?? ''] ?? '400 Bad Request';
  if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  socket.destroySoon();
}

const STATUS_LINES: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

function readIdempotencyKey(header: FastifyRequest['headers'][string]): string | null {
  return header === undefined ? null : String(header);
}

/** A caller's own request id is kept when it cannot be mistaken for anything else in a log line. */
function readRequestId(header: FastifyRequest['headers'][string]): string | undefined {
  return typeof header === 'string' && /^[\w.-]{1,128}$/.test(header) ? header : undefined;
}

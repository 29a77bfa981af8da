import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { GatewayContext, RequestFacts } from '../graph/context.ts';
import { parseAcceptLanguage } from '../graph/localization/accept-language.ts';
import { errorAnswer } from './error-masking.ts';
import { watchRequest } from './request-watch.ts';

export interface HttpServerOptions {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly createContext: (facts: RequestFacts) => GatewayContext;
  readonly log: FastifyBaseLogger;
  readonly corsOrigins: readonly string[];
  /** Leads people who open the bare address to the landing page. */
  readonly isDevelopment: boolean;
  readonly deadlineMs: number;
  /** Details of /ready: whether requests are accepted, and the state of each upstream. */
  readonly readiness: () => { readonly isReady: boolean; readonly detail: unknown };
}

/** Bytes of a request's body. */
const BODY_LIMIT = 1024 * 1024;
/** Longer than load balancers keep idle connections, so that they close first. */
const KEEP_ALIVE_MS = 72_000;
const RECEIVE_MS = 15_000;

/** The HTTP edge: /graphql, /health (alive) and /ready (will serve). */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: options.log,
    disableRequestLogging: true,
    bodyLimit: BODY_LIMIT,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: RECEIVE_MS,
    genReqId: ({ headers }) => readRequestId(headers['x-request-id']) ?? randomUUID(),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  server.setErrorHandler(async (error, request, reply) => {
    const { status, body } = errorAnswer(error, request.id);
    if (status >= 500) request.log.error({ err: error, requestId: request.id }, 'request failed');
    return reply.code(status).header('cache-control', 'no-store').send(body);
  });
  await server.register(cors, {
    origin: [...options.corsOrigins],
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
  });
  server.get('/health', async () => ({ status: 'alive' }));
  server.get('/ready', async (_request, reply) => {
    const { isReady, detail } = options.readiness();
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'draining', upstreams: detail });
  });
  if (options.isDevelopment) server.get('/', async (_request, reply) => reply.redirect('/graphql'));
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(options.apollo, {
      context: async (request, reply) => {
        const deadline = Date.now() + options.deadlineMs;
        return options.createContext({
          requestId: request.id,
          callerLanguages: parseAcceptLanguage(request.headers['accept-language']),
          idempotencyKey: readIdempotencyKey(request.headers['idempotency-key']),
          now: Date.now(),
          deadline,
          signal: watchRequest(reply.raw, options.deadlineMs),
        });
      },
    }),
  });
  return server;
}

function readIdempotencyKey(header: FastifyRequest['headers'][string]): string | null {
  return header === undefined ? null : String(header);
}

/** A caller's own request id is kept when it cannot be mistaken for anything else in a log line. */
function readRequestId(header: FastifyRequest['headers'][string]): string | undefined {
  return typeof header === 'string' && /^[\w.-]{1,128}$/.test(header) ? header : undefined;
}

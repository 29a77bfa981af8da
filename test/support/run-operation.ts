import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { ANYBODY, type Caller } from '../../src/graph/caller.ts';
import { createContext, type GatewayContext } from '../../src/graph/context.ts';
import type { ErrorCode } from '../../src/graph/errors.ts';
import { parseAcceptLanguage } from '../../src/graph/localization/accept-language.ts';
import { createIdempotency, type Idempotency } from '../../src/graph/mutation/idempotency.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { createApolloServer } from '../../src/server/apollo-server.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import {
  type AbillifyFake,
  type AbillifyFakeOptions,
  startAbillifyFake,
} from '../../src/upstreams/abillify/fake/index.ts';
import { type DinteroFake, type DinteroFakeOptions, startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { connectUpstreams, type Upstreams } from '../../src/upstreams/index.ts';

/** The graph in memory: its schema, sources and error masking as they are served, over both fakes on real ports, without an HTTP edge. */
export interface TestGraph {
  readonly dintero: DinteroFake;
  readonly abillify: AbillifyFake;
  /** `Data` is what the caller expects of its own document. One at a time: `calls` counts all that arrives meanwhile. */
  run<Data = unknown>(document: string, options?: RunOptions): Promise<Outcome<Data>>;
  /** Fakes as at the start, and sources that remember nothing: the next operation needs a token. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface TestGraphOptions {
  readonly dintero?: DinteroFakeOptions;
  readonly abillify?: AbillifyFakeOptions;
  /** The standalone one unless given. */
  readonly schema?: GraphQLSchema;
}

export interface RunOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** The request's `Accept-Language`. */
  readonly acceptLanguage?: string;
  /** Epoch milliseconds of the request. */
  readonly now?: number;
  /** The request's `Idempotency-Key`. */
  readonly idempotencyKey?: string;
  /** Another account than the fake's: for what needs no upstream. */
  readonly account?: string;
  readonly caller?: Caller;
}

/** The answer as a client reads it. */
export interface Outcome<Data> {
  readonly data: Data;
  readonly errors: readonly ClientError[];
  /** Requests that reached the fakes; `dintero` leaves out those for a token. */
  readonly calls: Calls;
  /** Of the answer's headers. */
  readonly vary: string | undefined;
}

export interface ClientError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: ErrorCode; readonly upstream?: string; readonly requestId: string };
}

export interface Calls {
  readonly dintero: number;
  readonly abillify: number;
  readonly token: number;
}

/** One try for each call: what is tested is how often the graph asks, not how the transport repeats. */
const TRANSPORT = { maxAttempts: 1 };
/** The gateway's own default. */
const DEADLINE_MS = 10_000;

export async function startTestGraph(options: TestGraphOptions = {}): Promise<TestGraph> {
  const dintero = await startDinteroFake(options.dintero);
  const abillify = await startAbillifyFake(options.abillify);
  const apollo = createApolloServer({
    schema: options.schema ?? createSchema(),
    log: silence,
    isDevelopment: true,
  });
  let upstreams = await connect(dintero, abillify);
  let idempotency = createIdempotency(createMemoryStore());
  return {
    dintero,
    abillify,
    async run<Data>(document: string, runOptions: RunOptions = {}) {
      dintero.requests.clear();
      abillify.requests.clear();
      const answer = await execute<Data>(apollo, document, runOptions, contextOf(upstreams, idempotency, runOptions));
      return { ...answer, calls: countCalls(dintero, abillify) };
    },
    async reset() {
      await upstreams.close();
      dintero.reset();
      abillify.reset();
      upstreams = await connect(dintero, abillify);
      idempotency = createIdempotency(createMemoryStore());
    },
    async close() {
      await apollo.stop();
      await upstreams.close();
      await Promise.all([dintero.close(), abillify.close()]);
    },
  };
}

/** Errors in short, by path: `['product.groups.0 UPSTREAM_UNAVAILABLE abillify']`. */
export function inShort(errors: readonly ClientError[]): readonly string[] {
  return errors
    .map(({ path = [], extensions: { code, upstream } }) => [path.join('.'), code, upstream].filter(Boolean).join(' '))
    .sort();
}

const silence = { error: () => undefined, warn: () => undefined, info: () => undefined };

function connect(dintero: DinteroFake, abillify: AbillifyFake): Promise<Upstreams> {
  const { accountId, clientId, clientSecret } = dintero;
  const { username, password } = abillify;
  return connectUpstreams(
    {
      dintero: { baseUrl: new URL(dintero.baseUrl), accountId, clientId, clientSecret, groupKeys: 'id-name' },
      abillify: { baseUrl: new URL(abillify.baseUrl), username, password, filterStyle: 'flat' },
    },
    { fakeSize: 0, transport: TRANSPORT },
  );
}

function contextOf(upstreams: Upstreams, idempotency: Idempotency, options: RunOptions): GatewayContext {
  const { account, acceptLanguage, caller = ANYBODY, idempotencyKey = null, now } = options;
  const settings = {
    account: account ?? upstreams.account,
    languages: ['en', 'de'],
    newKey: () => randomUUID(),
    idempotency,
  };
  return createContext(upstreams.sources, settings, {
    requestId: 'request-1',
    caller,
    callerLanguages: parseAcceptLanguage(acceptLanguage),
    idempotencyKey,
    now: now ?? Date.now(),
    deadline: Date.now() + DEADLINE_MS,
  });
}

async function execute<Data>(
  apollo: ApolloServer<GatewayContext>,
  query: string,
  { variables = {}, operationName }: RunOptions,
  contextValue: GatewayContext,
): Promise<Omit<Outcome<Data>, 'calls'>> {
  const request = { query, variables, ...(operationName !== undefined && { operationName }) };
  const { body, http } = await apollo.executeOperation(request, { contextValue });
  if (body.kind !== 'single') throw new Error('The answer came in parts.');
  return { errors: [], ...JSON.parse(JSON.stringify(body.singleResult)), vary: http.headers.get('vary') };
}

function countCalls(dintero: DinteroFake, abillify: AbillifyFake): Calls {
  const token = dintero.requests.count(({ segments }) => segments.at(-1) === 'token');
  return { dintero: dintero.requests.length - token, abillify: abillify.requests.length, token };
}

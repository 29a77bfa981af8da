import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../graph/context.ts';
import { callBudget } from './cost/call-budget.ts';
import { traceAnswer } from './cost/explain.ts';
import type { DocumentCache } from './documents/document-cache.ts';
import { createParsedDocuments } from './documents/parsed-documents.ts';
import { maskError } from './error-masking.ts';
import { createCompiledExecutor, interpret } from './execution/compiled-executor.ts';
import { executeOperations } from './execution/execute-operations.ts';
import { tellFreshness } from './freshness.ts';
import { documentLimits } from './limits/document-limits.ts';
import { noIntrospection } from './limits/no-introspection.ts';
import { answerHeaders } from './plugins/answer-headers.ts';
import { answerWatch } from './plugins/answer-watch.ts';
import { createErrorReport, type ErrorLog, errorReport } from './plugins/error-report.ts';
import { jsonStatus } from './plugins/json-status.ts';
import { originWatch } from './plugins/origin-watch.ts';
import { routerDoor } from './plugins/router-door.ts';
import { writeLimits } from './plugins/write-limits.ts';
import type { OperationLimits } from './settings.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly log: ErrorLog;
  /** Introspection and suggestions. */
  readonly isDevelopment: boolean;
  readonly limits?: OperationLimits;
  /** Whether a client may send a document's hash, once the document itself was sent. */
  readonly automaticPersistedQueries?: boolean;
  /** Where they are kept; in memory unless given. */
  readonly documentCache?: DocumentCache;
  /** Whether operations that come again are executed by generated code. */
  readonly compilesOperations?: boolean;
  /** Operations in one request. */
  readonly maxBatch?: number;
  /** Present in a subgraph: what the router has to show, or null when nobody else can reach this server. */
  readonly router?: { readonly secret: string | null };
}

/** A client whose document was forgotten sends it again. */
const PERSISTED_SECONDS = 24 * 60 * 60;

export function createApolloServer({
  schema,
  log,
  isDevelopment,
  limits,
  automaticPersistedQueries = false,
  documentCache,
  maxBatch = 1,
  router,
  compilesOperations = true,
}: ApolloOptions): ApolloServer<GatewayContext> {
  const report = createErrorReport(log);
  return new ApolloServer<GatewayContext>({
    schema,
    // Where it is off, a rule below says so.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !isDevelopment,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: maxBatch > 1,
    documentStore: createParsedDocuments(),
    persistedQueries: automaticPersistedQueries && {
      ttl: PERSISTED_SECONDS,
      ...(documentCache && { cache: documentCache }),
    },
    ...(limits && { parseOptions: parseLimits(limits) }),
    validationRules: [...(limits ? [documentLimits(limits)] : []), ...(isDevelopment ? [] : [noIntrospection])],
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    formatError: maskError,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ...(router ? [routerDoor(router.secret)] : []),
      writeLimits(),
      ...(limits ? [callBudget(limits.maxCalls)] : []),
      executeOperations(compilesOperations ? createCompiledExecutor() : interpret, report),
      traceAnswer(),
      errorReport(report),
      answerHeaders(),
      tellFreshness(),
      jsonStatus(),
      originWatch(),
      answerWatch(),
    ],
  });
}

/** Comments are no tokens, yet each is read and kept like one. */
function parseLimits({ maxTokens }: OperationLimits) {
  return { maxTokens, maxComments: maxTokens };
}

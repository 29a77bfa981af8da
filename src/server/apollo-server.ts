import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../graph/context.ts';
import { maskError } from './error-masking.ts';
import { answerHeaders } from './plugins/answer-headers.ts';
import { type ErrorLog, errorReport } from './plugins/error-report.ts';
import { writeLimits } from './plugins/write-limits.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly log: ErrorLog;
  /** Landing page, introspection and suggestions. */
  readonly isDevelopment: boolean;
  /** Shown in the landing page's editor. */
  readonly document: string;
}

export function createApolloServer({
  schema,
  log,
  isDevelopment,
  document,
}: ApolloOptions): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    schema,
    introspection: isDevelopment,
    hideSchemaDetailsFromClientErrors: !isDevelopment,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    formatError: maskError,
    plugins: [
      isDevelopment
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true, document, includeCookies: false })
        : ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      writeLimits(),
      errorReport(log),
      answerHeaders(),
    ],
  });
}

import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../../graph/context.ts';
import { ERROR_CODES } from '../../graph/errors.ts';
import { gatewayErrorIn, isErrorCode } from '../error-masking.ts';

/** Where errors are written; a part of pino's own. */
export type ErrorLog = Readonly<Record<'error' | 'warn' | 'info', (fields: object, message: string) => void>>;

/** Writes an operation's errors to the log. */
export type ReportErrors = (errors: readonly GraphQLError[], operation: FailedOperation) => void;

interface FailedOperation {
  readonly operationName?: string | null;
  readonly contextValue: Pick<GatewayContext, 'requestId'>;
}

/** Each goes to the log under the request's id, with the cause that clients never see. One cause that failed many fields, such as a batch, is one line. */
export function createErrorReport(log: ErrorLog): ReportErrors {
  return (errors, { operationName, contextValue: { requestId } }) => {
    for (const { error, fields } of byCause(errors)) {
      const ours = gatewayErrorIn(error);
      const code = ours?.code ?? error.extensions.code;
      const place = { requestId, operationName, path: error.path, ...(fields > 1 && { fields }), code };
      if (ours) log[ERROR_CODES[ours.code].severity]({ ...place, err: ours }, ours.message);
      // GraphQL's own words quote the document and its variables.
      else if (isErrorCode(code)) log.info(place, ERROR_CODES[code].meaning);
      else log.error({ ...place, err: error.originalError }, 'internal error');
    }
  };
}

/** Reports what Apollo Server refuses or executes itself, and gives every error of an answer the request id. */
export function errorReport(report: ReportErrors): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ contextValue: { requestId } }) {
      return {
        async didEncounterErrors(request) {
          report(request.errors, request);
        },
        async willSendResponse({ response }) {
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          if (!singleResult.errors) return;
          singleResult.errors = singleResult.errors.map((error) => withRequestId(error, requestId));
        },
      };
    },
  };
}

/** The first error of each cause, and how many fields it failed. */
function byCause(errors: readonly GraphQLError[]): readonly { error: GraphQLError; fields: number }[] {
  const causes = new Map<unknown, { error: GraphQLError; fields: number }>();
  for (const error of errors) {
    const cause = error.originalError ?? error;
    const known = causes.get(cause);
    if (known) known.fields += 1;
    else causes.set(cause, { error, fields: 1 });
  }
  return [...causes.values()];
}

function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } };
}

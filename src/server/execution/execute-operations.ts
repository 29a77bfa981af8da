import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from '../../graph/context.ts';
import { maskError } from '../error-masking.ts';
import type { ReportErrors } from '../plugins/error-report.ts';
import type { Executor } from './executor.ts';
import { readVariables } from './read-variables.ts';

/**
 * Executes operations in Apollo Server's place, by its hook for plugins that have the answer. What is traced field by field is left to Apollo Server, which tells its plugins of each.
 *
 * Its other place for an executor, the option `gateway`, gives each request an object with accessors of its own. For such an object V8 makes a shape, which lives in the old generation and
 * holds the request's context, and with it all that was read, until the next full garbage collection.
 */
export function executeOperations(executor: Executor, report: ReportErrors): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation(request) {
          const { schema, document, operation, contextValue, metrics } = request;
          // Against its type: where the document has no such operation, Apollo Server says so.
          if (!operation) return null;
          const { variables } = request.request;
          const read = readVariables({ schema, operation, variables });
          let result: ExecutionResult;
          if ('misfits' in read) result = { errors: read.misfits.map(asInputError) };
          else if (metrics.captureTraces === true || contextValue.watch?.ask) return null;
          else result = await executor({ schema, document, operation, variables, contextValue });
          if (result.errors) report(result.errors, request);
          return toAnswer(result);
        },
      };
    },
  };
}

/** Without data are answers to variables that do not fit. */
function toAnswer({ data, errors }: ExecutionResult): GraphQLResponse {
  return {
    http: { headers: new HeaderMap(), ...(data === undefined && { status: 400 }) },
    body: {
      kind: 'single',
      singleResult: {
        ...(data !== undefined && { data }),
        ...(errors && { errors: errors.map((error) => maskError(error.toJSON(), error)) }),
      },
    },
  };
}

function asInputError({ message, nodes, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    originalError: originalError ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

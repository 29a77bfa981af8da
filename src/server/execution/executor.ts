import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';

/** What is executed: a document that was validated. */
export interface Execution {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** Absent when the document has none of this name, or several and no name was given. */
  readonly operation?: OperationDefinitionNode | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly contextValue: unknown;
  /** Whether each resolver has to be seen on its own. */
  readonly isTraced?: boolean;
}

export type Executor = (execution: Execution) => Promise<ExecutionResult>;

/** Runs operations by Apollo Server's documented place for an executor of one's own, so that its hooks see what they always see. */
export function asGateway(
  schema: GraphQLSchema,
  executor: Executor,
): ApolloServerOptionsWithGateway<object>['gateway'] {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: ({ document, operation, request, context, metrics }) =>
        executor({
          schema,
          document,
          operation,
          operationName: request.operationName,
          variables: request.variables,
          contextValue: context,
          isTraced: metrics.captureTraces === true || context.watch?.ask !== undefined,
        }),
    }),
    stop: async () => undefined,
  };
}

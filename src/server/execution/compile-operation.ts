import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Execution } from './executor.ts';

export type CompiledOperation = (execution: Execution) => Promise<ExecutionResult>;

/** Null when the operation has to be interpreted. Types that need a promise to tell an abstract type's kind cannot be compiled; the graph has none. */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation | null {
  if (!hasPlainLiterals(schema, document)) return null;
  const compiled = compileQuery(schema, document, operation.name?.value, { disablingCapturingStackErrors: true });
  if (!isCompiledQuery(compiled)) return null;
  return async ({ contextValue, variables }) => {
    const { data = null, errors } = await compiled.query(undefined, contextValue, variables);
    return errors ? { data, errors: asGraphQLErrors(errors) } : { data };
  };
}

/** Literals are written into the generated code as JSON, so one that stands for a date or an address would arrive as its text. */
function hasPlainLiterals(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isPlainAll = true;
  const look = (node: Parameters<typeof valueFromAST>[0]): void => {
    const type = types.getInputType();
    if (type && !isPlain(valueFromAST(node, type))) isPlainAll = false;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      StringValue: look,
      IntValue: look,
      FloatValue: look,
      ObjectValue: look,
      ListValue: look,
    }),
  );
  return isPlainAll;
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === null || prototype === Object.prototype) && Object.values(value).every(isPlain);
}

/** Without stacks, which would all lead here: where one failure is that of thousands of fields, writing them down takes longer than all else. */
function asGraphQLErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return errors.map(asGraphQLError);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The compiler's own errors lack what those of graphql-js always have. */
function asGraphQLError({ message, locations, path, originalError }: GraphQLError): GraphQLError {
  return Object.assign(new GraphQLError(message, { path, originalError }), { locations });
}

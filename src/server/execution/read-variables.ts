import { type GraphQLError, type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';

/** Misfits that a client is told of. Each message may quote a whole variable, and a body has room for a hundred thousand of them. */
const MAX_MISFITS = 3;

export interface GivenVariables {
  readonly schema: GraphQLSchema;
  readonly operation?: OperationDefinitionNode | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

export type ReadVariables =
  | { readonly values: Readonly<Record<string, unknown>> }
  | { readonly misfits: readonly GraphQLError[] };

/** The variables of an operation as its types take them, or the first ones that do not fit: `most` of them. */
export function readVariables(
  { schema, operation, variables = {} }: GivenVariables,
  most: number = MAX_MISFITS,
): ReadVariables {
  const definitions = operation?.variableDefinitions ?? [];
  if (definitions.length === 0) return NONE;
  const { coerced, errors = [] } = getVariableValues(schema, definitions, variables, {
    maxErrors: most,
    hideSuggestions: true,
  });
  // What comes after them says only that there are more.
  return coerced ? { values: coerced } : { misfits: errors.slice(0, most) };
}

const NONE: ReadVariables = { values: {} };

import type { ApolloServerPlugin } from '@apollo/server';
import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { GatewayContext } from '../../graph/context.ts';
import { GatewayError } from '../../graph/errors.ts';

/** Writes that one request may ask for. */
const MAX_WRITES = 10;

/** Bounds what one request can change, and keeps an `Idempotency-Key` header from naming two things. */
export function writeLimits(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, document, contextValue }) {
          if (operation?.operation !== 'mutation') return;
          const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
          const writes = countFields(operation, fragments);
          if (writes > MAX_WRITES) {
            throw refusal(
              'OPERATION_TOO_LARGE',
              `A request takes at most ${MAX_WRITES} mutations; this one has ${writes}.`,
            );
          }
          if (writes > 1 && contextValue.idempotencyKey !== null) {
            throw refusal(
              'BAD_USER_INPUT',
              'The header `Idempotency-Key` names one mutation; give each its own `idempotencyKey` argument.',
            );
          }
        },
      };
    },
  };
}

/** Fields at the root, those of fragments included; a fragment's own count is made once. */
function countFields(operation: OperationDefinitionNode, fragments: readonly FragmentDefinitionNode[]): number {
  const counts = new Map<string, number>();
  return count(operation.selectionSet);

  function count({ selections }: SelectionSetNode): number {
    return selections.map(countSelection).reduce((sum, fields) => sum + fields, 0);
  }

  function countSelection(selection: SelectionNode): number {
    switch (selection.kind) {
      case Kind.FIELD:
        return 1;
      case Kind.INLINE_FRAGMENT:
        return count(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return countSpread(selection.name.value);
    }
  }

  function countSpread(name: string): number {
    const known = counts.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.find((definition) => definition.name.value === name);
    const fields = fragment ? count(fragment.selectionSet) : 0;
    counts.set(name, fields);
    return fields;
  }
}

function refusal(code: 'OPERATION_TOO_LARGE' | 'BAD_USER_INPUT', message: string): GraphQLError {
  return new GraphQLError(message, {
    originalError: new GatewayError(code, message),
    extensions: { http: { status: 400 } },
  });
}

import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graph/context.ts';
import { ageSeen } from '../freshness.ts';

/** Answers to mutations, such with errors and such that stand in for an upstream that fails are made of more than reads. */
export function originWatch(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({
          operation,
          operationName = null,
          response: { body },
          contextValue: { origin, watch },
        }) {
          origin?.operationNames.push(operationName);
          if (ageSeen(watch).isStale) origin?.dependsOnMore();
          const isPlain = operation?.operation === 'query' && body.kind === 'single' && !body.singleResult.errors;
          if (!isPlain) origin?.dependsOnMore();
        },
      };
    },
  };
}

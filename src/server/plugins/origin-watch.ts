import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graph/context.ts';

/** Answers to mutations, and such with errors, are made of more than reads. */
export function originWatch(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ operation, response: { body }, contextValue: { origin } }) {
          const isPlain = operation?.operation === 'query' && body.kind === 'single' && !body.singleResult.errors;
          if (!isPlain) origin?.dependsOnMore();
        },
      };
    },
  };
}

import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graph/context.ts';

/**
 * Answers belong to one caller and one moment; where their language came from the request, caches are told so
 * (the origin stands in `Vary` for every answer, because of CORS).
 */
export function answerHeaders(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue }) {
          const { headers } = response.http;
          headers.set('cache-control', 'no-store');
          if (contextValue.localizer.usedHeader()) headers.set('vary', 'Origin, Accept-Language');
        },
      };
    },
  };
}

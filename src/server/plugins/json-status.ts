import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graph/context.ts';

const OF_THE_DOCUMENT: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * To clients that take `application/json` alone, faults of the document or its variables are told with 200, as GraphQL over HTTP wants it for that
 * media type: to them any other status could come from something on the way. Everybody else gets the 400.
 */
export function jsonStatus(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response: { body, http } }) {
          if (http.status !== 400 || body.kind !== 'single' || !takesJsonAlone(request.http?.headers.get('accept')))
            return;
          const { errors = [] } = body.singleResult;
          if (errors.every(({ extensions }) => OF_THE_DOCUMENT.has(extensions?.code))) http.status = 200;
        },
      };
    },
  };
}

function takesJsonAlone(accept: string | undefined): boolean {
  const types = (accept ?? '').split(',').map((part) => part.split(';', 1)[0]?.trim().toLowerCase());
  return types.every((type) => type === 'application/json');
}

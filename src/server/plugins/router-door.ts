import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { BREAK, GraphQLError, visit } from 'graphql';
import type { GatewayContext } from '../../graph/context.ts';
import { GatewayError } from '../../graph/errors.ts';

/** Where the router shows its secret. */
export const ROUTER_HEADER = 'x-router-secret';

const ROUTER_FIELDS: ReadonlySet<string> = new Set(['_service', '_entities']);

/**
 * Keeps for the router what is the router's: the subgraph's SDL, objects by representation, and traces of single fields (`ftv1`). Without a
 * secret everybody is the router, and the network has to see to it that nobody else comes.
 */
export function routerDoor(secret: string | null): ApolloServerPlugin<GatewayContext> {
  const trace = createTrace();
  return {
    async requestDidStart(request) {
      const isRouter = secret === null || shows(request, secret);
      const tracing = isRouter ? await (await trace).requestDidStart?.(request) : undefined;
      return {
        ...tracing,
        async didResolveOperation({ document }) {
          if (!isRouter && asksForRouterFields(document)) throw refusal();
        },
      };
    },
  };
}

/** Loaded only in a subgraph: it brings the format of the traces along. */
async function createTrace(): Promise<ApolloServerPlugin<GatewayContext>> {
  const { ApolloServerPluginInlineTrace } = await import('@apollo/server/plugin/inlineTrace');
  return ApolloServerPluginInlineTrace({ includeErrors: { masked: true } });
}

function shows({ request }: GraphQLRequestContext<GatewayContext>, secret: string): boolean {
  const shown = request.http?.headers.get(ROUTER_HEADER) ?? '';
  return timingSafeEqual(hash(shown), hash(secret));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** No other field of the schema has such a name, so that it does not matter where in the document it stands. */
function asksForRouterFields(document: Parameters<typeof visit>[0]): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      if (!ROUTER_FIELDS.has(name.value)) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

function refusal(): GraphQLError {
  const message = 'Only the router may ask for `_service` and `_entities`.';
  return new GraphQLError(message, {
    originalError: new GatewayError('UNAUTHENTICATED', message),
    extensions: { http: { status: 401 } },
  });
}

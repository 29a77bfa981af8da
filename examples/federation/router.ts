import type { IncomingMessage } from 'node:http';
import { ApolloGateway, IntrospectAndCompose, RemoteGraphQLDataSource, type SupergraphManager } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

export interface RouterOptions {
  readonly port: number;
  /** Address to listen on; this machine alone unless given. */
  readonly host?: string;
  /** Addresses by name. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** Shown to every subgraph in `X-Router-Secret`. */
  readonly secret: string;
  /** Credentials of the router's own, for the time when it reads the subgraphs' SDL and no caller is there. */
  readonly ownHeaders?: Readonly<Record<string, string>>;
}

/** What a caller sends that subgraphs answer by: credentials, languages, account, and the names of requests and writes. */
const FORWARDED = [
  'accept-language',
  'authorization',
  'x-api-key',
  'x-abillify-authorization',
  'x-dintero-account',
  'idempotency-key',
  'x-request-id',
];

interface RouterContext {
  readonly headers?: IncomingMessage['headers'];
}

/** Composes the subgraphs as they are now, and serves them as one graph. */
export async function startRouter({ port, host = '127.0.0.1', subgraphs, secret, ownHeaders }: RouterOptions) {
  const gateway = new ApolloGateway({
    supergraphSdl: scopesLeftToSubgraphs(
      new IntrospectAndCompose({
        subgraphs: Object.entries(subgraphs).map(([name, url]) => ({ name, url })),
        introspectionHeaders: { ...ownHeaders, 'x-router-secret': secret },
      }),
    ),
    buildService: ({ url }) =>
      new RemoteGraphQLDataSource<RouterContext>({
        ...(url !== undefined && { url }),
        willSendRequest({ request, context }) {
          request.http?.headers.set('x-router-secret', secret);
          for (const name of FORWARDED) {
            const value = context.headers?.[name];
            if (value !== undefined) request.http?.headers.set(name, String(value));
          }
        },
      }),
  });
  const server = new ApolloServer<RouterContext>({ gateway, includeStacktraceInErrorResponses: false });
  const { url } = await startStandaloneServer(server, {
    listen: { port, host },
    context: async ({ req }) => ({ headers: req.headers }),
  });
  return { url, close: () => server.stop() };
}

const SCOPES_LINK = /(@link\(url: "https:\/\/specs\.apollo\.dev\/requiresScopes\/v0\.1"), for: SECURITY\)/;

/**
 * This router cannot check `@requiresScopes` and refuses a graph that wants it to. The gateway checks scopes itself, behind any router; that
 * requirement alone is taken back.
 */
function scopesLeftToSubgraphs(composing: SupergraphManager): SupergraphManager {
  const lift = (sdl: string): string => sdl.replace(SCOPES_LINK, '$1)');
  return {
    async initialize(options) {
      const { supergraphSdl, ...rest } = await composing.initialize({
        ...options,
        update: (sdl) => options.update(lift(sdl)),
      });
      return { supergraphSdl: lift(supergraphSdl), ...rest };
    },
  };
}

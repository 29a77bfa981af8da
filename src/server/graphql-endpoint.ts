import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GatewayContext } from '../graph/context.ts';
import type { Asked } from './documents/registered-only.ts';
import { Refusal } from './refusal.ts';

/** Hands HTTP requests to Apollo Server, as `readAsked` lets them pass, and its answers back. */
export function createGraphqlEndpoint(
  apollo: ApolloServer<GatewayContext>,
  createContext: (request: FastifyRequest, reply: FastifyReply) => GatewayContext,
  readAsked: (asked: Asked) => Asked,
): RouteHandlerMethod {
  return async (request, reply) => {
    const { search, body: asked } = readAsked({ search: searchOf(request.url), body: request.body });
    const {
      status = 200,
      headers,
      body,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        search,
        body: asked,
      },
      context: async () => createContext(request, reply),
    });
    if (body.kind !== 'complete')
      throw new Refusal(406, 'BAD_REQUEST', 'Answers come whole; incremental delivery is not offered.');
    for (const [name, value] of headers) reply.header(name, value);
    if (headers.get('content-type')?.startsWith('text/html')) reply.header('content-security-policy', PAGE_POLICY);
    return reply.code(status).send(body.string);
  };
}

/** The page states its own policy for scripts and frames; what it cannot state is who may frame it. */
const PAGE_POLICY = "frame-ancestors 'none'";

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function searchOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark);
}

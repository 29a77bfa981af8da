import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GatewayContext, RequestFacts } from '../graph/context.ts';
import type { Asked } from './documents/registered-only.ts';
import { Refusal } from './refusal.ts';
import type { PrintedAnswer, UnchangedAnswers } from './unchanged-answers.ts';

export interface GraphqlEndpointOptions {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly readFacts: (request: FastifyRequest, reply: FastifyReply) => RequestFacts;
  readonly createContext: (facts: RequestFacts, request: FastifyRequest) => GatewayContext;
  /** Lets pass what may be asked. */
  readonly readAsked: (asked: Asked) => Asked;
  /** Null: every answer is made anew. */
  readonly unchanged: UnchangedAnswers | null;
}

/** Hands HTTP requests to Apollo Server, as `readAsked` lets them pass, and its answers back. */
export function createGraphqlEndpoint(options: GraphqlEndpointOptions): RouteHandlerMethod {
  const { apollo, readFacts, createContext, readAsked, unchanged } = options;
  return async (request, reply) => {
    const { search, body: asked } = readAsked({ search: searchOf(request.url), body: request.body });
    const facts = readFacts(request, reply);
    const make = async (): Promise<PrintedAnswer> => {
      const httpGraphQLRequest = { method: request.method, headers: headersOf(request), search, body: asked };
      const {
        status = 200,
        headers,
        body,
      } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: async () => createContext(facts, request),
      });
      if (body.kind !== 'complete')
        throw new Refusal(406, 'BAD_REQUEST', 'Answers come whole; incremental delivery is not offered.');
      return { status, headers: Object.fromEntries(headers), body: body.string };
    };
    const { status, headers, body } = unchanged ? await unchanged.answer(request, facts, make) : await make();
    return reply.code(status).headers(headers).send(body);
  };
}

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

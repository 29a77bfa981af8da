import type { ApolloServerPlugin } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import type { GatewayContext } from '../../graph/context.ts';

/**
 * Answers belong to one caller and one moment; where their language came from the request, caches are told so
 * (the origin stands in `Vary` for every answer, because of CORS). What nobody could answer for now says when to ask again.
 */
export function answerHeaders(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response: { http, body }, contextValue }) {
          const { headers } = http;
          headers.set('cache-control', 'no-store');
          if (TAKES_JSON.has(request.http?.headers.get('accept'))) headers.set('content-type', JSON_TYPE);
          if (contextValue.localizer.usedHeader()) headers.set('vary', 'Origin, Accept-Language');
          const seconds = body.kind === 'single' ? secondsToWait(body.singleResult) : null;
          if (seconds !== null) headers.set('retry-after', String(seconds));
        },
      };
    },
  };
}

/** Who says no more than this is answered with JSON; Apollo Server would negotiate it each time, and does for all others. */
const TAKES_JSON: ReadonlySet<string | undefined> = new Set(['application/json', '*/*']);
const JSON_TYPE = 'application/json; charset=utf-8';

/** Null where there is any data, or an error that waiting does not mend. The status stays what GraphQL over HTTP wants: a null field is data, too. */
function secondsToWait({ data, errors = [] }: FormattedExecutionResult): number | null {
  if (errors.length === 0 || Object.values(data ?? {}).some((value) => value !== null)) return null;
  const seconds = errors.map(({ extensions }) => extensions?.retryAfterSeconds);
  return seconds.every((value) => typeof value === 'number') ? Math.max(...seconds) : null;
}

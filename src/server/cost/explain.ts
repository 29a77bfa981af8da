import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graph/context.ts';
import { Refusal } from '../refusal.ts';
import { traceOf } from './call-watch.ts';

/** What a request wants to know of itself. */
export type Explain = 'plan' | 'trace' | null;

/** Scope that lets a caller of a production gateway have its operations explained. */
const EXPLAIN_SCOPE = 'explain:gateway';

export const EXPLAIN_HEADER = 'gateway-explain';

/**
 * Reads `Gateway-Explain`. Whoever may not ask is refused: an operation that was only to be explained must not run instead.
 *
 * @throws Refusal
 */
export function readExplain(
  header: string | readonly string[] | undefined,
  scopes: readonly string[] | 'all',
  isDevelopment: boolean,
): Explain {
  if (header === undefined || header === '') return null;
  if (header !== 'plan' && header !== 'trace') {
    throw new Refusal(400, 'BAD_REQUEST', '`Gateway-Explain` is `plan` or `trace`.');
  }
  if (isDevelopment || (scopes !== 'all' && scopes.includes(EXPLAIN_SCOPE))) return header;
  throw new Refusal(403, 'FORBIDDEN', `\`Gateway-Explain\` needs the scope ${EXPLAIN_SCOPE}.`);
}

/** Adds the trace of an operation that has one to its answer. */
export function traceAnswer(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ contextValue }) {
      const trace = traceOf(contextValue.watch);
      if (!trace) return;
      return {
        async willSendResponse({ response: { body } }) {
          trace.end();
          if (body.kind !== 'single') return;
          const { singleResult } = body;
          singleResult.extensions = { ...singleResult.extensions, trace: { calls: trace.calls } };
        },
      };
    },
  };
}

import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../graph/context.ts';
import type { CallEnd, CallWatch } from '../graph/port.ts';

/** What an operation was given of answers that were kept. */
export interface Kept {
  /** Of the oldest, since its upstream gave it; null when every answer came for this operation. */
  ageSeconds: number | null;
  /** Ages in seconds of the oldest that were no longer fresh, by upstream. */
  readonly stale: Map<string, number>;
}

const keptBy = new WeakMap<CallWatch, Kept>();

/** An account for the calls that a watch sees. */
export function beginKept(watch: CallWatch): Kept {
  const kept = { ageSeconds: null, stale: new Map() };
  keptBy.set(watch, kept);
  return kept;
}

export function noteAge(kept: Kept, upstream: string, { cache, ageSeconds }: CallEnd): void {
  if (cache !== 'hit' && cache !== 'stale') return;
  const age = ageSeconds ?? 0;
  kept.ageSeconds = Math.max(kept.ageSeconds ?? 0, age);
  if (cache === 'stale') kept.stale.set(upstream, Math.max(kept.stale.get(upstream) ?? 0, age));
}

/** What a watch saw: null when nothing that was kept. */
export function ageSeen(watch: CallWatch | undefined): Pick<Kept, 'ageSeconds'> & { readonly isStale: boolean } {
  const kept = watch && keptBy.get(watch);
  return { ageSeconds: kept?.ageSeconds ?? null, isStale: (kept?.stale.size ?? 0) > 0 };
}

/** Where a client asks to have stale answers reported in `extensions.stale`. */
export const STALE_HEADER = 'gateway-stale';

/** Tells the age of what was kept, and that of upstreams that could not be asked. Source: RFC 9111, 5.1 (Age) and 5.5 (Warning). */
export function tellFreshness(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ contextValue }) {
      const kept = contextValue.watch && keptBy.get(contextValue.watch);
      if (!kept) return;
      return {
        async willSendResponse({ request, response: { http, body } }) {
          if (kept.ageSeconds === null) return;
          http.headers.set('age', String(kept.ageSeconds));
          if (kept.stale.size === 0) return;
          http.headers.set('warning', '110 - "Response is Stale"');
          if (body.kind !== 'single' || request.http?.headers.get(STALE_HEADER) !== 'report') return;
          const stale = [...kept.stale].map(([upstream, ageSeconds]) => ({ upstream, ageSeconds }));
          body.singleResult.extensions = { ...body.singleResult.extensions, stale };
        },
      };
    },
  };
}

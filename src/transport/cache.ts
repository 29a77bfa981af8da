import { type CachePolicy, isUpstreamFailure, judgeAnswer, judgeEntry, mayStandInFor } from './cache-decision.ts';
import type { CacheEntry, CacheStore } from './cache-store.ts';
import { Call, type Step, type Wrapper } from './call.ts';
import type { Clock } from './clock.ts';
import type { CacheVerdict, UpstreamRequest, UpstreamResponse } from './http.ts';
import { isShareable, shareKey } from './share-key.ts';

export interface Cache {
  readonly wrap: Wrapper;
  /** Drops what was kept under keys that begin so; reads in flight are not kept either, whatever they bring. */
  invalidate(prefix: string): Promise<void>;
}

/** Keeps answers to reads, by identity, path and headers. */
export function createCache(policy: CachePolicy, store: CacheStore, clock: Pick<Clock, 'now'>): Cache {
  /** Counts invalidations: an answer asked for before one may be older than the write that caused it. */
  let epoch = 0;

  async function keep(key: string, response: UpstreamResponse, askedIn: number): Promise<void> {
    if (askedIn !== epoch) return;
    const keeping = judgeAnswer(response, policy);
    if (keeping.kind === 'keep') await store.set(key, { response, storedAt: clock.now() }, keeping.ttlMs);
    else if (keeping.kind === 'drop') await store.delete(key);
  }

  async function ask(next: Step, request: UpstreamRequest, call: Call, key: string, entry: CacheEntry | undefined) {
    const askedIn = epoch;
    const etag = entry?.response.headers.etag;
    if (entry === undefined || etag === undefined) {
      const response = await next(request, call);
      await keep(key, response, askedIn);
      return answer(response, 'miss', 0);
    }
    const response = await next({ ...request, headers: { ...request.headers, 'if-none-match': etag } }, call);
    const unchanged = response.status === 304;
    const current = unchanged ? entry.response : response;
    await keep(key, current, askedIn);
    return answer(current, unchanged ? 'revalidated' : 'miss', 0);
  }

  return {
    wrap: (next) =>
      async function cache(request, call) {
        if (!isShareable(request)) return next(request, call);
        const key = shareKey(request);
        const entry = await store.get(key);
        if (entry === undefined) return ask(next, request, call, key, undefined);
        const age = Math.max(0, clock.now() - entry.storedAt);
        switch (judgeEntry(entry.response.status, age, policy)) {
          case 'fresh':
            return answer(entry.response, 'hit', age);
          case 'renew':
            // Beside the caller, who has its answer; reads that renew one key at once are one call further in.
            ask(next, request, new Call(call.deadline), key, entry).catch(() => undefined);
            return answer(entry.response, 'stale', age);
          case 'stand-in':
            return orStandIn(ask(next, request, call, key, entry), entry, age);
          case 'expired':
            return ask(next, request, call, key, undefined);
        }
      },
    async invalidate(prefix) {
      epoch += 1;
      await store.deleteByPrefix(prefix);
    },
  };
}

async function orStandIn(
  asked: Promise<UpstreamResponse>,
  entry: CacheEntry,
  ageMs: number,
): Promise<UpstreamResponse> {
  try {
    const response = await asked;
    return isUpstreamFailure(response.status) ? answer(entry.response, 'stale', ageMs) : response;
  } catch (error) {
    if (mayStandInFor(error)) return answer(entry.response, 'stale', ageMs);
    throw error;
  }
}

function answer({ status, headers, body }: UpstreamResponse, cache: CacheVerdict, ageMs: number): UpstreamResponse {
  return { status, headers, body, isShared: true, cache, age: Math.floor(ageMs / 1000) };
}

import { TransportError, type UpstreamResponse } from './http.ts';
import type { TransportSettings } from './settings.ts';

export type CachePolicy = Pick<
  TransportSettings,
  'cacheFreshSeconds' | 'cacheStaleWhileRevalidateSeconds' | 'cacheStaleIfErrorSeconds' | 'cacheNegativeSeconds'
>;

/**
 * What a kept answer is good for:
 * - `fresh`: as the answer.
 * - `renew`: as the answer, while it is asked for again behind.
 * - `stand-in`: only if the upstream fails.
 * - `expired`: nothing.
 */
export type Usefulness = 'fresh' | 'renew' | 'stand-in' | 'expired';

/** A remembered 404 is only ever fresh: it must not hide for minutes what was just created. */
export function judgeEntry(status: number, ageMs: number, policy: CachePolicy): Usefulness {
  if (status === 404) return ageMs < policy.cacheNegativeSeconds * 1000 ? 'fresh' : 'expired';
  const fresh = policy.cacheFreshSeconds * 1000;
  if (ageMs < fresh) return 'fresh';
  if (ageMs < fresh + policy.cacheStaleWhileRevalidateSeconds * 1000) return 'renew';
  return ageMs < policy.cacheStaleIfErrorSeconds * 1000 ? 'stand-in' : 'expired';
}

/** `keep` for so long, `drop` what was kept before, or `leave` that as it is. */
export type Keeping = { readonly kind: 'keep'; readonly ttlMs: number } | { readonly kind: 'drop' | 'leave' };

/** What an answer does to the entry of its key. Errors of the upstream leave it: it may have to stand in for them. */
export function judgeAnswer({ status, headers }: UpstreamResponse, policy: CachePolicy): Keeping {
  const fresh = policy.cacheFreshSeconds + policy.cacheStaleWhileRevalidateSeconds;
  const seconds = status === 404 ? policy.cacheNegativeSeconds : Math.max(fresh, policy.cacheStaleIfErrorSeconds);
  const isWhole = status >= 200 && status < 300 && status !== 206;
  if ((isWhole || status === 404) && seconds > 0 && !/\bno-store\b/i.test(headers['cache-control'] ?? '')) {
    return { kind: 'keep', ttlMs: seconds * 1000 };
  }
  return { kind: isUpstreamFailure(status) ? 'leave' : 'drop' };
}

/** Whether an entry may stand in for an answer; not for 401, 403 and the like, which speak of the caller. */
export function isUpstreamFailure(status: number): boolean {
  return status >= 500 || status === 429 || status === 408;
}

/** Whether an entry may stand in for an answer that did not come. */
export function mayStandInFor(error: unknown): boolean {
  return error instanceof TransportError && error.failure !== 'aborted';
}

import { beginCalls } from './begin-calls.ts';
import { createBreaker } from './breaker.ts';
import type { BreakerState } from './breaker-state.ts';
import { createCache } from './cache.ts';
import { type CacheStore, createMemoryStore } from './cache-store.ts';
import type { Wrapper } from './call.ts';
import { type Clock, systemClock } from './clock.ts';
import { createCoalescer } from './coalesce.ts';
import type { Send } from './http.ts';
import { invalidateAfterWrite } from './invalidate-after-write.ts';
import { letWritesFinish } from './let-writes-finish.ts';
import { createLimiter } from './limit.ts';
import { type Observe, withAttemptEvents, withCallEvents } from './observe.ts';
import { withRetry } from './retry.ts';
import { createRetryBudget } from './retry-budget.ts';
import { type TransportSettings, transportDefaults } from './settings.ts';
import { sharePrefix } from './share-key.ts';
import type { SharedPauses } from './shared-pauses.ts';
import type { SharedTokens } from './shared-tokens.ts';
import { createSocket } from './socket.ts';
import type { Turns } from './turns.ts';
import { withUnchangedBodies } from './unchanged.ts';

export interface TransportOptions {
  /** The upstream's name in events. */
  readonly upstream: string;
  /** Scheme, host and port; nothing is ever sent elsewhere. */
  readonly origin: string;
  /** What differs from `transportDefaults`. */
  readonly settings?: Partial<TransportSettings>;
  readonly observe?: Observe;
  /** Used when `cacheFreshSeconds` is above 0; in memory unless given. */
  readonly store?: CacheStore;
  /** Kept to by all processes that share them. */
  readonly pauses?: SharedPauses;
  /** Retries that all processes have together; this one has its own unless given. */
  readonly retryTokens?: SharedTokens;
  readonly clock?: Clock;
  /** When callers go on with what came; at once unless given. */
  readonly turns?: Turns;
}

export interface Transport {
  /** Rejects with a TransportError, and nothing else, when no answer came. */
  readonly send: Send;
  /** Drops what was read under an identity, below a path if one is given. A write through `send` does so by itself. */
  invalidate(identity: string, path?: string): Promise<void>;
  state(): TransportState;
  /** Refuses what waits and what comes; resolves when all that was sent has ended, with an answer or, after `patienceMs`, without. */
  close(patienceMs?: number): Promise<void>;
}

export interface TransportState {
  readonly breaker: BreakerState['phase'];
  readonly inFlight: number;
  readonly queued: number;
  /** Epoch milliseconds, while a 429's Retry-After holds everybody back. */
  readonly pausedUntil: number | undefined;
  /** Retries that the budget allows now, with fractions. */
  readonly retryTokens: number;
  readonly connections: number;
}

/** How one upstream is called. */
export function createTransport(options: TransportOptions): Transport {
  const { upstream, origin, observe, clock = systemClock, turns } = options;
  const settings: TransportSettings = { ...transportDefaults, ...options.settings };

  // An abandoned attempt frees its place before its connection is taken down.
  const socket = createSocket(origin, { ...settings, maxConnections: 2 * settings.maxInFlight }, clock);
  const limiter = createLimiter(settings, clock, options.pauses);
  const breaker = createBreaker(settings, clock, (turn) => {
    if (turn.phase === 'open') limiter.refuseWaiting(turn.retryAfterSeconds);
    observe?.({ kind: 'breaker', upstream, phase: turn.phase });
  });
  const budget = createRetryBudget(settings, clock, options.retryTokens);
  const coalescer = createCoalescer();
  const cache =
    settings.cacheFreshSeconds > 0
      ? createCache(settings, options.store ?? createMemoryStore(settings.cacheMaxBytes), clock)
      : undefined;

  async function invalidate(prefix: string): Promise<void> {
    coalescer.invalidate(prefix);
    await cache?.invalidate(prefix);
  }

  /*
   * From the caller to the socket. Why so:
   * - events around everything, so that they tell what the caller saw, and right around the socket, so that they tell
   *   what the upstream saw;
   * - callers go on in turns, each one who shares an answer in its own;
   * - a write's caller may leave, the write itself stays inside: it keeps its place in the limit, its end is counted by
   *   the breaker, and what it made stale is forgotten when it really ends;
   * - the cache before the coalescer: what is kept needs no call, and renewals of one key become one call;
   * - the coalescer before the retries: callers share the answer, not one attempt of it;
   * - bodies compared inside the coalescer: once for all who share an answer;
   * - breaker and limit inside the retries: they see every attempt, so that the breaker stops retries that have become
   *   vain, a 429 that is tried again still pauses the others, and no place is held while a retry waits for its time;
   * - the breaker before the limit: a request is refused at once instead of queueing for it, and those that queue when
   *   the breaker opens are refused by it;
   * - the time limit of an attempt inside the limit, where waiting does not use it up. It is no wrapper but the
   *   exchange's own timer: a wrapper would have to end the exchange through a second channel.
   */
  const wrappers: readonly Wrapper[] = [
    ...(observe ? [withCallEvents({ upstream, observe, clock })] : []),
    ...(turns ? [turns.wrap] : []),
    letWritesFinish(),
    invalidateAfterWrite(invalidate),
    ...(cache ? [cache.wrap] : []),
    ...(settings.shareInFlight ? [coalescer.wrap] : []),
    ...(settings.unchangedMaxBytes > 0 ? [withUnchangedBodies(settings)] : []),
    withRetry(settings, budget, clock),
    breaker.wrap,
    limiter.wrap,
    ...(observe ? [withAttemptEvents({ upstream, observe, clock })] : []),
  ];

  return {
    send: beginCalls(wrappers.reduceRight((next, wrap) => wrap(next), socket.step)),
    invalidate: (identity, path = '') => invalidate(sharePrefix(identity, path)),
    state: () => ({
      breaker: breaker.phase(),
      ...limiter.state(),
      retryTokens: budget.tokens(),
      connections: socket.connections(),
    }),
    close(patienceMs) {
      limiter.refuseWaiting(1);
      return socket.close(patienceMs);
    },
  };
}

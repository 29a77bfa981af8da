import type { Wrapper } from './call.ts';
import type { Clock } from './clock.ts';
import { type CacheVerdict, TransportError, type TransportFailure, type UpstreamRequest } from './http.ts';

interface Observed {
  readonly upstream: string;
  readonly operation: string;
  readonly method: UpstreamRequest['method'];
  /** Of the request that it is made for; of several that share it, of the first. */
  readonly requestId?: string;
  /** The answer's status; absent when there was no answer. */
  readonly status?: number;
  /** Why there was no answer; absent when there was one, or when the gateway itself is at fault. */
  readonly failure?: TransportFailure;
  readonly durationMs: number;
  /** Time in the queue up to here, over all attempts. */
  readonly queuedMs: number;
}

/** One `Send`, as its caller saw it. */
export interface CallEvent extends Observed {
  readonly kind: 'call';
  /** Attempts made for it; 0 when the cache, another caller's call or a refusal answered. */
  readonly attempts: number;
  readonly cache: CacheVerdict;
  /** Of the answer; absent where caching is off. */
  readonly ageSeconds?: number;
  /** Whether it joined a call that was in flight. */
  readonly coalesced: boolean;
  /** Objects that it looks up by key; 1 for everything else. */
  readonly batchSize: number;
}

/** One request to the upstream. */
export interface AttemptEvent extends Observed {
  readonly kind: 'attempt';
  /** From 1. */
  readonly attempt: number;
  /** Whether the caller had left a write that was let finish. */
  readonly abandoned: boolean;
}

/** Looks on while one attempt is made. */
export interface AttemptLook {
  /** Sent along with this attempt; nothing is shared or kept by them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly ended: (event: AttemptEvent) => void;
}

/** An upstream is not asked for a while, or is asked again. */
export interface BreakerEvent {
  readonly kind: 'breaker';
  readonly upstream: string;
  readonly phase: 'open' | 'closed';
}

/** Never holds a URL, a header or a body. */
export type TransportEvent = CallEvent | AttemptEvent | BreakerEvent;

/** Told of everything that happens; must not throw. */
export type Observe = (event: TransportEvent) => void;

export interface Observation {
  readonly upstream: string;
  readonly observe: Observe;
  readonly clock: Pick<Clock, 'now'>;
}

/** Tells of every call. Outermost, so that time and outcome are the caller's. */
export function withCallEvents({ upstream, observe, clock }: Observation): Wrapper {
  return (next) =>
    async function observeCall(request, call) {
      const startedAt = clock.now();
      let end: End = {};
      let cache: CacheVerdict = 'off';
      let age: number | undefined;
      try {
        const response = await next(request, call);
        end = { status: response.status };
        ({ cache = 'off', age } = response);
        return response;
      } catch (error) {
        end = endedIn(error);
        throw error;
      } finally {
        const { operation, method, requestId, batchSize = 1 } = request;
        const { attempts, queuedMs, coalesced } = call;
        const durationMs = clock.now() - startedAt;
        const event: CallEvent = {
          kind: 'call',
          upstream,
          operation,
          method,
          ...(requestId !== undefined && { requestId }),
          ...end,
          durationMs,
          queuedMs,
          attempts,
          cache,
          ...(age !== undefined && { ageSeconds: age }),
          coalesced,
          batchSize,
        };
        observe(event);
        request.observe?.(event);
      }
    };
}

/** Tells of every attempt. Right around the socket, so that what was refused on the way is not an attempt. */
export function withAttemptEvents({ upstream, observe, clock }: Observation): Wrapper {
  return (next) =>
    async function observeAttempt(request, call) {
      const look = request.beginAttempt?.(call.attempts + 1, request);
      let end: End = {};
      try {
        const response = await next(look ? withHeaders(request, look.headers) : request, call);
        end = { status: response.status };
        return response;
      } catch (error) {
        end = endedIn(error);
        throw error;
      } finally {
        const { operation, method, requestId, repeat } = request;
        const { attempts: attempt, queuedMs, aborted, attemptedAt } = call;
        const durationMs = clock.now() - attemptedAt;
        const abandoned = aborted && repeat !== 'safe';
        const event: AttemptEvent = {
          kind: 'attempt',
          upstream,
          operation,
          method,
          ...(requestId !== undefined && { requestId }),
          ...end,
          durationMs,
          queuedMs,
          attempt,
          abandoned,
        };
        observe(event);
        look?.ended(event);
      }
    };
}

function withHeaders(request: UpstreamRequest, headers: AttemptLook['headers']): UpstreamRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}

type End = { readonly status?: number; readonly failure?: TransportFailure };

function endedIn(error: unknown): End {
  return error instanceof TransportError ? { failure: error.failure } : {};
}

import type { AttemptLook, CallEvent } from './observe.ts';

/**
 * The one small function type that every behaviour of this folder wraps, and the failures it may end in.
 * Nothing here knows which API is called.
 */

/**
 * How a request may be repeated after a failed attempt:
 * - `safe`: reads; any attempt may be followed by another.
 * - `unsent`: a write without idempotency key; again only when nothing of the request was written to a socket.
 * - `keyed`: a write under an idempotency key; again after silence (reset, timeout), never after an answer.
 */
export type Repeat = 'safe' | 'unsent' | 'keyed';

export interface UpstreamRequest {
  /** The call's name in logs, metrics and traces, for example `listProducts`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute path with query, percent-encoded, beginning with `/`; the origin belongs to the transport. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly repeat: Repeat;
  /** Account and a fingerprint of the credential: answers are shared between requests of one identity only. */
  readonly identity: string;
  /** Neither from the cache nor by joining a read under way: for a read whose answer will be written back, or tells whether a write was done. */
  readonly fresh?: boolean;
  /** Ends all work for this request: the operation's deadline, or the caller went away. */
  readonly signal?: AbortSignal;
  /**
   * When `signal` fires at the latest, in epoch milliseconds by the transport's clock. It ends nothing by itself: it
   * lets a retry or a wait that cannot succeed in time be given up at once.
   */
  readonly deadline?: number;
  /** When the operation that asks began, in epoch milliseconds: where callers have to wait for their turn, the oldest goes on first; who says nothing goes before all. */
  readonly since?: number;
  /** Who asks, for the log; in events alone. */
  readonly requestId?: string;
  /** Objects that it looks up by key; in events alone, 1 unless given. */
  readonly batchSize?: number;
  /** Told how this one call went, beside whoever is told of all. Changes nothing about what is shared. */
  readonly observe?: (event: CallEvent) => void;
  /** Told before each attempt, from 1; of calls that share one, the first one's is told. */
  readonly beginAttempt?: BeginAttempt;
}

export type BeginAttempt = (attempt: number, request: Pick<UpstreamRequest, 'operation' | 'method'>) => AttemptLook;

/**
 * How an answer came out of the cache:
 * - `off`: nothing looked it up: caching is off, or the request is not a read.
 * - `hit`: kept, and fresh.
 * - `stale`: kept, no longer fresh: given while it is renewed behind, or because the upstream fails.
 * - `revalidated`: kept; the upstream was asked and said that it still holds (304).
 * - `miss`: from the upstream.
 */
export type CacheVerdict = 'off' | 'hit' | 'stale' | 'revalidated' | 'miss';

export interface UpstreamResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Complete and decoded (no content-encoding left). Shared between waiters: never written to. */
  readonly body: Buffer;
  /** Others were or may be given this very body: what is made of it is worth keeping as long as it lives. */
  readonly isShared?: true;
  /** Its body is the very object of the answer before: there is little left to do with it. */
  readonly isUnchanged?: true;
  /** Absent where caching is off. */
  readonly cache?: CacheVerdict;
  /** Whole seconds since the upstream gave or confirmed this answer; only beside `cache`. */
  readonly age?: number;
}

export type Send = (request: UpstreamRequest) => Promise<UpstreamResponse>;

/**
 * - `connect`: no connection could be made; nothing was sent.
 * - `timeout`: an attempt's connect or response timeout passed.
 * - `reset`: the connection ended before the answer was complete.
 * - `aborted`: the request's own signal fired.
 * - `invalid`: the answer broke HTTP or a limit: too large, cut, an encoding that cannot be undone.
 * - `refused`: not sent at all: breaker open, queue full, paused by Retry-After.
 */
export type TransportFailure = 'connect' | 'timeout' | 'reset' | 'aborted' | 'invalid' | 'refused';

/**
 * Why a request was not sent:
 * - `failing`: the breaker is open.
 * - `busy`: the queue is full.
 * - `paused`: the upstream asked for a pause by Retry-After.
 */
export type RefusalReason = 'failing' | 'busy' | 'paused';

export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly failure: TransportFailure;
  /** Whether any byte of the request may have reached the upstream. */
  readonly sent: boolean;
  /** For `refused`; absent where asking again would not help: a request that is no HTTP, a transport that is closed. */
  readonly reason: RefusalReason | undefined;
  /** For `refused`: when asking again may succeed. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    failure: TransportFailure,
    message: string,
    details: {
      sent: boolean;
      reason?: RefusalReason | undefined;
      retryAfterSeconds?: number | undefined;
      cause?: unknown;
    },
  ) {
    super(message, { cause: details.cause });
    this.failure = failure;
    this.sent = details.sent;
    this.reason = details.reason;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** Everything about one upstream's transport that an operator may turn. Milliseconds, bytes and counts are whole numbers. */
export interface TransportSettings {
  /** Until a TCP (and TLS) connection stands. 1,000..30,000 ms; undici keeps it to within a second. */
  readonly connectTimeoutMs: number;
  /** One attempt from its start to the last byte of the answer, so that a dripping answer ends too. 1..60,000 ms. */
  readonly attemptTimeoutMs: number;
  /** Largest answer, counted before and after decompression. 1,024..104,857,600 bytes. */
  readonly maxBodyBytes: number;

  /** Attempts per call, the first included. 1 (no retries)..10. */
  readonly maxAttempts: number;
  /** The first retry waits a random time up to this, each further one up to twice the last. 1..10,000 ms. */
  readonly backoffBaseMs: number;
  /** No random wait is longer than this. `backoffBaseMs`..60,000 ms. */
  readonly backoffCapMs: number;
  /** A retry is not begun with less time than this left before the deadline. 0..10,000 ms. */
  readonly minAttemptMs: number;
  /** Retries that each call earns for all calls of the upstream. 0..1. */
  readonly retryBudgetRatio: number;
  /** Retries that may be saved up; also what an idle upstream earns back in a minute. 0..1,000. */
  readonly retryBudgetFloor: number;

  /** Failed attempts in a row that open the breaker. 1..1,000. */
  readonly breakerFailures: number;
  /** How long after the start of the last failed attempt the next one may probe. 100..600,000 ms. */
  readonly breakerOpenMs: number;

  /** Attempts in flight at once. 1..1,000. */
  readonly maxInFlight: number;
  /** Of them those of one account and credential. 1..1,000. */
  readonly maxInFlightPerIdentity: number;
  /** Attempts that wait for a place before further ones are refused. 0..100,000. */
  readonly maxQueued: number;
  /** Longest pause for everybody that a 429's Retry-After may cause. 0 (ignored)..600,000 ms. */
  readonly maxPauseMs: number;

  /** Whether a read joins one of the same answer that is in flight. */
  readonly shareInFlight: boolean;
  /** What may be held of the last answers, to know one that did not change. 0 (none)..4,294,967,296 bytes. */
  readonly unchangedMaxBytes: number;

  /** How long an answer is given from the cache without asking. 0 (no cache at all)..86,400 s. */
  readonly cacheFreshSeconds: number;
  /** How much longer it is given while it is renewed behind. 0..86,400 s. */
  readonly cacheStaleWhileRevalidateSeconds: number;
  /** Up to which age it stands in when the upstream fails. 0..86,400 s. */
  readonly cacheStaleIfErrorSeconds: number;
  /** How long a read's 404 is remembered. 0 (never)..60 s. */
  readonly cacheNegativeSeconds: number;
  /** What the memory store may hold, keys and an allowance for each entry included. 1,048,576..4,294,967,296 bytes. */
  readonly cacheMaxBytes: number;
}

export const transportDefaults: TransportSettings = {
  connectTimeoutMs: 2_000,
  attemptTimeoutMs: 4_000,
  maxBodyBytes: 10 * 1024 * 1024,
  maxAttempts: 3,
  backoffBaseMs: 100,
  backoffCapMs: 2_000,
  minAttemptMs: 100,
  retryBudgetRatio: 0.1,
  retryBudgetFloor: 20,
  breakerFailures: 10,
  breakerOpenMs: 4_000,
  maxInFlight: 50,
  maxInFlightPerIdentity: 50,
  maxQueued: 1_000,
  maxPauseMs: 60_000,
  shareInFlight: true,
  unchangedMaxBytes: 16 * 1024 * 1024,
  cacheFreshSeconds: 0,
  cacheStaleWhileRevalidateSeconds: 0,
  cacheStaleIfErrorSeconds: 600,
  cacheNegativeSeconds: 1,
  cacheMaxBytes: 64 * 1024 * 1024,
};

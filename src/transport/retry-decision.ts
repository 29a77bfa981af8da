import type { Repeat, TransportFailure } from './http.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { TransportSettings } from './settings.ts';

/** How an attempt ended: an answer, or none. */
export type AttemptOutcome =
  | { readonly status: number; readonly retryAfter: string | undefined }
  | { readonly failure: TransportFailure; readonly sent: boolean };

export type RetryPolicy = Pick<TransportSettings, 'maxAttempts' | 'backoffBaseMs' | 'backoffCapMs' | 'minAttemptMs'>;

export interface RetryQuestion {
  /** Attempts made so far, from 1. */
  readonly attempt: number;
  readonly outcome: AttemptOutcome;
  readonly repeat: Repeat;
  /** Epoch milliseconds; Infinity without one. */
  readonly deadline: number;
  readonly now: number;
  /** From 0 up to, not including, 1. */
  readonly random: number;
}

export type RetryDecision = { readonly kind: 'wait'; readonly ms: number } | { readonly kind: 'give-up' };

const GIVE_UP: RetryDecision = { kind: 'give-up' };

/** Answers that say "not now". Other 4xx would be answered the same again; a 500 may have done half of the work. */
const TRANSIENT = new Set([408, 429, 502, 503, 504]);

/** Whether another attempt follows, and after how long: full jitter, and never sooner than Retry-After says. */
export function decideRetry(question: RetryQuestion, policy: RetryPolicy): RetryDecision {
  const { attempt, outcome, repeat, deadline, now, random } = question;
  if (attempt >= policy.maxAttempts || !mayRepeat(outcome, repeat)) return GIVE_UP;

  const told = 'status' in outcome ? (parseRetryAfter(outcome.retryAfter, now) ?? 0) : 0;
  const ms = told + random * Math.min(policy.backoffCapMs, policy.backoffBaseMs * 2 ** (attempt - 1));
  return now + ms + policy.minAttemptMs > deadline ? GIVE_UP : { kind: 'wait', ms };
}

function mayRepeat(outcome: AttemptOutcome, repeat: Repeat): boolean {
  // An idempotency key makes the upstream replay what it answered, a 5xx too: asking again is in vain.
  if ('status' in outcome) return repeat === 'safe' && TRANSIENT.has(outcome.status);
  switch (outcome.failure) {
    case 'connect':
    case 'timeout':
    case 'reset':
      return repeat !== 'unsent' || !outcome.sent;
    case 'aborted':
    case 'invalid':
    case 'refused':
      return false;
  }
}

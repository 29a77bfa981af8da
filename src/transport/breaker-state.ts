import type { TransportSettings } from './settings.ts';

/**
 * - `closed`: everything passes; `failures` in a row so far.
 * - `open`: nothing passes before `until` (epoch milliseconds).
 * - `half-open`: one attempt at a time passes, as a probe.
 */
export type BreakerState =
  | { readonly phase: 'closed'; readonly failures: number }
  | { readonly phase: 'open'; readonly until: number }
  | { readonly phase: 'half-open'; readonly probing: boolean };

export type BreakerPolicy = Pick<TransportSettings, 'breakerFailures' | 'breakerOpenMs'>;

/** `refused` with the milliseconds after which asking again may succeed. */
export type Admission =
  | { readonly kind: 'pass' | 'probe'; readonly state: BreakerState }
  | { readonly kind: 'refused'; readonly state: BreakerState; readonly retryAfterMs: number };

export interface AttemptEnd {
  /** What it was admitted as. */
  readonly kind: 'pass' | 'probe';
  /** `neutral` says nothing about the upstream: the caller left, or nothing was asked. */
  readonly verdict: 'success' | 'failure' | 'neutral';
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

export const CLOSED: BreakerState = { phase: 'closed', failures: 0 };

const PROBING: BreakerState = { phase: 'half-open', probing: true };
const AWAITING_PROBE: BreakerState = { phase: 'half-open', probing: false };

export function admit(state: BreakerState, now: number, policy: BreakerPolicy): Admission {
  switch (state.phase) {
    case 'closed':
      return { kind: 'pass', state };
    case 'open':
      return now < state.until
        ? { kind: 'refused', state, retryAfterMs: state.until - now }
        : { kind: 'probe', state: PROBING };
    case 'half-open':
      return state.probing
        ? { kind: 'refused', state, retryAfterMs: policy.breakerOpenMs }
        : { kind: 'probe', state: PROBING };
  }
}

/**
 * The open period counts from the start of the attempt that failed, the last moment at which the upstream was asked:
 * counted from its end, a hanging upstream's recovery would be seen a whole timeout later.
 */
export function settle(state: BreakerState, end: AttemptEnd, policy: BreakerPolicy): BreakerState {
  const { kind, verdict } = end;
  const opened: BreakerState = { phase: 'open', until: end.startedAt + policy.breakerOpenMs };
  if (kind === 'probe') {
    if (verdict === 'neutral') return AWAITING_PROBE;
    return verdict === 'success' ? CLOSED : opened;
  }
  // What began before the breaker opened and ends after it is old news.
  if (state.phase !== 'closed' || verdict === 'neutral') return state;
  if (verdict === 'success') return state.failures === 0 ? state : CLOSED;
  const failures = state.failures + 1;
  return failures >= policy.breakerFailures ? opened : { phase: 'closed', failures };
}

import { type AttemptEnd, admit, type BreakerPolicy, type BreakerState, CLOSED, settle } from './breaker-state.ts';
import type { Call, Step, Wrapper } from './call.ts';
import type { Clock } from './clock.ts';
import { TransportError, type UpstreamRequest } from './http.ts';

export interface Breaker {
  readonly wrap: Wrapper;
  phase(): BreakerState['phase'];
}

/** It opened, for so many seconds, or closed again. */
export type BreakerTurn = { readonly phase: 'open'; readonly retryAfterSeconds: number } | { readonly phase: 'closed' };

/** Refuses at once while the upstream is known to fail. `onTurn` is told whenever it opens or closes. */
export function createBreaker(
  policy: BreakerPolicy,
  clock: Pick<Clock, 'now'>,
  onTurn: (turn: BreakerTurn) => void,
): Breaker {
  let state = CLOSED;

  async function attempt(kind: AttemptEnd['kind'], next: Step, request: UpstreamRequest, call: Call) {
    const attemptsBefore = call.attempts;
    let verdict: AttemptEnd['verdict'] = 'neutral';
    try {
      const response = await next(request, call);
      verdict = response.status >= 500 ? 'failure' : 'success';
      return response;
    } catch (error) {
      if (countsAsFailure(error)) verdict = 'failure';
      throw error;
    } finally {
      const startedAt = call.attempts > attemptsBefore ? call.attemptedAt : clock.now();
      const before = state;
      state = settle(state, { kind, verdict, startedAt }, policy);
      if (state.phase !== before.phase) tellOf(state);
    }
  }

  function tellOf(turned: BreakerState): void {
    if (turned.phase === 'open') onTurn({ phase: 'open', retryAfterSeconds: seconds(turned.until - clock.now()) });
    if (turned.phase === 'closed') onTurn({ phase: 'closed' });
  }

  return {
    wrap: (next) => (request, call) => {
      if (state.phase === 'closed') return attempt('pass', next, request, call);
      const admission = admit(state, clock.now(), policy);
      state = admission.state;
      if (admission.kind !== 'refused') return attempt(admission.kind, next, request, call);
      return Promise.reject(
        new TransportError('refused', 'The upstream fails; it is not asked for a while', {
          sent: false,
          reason: 'failing',
          retryAfterSeconds: seconds(admission.retryAfterMs),
        }),
      );
    },
    phase: () => state.phase,
  };
}

function countsAsFailure(error: unknown): boolean {
  return error instanceof TransportError && error.failure !== 'aborted' && error.failure !== 'refused';
}

function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}

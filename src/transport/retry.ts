import type { Call, Wrapper } from './call.ts';
import type { Clock } from './clock.ts';
import { TransportError, type UpstreamResponse } from './http.ts';
import type { RetryBudget } from './retry-budget.ts';
import { type AttemptOutcome, decideRetry, type RetryPolicy } from './retry-decision.ts';

type Result = UpstreamResponse | TransportError;

/** Makes further attempts where `decideRetry` and the budget allow it; else the last attempt's end is the call's. */
export function withRetry(policy: RetryPolicy, budget: RetryBudget, clock: Clock): Wrapper {
  return (next) =>
    async function retry(request, call) {
      budget.deposit();
      let before: Result | undefined;
      for (let attempt = 1; ; attempt += 1) {
        let result: Result;
        try {
          result = await next(request, call);
          if (result.status < 400) return result;
        } catch (error) {
          if (!(error instanceof TransportError)) throw error;
          // A breaker that opened meanwhile, or a full queue, says less than what the attempt before ended in.
          if (error.failure === 'refused' && before !== undefined) return conclude(before, call);
          result = error;
        }
        if (call.aborted) return conclude(result, call);
        const decision = decideRetry(
          {
            attempt,
            outcome: outcomeOf(result),
            repeat: request.repeat,
            deadline: call.deadline,
            now: clock.now(),
            random: clock.random(),
          },
          policy,
        );
        if (decision.kind === 'give-up' || !budget.withdraw()) return conclude(result, call);
        before = result;
        await pause(decision.ms, call, clock);
      }
    };
}

function outcomeOf(result: Result): AttemptOutcome {
  if (result instanceof TransportError) return { failure: result.failure, sent: result.sent };
  return { status: result.status, retryAfter: result.headers['retry-after'] };
}

/** An earlier attempt may have sent what the last one did not: `sent` speaks of the whole call. */
function conclude(result: Result, call: Call): UpstreamResponse {
  if (!(result instanceof TransportError)) return result;
  if (result.sent || !call.sent) throw result;
  throw new TransportError(result.failure, result.message, {
    sent: true,
    reason: result.reason,
    retryAfterSeconds: result.retryAfterSeconds,
    cause: result,
  });
}

function pause(ms: number, call: Call, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(() => {
      call.waitingFor = undefined;
      resolve();
    }, ms);
    call.waitingFor = {
      stop() {
        call.waitingFor = undefined;
        cancel();
        reject(call.abortedError());
      },
    };
  });
}

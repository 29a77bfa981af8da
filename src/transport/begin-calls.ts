import { Call, type Step } from './call.ts';
import type { Send } from './http.ts';

/**
 * Where a request becomes a call. Calls of one operation share its signal: they are kept in one set behind one listener,
 * since a listener for each would cost more, and Node warns of a leak from the eleventh on.
 */
export function beginCalls(step: Step): Send {
  const callsOf = new WeakMap<AbortSignal, Set<Call>>();

  function callsUnder(signal: AbortSignal): Set<Call> {
    const known = callsOf.get(signal);
    if (known !== undefined) return known;
    const calls = new Set<Call>();
    callsOf.set(signal, calls);
    signal.addEventListener(
      'abort',
      () => {
        for (const call of calls) call.abort();
      },
      { once: true },
    );
    return calls;
  }

  return async function send(request) {
    const call = new Call(request.deadline);
    const { signal } = request;
    if (signal === undefined) return step(request, call);
    if (signal.aborted) {
      call.abort();
      return step(request, call);
    }
    const calls = callsUnder(signal);
    calls.add(call);
    try {
      return await step(request, call);
    } finally {
      calls.delete(call);
    }
  };
}

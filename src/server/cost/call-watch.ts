import { GatewayError } from '../../graph/errors.ts';
import type { CallWatch } from '../../graph/port.ts';
import { beginKept, noteAge } from '../freshness.ts';
import type { Trace } from './trace.ts';

const traces = new WeakMap<CallWatch, Trace>();

/** The trace that a watch shows its calls to. */
export function traceOf(watch: CallWatch | undefined): Trace | undefined {
  return watch && traces.get(watch);
}

/**
 * Counts the calls of one operation to each upstream and refuses the one too many: the plan assumes that pages come full, this assumes nothing.
 * What goes through is shown to `trace`, if there is one.
 */
export function createCallWatch(maxCalls: number, trace?: Trace): CallWatch {
  const made = new Map<string, number>();
  const watch: CallWatch = {
    begin(call) {
      const { upstream } = call;
      const calls = (made.get(upstream) ?? 0) + 1;
      if (calls > maxCalls) {
        throw new GatewayError('OPERATION_TOO_LARGE', `The operation has made its ${maxCalls} calls to ${upstream}.`, {
          upstream,
        });
      }
      made.set(upstream, calls);
      const tell = trace?.begin(call);
      return (end) => {
        noteAge(kept, upstream, end);
        tell?.(end);
      };
    },
    ...(trace?.ask && { ask: trace.ask }),
  };
  const kept = beginKept(watch);
  if (trace) traces.set(watch, trace);
  return watch;
}

import { GatewayError } from '../../graph/errors.ts';
import type { CallWatch } from '../../graph/port.ts';
import { beginKept, noteAge } from '../freshness.ts';
import type { Trace } from './trace.ts';

type BeginBatch = NonNullable<CallWatch['beginBatch']>;

const traces = new WeakMap<CallWatch, Trace>();

/** The trace that a watch shows its calls to. */
export function traceOf(watch: CallWatch | undefined): Trace | undefined {
  return watch && traces.get(watch);
}

/** Who is shown what goes through. */
export interface Onlookers {
  /** For `Gateway-Explain`. */
  readonly trace?: Trace | undefined;
  /** For the spans of a trace. */
  readonly spans?: CallWatch | undefined;
}

/** Counts the calls of one operation to each upstream and refuses the one too many: the plan assumes that pages come full, this assumes nothing. */
export function createCallWatch(maxCalls: number, { trace, spans: outer }: Onlookers = {}): CallWatch {
  const made = new Map<string, number>();
  const watch = showing(outer);
  const kept = beginKept(watch);
  if (trace) traces.set(watch, trace);
  return watch;

  function showing(spans: CallWatch | undefined): CallWatch {
    return {
      begin(call) {
        const { upstream } = call;
        const calls = (made.get(upstream) ?? 0) + 1;
        if (calls > maxCalls) {
          throw new GatewayError(
            'OPERATION_TOO_LARGE',
            `The operation has made its ${maxCalls} calls to ${upstream}.`,
            { upstream },
          );
        }
        made.set(upstream, calls);
        const traced = trace?.begin(call);
        const span = spans?.begin(call);
        return {
          ...span,
          answered(end) {
            noteAge(kept, upstream, end);
            traced?.answered(end);
            span?.answered(end);
          },
        };
      },
      ...(spans?.beginBatch && { beginBatch: batching(spans.beginBatch) }),
      ...(trace?.ask && { ask: trace.ask }),
    };
  }

  function batching(begin: BeginBatch): BeginBatch {
    return (batch) => {
      const span = begin(batch);
      return { ...span, watch: showing(span.watch) };
    };
  }
}

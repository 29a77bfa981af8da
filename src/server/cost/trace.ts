import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallEnd, CallStart, CallWatch, FieldName } from '../../graph/port.ts';

/** One call of an operation to an upstream. Times are in milliseconds; `startedAt` counts from the first call. */
export interface TracedCall extends CallStart, Partial<CallEnd> {
  startedAt: number;
  retries?: number;
  /** Paths of the fields that asked for it, list positions left out. */
  readonly fields: readonly string[];
}

export interface Trace extends CallWatch {
  readonly calls: readonly TracedCall[];
  /** Must be called when the operation has ended: as long as anything is traced, every promise of the process costs a little more. */
  end(): void;
}

interface Asking extends FieldName {
  readonly trace: Trace;
}

/** Which field is being answered, along whatever it leads to. */
const asking = new AsyncLocalStorage<Asking>();
let running = 0;

/** Records an operation's calls and who asked for them. */
export function createTrace(now: () => number = performance.now.bind(performance)): Trace {
  const calls: TracedCall[] = [];
  /** Paths by the field's coordinate: those that asked since a call of theirs began travel with the next one. */
  const asks = new Map<string, { readonly paths: Set<string>; isSent: boolean }>();
  const startedAt = now();
  let hasEnded = false;
  running += 1;
  const trace: Trace = {
    calls,
    begin(call) {
      const asker = asking.getStore();
      const together = asker?.trace === trace ? asks.get(asker.field) : undefined;
      if (together) together.isSent = true;
      const fields = together ? [...together.paths] : [];
      const record: TracedCall = { ...call, fields, startedAt: Math.round(now() - startedAt) };
      calls.push(record);
      return {
        answered(end) {
          Object.assign(record, { ...end, retries: Math.max(0, end.attempts - 1) });
        },
      };
    },
    ask({ field, path }, resolve) {
      const known = asks.get(field);
      if (known && !known.isSent) known.paths.add(path);
      else asks.set(field, { paths: new Set([path]), isSent: false });
      return asking.run({ trace, field, path }, resolve);
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      running -= 1;
      if (running === 0) asking.disable();
    },
  };
  return trace;
}

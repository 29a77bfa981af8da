import { LRUCache } from 'lru-cache';

type Write = (fields: object, message: string) => void;
/** A part of pino's own. */
export type Lines = Readonly<Record<'error' | 'warn' | 'info' | 'debug', Write>>;

/** Where in a trace a request is answered. */
export interface TraceContext {
  readonly traceId: string;
  /** Absent where the gateway makes no spans. */
  readonly spanId?: string;
}

/** The traces that requests belong to. */
export interface TraceIds {
  note(requestId: string, context: TraceContext | undefined): void;
  /** A log whose lines with a `requestId` tell the request's `traceId`, too, and the `spanId` of its operation. */
  join(log: Lines): Lines;
}

/** Far more than are answered at a time; the request noted longest ago is forgotten first. */
const MAX_REQUESTS = 10_000;

export function createTraceIds(): TraceIds {
  const known = new LRUCache<string, TraceContext>({ max: MAX_REQUESTS });
  const traced = (fields: object): object => {
    const requestId = Reflect.get(fields, 'requestId');
    return typeof requestId === 'string' ? { ...fields, ...known.get(requestId) } : fields;
  };
  return {
    note(requestId, context) {
      // A request id may come again, from a caller that chooses its own.
      if (context === undefined) known.delete(requestId);
      else known.set(requestId, context);
    },
    join: (log) => ({
      error: (fields, message) => log.error(traced(fields), message),
      warn: (fields, message) => log.warn(traced(fields), message),
      info: (fields, message) => log.info(traced(fields), message),
      debug: (fields, message) => log.debug(traced(fields), message),
    }),
  };
}

/** The trace that a `traceparent` names; one that is not as W3C Trace Context has it (3.2.2) is passed over. Later versions may add fields behind the flags. */
export function parseTraceparent(header: unknown): TraceContext | undefined {
  if (typeof header !== 'string') return undefined;
  const traceId = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/.exec(header)?.[1];
  return traceId === undefined ? undefined : { traceId };
}

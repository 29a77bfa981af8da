import { LRUCache } from 'lru-cache';

type Write = (fields: object, message: string) => void;
type Lines = Readonly<Record<'error' | 'warn' | 'info', Write>>;

/** The traces that requests say they belong to. */
export interface TraceIds {
  /** `traceparent` is the request's header; one that is not as W3C Trace Context has it is passed over. */
  note(requestId: string, traceparent: unknown): void;
  /** A log whose lines with a `requestId` tell the request's `traceId`, too. */
  join(log: Lines): Lines;
}

/** Far more than are answered at a time; the request noted longest ago is forgotten first. */
const MAX_REQUESTS = 10_000;

export function createTraceIds(): TraceIds {
  const known = new LRUCache<string, string>({ max: MAX_REQUESTS });
  const traced = (fields: object): object => {
    const requestId = Reflect.get(fields, 'requestId');
    const traceId = typeof requestId === 'string' ? known.get(requestId) : undefined;
    return traceId === undefined ? fields : { ...fields, traceId };
  };
  return {
    note(requestId, traceparent) {
      const traceId = parseTraceId(traceparent);
      // A request id may come again, from a caller that chooses its own.
      if (traceId === undefined) known.delete(requestId);
      else known.set(requestId, traceId);
    },
    join: (log) => ({
      error: (fields, message) => log.error(traced(fields), message),
      warn: (fields, message) => log.warn(traced(fields), message),
      info: (fields, message) => log.info(traced(fields), message),
    }),
  };
}

/** Source: W3C Trace Context, 3.2.2. Later versions may add fields behind the flags. */
function parseTraceId(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined;
  return /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/.exec(header)?.[1];
}

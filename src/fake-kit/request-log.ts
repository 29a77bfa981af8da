import type { IncomingHttpHeaders } from 'node:http';

/** What arrived, in order of arrival, also when a fault struck before it was handled. */
export interface LoggedRequest {
  readonly method: string;
  /** Raw, as on the request line, with the query. */
  readonly path: string;
  /** Percent-decoded one by one; empty when that is impossible. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed body; undefined when absent, not JSON, or not read. */
  readonly json: unknown;
  /** The status that was sent; undefined while or when there is no answer. */
  readonly status: number | undefined;
  /** The fake's clock on arrival, epoch milliseconds. */
  readonly at: number;
}

/** The last 10,000 requests as an array, oldest first. */
export type RequestLog = readonly LoggedRequest[] & {
  clear(): void;
  count(predicate?: (request: LoggedRequest) => boolean): number;
};

/** Filled in while the request is served. */
type Outcome = { json: unknown; status: number | undefined };

const capacity = 10_000;

export function createRequestLog(): {
  readonly requests: RequestLog;
  record(arrived: Omit<LoggedRequest, keyof Outcome>): Outcome;
} {
  const entries: (Omit<LoggedRequest, keyof Outcome> & Outcome)[] = [];
  const requests: RequestLog = Object.assign(entries, {
    clear() {
      entries.length = 0;
    },
    count(predicate?: (request: LoggedRequest) => boolean) {
      return predicate === undefined ? entries.length : entries.filter(predicate).length;
    },
  });
  // Not enumerable: a test compares the log with a plain array.
  for (const method of ['clear', 'count']) Object.defineProperty(requests, method, { enumerable: false });
  return {
    requests,
    record(arrived) {
      const entry = { ...arrived, json: undefined, status: undefined };
      entries.push(entry);
      if (entries.length > capacity) entries.shift();
      return entry;
    },
  };
}

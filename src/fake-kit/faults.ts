/**
 * What can go wrong on demand, and the list of rules that says when. One union for everything that any HTTP server may do
 * to its callers; what only one API can do wrong (a cursor that loops, a filter that is ignored) is a name of its own, `Own`,
 * which that API's fake acts upon itself.
 */

/** `before`: instead of handling the request. `after`: the request was handled, its writes are done, only the answer differs. */
export type Moment = 'before' | 'after';

export type HttpFault =
  /** Waits before the request is handled: `ms`, plus a random part of up to `jitterMs`. Adds to any other fault. */
  | { readonly kind: 'latency'; readonly ms: number; readonly jitterMs?: number | undefined }
  /** Answers with this status. Body: a string is sent as plain text, anything else as JSON; without one, the API's error shape. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      /** Sent as `Retry-After` just as it stands: seconds, a date, or junk. */
      readonly retryAfter?: string | undefined;
      readonly when?: Moment | undefined;
    }
  | {
      readonly kind: 'redirect';
      readonly status: number;
      readonly location: string;
      readonly when?: Moment | undefined;
    }
  /** TCP reset; `before` does not even read the request's body. */
  | { readonly kind: 'reset'; readonly when?: Moment | undefined }
  /** Never answers; the connection stays open until the client or `close()` ends it. */
  | { readonly kind: 'hang'; readonly when?: Moment | undefined }
  /**
   * The answer never becomes complete: `length` promises more bytes than it sends, `chunked` leaves out the last chunk.
   * Sends the first `bytes` of the body (default: all of it, so that the part parses), then closes (default) or hangs.
   */
  | {
      readonly kind: 'cut';
      readonly framing: 'length' | 'chunked';
      readonly bytes?: number | undefined;
      readonly end?: 'close' | 'hang' | undefined;
    }
  /** A well-framed answer that says application/json and holds only half of it. */
  | { readonly kind: 'bad-json' }
  /** A web page with status 200, as a proxy or a login wall sends it. */
  | { readonly kind: 'html' }
  /**
   * The answer with the value at `path` (fields and indexes) replaced by this JSON text, which may be a number that no
   * double holds; without `json` the field is left out.
   */
  | { readonly kind: 'patch'; readonly path: readonly (string | number)[]; readonly json?: string | undefined }
  /** The answer's own status with no body at all. */
  | { readonly kind: 'empty' }
  /** Sends `bytes` bytes every `everyMs` milliseconds: of the body, or with `head` of status line and headers too. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number; readonly head?: boolean | undefined }
  /** Valid JSON of this size, gzipped over `gzip` times (default 0). */
  | { readonly kind: 'huge'; readonly mebibytes: number; readonly gzip?: number | undefined }
  /** The right answer, and then a second one that nobody asked for on the same kept-alive connection. */
  | { readonly kind: 'extra-answer'; readonly body: unknown };

/** A fault of the answer itself: at most one of these strikes a request. */
export type AnswerFault = Exclude<HttpFault, { kind: 'latency' }>;

export type Fault<Own extends string = never> = HttpFault | { readonly kind: Own };

export interface FaultMatch {
  readonly method?: string | undefined;
  /** Against the raw path with its query: a string is a prefix. */
  readonly path?: string | RegExp | undefined;
}

export interface FaultRule<Own extends string = never> {
  readonly match?: FaultMatch | undefined;
  /** How many matching requests pass unharmed first. Default 0. */
  readonly skip?: number | undefined;
  /** How often it strikes. Default: until cleared. */
  readonly times?: number | undefined;
  /** 0..1, drawn anew for each matching request. Default 1. */
  readonly probability?: number | undefined;
  readonly fault: Fault<Own>;
}

/** What strikes one request. */
export interface ActiveFaults<Own extends string = never> {
  readonly latencyMs: number;
  readonly fault: AnswerFault | undefined;
  readonly own: ReadonlySet<Own>;
}

export interface Faults<Own extends string = never> {
  /** Rules are tried in the order in which they were added. */
  add(rule: FaultRule<Own>): void;
  clear(): void;
}

export interface FaultList<Own extends string> extends Faults<Own> {
  /**
   * Draws and uses up what strikes this request: all latencies, all own faults, and the first of the others. Later ones of
   * those stay unused, so that two rules with `times: 1` strike two requests one after the other.
   */
  take(method: string, path: string): ActiveFaults<Own>;
}

const nothing: ActiveFaults<never> = { latencyMs: 0, fault: undefined, own: new Set() };

export function createFaultList<Own extends string>(ownKinds: readonly Own[], random: () => number): FaultList<Own> {
  let rules: { readonly rule: FaultRule<Own>; toSkip: number; left: number }[] = [];
  const isOwn = (fault: Fault<Own>): fault is { readonly kind: Own } => ownKinds.some((kind) => kind === fault.kind);

  return {
    add(rule) {
      rules.push({ rule, toSkip: rule.skip ?? 0, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      rules = [];
    },
    take(method, path) {
      if (rules.length === 0) return nothing;
      const own = new Set<Own>();
      let latencyMs = 0;
      let answerFault: AnswerFault | undefined;
      for (const entry of rules) {
        const { match, probability = 1, fault } = entry.rule;
        if (!matches(match, method, path)) continue;
        const httpFault: HttpFault | undefined = isOwn(fault) ? undefined : fault;
        if (answerFault !== undefined && httpFault !== undefined && httpFault.kind !== 'latency') continue;
        if (entry.toSkip > 0) {
          entry.toSkip -= 1;
          continue;
        }
        if (random() >= probability) continue;
        entry.left -= 1;
        if (isOwn(fault)) own.add(fault.kind);
        else if (httpFault?.kind === 'latency') latencyMs += httpFault.ms + random() * (httpFault.jitterMs ?? 0);
        else answerFault = httpFault;
      }
      rules = rules.filter(({ left }) => left > 0);
      return { latencyMs, fault: answerFault, own };
    },
  };
}

function matches(match: FaultMatch | undefined, method: string, path: string): boolean {
  if (match?.method !== undefined && match.method !== method) return false;
  if (match?.path === undefined) return true;
  return typeof match.path === 'string' ? path.startsWith(match.path) : path.search(match.path) !== -1;
}

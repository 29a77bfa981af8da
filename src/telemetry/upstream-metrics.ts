import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What is counted of a call or an attempt; a part of the transport's own events. */
interface Ended {
  readonly upstream: string;
  readonly operation: string;
  readonly status?: number;
  readonly failure?: string;
  readonly durationMs: number;
}

export type UpstreamEvent =
  | (Ended & {
      readonly kind: 'call';
      readonly attempts: number;
      readonly queuedMs: number;
      readonly cache: string;
      readonly coalesced: boolean;
      readonly batchSize: number;
    })
  | (Ended & { readonly kind: 'attempt'; readonly attempt: number })
  | { readonly kind: 'breaker'; readonly upstream: string; readonly phase: string };

/** What an upstream's transport is like now. */
export interface UpstreamState {
  readonly upstream: string;
  readonly account: string;
  readonly tokenSecondsLeft: () => number | null;
  readonly state: () => {
    readonly breaker: 'closed' | 'half-open' | 'open';
    readonly inFlight: number;
    readonly queued: number;
    readonly connections: number;
    readonly retryTokens: number;
  };
}

export interface UpstreamMetrics {
  /** Counts what the transport tells of. */
  readonly observe: (event: UpstreamEvent) => void;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const BREAKER = { closed: 0, 'half-open': 0.5, open: 1 } as const;

/** `states` is asked at each scrape. */
export function upstreamMetrics(registry: Registry, states: () => readonly UpstreamState[]): UpstreamMetrics {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: `gateway_upstream_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
    new Histogram({ name: `gateway_upstream_${name}`, help, buckets, labelNames, registers });
  /** Of several processes it is the sum, unless `aggregator` says otherwise. */
  const gauge = (
    name: string,
    help: string,
    read: (state: ReturnType<UpstreamState['state']>) => number,
    aggregator: 'sum' | 'max' = 'sum',
  ) =>
    new Gauge({
      name: `gateway_upstream_${name}`,
      help,
      aggregator,
      labelNames: ['upstream'],
      registers,
      collect() {
        this.reset();
        // Accounts at one origin share a transport, and with it the function that tells its state.
        const once = new Map(states().map((known) => [known.state, known.upstream]));
        for (const [state, upstream] of once) this.inc({ upstream }, read(state()));
      },
    });

  const calls = counter('calls_total', 'Calls as the graph saw them.', 'upstream', 'operation', 'result');
  const cached = counter('cache_total', 'Calls by what the cache had.', 'upstream', 'operation', 'verdict');
  const coalesced = counter('coalesced_total', 'Calls that joined one under way.', 'upstream', 'operation');
  const callSeconds = histogram('call_duration_seconds', 'Calls, retries included.', SECONDS, 'upstream', 'operation');
  const queueSeconds = histogram(
    'queue_seconds',
    'Time in the queue, for calls that made a request.',
    SECONDS,
    'upstream',
  );
  const attempts = counter('attempts_total', 'Requests that were sent.', 'upstream', 'operation', 'result');
  const attemptSeconds = histogram(
    'attempt_duration_seconds',
    'Requests that were sent.',
    SECONDS,
    'upstream',
    'operation',
  );
  const retries = counter('retries_total', 'Requests that repeat a failed one.', 'upstream', 'operation');
  const openings = counter('breaker_openings_total', 'How often the breaker opened.', 'upstream');
  const batches = histogram(
    'batch_size',
    'Keys that one call looks up.',
    [1, 2, 5, 10, 20, 50, 100],
    'upstream',
    'operation',
  );
  gauge(
    'breaker',
    '0 closed, 0.5 letting a probe through, 1 open; summed over origins.',
    ({ breaker }) => BREAKER[breaker],
    'max',
  );
  gauge('in_flight', 'Requests under way.', ({ inFlight }) => inFlight);
  gauge('queued', 'Requests that wait for their turn.', ({ queued }) => queued);
  gauge('connections', 'Open connections.', ({ connections }) => connections);
  gauge('retry_tokens', 'Retries that the budget allows now.', ({ retryTokens }) => retryTokens, 'max');

  new Gauge({
    name: 'gateway_upstream_token_seconds',
    aggregator: 'min',
    help: 'Until the token in use ends; renewed with the next call when a tenth of its time, a minute at most, is left.',
    labelNames: ['upstream', 'account'],
    registers,
    collect() {
      this.reset();
      for (const { upstream, account, tokenSecondsLeft } of states()) {
        const left = tokenSecondsLeft();
        if (left !== null) this.set({ upstream, account }, left);
      }
    },
  });

  return {
    observe(event) {
      const { upstream } = event;
      if (event.kind === 'breaker') {
        if (event.phase === 'open') openings.inc({ upstream });
        return;
      }
      const { operation } = event;
      const by = { upstream, operation };
      const ended = { upstream, operation, result: resultOf(event) };
      const seconds = event.durationMs / 1000;
      if (event.kind === 'attempt') {
        attempts.inc(ended);
        attemptSeconds.observe(by, seconds);
        if (event.attempt > 1) retries.inc(by);
        return;
      }
      calls.inc(ended);
      callSeconds.observe(by, seconds);
      batches.observe(by, event.batchSize);
      cached.inc({ upstream, operation, verdict: event.cache });
      if (event.coalesced) coalesced.inc(by);
      if (event.attempts > 0 && !event.coalesced) queueSeconds.observe({ upstream }, event.queuedMs / 1000);
    },
  };
}

/** The status, or why there was none; `fault` when the gateway itself is at fault. */
function resultOf({ status, failure = 'fault' }: Ended): string {
  return status === undefined ? failure : String(status);
}

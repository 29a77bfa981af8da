import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client';
import type { AnsweredOperation } from './answered-operation.ts';
import { operationMetrics } from './operation-metrics.ts';
import { processMetrics } from './process-metrics.ts';
import { type UpstreamMetrics, type UpstreamState, upstreamMetrics } from './upstream-metrics.ts';

/** One gateway's metrics, for Prometheus. No label ever holds an address, a caller, or an id but those of the accounts that it is configured for. */
export interface Metrics extends UpstreamMetrics {
  readonly countOperation: (answered: AnsweredOperation) => void;
  readonly contentType: string;
  /** The exposition, those of the process included. */
  text(): Promise<string>;
  /** The same as data, for another process. */
  values(): Promise<unknown>;
  /** The exposition of several processes' values together. */
  textOf(values: readonly unknown[]): Promise<string>;
  /** `route` is one that the server knows; undefined for addresses where nothing is. */
  countAnswer(route: string | undefined, status: number): void;
}

/** What is asked at each scrape. */
export interface MetricsSources {
  readonly upstreams: () => readonly UpstreamState[];
  /** Operations under way. */
  readonly operations: () => number;
}

export function createMetrics({ upstreams, operations }: MetricsSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const registries = [registry, processMetrics()];
  const answers = new Counter({
    name: 'gateway_http_answers_total',
    help: 'HTTP answers, refused requests included.',
    labelNames: ['route', 'status'],
    registers,
  });
  new Gauge({
    name: 'gateway_operations_in_flight',
    help: 'Requests for operations that are being answered.',
    registers,
    collect() {
      this.set(operations());
    },
  });
  return {
    ...upstreamMetrics(registry, upstreams),
    countOperation: operationMetrics(registry),
    contentType: registry.contentType,
    text: async () => (await Promise.all(registries.map((one) => one.metrics()))).join(''),
    values: () => Promise.all(registries.map((one) => one.getMetricsAsJSON())),
    textOf: (values) => AggregatorRegistry.aggregate(values.flat().filter(isList)).metrics(),
    countAnswer: (route = 'none', status) => answers.inc({ route, status }),
  };
}

function isList(value: unknown): value is object[] {
  return Array.isArray(value);
}

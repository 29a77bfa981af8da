import { randomUUID } from 'node:crypto';
import { ExportResultCode } from '@opentelemetry/core';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ConsoleSpanExporter,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { createSpans, type Headers, type OperationSpan } from './spans.ts';
import type { OtlpConfig, TracesConfig } from './traces-settings.ts';

/** One gateway's traces. */
export interface Traces {
  readonly beginOperation: (requestId: string, headers: Headers) => OperationSpan;
  /** Sends what is left, for as long as it may take. */
  close(limitMs: number): Promise<void>;
}

/** A part of pino's own. */
type Log = Readonly<Record<'warn' | 'info', (fields: object, message: string) => void>>;

/**
 * Traces by OpenTelemetry's SDK. It registers nothing with the process, so that several gateways in one, and a program around them, keep their own.
 * This file is imported where traces are on and nowhere else.
 */
export async function openTraces(config: TracesConfig, log: Log): Promise<Traces> {
  const exporter = config.otlp ? await otlpExporter(config.otlp) : new ConsoleSpanExporter();
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.instance.id': randomUUID(), ...config.resource }),
    ),
    sampler: samplerOf(config.sampler),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: tellingOfFailures(exporter, log),
        scheduledDelayMillis: config.delayMs,
        maxQueueSize: config.maxQueued,
      }),
    ],
  });
  return {
    beginOperation: createSpans(provider.getTracer('dintero-abillify-gateway'), config),
    async close(limitMs) {
      let cancel = (): void => undefined;
      const limit = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        cancel = () => clearTimeout(timer);
      });
      // What could not be sent was told already.
      await Promise.race([provider.shutdown().catch(() => undefined), limit]);
      cancel();
    },
  };
}

async function otlpExporter({ protocol, url, headers, timeoutMs }: OtlpConfig): Promise<SpanExporter> {
  const { OTLPTraceExporter } = await (protocol === 'http/json'
    ? import('@opentelemetry/exporter-trace-otlp-http')
    : import('@opentelemetry/exporter-trace-otlp-proto'));
  return new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: timeoutMs });
}

function samplerOf({ name, ratio }: TracesConfig['sampler']): Sampler {
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(ratio);
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: new AlwaysOnSampler() });
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: new AlwaysOffSampler() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) });
  }
}

/** A collector that is away costs a line when it begins and one when it ends. Its errors' own words may quote what it answered: they are not told. */
function tellingOfFailures(exporter: SpanExporter, log: Log): SpanExporter {
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const hasFailed = result.code !== ExportResultCode.SUCCESS;
        if (hasFailed && !isFailing) {
          log.warn({ reason: reasonOf(result.error) }, 'traces cannot be sent; they are dropped until they can');
        }
        if (!hasFailed && isFailing) log.info({}, 'traces are sent again');
        isFailing = hasFailed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}

/** A system's error code, or an HTTP status. */
function reasonOf(error: Error | undefined): string {
  return String((error && Reflect.get(error, 'code')) ?? 'unknown');
}

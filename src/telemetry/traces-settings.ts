import { z } from 'zod';
import {
  type Environment,
  oneOf,
  optional,
  type Reading,
  readSettings,
  type TextSchema,
  text,
  wholeNumber,
} from '../settings/setting.ts';

/** How operations are traced. */
export interface TracesConfig {
  /** Where spans go; null: the standard output. */
  readonly otlp: OtlpConfig | null;
  readonly sampler: { readonly name: (typeof SAMPLERS)[number]; readonly ratio: number };
  /** What all spans say of this process. */
  readonly resource: Readonly<Record<string, string>>;
  /** Whether callers' W3C trace context is heeded, and upstreams are sent one. */
  readonly withContext: boolean;
  /** Between two sendings. */
  readonly delayMs: number;
  /** Spans that wait to be sent; further ones are dropped. */
  readonly maxQueued: number;
}

export interface OtlpConfig {
  readonly protocol: (typeof PROTOCOLS)[number];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

const PROTOCOLS = ['http/protobuf', 'http/json'] as const;
const SAMPLERS = [
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
  'always_on',
  'always_off',
  'traceidratio',
] as const;
const PROPAGATORS: readonly string[] = ['tracecontext', 'baggage', 'none'];

const collector: TextSchema<URL> = z.string().transform((written, context) => {
  const url = URL.canParse(written) ? new URL(written) : null;
  if (url && /^https?:$/.test(url.protocol) && url.username + url.password + url.search + url.hash === '') return url;
  context.addIssue('must be an http:// or https:// address without query and credentials');
  return z.NEVER;
});

const ratio: TextSchema<number> = z.string().transform((written, context) => {
  const read = /^\d*\.?\d+$/.test(written) ? Number(written) : Number.NaN;
  if (!(read >= 0 && read <= 1)) context.addIssue('must be a number from 0 to 1');
  return read;
});

/** Source: OpenTelemetry's specification of resources and of OTLP exporters, both as W3C Baggage writes lists. */
const pairs: TextSchema<Record<string, string>> = z.string().transform((written, context) => {
  const read = listOf(written).map((pair) => /^([^=\s]+)\s*=\s*(.*)$/.exec(pair));
  try {
    if (!read.includes(null)) {
      return Object.fromEntries(read.map((pair) => [pair?.[1] ?? '', decodeURIComponent(pair?.[2] ?? '')]));
    }
  } catch {
    // Told below.
  }
  context.addIssue('must be name=value pairs separated by commas, values percent-encoded');
  return z.NEVER;
});

const propagators: TextSchema<string[]> = z.string().transform((written, context) => {
  const list = listOf(written);
  if (!list.every((name) => PROPAGATORS.includes(name))) {
    context.addIssue(`must be names separated by commas, of: ${PROPAGATORS.join(', ')}`);
  }
  return list;
});

export const tracesSettings = z.object({
  OTEL_TRACES_EXPORTER: optional(
    'Where traces go: `none`, `otlp` (a collector) or `console` (standard output).',
    'none',
    oneOf(['none', 'otlp', 'console']),
  ),
  OTEL_SDK_DISABLED: optional('`true` makes no traces, whatever else is set.', 'false', oneOf(['true', 'false'])),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(
    'The collector; traces go to `/v1/traces` below it.',
    'http://localhost:4318',
    collector,
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: optional('The collector’s whole address for traces.', '', orUnset(collector)),
  OTEL_EXPORTER_OTLP_PROTOCOL: optional(
    'How the collector is spoken to: `http/protobuf` or `http/json`.',
    'http/protobuf',
    oneOf(PROTOCOLS),
  ),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: optional('The same, for traces alone.', '', orUnset(oneOf(PROTOCOLS))),
  OTEL_EXPORTER_OTLP_HEADERS: optional(
    'What the collector asks for, such as a key: name=value pairs separated by commas.',
    '',
    pairs,
  ),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: optional('The same, for traces alone; added to the others.', '', pairs),
  OTEL_EXPORTER_OTLP_TIMEOUT: optional(
    'Longest time to hand spans to the collector, retries included, in milliseconds.',
    '10000',
    wholeNumber(1, 600_000),
  ),
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: optional('The same, for traces alone.', '', orUnset(wholeNumber(1, 600_000))),
  OTEL_SERVICE_NAME: optional('The service that spans are said to be of.', '', text),
  OTEL_RESOURCE_ATTRIBUTES: optional(
    'What else spans say of this process: name=value pairs separated by commas.',
    '',
    pairs,
  ),
  OTEL_TRACES_SAMPLER: optional(
    `Which operations are traced: ${SAMPLERS.map((name) => `\`${name}\``).join(', ')}; \`parentbased_\` follows the caller’s \`traceparent\` where there is one.`,
    'parentbased_always_on',
    oneOf(SAMPLERS),
  ),
  OTEL_TRACES_SAMPLER_ARG: optional('Share of traces from 0 to 1, for the samplers that are a ratio.', '1', ratio),
  OTEL_PROPAGATORS: optional(
    '`tracecontext` heeds callers’ `traceparent` and sends one upstream; `none` does neither; `baggage` is never passed on.',
    'tracecontext',
    propagators,
  ),
  OTEL_BSP_SCHEDULE_DELAY: optional(
    'How long finished spans are gathered before they are sent, in milliseconds.',
    '5000',
    wholeNumber(1, 600_000),
  ),
  OTEL_BSP_MAX_QUEUE_SIZE: optional(
    'Finished spans that wait to be sent; further ones are dropped.',
    '2048',
    wholeNumber(1, 1_000_000),
  ),
});

const SERVICE = 'dintero-abillify-gateway';

/** Null: operations are not traced. */
export function readTracesConfig(environment: Environment): Reading<TracesConfig | null> {
  const read = readSettings(tracesSettings, environment);
  if ('problems' in read) return read;
  const { values } = read;
  if (values.OTEL_TRACES_EXPORTER === 'none' || values.OTEL_SDK_DISABLED === 'true') return { values: null };
  return {
    values: {
      otlp: values.OTEL_TRACES_EXPORTER === 'otlp' ? otlpOf(values) : null,
      sampler: { name: values.OTEL_TRACES_SAMPLER, ratio: values.OTEL_TRACES_SAMPLER_ARG },
      resource: {
        'service.name': SERVICE,
        ...values.OTEL_RESOURCE_ATTRIBUTES,
        ...(values.OTEL_SERVICE_NAME !== '' && { 'service.name': values.OTEL_SERVICE_NAME }),
      },
      withContext: values.OTEL_PROPAGATORS.includes('tracecontext'),
      delayMs: values.OTEL_BSP_SCHEDULE_DELAY,
      maxQueued: values.OTEL_BSP_MAX_QUEUE_SIZE,
    },
  };
}

/** What is said of traces alone comes first. Source: OpenTelemetry Protocol Exporter, endpoint URLs for OTLP/HTTP. */
function otlpOf(values: z.output<typeof tracesSettings>): OtlpConfig {
  const base = values.OTEL_EXPORTER_OTLP_ENDPOINT.href.replace(/\/*$/, '/');
  return {
    protocol: values.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? values.OTEL_EXPORTER_OTLP_PROTOCOL,
    url: values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?.href ?? `${base}v1/traces`,
    headers: { ...values.OTEL_EXPORTER_OTLP_HEADERS, ...values.OTEL_EXPORTER_OTLP_TRACES_HEADERS },
    timeoutMs: values.OTEL_EXPORTER_OTLP_TRACES_TIMEOUT ?? values.OTEL_EXPORTER_OTLP_TIMEOUT,
  };
}

function orUnset<T>(schema: TextSchema<T>): TextSchema<T | null> {
  return z.string().transform((written, context) => {
    if (written === '') return null;
    const read = schema.safeParse(written);
    if (read.success) return read.data;
    for (const { message } of read.error.issues) context.addIssue(message);
    return z.NEVER;
  });
}

function listOf(written: string): string[] {
  return written.split(',').flatMap((part) => part.trim() || []);
}

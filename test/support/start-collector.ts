import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An OTLP/HTTP receiver that keeps what it is sent. */
export interface Collector extends AsyncDisposable {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly url: string;
  readonly posts: readonly CollectedPost[];
  /** Spans of the JSON that came, in no order. */
  spans(): readonly CollectedSpan[];
  /** Of what the spans are said to be. */
  resources(): readonly Attributes[];
}

export interface CollectedPost {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the root of a trace. */
  readonly parentSpanId: string;
  readonly name: string;
  /** As OTLP counts: 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly failed: boolean;
  readonly durationMs: number;
  readonly attributes: Attributes;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** `answers` is told for each post whether, and with which status, it is answered. */
export async function startCollector(answers: () => number | 'silence' = () => 200): Promise<Collector> {
  const posts: CollectedPost[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    posts.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
    const answer = answers();
    if (answer !== 'silence') response.writeHead(answer, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());
  const resourceSpans = (): readonly OtlpResourceSpans[] =>
    posts
      .filter(({ headers }) => headers['content-type'] === 'application/json')
      .flatMap(({ body }) => JSON.parse(body.toString()).resourceSpans);
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    spans: () =>
      resourceSpans().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(toCollectedSpan))),
    resources: () => resourceSpans().map(({ resource }) => toAttributes(resource.attributes)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface OtlpResourceSpans {
  readonly resource: { readonly attributes: readonly OtlpAttribute[] };
  readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

interface OtlpValue {
  readonly stringValue?: string;
  readonly intValue?: number;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values: readonly OtlpValue[] };
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number };
  readonly attributes: readonly OtlpAttribute[];
}

function toCollectedSpan(span: OtlpSpan): CollectedSpan {
  const { traceId, spanId, parentSpanId = '', name, kind, status, attributes } = span;
  const durationMs = Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6;
  return {
    traceId,
    spanId,
    parentSpanId,
    name,
    kind,
    failed: status.code === 2,
    durationMs,
    attributes: toAttributes(attributes),
  };
}

function toAttributes(attributes: readonly OtlpAttribute[]): Attributes {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, toValue(value)]));
}

function toValue({ arrayValue, stringValue, boolValue, intValue, doubleValue }: OtlpValue): unknown {
  return arrayValue ? arrayValue.values.map(toValue) : (stringValue ?? boolValue ?? intValue ?? doubleValue);
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new TypeError('It has no port');
  return address;
}

import {
  type Attributes,
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { AnsweredOperation } from './answered-operation.ts';
import type { TraceContext } from './trace-ids.ts';

/** Where an operation, a batch or a call makes spans below its own. Parents are handed on, never looked for: nothing follows promises. */
export interface SpanScope {
  begin(call: CallFacts): CallSpan;
  beginBatch(batch: { readonly loader: string; readonly keys: number }): {
    readonly watch: SpanScope;
    readonly end: () => void;
  };
}

/** The span of one request for GraphQL. */
export interface OperationSpan extends SpanScope {
  readonly context: TraceContext;
  /** One that is not makes no spans and need not be told anything. */
  readonly isRecorded: boolean;
  readonly answered: (answered: AnsweredOperation) => void;
  /** The answer's status; undefined when the caller was gone before it. */
  readonly end: (status: number | undefined) => void;
}

interface CallFacts {
  readonly upstream: string;
  readonly operation: string;
  readonly batchSize: number;
}

interface Ended {
  readonly status?: number;
  readonly failure?: string;
}

interface CallEnd extends Ended {
  readonly attempts: number;
  readonly cache: string;
  readonly ageSeconds?: number;
  readonly coalesced: boolean;
  readonly queuedMs: number;
}

interface CallSpan {
  readonly answered: (end: CallEnd) => void;
  readonly attempt: (attempt: number, request: { readonly operation: string; readonly method: string }) => AttemptSpan;
  readonly over: () => void;
}

interface AttemptSpan {
  readonly headers: Readonly<Record<string, string>>;
  readonly ended: (end: Ended) => void;
}

/** The headers of a request, as node:http hands them over. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Clients choose names; a longer one is cut. */
const MAX_NAME = 64;

/**
 * Begins the spans of operations. What they hold is listed here and nowhere else: no address, path, header, variable, message or row.
 * Sources: OpenTelemetry's semantic conventions for GraphQL servers and for HTTP clients; `gateway.` is ours.
 */
export function createSpans(tracer: Tracer, { withContext }: { readonly withContext: boolean }) {
  const propagator = new W3CTraceContextPropagator();

  return function beginOperation(requestId: string, headers: Headers): OperationSpan {
    const parent = withContext ? propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter) : ROOT_CONTEXT;
    const attributes = { 'gateway.request.id': requestId };
    const span = tracer.startSpan('GraphQL Operation', { kind: SpanKind.SERVER, attributes }, parent);
    const { traceId, spanId } = span.spanContext();
    const answers: AnsweredOperation[] = [];
    return {
      ...scopeBelow(span, parent),
      context: { traceId, spanId },
      isRecorded: span.isRecording(),
      answered: (answered) => void answers.push(answered),
      end(status) {
        describeAnswers(span, answers);
        if (status === undefined) fail(span, 'caller_gone');
        else span.setAttribute('http.response.status_code', status);
        span.end();
      },
    };
  };

  function scopeBelow(span: Span, outer: Context): SpanScope {
    const context = trace.setSpan(outer, span);
    return {
      beginBatch({ loader, keys }) {
        const attributes = { 'gateway.loader.name': loader, 'gateway.loader.keys': keys };
        const batch = tracer.startSpan(`load ${loader}`, { attributes }, context);
        return { watch: scopeBelow(batch, context), end: () => batch.end() };
      },
      begin: (call) => beginCall(call, context),
    };
  }

  function beginCall({ upstream, operation, batchSize }: CallFacts, outer: Context): CallSpan {
    const attributes = {
      'gateway.upstream': upstream,
      'gateway.upstream.operation': operation,
      'gateway.upstream.keys': batchSize,
    };
    const span = tracer.startSpan(`${upstream} ${operation}`, { attributes }, outer);
    const context = trace.setSpan(outer, span);
    let last: CallEnd | undefined;
    return {
      answered(end) {
        last = end;
      },
      attempt(attempt, request) {
        const attributes = {
          'gateway.upstream': upstream,
          'gateway.upstream.operation': request.operation,
          'http.request.method': request.method,
          ...(attempt > 1 && { 'http.request.resend_count': attempt - 1 }),
        };
        const sent = tracer.startSpan(request.method, { kind: SpanKind.CLIENT, attributes }, context);
        return {
          headers: withContext ? { traceparent: traceparentOf(sent) } : {},
          ended(end) {
            tellEnd(sent, end);
            sent.end();
          },
        };
      },
      over() {
        if (last) {
          span.setAttributes(callAttributes(last));
          tellEnd(span, last);
        } else fail(span, 'no_token');
        span.end();
      },
    };
  }
}

function describeAnswers(span: Span, answers: readonly AnsweredOperation[]): void {
  const [first] = answers;
  if (!first) return;
  const codes = [...new Set(answers.flatMap((answered) => answered.codes))];
  if (answers.length > 1) span.setAttribute('gateway.operations', answers.length);
  else if (first.type) {
    span.updateName(first.type);
    span.setAttribute('graphql.operation.type', first.type);
    if (first.name !== null) span.setAttribute('graphql.operation.name', first.name.slice(0, MAX_NAME));
  }
  span.setAttribute('gateway.answer.unchanged', first.isUnchanged);
  if (codes[0] === undefined) return;
  span.setAttribute('gateway.error.codes', codes);
  fail(span, codes[0]);
}

function callAttributes({ attempts, cache, ageSeconds, coalesced, queuedMs }: CallEnd): Attributes {
  return {
    'gateway.upstream.attempts': attempts,
    'gateway.upstream.queued_ms': queuedMs,
    'gateway.upstream.coalesced': coalesced,
    'gateway.cache.verdict': cache,
    ...(ageSeconds !== undefined && { 'gateway.cache.age_seconds': ageSeconds }),
  };
}

function tellEnd(span: Span, { status, failure }: Ended): void {
  if (status !== undefined) span.setAttribute('http.response.status_code', status);
  if (status === undefined || status >= 400) fail(span, status === undefined ? (failure ?? 'fault') : String(status));
}

function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Source: W3C Trace Context, 3.2. What a caller's `tracestate` holds is for those it knows, not for upstreams. */
function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

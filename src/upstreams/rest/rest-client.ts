import { type ErrorCode, GatewayError, type InputProblem, type UpstreamName } from '../../graph/errors.ts';
import type { Call } from '../../graph/port.ts';
import {
  type BeginAttempt,
  type Repeat,
  type Send,
  TransportError,
  type UpstreamResponse,
} from '../../transport/http.ts';
import { parseRetryAfter } from '../../transport/retry-after.ts';
import { parseJson } from './parse-json.ts';
import { type Query, restPath } from './path.ts';
import { createRepeatableReads } from './repeatable-reads.ts';

export interface RestRequest {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly segments: readonly string[];
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly repeat: Repeat;
  /** Where no watch of the call's own is told. */
  readonly beginAttempt?: BeginAttempt | undefined;
}

/** What an upstream's error body says, in words that a client may read. */
export interface Rejection {
  readonly message?: string | undefined;
  readonly problems?: readonly InputProblem[] | undefined;
}

export interface RestClientOptions {
  readonly upstream: UpstreamName;
  readonly send: Send;
  /** Where the API begins; the origin is the transport's business. */
  readonly baseUrl: URL;
  /** Account and a fingerprint of the credential. */
  readonly identity: string;
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Reads the error body of this API; only asked about statuses that concern an input (400, 409, 422). */
  readonly readRejection: (body: unknown) => Rejection;
}

/** What one kind of read made of bodies, by the body's own object, for as long as that lives. */
export type Decoded<T> = WeakMap<Buffer, T>;

/** Speaks JSON over HTTP to one upstream: any 2xx is success, everything else a GatewayError. */
export interface RestClient {
  /**
   * `decode` gets the parsed body, undefined when there was none. With `decoded`, a body that the transport gives to several callers, or again when the
   * upstream answered the same bytes, is decoded once: that body and the request are then all that may go into the outcome.
   */
  call<T>(request: RestRequest, call: Call, decode: (body: unknown) => T, decoded?: Decoded<T>): Promise<T>;
}

export function createRestClient(options: RestClientOptions): RestClient {
  const { upstream, send } = options;
  const basePath = options.baseUrl.pathname.replace(/\/+$/, '');
  const read = createRepeatableReads();
  return {
    async call<T>(request: RestRequest, call: Call, decode: (body: unknown) => T, decoded?: Decoded<T>) {
      const path = restPath(basePath, request.segments, request.query);
      const sendFor = (one: Call) => sendRequest(request, path, one);
      const response = await (request.method === 'GET' ? read({ path, call, send: sendFor }) : sendFor(call));
      if (response.status < 200 || response.status >= 300) throw refusal(options, request, response);
      const known = decoded?.get(response.body);
      if (known !== undefined) return known;
      const outcome = decode(parseBody(upstream, response));
      // The garbage collector takes what a WeakMap holds for alive, so what nobody will ask for again is not put there.
      if (response.isShared) decoded?.set(response.body, outcome);
      return outcome;
    },
  };

  async function sendRequest(request: RestRequest, path: string, call: Call): Promise<UpstreamResponse> {
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers, ...request.headers };
    if (request.body !== undefined) headers['content-type'] = 'application/json';
    const keys = batchSize(request);
    const { operation, method } = request;
    const look = call.watch?.begin({ upstream, operation, batchSize: keys });
    const beginAttempt = look?.attempt ?? request.beginAttempt;
    try {
      return await send({
        operation,
        method,
        path,
        headers,
        repeat: request.repeat,
        identity: options.identity,
        ...(keys > 1 && { batchSize: keys }),
        ...(call.requestId !== undefined && { requestId: call.requestId }),
        ...(call.fresh && { fresh: true }),
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
        ...(call.signal && { signal: call.signal }),
        ...(call.deadline !== undefined && { deadline: call.deadline }),
        ...(call.now !== undefined && { since: call.now }),
        ...(look && { observe: look.answered }),
        ...(beginAttempt && { beginAttempt }),
      });
    } catch (error) {
      throw error instanceof TransportError ? transportFailure(upstream, request, error) : error;
    } finally {
      look?.over?.();
    }
  }
}

/** Keys that one request names. */
function batchSize({ query = {} }: RestRequest): number {
  return Math.max(1, ...Object.values(query).map((value) => (typeof value === 'object' ? value.length : 1)));
}

const STATUS_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_USER_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  408: 'UPSTREAM_TIMEOUT',
  409: 'CONFLICT',
  422: 'BAD_USER_INPUT',
  429: 'RATE_LIMITED',
};

const STATUS_MESSAGES: Partial<Readonly<Record<ErrorCode, string>>> = {
  BAD_USER_INPUT: 'refused the request as invalid',
  UNAUTHENTICATED: "refused the gateway's credentials",
  FORBIDDEN: 'does not permit this',
  NOT_FOUND: 'does not know this object',
  CONFLICT: 'has this key already',
  RATE_LIMITED: 'gets too many requests',
  UPSTREAM_TIMEOUT: 'did not answer in time',
  UPSTREAM_UNAVAILABLE: 'failed',
  UPSTREAM_INVALID_RESPONSE: 'answered with an unexpected status',
  OUTCOME_UNKNOWN: 'did not say whether it took the write',
};

function refusal(options: RestClientOptions, request: RestRequest, response: UpstreamResponse): GatewayError {
  const { upstream } = options;
  const { status } = response;
  const code = codeOf(request, status);
  const mayQuote = code === 'BAD_USER_INPUT' || code === 'CONFLICT';
  const rejection = mayQuote ? options.readRejection(parseJson(response.body)) : {};
  const said = rejection.message === undefined ? '' : `: ${rejection.message.slice(0, 300)}`;
  return new GatewayError(code, `${upstream} ${STATUS_MESSAGES[code] ?? 'failed'} (${status})${said}.`, {
    upstream,
    problems: rejection.problems,
    retryAfterSeconds: retryAfterSeconds(response),
  });
}

/** A proxy's 502 or 504 does not tell whether the write behind it was done. */
function codeOf(request: RestRequest, status: number): ErrorCode {
  if (isWrite(request) && (status === 502 || status === 504)) return 'OUTCOME_UNKNOWN';
  return STATUS_CODES[status] ?? (status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_INVALID_RESPONSE');
}

/** Not every POST writes: one that asks for a token changes nothing. */
function isWrite({ repeat }: RestRequest): boolean {
  return repeat !== 'safe';
}

/** A date is read against the answer's own, so that no clock but the upstream's counts. */
function retryAfterSeconds({ headers }: UpstreamResponse): number | undefined {
  const ms = parseRetryAfter(headers['retry-after'], Date.parse(headers.date ?? ''));
  return ms === undefined ? undefined : Math.ceil(ms / 1000);
}

function transportFailure(upstream: UpstreamName, request: RestRequest, error: TransportError): GatewayError {
  const details = { upstream, retryAfterSeconds: error.retryAfterSeconds, cause: error };
  if (isWrite(request) && error.sent) {
    return new GatewayError('OUTCOME_UNKNOWN', `The write was sent to ${upstream}, but no answer came.`, details);
  }
  switch (error.failure) {
    case 'timeout':
    case 'aborted':
      return new GatewayError('UPSTREAM_TIMEOUT', `${upstream} did not answer in time.`, details);
    case 'invalid':
      return new GatewayError(
        'UPSTREAM_INVALID_RESPONSE',
        `${upstream} answered something that cannot be read.`,
        details,
      );
    case 'connect':
    case 'reset':
      return new GatewayError('UPSTREAM_UNAVAILABLE', `${upstream} cannot be reached.`, details);
    case 'refused':
      return new GatewayError(
        error.reason === 'busy' || error.reason === 'paused' ? 'RATE_LIMITED' : 'UPSTREAM_UNAVAILABLE',
        `${upstream} is not asked at the moment.`,
        details,
      );
  }
}

function parseBody(upstream: UpstreamName, response: UpstreamResponse): unknown {
  if (response.body.length === 0) return undefined;
  const type = response.headers['content-type'] ?? '';
  const parsed = /^application\/([\w.-]+\+)?json\b/i.test(type) ? parseJson(response.body) : undefined;
  if (parsed !== undefined) return parsed;
  throw new GatewayError('UPSTREAM_INVALID_RESPONSE', `${upstream} answered something that is not JSON.`, { upstream });
}

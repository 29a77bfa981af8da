/**
 * The HTTP ground of an embedded fake: a real server on a real port, which logs what arrives, does wrong on demand and
 * leaves the answers to the API's own `handle`.
 *
 * Other programs steer it over HTTP, below a path that no API has (never logged, never struck by faults):
 *
 *   GET    /__fake/requests   200, the log as a JSON array (query as a list of pairs)
 *   DELETE /__fake/requests   204, forgets it
 *   POST   /__fake/faults     204, adds one rule: a `FaultRule` as JSON, where `match.path` is a prefix and
 *                             `match.pattern` a regular expression's source; 400 with a message when it is malformed
 *   DELETE /__fake/faults     204, removes all rules
 *   POST   /__fake/reset      204, the fake's state, log and faults are as at the start
 */

import { once, setMaxListeners } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer, STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerControl } from './control.ts';
import { type Answer, deliver } from './deliver.ts';
import { type AnswerFault, createFaultList, type Faults } from './faults.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';

export interface FakeRequest<Own extends string = never> {
  readonly method: string;
  /** The path's segments, each percent-decoded on its own: `/a%2Fb/c` is `['a/b', 'c']`. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  /** The body parsed, whatever its content type; undefined when absent or not JSON (then look at `rawBody`). */
  readonly json: unknown;
  /** The fake's clock, epoch milliseconds. */
  readonly receivedAt: number;
  /** The API's own faults that strike this request. */
  readonly faults: ReadonlySet<Own>;
}

export interface FakeResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** JSON that is text already, or its UTF-8 bytes; instead of `body`. */
  readonly text?: string | Buffer;
}

export interface FakeServerOptions<Own extends string = never> {
  /** Default 0: any free port. */
  readonly port?: number | undefined;
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  readonly clock?: (() => number) | undefined;
  readonly random?: (() => number) | undefined;
  readonly handle: (request: FakeRequest<Own>) => FakeResponse | Promise<FakeResponse>;
  /** Kinds of faults that `handle` knows; they reach it in `request.faults`. */
  readonly ownFaults?: readonly Own[] | undefined;
  /** The API's error shape, for what is answered without `handle`: bad escapes, status faults, a crashed `handle`. */
  readonly errorBody?: ((status: number, message: string) => unknown) | undefined;
  /** Puts the API's state back to the start. */
  readonly onReset?: (() => void) | undefined;
}

export interface FakeServer<Own extends string = never> {
  /** Origin without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly requests: RequestLog;
  readonly faults: Faults<Own>;
  /** State, log and faults as at the start. */
  reset(): void;
  /** Ends every connection, also those that hang, and frees the port. May be called again. */
  close(): Promise<void>;
}

export async function startFakeServer<Own extends string = never>(
  options: FakeServerOptions<Own>,
): Promise<FakeServer<Own>> {
  const { port = 0, host = '127.0.0.1', clock = Date.now, random = Math.random, ownFaults = [], handle } = options;
  const { errorBody = (_status: number, message: string) => ({ message }) } = options;
  const { requests, record } = createRequestLog();
  const faults = createFaultList(ownFaults, random);
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    // Rejects only when the client left in mid-request or the fake closes: nobody is left to be answered.
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A fake listens on a TCP port only');

  const fake: FakeServer<Own> = {
    url: `http://${host}:${address.port}`,
    port: address.port,
    requests,
    faults,
    reset() {
      requests.clear();
      faults.clear();
      options.onReset?.();
    },
    async close() {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return fake;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request;
    const target = parseTarget(path);
    if (target?.segments[0] === '__fake') {
      const json = parseJson(await readBody(request));
      const answer = answerControl(fake, ownFaults, { method, door: target.segments[1], json });
      return deliver(toAnswer(answer), undefined, response, closing.signal);
    }

    const at = clock();
    const entry = record({
      method,
      path,
      headers,
      at,
      segments: target?.segments ?? [],
      query: target?.query ?? noQuery,
    });
    const { latencyMs, fault, own } = faults.take(method, path);
    const instead = isInstead(fault);
    if (instead && fault?.kind === 'reset') {
      response.socket?.resetAndDestroy();
      return;
    }

    const rawBody = await readBody(request);
    entry.json = parseJson(rawBody);
    if (latencyMs > 0) await sleep(latencyMs, undefined, { signal: closing.signal });

    let answer: FakeResponse = failure(400, 'The path cannot be percent-decoded');
    if (target !== undefined && !instead) {
      try {
        answer = await handle({ method, ...target, headers, rawBody, json: entry.json, receivedAt: at, faults: own });
      } catch (error) {
        answer = failure(500, String(error));
      }
    }
    if (fault?.kind === 'status') answer = statusAnswer(fault);
    if (fault?.kind === 'redirect') answer = { ...failure(fault.status), headers: { location: fault.location } };
    if (fault?.kind !== 'reset' && fault?.kind !== 'hang') entry.status = fault?.kind === 'html' ? 200 : answer.status;
    return deliver(toAnswer(answer), fault, response, closing.signal);
  }

  function failure(status: number, message = STATUS_CODES[status] ?? 'Error'): FakeResponse {
    return { status, body: errorBody(status, message) };
  }

  function statusAnswer({ status, body, retryAfter }: AnswerFault & { kind: 'status' }): FakeResponse {
    const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    if (body === undefined) return { ...failure(status), headers };
    return typeof body === 'string'
      ? { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' }, text: body }
      : { status, headers, body };
  }
}

const noQuery = new URLSearchParams();

function isInstead(fault: AnswerFault | undefined): boolean {
  switch (fault?.kind) {
    case 'status':
    case 'redirect':
    case 'reset':
    case 'hang':
      return fault.when !== 'after';
    default:
      return false;
  }
}

function parseTarget(target: string): Pick<FakeRequest, 'segments' | 'query'> | undefined {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    return { segments, query: mark === -1 ? new URLSearchParams() : new URLSearchParams(target.slice(mark + 1)) };
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function toAnswer({
  status,
  headers,
  body,
  text = body === undefined ? '' : JSON.stringify(body),
}: FakeResponse): Answer {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const type = bytes.length === 0 ? {} : { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: bytes };
}

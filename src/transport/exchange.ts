import type { Transform } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Call, Stoppable } from './call.ts';
import type { Clock } from './clock.ts';
import { createDecoder } from './content-encoding.ts';
import { TransportError, type TransportFailure, type UpstreamRequest, type UpstreamResponse } from './http.ts';
import type { TransportSettings } from './settings.ts';
import { classifySocketError } from './socket-error.ts';

export type ExchangePolicy = Pick<TransportSettings, 'attemptTimeoutMs' | 'maxBodyBytes'>;

type ResponseHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/**
 * One attempt: what undici tells of it becomes one complete answer or one TransportError. A class, because undici wants
 * an object with these methods, and one object per attempt is what it costs.
 */
export class Exchange implements Dispatcher.DispatchHandler, Stoppable {
  readonly #call: Call;
  readonly #repeat: UpstreamRequest['repeat'];
  readonly #maxBodyBytes: number;
  readonly #resolve: (response: UpstreamResponse) => void;
  readonly #reject: (error: TransportError) => void;
  readonly #cancelTimer: () => void;
  #controller: Dispatcher.DispatchController | undefined;
  #settled = false;
  #status = 0;
  #headers: Record<string, string> = {};
  #decoder: Transform | undefined;
  #wireBytes = 0;
  #bodyBytes = 0;
  readonly #chunks: Buffer[] = [];

  constructor(
    { repeat }: UpstreamRequest,
    call: Call,
    policy: ExchangePolicy,
    clock: Pick<Clock, 'setTimer'>,
    resolve: (response: UpstreamResponse) => void,
    reject: (error: TransportError) => void,
  ) {
    this.#call = call;
    this.#repeat = repeat;
    this.#maxBodyBytes = policy.maxBodyBytes;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#cancelTimer = clock.setTimer(
      () => this.#fail('timeout', 'No complete answer in time'),
      policy.attemptTimeoutMs,
    );
    call.waitingFor = this;
  }

  stop(): void {
    this.#fail('aborted', 'The request was aborted');
  }

  /** The connection stands and the request is written right after this: from here on bytes may have gone out. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) {
      controller.abort(new Error('Ended before it was sent'));
      return;
    }
    this.#controller = controller;
    this.#call.sent = true;
    if (this.#repeat !== 'safe') this.#call.waitingFor = undefined;
  }

  /** For early hints too, which the answer itself then replaces. */
  onResponseStart(_: unknown, status: number, headers: ResponseHeaders): void {
    this.#status = status;
    this.#headers = isFlat(headers) ? headers : flatten(headers);
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    if (this.#settled) return;
    if (this.#wireBytes === 0 && this.#headers['content-encoding'] !== undefined) this.#beginDecoding();
    this.#wireBytes += chunk.length;
    if (this.#decoder === undefined) this.#collect(chunk);
    else if (this.#wireBytes > this.#maxBodyBytes) this.#failTooLarge();
    else this.#decoder.write(chunk);
  }

  onResponseEnd(): void {
    if (this.#decoder === undefined) this.#succeed();
    else this.#decoder.end();
  }

  onResponseError(_: unknown, error: Error): void {
    const { failure, message } = classifySocketError(error, this.#controller !== undefined);
    this.#fail(failure, message);
  }

  /** Only once a body comes: an empty one says `gzip` too and holds nothing to undo. */
  #beginDecoding(): void {
    const decoder = createDecoder(this.#headers['content-encoding'] ?? '');
    if (decoder === undefined) {
      this.#fail('invalid', 'The answer has an encoding that is not undone');
      return;
    }
    const { 'content-encoding': _, 'content-length': __, ...decoded } = this.#headers;
    this.#headers = decoded;
    if (decoder === 'identity') return;
    this.#decoder = decoder
      .on('data', (chunk: Buffer) => this.#collect(chunk))
      .on('end', () => this.#succeed())
      .on('error', () => this.#fail('invalid', 'The encoding of the answer is broken'));
  }

  #collect(chunk: Buffer): void {
    if (this.#settled) return;
    this.#bodyBytes += chunk.length;
    if (this.#bodyBytes > this.#maxBodyBytes) this.#failTooLarge();
    else this.#chunks.push(chunk);
  }

  #succeed(): void {
    if (!this.#settle()) return;
    const [first] = this.#chunks;
    const body =
      first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks, this.#bodyBytes);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  #failTooLarge(): void {
    this.#fail('invalid', 'The answer is too large');
  }

  #fail(failure: TransportFailure, message: string): void {
    if (!this.#settle()) return;
    const error = new TransportError(failure, message, { sent: this.#controller !== undefined });
    this.#reject(error);
    this.#decoder?.destroy();
    // Ends the connection too: what may still come on it is of no use to the next request.
    this.#controller?.abort(error);
  }

  /** False when it was done before: the first end counts. */
  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    this.#cancelTimer();
    if (this.#call.waitingFor === this) this.#call.waitingFor = undefined;
    return true;
  }
}

function isFlat(headers: ResponseHeaders): headers is Record<string, string> {
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
}

function flatten(headers: ResponseHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}

/** Puts an answer on the wire, whole or damaged as a fault asks for. */

import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { AnswerFault } from './faults.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Resolves when the fake's part is done; rejects when `closing` fires meanwhile. */
export async function deliver(
  answer: Answer,
  fault: AnswerFault | undefined,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  switch (fault?.kind) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'cut':
      return cut(answer, fault, response);
    case 'drip':
      return drip(answer, fault, response, closing);
    case 'huge':
      return sendHuge(answer, fault, response, closing);
    case 'bad-json':
      return send({ ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) }, response);
    case 'patch':
      return send({ ...answer, body: patched(answer.body, fault) }, response);
    case 'html':
      return send({ status: 200, headers: { 'content-type': 'text/html' }, body: page }, response);
    case 'empty':
      return send({ ...answer, body: Buffer.alloc(0) }, response);
    case 'extra-answer':
      return sendTwice(answer, fault, response, closing);
    default:
      return send(answer, response);
  }
}

const page = Buffer.from('<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>');

function send(answer: Answer, response: ServerResponse): void {
  response.writeHead(answer.status, { ...answer.headers, ...lengthOf(answer.body) });
  response.end(answer.body);
}

function cut(answer: Answer, fault: AnswerFault & { kind: 'cut' }, response: ServerResponse): void {
  const { socket } = response;
  const part = answer.body.subarray(0, fault.bytes);
  const framing =
    fault.framing === 'length' ? { 'content-length': answer.body.length + 10 } : { 'transfer-encoding': 'chunked' };
  response.writeHead(answer.status, { ...answer.headers, ...framing });
  response.write(part);
  if (fault.end !== 'hang') socket?.end();
}

async function drip(
  answer: Answer,
  fault: AnswerFault & { kind: 'drip' },
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const { socket } = response;
  if (!socket) return;
  const top = head(answer.status, { ...answer.headers, ...lengthOf(answer.body), connection: 'close' });
  if (!fault.head) socket.write(top);
  const bytes = fault.head ? Buffer.concat([top, answer.body]) : answer.body;
  for (let sent = 0; sent < bytes.length && !socket.destroyed; sent += fault.bytes) {
    await sleep(fault.everyMs, undefined, { signal: closing });
    socket.write(bytes.subarray(sent, sent + fault.bytes));
  }
  socket.end();
}

async function sendTwice(
  answer: Answer,
  fault: AnswerFault & { kind: 'extra-answer' },
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const { socket } = response;
  send(answer, response);
  // The client must have read the right answer and put the connection back first.
  await sleep(2, undefined, { signal: closing });
  const body = Buffer.from(JSON.stringify(fault.body));
  socket?.write(Buffer.concat([head(answer.status, { ...answer.headers, ...lengthOf(body) }), body]));
}

/** By the fault's own object: zipping it anew for each request would hold up the fake's process, in tests the gateway's own, too. */
const zipped = new WeakMap<AnswerFault, Buffer>();

function zip(body: Buffer, layers: number): Buffer {
  return layers === 0 ? body : zip(gzipSync(body), layers - 1);
}

async function sendHuge(
  answer: Answer,
  fault: AnswerFault & { kind: 'huge' },
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const mebibyte = Buffer.alloc(1024 * 1024, 'x');
  const parts = [Buffer.from('{"padding":"'), ...Array<Buffer>(fault.mebibytes).fill(mebibyte), Buffer.from('"}')];
  const layers = fault.gzip ?? 0;
  if (layers > 0) {
    const body = zipped.get(fault) ?? zip(Buffer.concat(parts), layers);
    zipped.set(fault, body);
    const encoding = { 'content-encoding': Array(layers).fill('gzip').join(', ') };
    return send({ ...answer, headers: { ...answer.headers, ...encoding }, body }, response);
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': length });
  await pipeline(parts, response, { signal: closing });
}

function patched(body: Buffer, { path, json }: AnswerFault & { kind: 'patch' }): Buffer {
  const mark = '\u0000 to be replaced';
  const text = JSON.stringify(replaceAt(JSON.parse(body.toString()), path, json === undefined ? undefined : mark));
  return Buffer.from(text.replace(JSON.stringify(mark), () => json ?? ''));
}

function replaceAt(value: unknown, [step, ...rest]: readonly (string | number)[], substitute: unknown): unknown {
  if (step === undefined) return substitute;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? replaceAt(item, rest, substitute) : item));
  }
  const fields = new Map(Object.entries(value ?? {}));
  return Object.fromEntries(fields.set(String(step), replaceAt(fields.get(String(step)), rest, substitute)));
}

function lengthOf(body: Buffer): { 'content-length': number } {
  return { 'content-length': body.length };
}

function head(status: number, headers: Readonly<Record<string, string | number>>): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`);
}

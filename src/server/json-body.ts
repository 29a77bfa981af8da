import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** Deeper than any honest request: variables nest a few levels. */
const MAX_NESTING = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The one kind of body that is taken: a JSON object in UTF-8 as it is, or a list of objects where several operations may come at once. */
export function takeJsonBodies(server: FastifyInstance, maxBatch: number): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    try {
      parseJson(request, readText(request, bytes), (error, body) => {
        if (error) done(new Refusal(400, 'BAD_REQUEST', 'The body is not JSON that can be taken.', { cause: error }));
        else done(shapeProblem(body, maxBatch), body);
      });
    } catch (error) {
      done(error instanceof Error ? error : new Error('The body cannot be read'));
    }
  });
}

/** Compressed bodies are never inflated, so none can be larger than it looks. */
export function refuseEncodedBody({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Refusal(415, 'BAD_REQUEST', 'Bodies are taken as they are: leave `Content-Encoding` out.');
  }
}

function readText({ headers }: FastifyRequest, bytes: Buffer): string {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new Refusal(415, 'BAD_REQUEST', 'Bodies are taken in UTF-8 alone.');
  }
  if (bytes.length === 0) throw new Refusal(400, 'BAD_REQUEST', 'The body is empty.');
  if (isNestedDeeper(bytes, MAX_NESTING)) throw new Refusal(400, 'BAD_REQUEST', 'The body is nested too deep.');
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new Refusal(400, 'BAD_REQUEST', 'The body is not UTF-8.', { cause });
  }
}

function shapeProblem(body: unknown, maxBatch: number): Refusal | null {
  if (isObject(body)) return null;
  if (Array.isArray(body) && maxBatch > 1 && body.length > 0 && body.length <= maxBatch && body.every(isObject)) {
    return null;
  }
  return new Refusal(400, 'BAD_REQUEST', 'The body must be one JSON object.');
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');

/** Looks at brackets outside of strings; all bytes that matter are ASCII, which no other character holds in UTF-8. */
function isNestedDeeper(bytes: Buffer, max: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isInString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth > max) return true;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}

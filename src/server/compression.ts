import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** Below it a packet holds the answer as it is. */
const LEAST_BYTES = 1_024;

type Compress = (bytes: Buffer) => Promise<Buffer>;

const gzip = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.gzip);
const brotli = promisify<zlib.InputType, zlib.BrotliOptions, Buffer>(zlib.brotliCompress);

/** Best first, where a client takes several alike. A page of products becomes an eighth of itself in a fraction of a millisecond by each. */
const CODINGS: Readonly<Record<string, Compress>> = {
  ...zstdWhereNodeHasIt(),
  br: (bytes) => brotli(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => gzip(bytes, { level: 6 }),
};

/** Sends answers in a coding that their client takes, off the event loop. Of an answer that goes out again each coding is made once. */
export function compressAnswers(server: FastifyInstance): void {
  const made = new WeakMap<Buffer, Map<string, Promise<Buffer>>>();

  function compress(coding: string, compress: Compress, payload: string | Buffer): Promise<Buffer> {
    if (typeof payload === 'string') return compress(Buffer.from(payload));
    const codings = made.get(payload) ?? new Map<string, Promise<Buffer>>();
    made.set(payload, codings);
    const known = codings.get(coding) ?? compress(payload);
    codings.set(coding, known);
    return known;
  }

  // No promise for what goes as it is: Fastify would watch the response until the answer is sent.
  server.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return done();
    varyByEncoding(reply);
    const coding = chooseCoding(request, payload);
    const encode = CODINGS[coding];
    if (!encode || reply.raw.destroyed) return done();
    return compress(coding, encode, payload).then((compressed) => {
      reply.headers({ 'content-encoding': coding, 'content-length': compressed.length });
      return compressed;
    });
  });
}

/** A client that takes nothing that there is, not even the answer as it is, gets that. Source: RFC 9110, 12.5.3. */
function chooseCoding({ headers }: FastifyRequest, payload: string | Buffer): string {
  if (headers['accept-encoding'] === undefined) return 'identity';
  const codings = Object.keys(CODINGS);
  const preferred = Buffer.byteLength(payload) < LEAST_BYTES ? ['identity', ...codings] : [...codings, 'identity'];
  const negotiation: Negotiation = new Negotiator({ headers });
  return negotiation.encoding(preferred, { preferred }) ?? 'identity';
}

/** Its types are older than itself. */
interface Negotiation {
  encoding(available: readonly string[], options: { readonly preferred: readonly string[] }): string | undefined;
}

function varyByEncoding(reply: FastifyReply): void {
  const others = reply.getHeader('vary');
  reply.header('vary', others === undefined ? 'Accept-Encoding' : `${others}, Accept-Encoding`);
}

/** From Node 22.15 on. */
function zstdWhereNodeHasIt(): Readonly<Record<string, Compress>> {
  const compress: unknown = Reflect.get(zlib, 'zstdCompress');
  return isCallback(compress) ? { zstd: promisify(compress) } : {};
}

function isCallback(
  value: unknown,
): value is (bytes: Buffer, done: (error: Error | null, compressed: Buffer) => void) => void {
  return typeof value === 'function';
}

import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { AnswerOrigin, Read } from '../graph/answer-origin.ts';
import type { Call, CallWatch } from '../graph/port.ts';
import { ageSeen } from './freshness.ts';
import { tellerOf } from './plugins/answer-watch.ts';

/** An answer as it goes out. */
export interface PrintedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/**
 * Answers whose request came before, while every upstream answers the bytes that it answered then. The upstreams are asked for each request all the
 * same, for all that was read last time at once; when anything changed, what came goes into making the answer anew. Requests that see the same change
 * share the answer that the first of them makes.
 */
export interface UnchangedAnswers {
  /** What is known, or else what `make` makes of what `call` reads. */
  answer(request: FastifyRequest, call: Call, make: () => Promise<PrintedAnswer>): Promise<PrintedAnswer>;
}

interface KeptAnswer extends PrintedAnswer {
  readonly body: Buffer;
  readonly reads: readonly Read[];
  /** Of the queries that it answers. */
  readonly operationNames: readonly (string | null)[];
}

/** An answer that is being made because an upstream answered other bytes than before. */
interface Making {
  readonly change: object | null;
  /** Null when it cannot serve others. */
  readonly made: Promise<KeptAnswer | null>;
}

/** Printed answers, and the upstreams' answers that they are compared with, together. */
const MAX_BYTES = 32 * 1024 * 1024;
/** What headers and key of an entry take, and each of its reads beside its bytes. */
const OVERHEAD = 1_024;

export function createUnchangedAnswers(): UnchangedAnswers {
  const kept = new LRUCache<string, KeptAnswer>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ body, reads }) =>
      reads.reduce((sum, { bytes }) => sum + bytes + OVERHEAD, body.length + OVERHEAD),
  });
  const inMaking = new Map<string, Making>();

  return {
    async answer(request, call, make) {
      const startedAt = performance.now();
      const key = keyOf(request);
      const before = kept.get(key);
      const change = before && (await changeSince(before.reads, call));
      if (before && change === null) return known(before, call, startedAt) ?? make();
      const other = inMaking.get(key);
      const latest = change && other?.change === change ? await unlessEnded(call.signal, other.made) : kept.get(key);
      if (latest?.reads.some(({ body }) => body === change) && (await changeSince(latest.reads, call)) === null)
        return known(latest, call, startedAt) ?? make();
      return makeAndKeep(key, call, make, change);
    },
  };

  async function makeAndKeep(
    key: string,
    call: Call,
    make: () => Promise<PrintedAnswer>,
    change: object | null | undefined,
  ): Promise<PrintedAnswer> {
    const answer = make();
    const lasting = answer.then((made) => toKept(made, call.origin));
    const making = { change: change ?? null, made: lasting.catch(() => null) };
    if (change) inMaking.set(key, making);
    try {
      const made = await lasting;
      if (made) kept.set(key, made);
      return await answer;
    } finally {
      if (inMaking.get(key) === making) inMaking.delete(key);
    }
  }
}

/** Null when what was read is too old to go without saying so, which is done where answers are made. */
function known(
  { status, headers, body, operationNames }: KeptAnswer,
  { watch }: Call,
  startedAt: number,
): PrintedAnswer | null {
  const { ageSeconds, isStale } = ageSeen(watch);
  if (isStale) return null;
  tellUnchanged(operationNames, watch, performance.now() - startedAt);
  return { status, headers: ageSeconds === null ? headers : { ...headers, age: String(ageSeconds) }, body };
}

/** What is answered again passes by Apollo Server, and so by the plugin that tells of all other answers. */
function tellUnchanged(names: KeptAnswer['operationNames'], watch: CallWatch | undefined, durationMs: number): void {
  const tell = tellerOf(watch);
  if (!tell) return;
  for (const name of names) tell({ type: 'query', name, hasData: true, codes: [], durationMs, isUnchanged: true });
}

/** Null for an answer that is made of more than reads. */
function toKept({ status, headers, body }: PrintedAnswer, origin: AnswerOrigin | undefined): KeptAnswer | null {
  if (status !== 200 || !origin?.isRepeatable || origin.reads.length === 0) return null;
  const { age: _, ...lasting } = headers;
  const { reads, operationNames } = origin;
  return { status, headers: lasting, body: Buffer.from(body), reads, operationNames };
}

/** Makes reads again, side by side: null when all brought what they brought then, else the first that came and differs. */
function changeSince(reads: readonly Read[], call: Call): Promise<object | null> {
  return new Promise((resolve) => {
    let left = reads.length;
    for (const { body, repeat } of reads) {
      repeat(call).then((came) => {
        left -= 1;
        // A failure is nobody else's.
        if (came !== body) resolve(came ?? {});
        else if (left === 0) resolve(null);
      });
    }
  });
}

/** What comes of a promise, or null as soon as the operation's own time has ended. */
function unlessEnded<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    promise.then(resolve, reject);
    signal?.addEventListener('abort', () => resolve(null), { once: true });
  });
}

/** Headers that name the request or its connection, or how the answer is packed, and change no answer. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'traceparent',
  'tracestate',
  'user-agent',
  'x-request-id',
]);

/** All that an answer may depend on: who asks with which credentials, for which account, what, and in which languages and forms. */
function keyOf({ method, url, headers, body, caller, account }: FastifyRequest): string {
  const effective = Object.entries(headers).filter(([name]) => !WITHOUT_EFFECT.has(name));
  return createHash('sha256')
    .update(JSON.stringify([method, url, effective, body, caller, account]))
    .digest('base64');
}

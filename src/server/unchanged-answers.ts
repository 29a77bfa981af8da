import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { AnswerOrigin, Read } from '../graph/answer-origin.ts';
import type { Call } from '../graph/port.ts';

/** An answer as it went out. */
export interface PrintedAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Answers whose request came before, while every upstream answers the bytes that it answered then. The upstreams are asked for each request all the
 * same, for all that was read last time at once; when anything changed, what came goes into making the answer anew.
 */
export interface UnchangedAnswers {
  /** Null when the answer has to be made. */
  find(request: FastifyRequest, call: Call): Promise<PrintedAnswer | null>;
  keep(request: FastifyRequest, origin: AnswerOrigin, answer: PrintedAnswer): void;
}

interface KeptAnswer extends PrintedAnswer {
  readonly reads: readonly Read[];
}

/** Printed answers, and the upstreams' answers that they are compared with, together. */
const MAX_BYTES = 32 * 1024 * 1024;
/** What an entry costs beside its bytes. */
const OVERHEAD = 1_024;

export function createUnchangedAnswers(): UnchangedAnswers {
  const kept = new LRUCache<string, KeptAnswer>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ body, reads }) => reads.reduce((sum, read) => sum + read.bytes, body.length + OVERHEAD),
  });
  return {
    async find(request, call) {
      const answer = kept.get(keyOf(request));
      return answer && (await areUnchanged(answer.reads, call)) ? answer : null;
    },
    keep(request, { reads, isRepeatable }, { headers, body }) {
      if (isRepeatable && reads.length > 0) kept.set(keyOf(request), { headers, body, reads });
    },
  };
}

/** Known with the first that changed. */
function areUnchanged(reads: readonly Read[], call: Call): Promise<boolean> {
  return new Promise((resolve) => {
    let left = reads.length;
    for (const read of reads) {
      read.repeat(call).then((isSame) => {
        left -= 1;
        if (!isSame) resolve(false);
        else if (left === 0) resolve(true);
      });
    }
  });
}

/** Headers that name the request or its connection, and change no answer. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
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

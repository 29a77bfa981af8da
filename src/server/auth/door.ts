import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../../graph/caller.ts';
import { Refusal, type RefusalDetails } from '../refusal.ts';

/** Who came in, and to which accounts. */
export interface Admission {
  readonly caller: Caller;
  /** Those that the caller may choose; the first account alone when it is empty. */
  readonly accounts: readonly string[] | 'all';
}

/**
 * Lets a request in by its headers, before its body is read. With `seenAlone` credentials that could be guessed have to be some that were right before.
 *
 * @throws Refusal
 */
export type Door = (headers: IncomingHttpHeaders, seenAlone: boolean) => Promise<Admission>;

/** Credentials were shown that the gateway never gave, unlike those that ended. */
export class WrongLogin extends Refusal {
  constructor(message: string, details: RefusalDetails) {
    super(401, 'UNAUTHENTICATED', message, details);
  }
}

/** Tells callers apart in limits, keys and logs without holding who they are. */
export function callerId(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

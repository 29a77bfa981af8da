import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../../graph/caller.ts';

/** Who came in, and to which accounts. */
export interface Admission {
  readonly caller: Caller;
  /** Those that the caller may choose; the first account alone when it is empty. */
  readonly accounts: readonly string[] | 'all';
}

/**
 * Lets a request in by its headers, before its body is read.
 *
 * @throws Refusal
 */
export type Door = (headers: IncomingHttpHeaders) => Promise<Admission>;

/** Tells callers apart in limits, keys and logs without holding who they are. */
export function callerId(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

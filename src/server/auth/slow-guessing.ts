import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { RequestCounts } from '../limits/request-counts.ts';
import { tooManyRequests } from '../limits/too-many-requests.ts';
import { type Admission, type Door, WrongLogin } from './door.ts';

/** A door that knows where a request comes from. */
export type GuardedDoor = (headers: IncomingHttpHeaders, address: string) => Promise<Admission>;

export interface GuessLimit {
  /** Wrong logins from one address. */
  readonly perMinute: number;
  readonly counts: RequestCounts;
  readonly now?: () => number;
}

const WINDOW_MS = 60_000;
/** Addresses that are slowed at once; beyond it the one that was not seen longest is let guess anew. */
const MAX_ADDRESSES = 10_000;

/**
 * Slows who guesses: after so many wrong logins of an address, only credentials that were right before, or need no guess to be known as right, come in from there
 * for the rest of the minute. Others behind the same address go on; a right guess is refused like a wrong one, and tells nothing.
 */
export function slowGuessing(door: Door, { perMinute, counts, now = Date.now }: GuessLimit): GuardedDoor {
  const slowedUntil = new LRUCache<string, number>({ max: MAX_ADDRESSES });

  return async (headers, address) => {
    const leftMs = (slowedUntil.get(address) ?? 0) - now();
    const isSlowed = leftMs > 0;
    try {
      return await door(headers, isSlowed);
    } catch (error) {
      if (!(error instanceof WrongLogin)) throw error;
      if (isSlowed) throw tooManyWrong(leftMs);
      await countWrong(address);
      throw error;
    }
  };

  async function countWrong(address: string): Promise<void> {
    const { requests, leftMs } = await counts.count(`wrong logins from ${address}`, WINDOW_MS);
    if (requests >= perMinute) slowedUntil.set(address, now() + leftMs);
    if (requests > perMinute) throw tooManyWrong(leftMs);
  }
}

function tooManyWrong(leftMs: number) {
  return tooManyRequests('Too many wrong logins', leftMs);
}

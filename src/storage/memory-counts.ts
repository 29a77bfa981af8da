import { LRUCache } from 'lru-cache';
import type { RequestCounts } from '../server/limits/request-counts.ts';

/** Names that are counted at once; beyond it the one that was not seen longest starts anew. */
const MAX_NAMES = 10_000;

/** Counts in this process. */
export function createMemoryCounts(now: () => number = Date.now): RequestCounts {
  const windows = new LRUCache<string, { requests: number; readonly until: number }>({ max: MAX_NAMES });
  return {
    async count(name, windowMs) {
      const known = windows.get(name);
      const window = known && known.until > now() ? known : { requests: 0, until: now() + windowMs };
      window.requests += 1;
      windows.set(name, window);
      return { requests: window.requests, leftMs: window.until - now() };
    },
  };
}

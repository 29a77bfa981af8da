import type { SharedTokens } from '../transport/shared-tokens.ts';

const MINUTE = 60_000;

/** Keeps the retries of one upstream in this process, for others; the bucket fills within a minute. */
export function createMemoryTokens(now: () => number = Date.now): SharedTokens {
  let tokens: number | undefined;
  let at = now();
  return {
    async exchange(change, most) {
      const waited = Math.max(0, now() - at);
      at += waited;
      tokens = Math.min(most, (tokens ?? most) + (waited * most) / MINUTE + change);
      return tokens;
    },
  };
}

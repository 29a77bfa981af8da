import { Refusal } from '../refusal.ts';

/** Says when to come again. */
export function tooManyRequests(what: string, leftMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(leftMs / 1000));
  return new Refusal(429, 'RATE_LIMITED', `${what}; ask again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
    retryAfterSeconds: seconds,
  });
}

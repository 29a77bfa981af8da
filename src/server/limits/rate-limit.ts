import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';

/** Callers whose counts are kept at once; beyond it the one that was not seen longest starts anew. */
const COUNTED_CALLERS = 10_000;

/** So many requests a minute for each caller; where everybody may ask, for each address. */
export async function limitRate(server: FastifyInstance, perMinute: number | null): Promise<void> {
  if (perMinute === null) return;
  await server.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    cache: COUNTED_CALLERS,
    keyGenerator: ({ caller, ip }) => (caller.scopes === 'all' ? ip : caller.id),
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.max(1, Math.ceil(ttl / 1000));
      return new Refusal(429, 'RATE_LIMITED', `Too many requests; ask again in ${seconds} s.`, {
        headers: { 'retry-after': String(seconds) },
        retryAfterSeconds: seconds,
      });
    },
  });
}

import type { FastifyRateLimitStore } from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { RequestCounts } from './request-counts.ts';
import { tooManyRequests } from './too-many-requests.ts';

/** So many requests a minute for each caller; where everybody may ask, for each address. */
export async function limitRate(
  server: FastifyInstance,
  perMinute: number | null,
  counts: RequestCounts,
): Promise<void> {
  if (perMinute === null) return;
  const { default: rateLimit, normalizeIP } = await import('@fastify/rate-limit');
  await server.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    store: storeOn(counts),
    // No caller can be named so that it counts as an address; a network of IPv6 is one, since who has it has all its addresses.
    keyGenerator: ({ caller, ip }) => (caller.scopes === 'all' ? `address ${normalizeIP(ip)}` : `caller ${caller.id}`),
    errorResponseBuilder: (_request, { ttl }) => tooManyRequests('Too many requests', ttl),
  });
}

/** The counts as the plugin wants them: a class, which it makes one of. */
function storeOn(counts: RequestCounts) {
  return class Store implements FastifyRateLimitStore {
    incr(...[name, tell, windowMs]: Parameters<FastifyRateLimitStore['incr']>): void {
      counts.count(name, windowMs).then(
        ({ requests, leftMs }) => tell(null, { current: requests, ttl: leftMs }),
        (error: Error) => tell(error),
      );
    }

    child(): FastifyRateLimitStore {
      return this;
    }
  };
}

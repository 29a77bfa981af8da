import { createHash } from 'node:crypto';
import type { RequestCounts } from '../server/limits/request-counts.ts';
import { createMemoryCounts } from './memory-counts.ts';
import type { RedisLink } from './redis-link.ts';

const COUNT = `local requests = redis.call('INCR', KEYS[1])
if requests == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {requests, redis.call('PTTL', KEYS[1])}`;

/** Counts in Redis, for all replicas; while it is away in this process, from nothing. Names of callers are not kept in clear. */
export function createRedisCounts(redis: RedisLink): RequestCounts {
  const alone = createMemoryCounts();
  return {
    async count(name, windowMs) {
      const keys = [`gateway:requests:${createHash('sha256').update(name).digest('base64url')}`];
      const told = await redis.ask((client) => client.eval(COUNT, { keys, arguments: [String(windowMs)] }));
      if (told === 'away' || !Array.isArray(told.answer)) return alone.count(name, windowMs);
      const [requests, leftMs] = told.answer.map(Number);
      return { requests: requests ?? 1, leftMs: leftMs ?? windowMs };
    },
  };
}

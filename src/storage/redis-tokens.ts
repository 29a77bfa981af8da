import type { SharedTokens } from '../transport/shared-tokens.ts';
import type { RedisLink } from './redis-link.ts';

/** Longer than an empty bucket takes to fill: a forgotten one is full. */
const FORGET_MS = 120_000;

/** The bucket fills within a minute, by Redis' own clock. Numbers of Lua lose their fractions on the way out, text does not. */
const EXCHANGE = `local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most = tonumber(ARGV[2])
local tokens = tonumber(bucket[1] or most)
local waited = math.max(0, now - tonumber(bucket[2] or now))
tokens = math.min(most, tokens + waited * most / 60000 + tonumber(ARGV[1]))
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', now)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return tostring(tokens)`;

/** Keeps the retries of one upstream in Redis, for all replicas. */
export function createRedisTokens(redis: RedisLink, upstream: string): SharedTokens {
  const keys = [`gateway:retries:${upstream}`];
  return {
    async exchange(change, most) {
      const told = await redis.ask((client) =>
        client.eval(EXCHANGE, { keys, arguments: [String(change), String(most), String(FORGET_MS)] }),
      );
      const left = told === 'away' ? Number.NaN : Number(told.answer);
      return Number.isFinite(left) ? left : undefined;
    },
  };
}

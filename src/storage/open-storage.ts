import type { KeyValueStore } from '../graph/mutation/key-value-store.ts';
import type { RequestCounts } from '../server/limits/request-counts.ts';
import type { CacheStore } from '../transport/cache-store.ts';
import type { SharedPauses } from '../transport/shared-pauses.ts';
import type { SharedTokens } from '../transport/shared-tokens.ts';
import { createMemoryCounts } from './memory-counts.ts';
import { createMemoryStore } from './memory-store.ts';
import { createRedisCacheStore } from './redis-cache-store.ts';
import { createRedisCounts } from './redis-counts.ts';
import { connectRedis, type StorageLog } from './redis-link.ts';
import { createRedisPauses } from './redis-pauses.ts';
import { createRedisStore } from './redis-store.ts';
import { createRedisTokens } from './redis-tokens.ts';

/** Everything that outlives a request. */
export interface Storage {
  readonly values: KeyValueStore;
  readonly counts: RequestCounts;
  /** What replicas share of each upstream; absent without a Redis. */
  readonly shared?: {
    cacheOf(upstream: string, maxBytes: number): CacheStore;
    pausesOf(upstream: string): SharedPauses;
    retriesOf(upstream: string): SharedTokens;
  };
  close(): Promise<void>;
}

/** In Redis for all replicas, or without an address in this process. */
export async function openStorage(redisUrl: string | null, log: StorageLog): Promise<Storage> {
  if (redisUrl === null) {
    return { values: createMemoryStore(), counts: createMemoryCounts(), close: async () => undefined };
  }
  const redis = await connectRedis(redisUrl, log);
  return {
    values: createRedisStore(redis),
    counts: createRedisCounts(redis),
    shared: {
      cacheOf: (upstream, maxBytes) => createRedisCacheStore(redis, upstream, maxBytes),
      pausesOf: (upstream) => createRedisPauses(redis, upstream),
      retriesOf: (upstream) => createRedisTokens(redis, upstream),
    },
    close: redis.close,
  };
}

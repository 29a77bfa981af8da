import type { KeyValueStore } from '../graph/mutation/key-value-store.ts';
import type { CacheStore } from '../transport/cache-store.ts';
import { createMemoryStore } from './memory-store.ts';
import { createRedisCacheStore } from './redis-cache-store.ts';
import { connectRedis, type StorageLog } from './redis-link.ts';
import { createRedisStore } from './redis-store.ts';

/** Everything that outlives a request. */
export interface Storage {
  readonly values: KeyValueStore;
  /** Where answers of an upstream are kept for all replicas; absent without a Redis. */
  readonly cacheOf?: (upstream: string, maxBytes: number) => CacheStore;
  close(): Promise<void>;
}

/** In Redis for all replicas, or without an address in this process. */
export async function openStorage(redisUrl: string | null, log: StorageLog): Promise<Storage> {
  if (redisUrl === null) return { values: createMemoryStore(), close: async () => undefined };
  const redis = await connectRedis(redisUrl, log);
  return {
    values: createRedisStore(redis),
    cacheOf: (upstream, maxBytes) => createRedisCacheStore(redis, upstream, maxBytes),
    close: redis.close,
  };
}

import { DOCUMENT_BYTES, type Storage } from './open-storage.ts';
import { createRedisCacheStore } from './redis-cache-store.ts';
import { createRedisCounts } from './redis-counts.ts';
import { connectRedis, type StorageLog } from './redis-link.ts';
import { createRedisPauses } from './redis-pauses.ts';
import { createRedisStore } from './redis-store.ts';
import { createRedisTokens } from './redis-tokens.ts';

/** In Redis, for all replicas. */
export async function openRedisStorage(url: string, log: StorageLog): Promise<Storage> {
  const redis = await connectRedis(url, log);
  return {
    values: createRedisStore(redis),
    documents: createRedisStore(redis, DOCUMENT_BYTES),
    counts: createRedisCounts(redis),
    shared: {
      cacheOf: (upstream, maxBytes) => createRedisCacheStore(redis, upstream, maxBytes),
      pausesOf: (upstream) => createRedisPauses(redis, upstream),
      retriesOf: (upstream) => createRedisTokens(redis, upstream),
    },
    close: redis.close,
  };
}

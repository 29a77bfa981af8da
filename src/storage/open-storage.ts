import type { KeyValueStore } from '../graph/mutation/key-value-store.ts';
import type { RequestCounts } from '../server/limits/request-counts.ts';
import type { CacheStore } from '../transport/cache-store.ts';
import type { SharedPauses } from '../transport/shared-pauses.ts';
import type { SharedTokens } from '../transport/shared-tokens.ts';
import { createMemoryCounts } from './memory-counts.ts';
import { createMemoryStore } from './memory-store.ts';
import type { StorageLog } from './redis-link.ts';

/** Everything that outlives a request. */
export interface Storage {
  readonly values: KeyValueStore;
  readonly counts: RequestCounts;
  /** Apart from the values: whoever sends many documents must not push out what keeps a creation from being done twice. */
  readonly documents: KeyValueStore;
  /** What replicas share of each upstream; absent without a Redis. */
  readonly shared?: {
    cacheOf(upstream: string, maxBytes: number): CacheStore;
    pausesOf(upstream: string): SharedPauses;
    retriesOf(upstream: string): SharedTokens;
  };
  close(): Promise<void>;
}

/** Of documents that clients ask for by their hash; one that was forgotten is sent again. */
export const DOCUMENT_BYTES = 16 * 1024 * 1024;

/** In Redis for all replicas, or without an address in this process. Redis' client is loaded only where there is one. */
export async function openStorage(redisUrl: string | null, log: StorageLog): Promise<Storage> {
  if (redisUrl === null) {
    return {
      values: createMemoryStore(),
      documents: createMemoryStore({ maxBytes: DOCUMENT_BYTES }),
      counts: createMemoryCounts(),
      close: async () => undefined,
    };
  }
  const { openRedisStorage } = await import('./redis-storage.ts');
  return openRedisStorage(redisUrl, log);
}

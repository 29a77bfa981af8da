import { LRUCache } from 'lru-cache';
import { heldBytes } from './held-bytes.ts';
import type { UpstreamResponse } from './http.ts';

/** An answer as it is kept. */
export interface CacheEntry {
  readonly response: UpstreamResponse;
  /** When the upstream gave or confirmed it, in epoch milliseconds. */
  readonly storedAt: number;
}

/**
 * Where answers are kept. Every method may answer at once or later, so that a store outside of the process fits too.
 * None rejects: a store that cannot be reached has nothing and takes nothing. Keys name the identity; the store
 * must not be readable by the callers.
 */
export interface CacheStore {
  get(key: string): CacheEntry | undefined | Promise<CacheEntry | undefined>;
  /** After `ttlMs` the entry is of no use any more and may be dropped. */
  set(key: string, entry: CacheEntry, ttlMs: number): void | Promise<void>;
  delete(key: string): void | Promise<void>;
  /** Drops every entry whose key begins so, before it answers. */
  deleteByPrefix(prefix: string): void | Promise<void>;
}

/** What headers, objects and the list take beside key and body, generously. */
const ENTRY_OVERHEAD = 2_048;
/** Bounds the list of the least recently used, which is laid out beforehand. */
const MAX_ENTRIES = 50_000;

/** Keeps answers in this process and drops those that were not asked for longest. */
export function createMemoryStore(maxBytes: number): CacheStore {
  const entries = new LRUCache<string, CacheEntry>({
    max: MAX_ENTRIES,
    maxSize: maxBytes,
    sizeCalculation: ({ response }, key) => heldBytes(response.body) + 2 * key.length + ENTRY_OVERHEAD,
  });
  return {
    get: (key) => entries.get(key),
    set: (key, entry) => void entries.set(key, entry),
    delete: (key) => void entries.delete(key),
    deleteByPrefix(prefix) {
      for (const key of entries.keys()) if (key.startsWith(prefix)) entries.delete(key);
    },
  };
}

import { LRUCache } from 'lru-cache';
import type { KeyValueStore } from '../graph/mutation/key-value-store.ts';

const MEBIBYTE = 1024 * 1024;
/** What an entry takes beside its text. */
const OVERHEAD_BYTES = 200;

export interface MemoryStoreOptions {
  readonly maxBytes?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Keeps values in this process. What was used least is forgotten first when it grows beyond its limit, 64 MiB unless given. */
export function createMemoryStore({
  maxBytes = 64 * MEBIBYTE,
  now = Date.now,
}: MemoryStoreOptions = {}): KeyValueStore {
  const entries = new LRUCache<string, { readonly value: string; readonly until: number }>({
    maxSize: maxBytes,
    sizeCalculation: ({ value }, name) => 2 * (value.length + name.length) + OVERHEAD_BYTES,
  });
  const read = (name: string): string | null => {
    const entry = entries.get(name);
    return entry && entry.until > now() ? entry.value : null;
  };
  const write = (name: string, value: string, lifetimeMs: number): void => {
    entries.set(name, { value, until: now() + lifetimeMs });
  };
  return {
    get: async (name) => read(name),
    async setIfAbsent(name, value, lifetimeMs) {
      if (read(name) !== null) return false;
      write(name, value, lifetimeMs);
      return true;
    },
    set: async (name, value, lifetimeMs) => write(name, value, lifetimeMs),
    async delete(name) {
      entries.delete(name);
    },
  };
}

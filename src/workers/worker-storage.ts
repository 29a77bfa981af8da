import { z } from 'zod';
import type { KeyValueStore } from '../graph/mutation/key-value-store.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createMemoryStore } from '../transport/cache-store.ts';
import type { SharedPauses } from '../transport/shared-pauses.ts';
import type { Line } from './line.ts';
import type { Question, StoreName } from './shared-state.ts';

export interface WorkerStorage extends Storage {
  /** The first process passes on that a worker was asked to pause. */
  pause(upstream: string, ms: number): void;
}

const text = z.string().nullable();
const count = z.object({ requests: z.number(), leftMs: z.number() });

/** Keeps in the first process what workers have in common. Answers of upstreams are kept by each worker, which is why the cache needs a Redis. */
export function createWorkerStorage(line: Line): WorkerStorage {
  const ask = (question: Question): Promise<unknown> => line.ask(question);
  const listeners = new Map<string, (ms: number) => void>();
  return {
    values: storeIn(line, 'values'),
    documents: storeIn(line, 'documents'),
    counts: { count: async (name, windowMs) => count.parse(await ask({ ask: 'count', name, windowMs })) },
    shared: {
      cacheOf: (_upstream, maxBytes) => createMemoryStore(maxBytes),
      pausesOf: (upstream): SharedPauses => ({
        announce: (ms) => void ask({ ask: 'pause', upstream, ms }).catch(() => undefined),
        listen: (pause) => void listeners.set(upstream, pause),
      }),
      retriesOf: (upstream) => ({
        async exchange(change, most) {
          const left = await ask({ ask: 'retries', upstream, change, most }).catch(() => undefined);
          return typeof left === 'number' ? left : undefined;
        },
      }),
    },
    pause: (upstream, ms) => listeners.get(upstream)?.(ms),
    close: async () => undefined,
  };
}

function storeIn(line: Line, store: StoreName): KeyValueStore {
  const ask = (question: Question): Promise<unknown> => line.ask(question);
  return {
    get: async (name) => text.parse(await ask({ ask: 'get', store, name })),
    setIfAbsent: async (name, value, lifetimeMs) =>
      (await ask({ ask: 'setIfAbsent', store, name, value, lifetimeMs })) === true,
    set: async (name, value, lifetimeMs) => void (await ask({ ask: 'set', store, name, value, lifetimeMs })),
    delete: async (name) => void (await ask({ ask: 'delete', store, name })),
  };
}

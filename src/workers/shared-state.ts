import { z } from 'zod';
import { createMemoryCounts } from '../storage/memory-counts.ts';
import { createMemoryStore } from '../storage/memory-store.ts';
import { createMemoryTokens } from '../storage/memory-tokens.ts';
import { DOCUMENT_BYTES } from '../storage/open-storage.ts';
import type { SharedTokens } from '../transport/shared-tokens.ts';
import type { Answer } from './line.ts';

const store = z.enum(['values', 'documents']);

/** What a worker asks the first process, which keeps for all of them what Redis would keep for replicas. */
const question = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('get'), store, name: z.string() }),
  z.object({
    ask: z.enum(['set', 'setIfAbsent']),
    store,
    name: z.string(),
    value: z.string(),
    lifetimeMs: z.number(),
  }),
  z.object({ ask: z.literal('delete'), store, name: z.string() }),
  z.object({ ask: z.literal('count'), name: z.string(), windowMs: z.number() }),
  z.object({ ask: z.literal('retries'), upstream: z.string(), change: z.number(), most: z.number() }),
  z.object({ ask: z.literal('pause'), upstream: z.string(), ms: z.number() }),
  z.object({ ask: z.literal('metrics') }),
]);

export type Question = z.output<typeof question>;
export type StoreName = z.output<typeof store>;

/** What the first process asks its workers. */
export type WorkerQuestion = { readonly tell: 'metrics' } | { readonly pause: number; readonly upstream: string };

/** `askAll` asks every worker that serves, and leaves out those that fail to answer. */
export function createSharedState(askAll: (asked: WorkerQuestion) => Promise<readonly unknown[]>): Answer {
  const stores = { values: createMemoryStore(), documents: createMemoryStore({ maxBytes: DOCUMENT_BYTES }) };
  const counts = createMemoryCounts();
  const retries = new Map<string, SharedTokens>();

  function retriesOf(upstream: string): SharedTokens {
    const tokens = retries.get(upstream) ?? createMemoryTokens();
    retries.set(upstream, tokens);
    return tokens;
  }

  return (asked) => {
    const known = question.parse(asked);
    switch (known.ask) {
      case 'get':
        return stores[known.store].get(known.name);
      case 'set':
        return stores[known.store].set(known.name, known.value, known.lifetimeMs);
      case 'setIfAbsent':
        return stores[known.store].setIfAbsent(known.name, known.value, known.lifetimeMs);
      case 'delete':
        return stores[known.store].delete(known.name);
      case 'count':
        return counts.count(known.name, known.windowMs);
      case 'retries':
        return retriesOf(known.upstream).exchange(known.change, known.most);
      case 'pause':
        return askAll({ pause: known.ms, upstream: known.upstream }).then(() => null);
      case 'metrics':
        return askAll({ tell: 'metrics' });
    }
  };
}

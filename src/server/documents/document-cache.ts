import type { ApolloServer } from '@apollo/server';
import type { KeyValueStore } from '../../graph/mutation/key-value-store.ts';

export type DocumentCache = ApolloServer['cache'];

/** Unless Apollo Server names another time. */
const KEPT_SECONDS = 24 * 60 * 60;

/** Where documents are kept by their hash, in the form that Apollo Server asks for. */
export function createDocumentCache(store: KeyValueStore): DocumentCache {
  return {
    get: async (hash) => (await store.get(nameOf(hash))) ?? undefined,
    set: (hash, document, options) => store.set(nameOf(hash), document, 1_000 * (options?.ttl ?? KEPT_SECONDS)),
    delete: (hash) => store.delete(nameOf(hash)),
  };
}

function nameOf(hash: string): string {
  return `document:${hash}`;
}

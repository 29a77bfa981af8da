import type { ApolloServerOptions } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GatewayContext } from '../../graph/context.ts';

type DocumentStore = NonNullable<ApolloServerOptions<GatewayContext>['documentStore']>;

const MAX_BYTES = 48 * 1024 * 1024;
/** Of a token and its part of the tree, and of the code that is compiled for it: as measured, rounded up. */
const TOKEN_BYTES = 1_200;
const OVERHEAD = 4_096;

/**
 * Documents that were parsed and found valid, least used first out. Apollo Server's own store measures a document by its tree printed as JSON; in memory it
 * takes many times as much, and with long comments thousands of times: the tree holds every token and the text that they stand in.
 */
export function createParsedDocuments(maxBytes = MAX_BYTES): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({ maxSize: maxBytes, sizeCalculation: documentBytes });
  return {
    get: async (hash) => documents.get(hash),
    set: async (hash, document) => void documents.set(hash, document),
    delete: async (hash) => void documents.delete(hash),
  };
}

function documentBytes({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens += 1;
  return OVERHEAD + TOKEN_BYTES * tokens + 2 * (loc?.source.body.length ?? 0);
}

import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { resolvers } from './resolvers.ts';

/** The contract's folder, the same distance from src/graph/ and dist/graph/. */
const CONTRACT = new URL('../../schema/', import.meta.url);

/** The schema that the gateway serves on its own, from schema/*.graphql and every room's resolvers. */
export function createSchema(): GraphQLSchema {
  return makeExecutableSchema({ typeDefs: readContract(), resolvers, inheritResolversFromInterfaces: false });
}

function readContract(): string[] {
  const files = readdirSync(CONTRACT).filter((name) => name.endsWith('.graphql'));
  return files.sort().map((name) => readFileSync(new URL(name, CONTRACT), 'utf8'));
}

import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { readContract } from './contract.ts';
import { resolvers } from './resolvers.ts';
import { enforceScopes } from './scope/enforcement.ts';

/** The schema that the gateway serves on its own, from schema/*.graphql and every room's resolvers. */
export function createSchema(): GraphQLSchema {
  return enforceScopes(
    makeExecutableSchema({ typeDefs: readContract(), resolvers, inheritResolversFromInterfaces: false }),
  );
}

import { addResolversToSchema } from '@graphql-tools/schema';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import { readContract } from './contract.ts';
import { resolvers } from './resolvers.ts';
import { enforceScopes } from './scope/enforcement.ts';

/** The schema that the gateway serves on its own, from schema/*.graphql and every room's resolvers. That the contract is valid is for tests to see, not for every start. */
export function createSchema(): GraphQLSchema {
  const schema = buildASTSchema(parse(readContract().join('\n')), { assumeValidSDL: true });
  for (const room of resolvers) addResolversToSchema({ schema, resolvers: room, updateResolversInPlace: true });
  return enforceScopes(schema);
}

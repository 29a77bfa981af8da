import { buildSubgraphSchema } from '@apollo/subgraph';
import { addResolversToSchema } from '@graphql-tools/schema';
import { type DocumentNode, type GraphQLSchema, Kind, parse, visit } from 'graphql';
import { readContract } from './contract.ts';
import { createEntityResolvers } from './entities/resolvers.ts';
import { resolvers } from './resolvers.ts';
import { enforceScopes } from './scope/enforcement.ts';

export interface SubgraphOptions {
  /** Representations that one `_entities` field takes. */
  readonly maxRepresentations: number;
}

/** The schema that the gateway serves behind a federated router: the contract, schema/subgraph/ over it, and `_service` and `_entities`. */
export function createSubgraphSchema({ maxRepresentations }: SubgraphOptions): GraphQLSchema {
  const overlay = parse(readContract('subgraph/').join('\n'));
  const contract = withoutDefinitions(parse(readContract('').join('\n')), importedDirectives(overlay));
  const schema = buildSubgraphSchema([{ typeDefs: contract }, { typeDefs: overlay }]);
  for (const room of [...resolvers, createEntityResolvers(maxRepresentations)]) {
    addResolversToSchema({ schema, resolvers: room, updateResolversInPlace: true });
  }
  return enforceScopes(schema);
}

/** Names of the directives that a `@link` brings along, without `@`. */
function importedDirectives(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    Directive(link) {
      if (link.name.value !== 'link') return false;
      return undefined;
    },
    StringValue({ value }) {
      if (value.startsWith('@')) names.add(value.slice(1));
    },
  });
  return names;
}

/** Federation defines what it brings itself; the same annotations then mean the same, and routers read them. */
function withoutDefinitions(document: DocumentNode, names: ReadonlySet<string>): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.filter(
      (definition) => definition.kind !== Kind.DIRECTIVE_DEFINITION || !names.has(definition.name.value),
    ),
  };
}

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
  const contract = withoutDefinitions(parse(readContract().join('\n')), importedDirectives(overlay));
  const schema = buildSubgraphSchema({ typeDefs: laidOver(contract, overlay) });
  for (const room of [...resolvers, createEntityResolvers(maxRepresentations)]) {
    addResolversToSchema({ schema, resolvers: room, updateResolversInPlace: true });
  }
  return enforceScopes(schema);
}

/** Names of the directives that a `@link` brings along, without `@`. */
function importedDirectives(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name }) => (name.value === 'link' ? undefined : false),
    StringValue({ value }) {
      if (value.startsWith('@')) names.add(value.slice(1));
    },
  });
  return names;
}

/** Federation defines what it brings itself; the same annotations then mean the same, and routers read them. */
function withoutDefinitions(document: DocumentNode, names: ReadonlySet<string>): DocumentNode {
  const definitions = document.definitions.filter(
    (definition) => definition.kind !== Kind.DIRECTIVE_DEFINITION || !names.has(definition.name.value),
  );
  return { ...document, definitions };
}

/** What the overlay adds to a type becomes part of the type itself: federation takes `@shareable` for the fields beside it alone. */
function laidOver(contract: DocumentNode, overlay: DocumentNode): DocumentNode {
  const extensions = overlay.definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_EXTENSION);
  const others = overlay.definitions.filter((definition) => definition.kind !== Kind.OBJECT_TYPE_EXTENSION);
  const definitions = contract.definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
    const additions = extensions.filter(({ name }) => name.value === definition.name.value);
    return {
      ...definition,
      directives: [definition, ...additions].flatMap(({ directives = [] }) => directives),
      fields: [definition, ...additions].flatMap(({ fields = [] }) => fields),
    };
  });
  return { ...contract, definitions: [...definitions, ...others] };
}

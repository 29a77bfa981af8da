import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { describe, expect, test } from '@jest/globals';
import { composeServices as composeServicesForHive } from '@theguild/federation-composition';
import { type DocumentNode, type GraphQLSchema, graphqlSync, isObjectType, Kind, parse, visit } from 'graphql';
import { KEY_FORMS } from '../../src/graph/entities/key-forms.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { scopeRequirements } from '../../src/graph/scope/requirements.ts';
import { createSubgraphSchema } from '../../src/graph/subgraph-schema.ts';
import { type FieldCost, readFieldCost } from '../../src/server/cost/call-rules.ts';

const schema = createSubgraphSchema({ maxRepresentations: 100 });
const sdl = readSdl();
const reviews = readFileSync(new URL('../../examples/federation/reviews.graphql', import.meta.url), 'utf8');

/** Federation's versions and what each brought, by its changelog (apollographql.com, Federation 2 versions). */
const BROUGHT = {
  '2.0': ['key', 'requires', 'provides', 'external', 'shareable', 'extends', 'tag', 'override', 'inaccessible'],
  '2.1': ['composeDirective'],
  '2.3': ['interfaceObject'],
  '2.5': ['authenticated', 'requiresScopes'],
  '2.6': ['policy'],
  '2.8': ['context', 'fromContext'],
  '2.9': ['cost', 'listSize'],
};

/** Of the tools that make supergraphs, those whose routers the documentation names and that npm has. */
const COMPOSERS = [
  ['Apollo’s tools', composeServices],
  ['Hive’s tools', composeServicesForHive],
] as const;

describe.each(COMPOSERS)('by %s', (_name, composer) => {
  test('the subgraph composes with another one that extends its products', () => {
    const { problems, supergraphSdl } = compose(reviews);
    expect(problems).toEqual([]);
    expect(supergraphSdl).toContain('latestReviews');
    expect(supergraphSdl).toContain('@requiresScopes(scopes: [["read:products"]])');
    expect(supergraphSdl).toContain('@tag(name: "write")');
    expect(supergraphSdl).toMatch(/products\([^)]*\): ProductConnection .*@cost\(weight: 1\) @listSize\(/);
  });

  test.each([
    ['id', 'Catalog', 'id: ID!'],
    ['catalogId', 'Catalog', 'catalogId: String!'],
    ['groupId', 'Group', 'groupId: String!'],
    ['id', 'Product', 'id: ID!'],
    ['productGroupId', 'ProductGroup', 'productGroupId: ID!'],
    ['reference', 'ProductGroup', 'reference: String'],
    ['name', 'Scope', 'name: String!'],
  ])('another subgraph reaches objects by `%s` of %s', (key, type, field) => {
    const { problems } = compose(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])
    type ${type} @key(fields: "${key}") { ${field} }
    type Query { find${type}: ${type} }
  `);
    expect(problems).toEqual([]);
  });

  test('another subgraph may define the value types, too', () => {
    const { problems } = compose(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])
    type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
    type OrderConnection { pageInfo: PageInfo! }
    type Query { orders: OrderConnection }
  `);
    expect(problems).toEqual([]);
  });

  /** Errors and hints alike, in words: a printed error would drag the whole graph along. */
  function compose(other: string): { readonly problems: readonly string[]; readonly supergraphSdl: string } {
    const {
      errors = [],
      supergraphSdl = '',
      ...rest
    } = composer([
      { name: 'products', url: 'http://products', typeDefs: parse(sdl) },
      { name: 'other', url: 'http://other', typeDefs: parse(other) },
    ]);
    const hints = 'hints' in rest ? (rest.hints ?? []) : [];
    return { problems: [...errors, ...hints].map(({ message }) => message), supergraphSdl };
  }
});

test('the version of federation is the lowest that holds what is used, and nothing unused is imported', () => {
  const used = usedDirectives(parse(sdl));
  const [version, imported] = readLink();
  const needed = Object.entries(BROUGHT).flatMap(([since, names]) =>
    names.filter((name) => used.has(name)).map((name) => ({ name: `@${name}`, since })),
  );
  expect(imported.toSorted()).toEqual(needed.map(({ name }) => name).toSorted());
  const versions = needed.map(({ since }) => since);
  expect(version).toBe(versions.sort(byVersion).at(-1));
});

test('every key of the overlay has its loader, and every loader its key', () => {
  const keys = new Map<string, string[]>();
  for (const definition of parse(sdl).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    for (const { name, arguments: [fields] = [] } of definition.directives ?? []) {
      if (name.value !== 'key' || fields?.value.kind !== Kind.STRING) continue;
      const type = definition.name.value;
      keys.set(type, [...(keys.get(type) ?? []), fields.value.value]);
    }
  }
  const forms = Object.entries(KEY_FORMS).map(([type, list]) => [type, list.map(({ fields }) => fields.join(' '))]);
  expect(Object.fromEntries(keys)).toEqual(Object.fromEntries(forms));
});

test('both roles need the same scopes for the same fields, and count the same calls', () => {
  const standalone = createSchema();
  expect(scopeRequirements(schema)).toEqual(scopeRequirements(standalone));
  const costs = costsOf(schema);
  for (const [coordinate, cost] of costsOf(standalone))
    expect([coordinate, costs.get(coordinate)]).toEqual([coordinate, cost]);
});

function readSdl(): string {
  const { data } = graphqlSync({ schema, source: '{ _service { sdl } }' });
  const { sdl: text } = Object(data?._service);
  return String(text);
}

/** Applied, not only defined. */
function usedDirectives(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Directive: ({ name }) => void names.add(name.value) });
  return names;
}

/** Version and imports of federation's own link. */
function readLink(): [string, string[]] {
  const link = /federation\/v([\d.]+)", import: \[([^\]]*)\]/.exec(sdl);
  const [, version = '', imports = ''] = link ?? [];
  return [version, [...imports.matchAll(/"(@\w+)"/g)].map(([, name = '']) => name)];
}

function byVersion(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

function costsOf(of: GraphQLSchema): ReadonlyMap<string, FieldCost> {
  const types = Object.values(of.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  const own = fields.filter(({ type }) => !type.name.startsWith('__'));
  return new Map(own.map(({ type, field }) => [`${type.name}.${field.name}`, readFieldCost(of, field)]));
}

import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { expect, test } from '@jest/globals';
import { type DocumentNode, graphqlSync, Kind, parse, visit } from 'graphql';
import { KEY_FORMS } from '../../src/graph/entities/key-forms.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { scopeRequirements } from '../../src/graph/scope/requirements.ts';
import { createSubgraphSchema } from '../../src/graph/subgraph-schema.ts';

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

/** Defined by the contract itself, whose list sizes say more than federation's may: routers do not see them. */
const OWN_MEANING = new Set(['@cost', '@listSize']);

test('the subgraph composes with another one that extends its products', () => {
  const { problems, supergraphSdl } = compose(reviews);
  expect(problems).toEqual([]);
  expect(supergraphSdl).toContain('latestReviews');
  expect(supergraphSdl).toContain('@requiresScopes(scopes: [["read:products"]])');
  expect(supergraphSdl).toContain('@tag(name: "write")');
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

test('the version of federation is the lowest that holds what is used, and nothing unused is imported', () => {
  const used = usedDirectives(parse(sdl));
  const [version, imported] = readLink();
  const needed = Object.entries(BROUGHT).flatMap(([since, names]) =>
    names.filter((name) => used.has(name)).map((name) => ({ name: `@${name}`, since })),
  );
  const linked = needed.filter(({ name }) => !OWN_MEANING.has(name));
  expect(imported.toSorted()).toEqual(linked.map(({ name }) => name).toSorted());
  const versions = linked.map(({ since }) => since);
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

test('both roles need the same scopes for the same fields', () => {
  expect(scopeRequirements(schema)).toEqual(scopeRequirements(createSchema()));
});

/** Errors and hints alike, in words: a printed error would drag the whole graph along. */
function compose(other: string): { readonly problems: readonly string[]; readonly supergraphSdl: string } {
  const {
    errors = [],
    hints = [],
    supergraphSdl = '',
  } = composeServices([
    { name: 'products', url: 'http://products', typeDefs: parse(sdl) },
    { name: 'other', url: 'http://other', typeDefs: parse(other) },
  ]);
  return { problems: [...errors, ...hints].map(({ message }) => message), supergraphSdl };
}

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

import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  type IntrospectionQuery,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { createSchema } from '../../src/graph/schema.ts';
import { startTestGraph, type TestGraph } from '../support/run-operation.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

test('what is served is the contract, to the last argument and description', () => {
  const folder = new URL('../../schema/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const contract = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  expect(print(createSchema())).toBe(print(buildSchema(contract)));
});

function print(schema: GraphQLSchema): string {
  return printSchema(lexicographicSortSchema(schema));
}

test('every type, field, argument, input field and enum value is described', async () => {
  const { data } = await graph.run<IntrospectionQuery>(getIntrospectionQuery());
  const { types, directives } = data.__schema;
  const described = [
    ...types.filter(({ name }) => !name.startsWith('__')).flatMap(parts),
    ...directives.filter(({ name }) => name === 'requiresScopes').flatMap(parts),
  ];
  expect(described.length).toBeGreaterThan(300);
  expect(described.filter(({ description }) => !/\S.*[.]$/s.test(description ?? '')).map(({ name }) => name)).toEqual(
    [],
  );
});

interface Part {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly fields?: readonly Part[];
  readonly args?: readonly Part[];
  readonly inputFields?: readonly Part[];
  readonly enumValues?: readonly Part[];
}

/** The part and all parts within it, by their coordinates. */
function parts(part: Part): readonly Part[] {
  const { name, fields, args, inputFields, enumValues } = part;
  const inner = [fields, args, inputFields, enumValues].flatMap((list) => list ?? []);
  return [part, ...inner.flatMap((one) => parts({ ...one, name: `${name}.${one.name}` }))];
}

/** Where a query finds objects that together have a value for every field of their type; `%` stands for the fields. */
interface Specimens {
  readonly at: string;
  /** Fields that none of them has a value for, and why. */
  readonly except?: Readonly<Record<string, string>>;
}

const deleted = { deletedAt: 'lists hold nothing deleted', deletedBy: 'lists hold nothing deleted' };

const SPECIMENS: Readonly<Record<string, Specimens>> = {
  Catalog: { at: 'catalog(catalogId: "S23") { % }', except: deleted },
  CatalogConnection: { at: 'catalogs { % }' },
  CatalogEdge: { at: 'catalogs { edges { % } }' },
  Group: { at: 'group(groupId: "B1") { % }', except: deleted },
  GroupConnection: { at: 'groups { % }' },
  GroupEdge: { at: 'groups { edges { % } }' },
  LocalizedText: { at: 'productGroup(by: { reference: "B1" }) { title { % } }' },
  Money: { at: 'product(catalogId: "S23", productId: "Stol22") { price { % } }' },
  PageInfo: { at: 'products(catalogId: "S23") { pageInfo { % } }' },
  Product: { at: 'products(catalogId: "S23") { nodes { % } }', except: deleted },
  ProductConnection: { at: 'products(catalogId: "S23") { % }' },
  ProductDimension: { at: 'product(catalogId: "S23", productId: "Stol22") { dimension { % } }' },
  ProductEdge: { at: 'products(catalogId: "S23") { edges { % } }' },
  ProductGroup: { at: 'productGroups { nodes { % } }' },
  ProductGroupConnection: { at: 'productGroups { % }', except: { totalCount: 'Abillify is not known to state one' } },
  ProductGroupEdge: { at: 'productGroups { edges { % } }' },
  ProductImage: { at: 'product(catalogId: "S23", productId: "Stol22") { images { % } }' },
  ProductLocation: { at: 'product(catalogId: "S23", productId: "Stol22") { locations { % } }' },
  Query: { at: '%' },
  Scope: { at: 'scopes { % }' },
  Translation: { at: 'productGroup(by: { reference: "B1" }) { title { translations { % } } }' },
  Viewer: { at: 'viewer { % }' },
};

/** Values for arguments that must be given. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'Query.catalog': '(catalogId: "S23")',
  'Query.group': '(groupId: "B1")',
  'Query.node': `(id: "${scopeId()}")`,
  'Query.nodes': `(ids: ["${scopeId()}"])`,
  'Query.product': '(catalogId: "S23", productId: "Stol22")',
  'Query.productGroup': '(by: { reference: "B1" })',
  'Query.scope': '(name: "read:products")',
};

describe('every field of every type that a query can reach leads to data', () => {
  const schema = createSchema();

  test('and there is a specimen of each', () => {
    expect(Object.keys(SPECIMENS).sort()).toEqual(
      reachableTypes(schema)
        .map(({ name }) => name)
        .sort(),
    );
  });

  test.each(reachableTypes(schema).map((type) => [type.name, type] as const))('%s', async (name, type) => {
    const { at = '', except = {} } = SPECIMENS[name] ?? {};
    const fields = Object.values(type.getFields());
    const selection = fields.map((field) => select(type, field)).join(' ');
    const { data, errors } = await graph.run(`{ ${at.replaceAll('%', `specimen: __typename ${selection}`)} }`, {
      acceptLanguage: 'nb',
    });
    expect(errors).toEqual([]);
    const specimens = findSpecimens(data);
    expect(specimens.length).toBeGreaterThan(0);
    const empty = fields.filter((field) => specimens.every((specimen) => isEmpty(specimen[field.name])));
    expect(empty.map((field) => field.name)).toEqual(Object.keys(except));
  });
});

function reachableTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const query = schema.getQueryType();
  const reached = new Set<GraphQLObjectType>(query ? [query] : []);
  for (const type of reached) {
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      if (isObjectType(target)) reached.add(target);
    }
  }
  return [...reached];
}

function select(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
  const given = ARGUMENTS[`${type.name}.${field.name}`];
  if (given === undefined && field.args.some(isRequiredArgument)) {
    throw new Error(`${type.name}.${field.name} needs arguments.`);
  }
  return `${field.name}${given ?? ''} ${isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'}`;
}

type Specimen = Readonly<Record<string, unknown>>;

function findSpecimens(value: unknown): readonly Specimen[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(findSpecimens);
  return isSpecimen(value) ? [value, ...inner] : inner;
}

function isSpecimen(value: object): value is Specimen {
  return 'specimen' in value;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function scopeId(): string {
  return Buffer.from(JSON.stringify([1, 'Scope', 'T11223344', 'read:products'])).toString('base64url');
}

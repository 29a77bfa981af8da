import { describe, expect, test } from '@jest/globals';
import { type FragmentDefinitionNode, type GraphQLSchema, Kind, parse } from 'graphql';
import { asksOnlyFor } from '../../../src/graph/look-ahead.ts';
import { createSchema } from '../../../src/graph/schema.ts';
import { createSubgraphSchema } from '../../../src/graph/subgraph-schema.ts';

/** Whether the document's one field asks its objects for nothing but their groups' product groups. */
function asks(schema: GraphQLSchema, text: string): boolean {
  const { definitions } = parse(text);
  const [operation] = definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document begins with its operation.');
  const fieldNodes = operation.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD);
  const fragments = Object.fromEntries(
    definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const field = schema.getQueryType()?.getFields()[fieldNodes[0]?.name.value ?? ''];
  if (!field) throw new Error('The document asks for no known field.');
  return asksOnlyFor('Group.productGroup')({ fieldNodes, fragments, returnType: field.type, schema });
}

describe.each([
  ['standalone', createSchema()],
  ['subgraph', createSubgraphSchema({ maxRepresentations: 1 })],
])('%s', (_role, schema) => {
  test.each([
    '{ products { nodes { groups { productGroup { label } } } } }',
    '{ products { edges { cursor node { name groups { id groupId name productGroup { label } } } } pageInfo { endCursor } } }',
    '{ products { nodes { catalog { catalogId name } own: groups { one: productGroup { parent { group { uuid } } } } } } }',
    '{ groups { nodes { uuid createdAt productGroup { label } } } }',
    '{ products { nodes { ...P } } } fragment P on Product { groups { ...G } } fragment G on Group { ... { productGroup { label } } }',
  ])('certain, and alone: %s', (text) => {
    expect(asks(schema, text)).toBe(true);
  });

  test.each([
    ['not asked', '{ products { nodes { groups { groupId } } } }'],
    ['no list', '{ products { pageInfo { hasNextPage } } }'],
    ['skipped, perhaps', '{ products { nodes { groups { productGroup @skip(if: true) { label } } } } }'],
    [
      'included, perhaps',
      'query ($if: Boolean!) { products { nodes { groups @include(if: $if) { productGroup { label } } } } }',
    ],
    [
      'in a fragment that is skipped',
      '{ products { nodes { groups { ... @skip(if: true) { productGroup { label } } } } } }',
    ],
    ['of another type', '{ products { nodes { ... on Node { ... on Group { productGroup { label } } } } } }'],
    ['another look-up before it', '{ products { nodes { catalog { createdAt } groups { productGroup { label } } } } }'],
    ['another look-up beside it', '{ products { nodes { groups { uuid productGroup { label } } } } }'],
    [
      'another list beside it',
      '{ products { nodes { groups { productGroup { label } } catalog { products { nodes { name } } } } } }',
    ],
    [
      'only behind another list',
      '{ products { nodes { catalog { products { nodes { groups { productGroup { label } } } } } } } }',
    ],
    [
      'asked in several places',
      '{ products { nodes { name } } products { nodes { groups { productGroup { label } } } } }',
    ],
  ])('%s: %s', (_, text) => {
    expect(asks(schema, text)).toBe(false);
  });
});

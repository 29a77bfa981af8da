import { describe, expect, test } from '@jest/globals';
import {
  type FieldNode,
  type GraphQLNamedType,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { createSchema } from '../../src/graph/schema.ts';
import { readFieldCost } from '../../src/server/cost/call-rules.ts';
import { planCalls } from '../../src/server/cost/plan-calls.ts';

const schema = createSchema();

function plannedCalls(query: string): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const { calls } = planCalls({ schema, document, operation, variables: {} });
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

/** The cost of an operation as routers with demand control compute it: by `@cost` and `@listSize` alone. */
function routersCost(query: string): number {
  const [operation] = parse(query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return costOf(schema.getRootType(OperationTypeNode.QUERY) ?? undefined, operation.selectionSet, null);
}

function costOf(
  type: GraphQLNamedType | undefined,
  { selections }: SelectionSetNode,
  sized: { readonly fields: readonly string[]; readonly size: number } | null,
): number {
  if (!isObjectType(type)) return 0;
  const fields = selections.filter((selection): selection is FieldNode => selection.kind === Kind.FIELD);
  return fields.reduce((sum, node) => {
    const field = type.getFields()[node.name.value];
    if (!field) return sum;
    const { weight, list } = readFieldCost(schema, field);
    const first = getArgumentValues(field, node).first;
    const size = list ? (typeof first === 'number' ? first : (list.assumedSize ?? 1)) : 1;
    const times =
      (list && list.sizedFields.length === 0 ? size : 1) * (sized?.fields.includes(field.name) ? sized.size : 1);
    const inner = list && list.sizedFields.length > 0 ? { fields: list.sizedFields, size } : null;
    return sum + weight + (node.selectionSet ? times * costOf(getNamedType(field.type), node.selectionSet, inner) : 0);
  }, 0);
}

describe('@cost and @listSize agree with the plan', () => {
  test.each([
    '{ viewer { account } }',
    '{ groups(first: 50) { nodes { name } } }',
    '{ products(first: 100) { nodes { name price { amount } } } }',
    '{ catalogs(first: 7) { nodes { products(first: 30) { nodes { name } } } } }',
    '{ a: product(catalogId: "a", productId: "b") { name } b: group(groupId: "b") { productGroup { parent { label } } } }',
    '{ productGroup(by: { id: "1" }) { ancestors { label } group { name } } }',
  ])('exactly, where nothing is shared and every list fits one call: %s', (query) => {
    expect(routersCost(query)).toBe(plannedCalls(query));
  });

  test.each([
    '{ groups(first: 100) { nodes { productGroup { label } } } }',
    '{ productGroups(first: 90) { nodes { parent { label } group { name } children(first: 5) { nodes { label } } } } }',
    '{ products(catalogId: "a", first: 100) { nodes { groups { createdAt productGroup { label } } } } }',
  ])('as an upper bound, where look-ups share calls, which routers cannot know: %s', (query) => {
    expect(routersCost(query)).toBeGreaterThanOrEqual(plannedCalls(query));
  });
});

test.each([0, 1, 3])(
  'what a creation answers is one product, whether it names %d groups or another number',
  (groups) => {
    const groupIds = JSON.stringify(Array.from({ length: groups }, (_, index) => `g${index}`));
    const input = `{ catalogId: "a", productId: "b", name: "c", groupIds: ${groupIds} }`;
    const calls = (selection: string) =>
      plannedCalls(`mutation { createProduct(input: ${input}) { product { ${selection} } } }`);
    expect(calls('groups { productGroup { label } }') - calls('name')).toBe(1);
  },
);

describe('the schema', () => {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ type, field, cost: readFieldCost(schema, field) })),
    );

  test('weighs every field that calls, and no other', () => {
    for (const { type, field, cost } of fields) {
      const name = `${type.name}.${field.name}`;
      expect([name, cost.weight > 0]).toEqual([name, cost.calls.length > 0]);
    }
  });

  test('says of every field at the top that gives objects whom it calls, but for those that call nobody', () => {
    const roots = [schema.getQueryType(), schema.getMutationType()];
    const silent = fields.filter(
      ({ type, field, cost }) =>
        roots.includes(type) && isCompositeType(getNamedType(field.type)) && cost.calls.length === 0,
    );
    expect(silent.map(({ field }) => field.name).sort()).toEqual(['scope', 'scopes', 'viewer']);
  });

  test('sizes every list that takes `first`', () => {
    for (const { field, cost } of fields) {
      if (!field.args.some(({ name }) => name === 'first')) continue;
      expect(cost.list).toEqual({ assumedSize: null, slicingArguments: ['first'], sizedFields: ['edges', 'nodes'] });
    }
  });
});

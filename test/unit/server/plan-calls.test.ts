import { expect, test } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { createSchema } from '../../../src/graph/schema.ts';
import { createSubgraphSchema } from '../../../src/graph/subgraph-schema.ts';
import { type PlannedOperation, planCalls } from '../../../src/server/cost/plan-calls.ts';

const schema = createSchema();

function read(text: string): Omit<PlannedOperation, 'variables'> {
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document begins with its operation.');
  return { schema, document, operation };
}

test('an operation that comes again is planned for the variables that it comes with', () => {
  const operation = read(`query ($first: Int, $catalogId: String) {
    products(catalogId: $catalogId, first: $first) { nodes { groups { productGroup { label } } } }
  }`);
  const callsOf = (variables: object) => planCalls({ ...operation, variables: { ...variables } }).calls;
  const small = { first: 10, catalogId: 'S23' };
  expect(callsOf(small)).toEqual({ dintero: 1, abillify: 1 });
  expect(callsOf({ first: 500, catalogId: 'S23' })).toEqual({ dintero: 5, abillify: 25 });
  expect(callsOf({ first: 500 })).not.toEqual(callsOf({ first: 500, catalogId: 'S23' }));
  expect(callsOf(small)).toEqual({ dintero: 1, abillify: 1 });
});

test('each operation of a document, and each schema, has its own plan', () => {
  const one = read(
    'query A { groups { nodes { name } } } query B { catalog(catalogId: "S23") { name products { nodes { name } } } }',
  );
  const [, other] = one.document.definitions;
  if (other?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document has two operations.');
  const subgraph = createSubgraphSchema({ maxRepresentations: 1 });
  for (const _ of [1, 2]) {
    for (const each of [schema, subgraph]) {
      expect(planCalls({ ...one, schema: each, variables: {} }).calls).toEqual({ dintero: 1 });
      expect(planCalls({ ...one, schema: each, operation: other, variables: {} }).calls).toEqual({ dintero: 2 });
    }
  }
});

test('an operation too large to be remembered is planned alike, however often it comes', () => {
  const names = Array.from({ length: 150 }, (_, index) => `f${index}: group(groupId: "B${index}") { name }`);
  const operation = { ...read(`{ ${names.join(' ')} }`), variables: {} };
  const first = planCalls(operation);
  expect(first.fields).toHaveLength(150);
  expect(planCalls(operation)).toEqual(first);
});

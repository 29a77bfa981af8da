import { makeExecutableSchema } from '@graphql-tools/schema';
import { expect, test } from '@jest/globals';
import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  type ValueNode,
  validate,
} from 'graphql';
import { GatewayError } from '../../../src/graph/errors.ts';
import { createCompiledExecutor, interpret } from '../../../src/server/execution/compiled-executor.ts';
import { readVariables } from '../../../src/server/execution/read-variables.ts';

/** One field for each thing that executors could do differently. */
const schema = makeExecutableSchema({
  typeDefs: `
    scalar Day
    enum Size { SMALL LARGE }
    interface Thing { name: String! }
    type Chair implements Thing { name: String! legs: Int }
    type Lamp implements Thing { name: String! watts: Int! }
    union Any = Chair | Lamp
    input Filter { size: Size = LARGE, days: [Day!], names: [String] = ["a"] }
    input By @oneOf { id: ID name: String }
    type Query {
      things(count: Int = 2): [Thing]
      any: [Any!]
      strict: [Thing!]
      echo(filter: Filter, by: By, flag: Boolean, id: ID): String
      day(at: Day): String
      size(of: Size): Size
      late: String
      fails: String
      failsAtOnce: String
      mustNotBeNull: String!
      badInt: Int
      deep: Query
      rows: [Chair]!
      now: String
    }
    type Mutation { add(by: Int!): Int fail: Int }
  `,
  resolvers: {
    Day: {
      serialize: (day: Date) => day.toISOString().slice(0, 10),
      parseValue: (text: unknown) => new Date(String(text)),
      parseLiteral: (node: ValueNode) => new Date('value' in node ? String(node.value) : ''),
    },
    Thing: { __resolveType: (thing: object) => ('watts' in thing ? 'Lamp' : 'Chair') },
    Any: { __resolveType: (thing: object) => ('watts' in thing ? 'Lamp' : 'Chair') },
    Query: {
      things: (_root, { count }) =>
        [chair, lamp, { name: null }, new GatewayError('NOT_FOUND', 'gone')].slice(0, count),
      any: async () => [chair, lamp],
      strict: () => [chair, null],
      echo: (_root, args) => JSON.stringify(args),
      day: (_root, { at }) => (at instanceof Date ? `day ${at.toISOString()}` : `no day but ${typeof at}`),
      size: (_root, { of }) => of,
      late: () => new Promise((resolve) => setImmediate(() => resolve('late'))),
      fails: () => Promise.reject(new GatewayError('UPSTREAM_TIMEOUT', 'too late', { upstream: 'dintero' })),
      failsAtOnce: () => {
        throw new Error('at once');
      },
      mustNotBeNull: () => null,
      badInt: () => 'no number',
      deep: () => ({}),
      rows: () => [chair, { ...chair, legs: 'many' }, Promise.reject(new Error('no row'))],
    },
    Mutation: {
      add: (_root, { by }, context: { sum: number }) => {
        context.sum += by;
        return context.sum;
      },
      fail: () => Promise.reject(new Error('not added')),
    },
  },
});

const chair = { name: 'Chair', legs: 4 };
const lamp = { name: 'Lamp', watts: 40 };

const OPERATIONS: readonly (readonly [document: string, variables?: Readonly<Record<string, unknown>>])[] = [
  ['{ things { __typename name ... on Chair { legs } ... on Lamp { watts } } }'],
  ['{ things(count: 4) { name } }'],
  ['{ any { ...chair ... on Lamp { watts } } } fragment chair on Chair { legs name }'],
  ['{ strict { name } late }'],
  ['{ late again: late fails failsAtOnce badInt }'],
  ['{ deep { mustNotBeNull late } late }'],
  ['{ mustNotBeNull late }'],
  ['{ rows { name legs } }'],
  ['{ echo late }'],
  ['{ echo(filter: {}, flag: null) }'],
  ['{ echo(filter: { size: SMALL, names: ["b", null] }, id: 7) }'],
  ['{ echo(by: { name: "x" }) }'],
  ['query ($name: String!) { echo(by: { name: $name }) }', { name: 'x' }],
  ['query ($by: By) { echo(by: $by) }', { by: { id: '1', name: 'x' } }],
  ['query ($by: By) { echo(by: $by) }', { by: { id: 1 } }],
  ['query ($filter: Filter = { size: SMALL }) { echo(filter: $filter) }'],
  ['query ($filter: Filter = { size: SMALL }) { echo(filter: $filter) }', { filter: null }],
  ['query ($filter: Filter) { echo(filter: $filter) }', { filter: { size: 'HUGE' } }],
  ['query ($filter: Filter) { echo(filter: $filter) }', { filter: { days: ['2024-02-01'], names: 'one' } }],
  ['query ($flag: Boolean!) { echo(flag: $flag) }', {}],
  ['query ($flag: Boolean) { echo(flag: $flag) late @include(if: true) }'],
  ['{ day(at: "2024-02-01") }'],
  ['query ($at: Day) { day(at: $at) }', { at: '2024-02-01' }],
  ['query ($at: Day = "2024-02-01") { day(at: $at) }'],
  ['query ($of: Size) { size(of: $of) other: size(of: LARGE) }', { of: 'SMALL' }],
  ['query ($no: Boolean!) { late @skip(if: $no) now @include(if: $no) ... @include(if: $no) { fails } }', { no: true }],
  [
    'query ($no: Boolean!) { late @skip(if: $no) now @include(if: $no) ...part @skip(if: $no) } fragment part on Query { fails }',
    { no: false },
  ],
  ['{ deep { deep { late rows { name } } things(count: 1) { name } } }'],
  ['mutation { one: add(by: 1) fail two: add(by: 2) }'],
  ['mutation ($by: Int!) { add(by: $by) }', { by: 1.5 }],
  ['query ($count: Int = 1) { things(count: $count) { name } }', { count: 3 }],
  ['{ __typename __schema { queryType { name } } late }'],
];

test.each(OPERATIONS.map(([source, variables = {}]) => ({ source, variables })))(
  '$source $variables',
  async ({ source, variables }) => {
    const document = parse(source);
    expect(validate(schema, document)).toEqual([]);
    const execution = { schema, document, operation: operationOf(document), variables };
    const interpreted = await interpret({ ...execution, contextValue: { sum: 0 } });
    const read = readVariables(execution);
    if ('misfits' in read) {
      // They are told before anything is executed.
      expect(interpreted.data).toBeUndefined();
      expect(read.misfits.map(({ message }) => message)).toEqual(interpreted.errors?.map(({ message }) => message));
      return;
    }
    const compiled = await createCompiledExecutor({ compiledAfter: 0 })({ ...execution, contextValue: { sum: 0 } });
    expect(asClientSees(compiled)).toEqual(asClientSees(interpreted));
    expect(causes(compiled)).toEqual(causes(interpreted));
  },
);

test('an operation is compiled when it comes again', async () => {
  const document = parse('{ late }');
  const executor = createCompiledExecutor();
  const execution = { schema, document, operation: operationOf(document), contextValue: {} };
  const answers = [await executor(execution), await executor(execution)];
  for (const { data } of answers) expect(data).toEqual({ late: 'late' });
});

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document has no single operation');
  return operation;
}

/** In whatever order errors came. */
function asClientSees(result: ExecutionResult): unknown {
  const { errors, ...rest } = JSON.parse(JSON.stringify(result));
  return { ...rest, errors: errors?.map((error: unknown) => JSON.stringify(sorted(error))).sort() };
}

function sorted(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Object.fromEntries(Object.entries(error).sort()) : error;
}

/** Errors of the gateway's own, which masking looks for. */
function causes({ errors = [] }: ExecutionResult): readonly string[] {
  return errors
    .map(
      ({ originalError, path }) =>
        `${path?.join('.')} ${originalError instanceof GatewayError ? originalError.code : ''}`,
    )
    .sort();
}

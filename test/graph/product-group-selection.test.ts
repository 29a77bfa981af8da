import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

type Row = ReturnType<TestGraph['abillify']['rows']>[number];

describe('filters', () => {
  test.each([
    ['ids: ["123456789"]', (row: Row) => row.id === '123456789'],
    [
      'ids: ["123456789", "9223372036854775807", "404"]',
      (row: Row) => /^(123456789|9223372036854775807)$/.test(row.id),
    ],
    [
      'references: ["B1", "b20", "T10 100% ull", "Hage/Bord"]',
      (row: Row) => /^(B1|T10 100% ull|Hage\/Bord)$/.test(row.reference ?? ''),
    ],
    ['parentIds: ["123456789"]', (row: Row) => row.parent === '123456789'],
    ['isActive: true', (row: Row) => row.active],
    ['isActive: false', (row: Row) => !row.active],
    ['isActive: null', () => true],
    ['createdFrom: "2022-07-31T00:00:00"', (row: Row) => row.created >= '2022-07-31 00:00:00'],
    ['createdBefore: "2022-07-31T00:00:00"', (row: Row) => row.created < '2022-07-31 00:00:00'],
    ['createdFrom: "2022-07-29T17:23:47", createdBefore: "2022-07-29T17:23:48"', (row: Row) => row.id === '123456789'],
    [
      'createdFrom: "2022-07-30T00:00:00", createdBefore: "2022-08-01T00:00:00", isActive: true',
      (row: Row) => row.created >= '2022-07-30' && row.created < '2022-08-01' && row.active,
    ],
    ['references: ["B1"], isActive: false', () => false],
  ])('{ %s }', async (filter, isWanted) => {
    const { data, errors, calls } = await graph.run<{ productGroups: { nodes: { productGroupId: string }[] } }>(
      `{ productGroups(first: 60, filter: { ${filter} }) { nodes { productGroupId } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.productGroups.nodes.map(({ productGroupId }) => productGroupId)).toEqual(
      graph.abillify
        .rows()
        .filter(isWanted)
        .map(({ id }) => id),
    );
    expect(calls.abillify).toBe(1);
  });

  test.each([
    ['ids: []', 'filter.ids'],
    ['ids: ["x"]', 'filter.ids'],
    ['ids: ["12345678901234567890"]', 'filter.ids'],
    ['references: []', 'filter.references'],
    ['references: [""]', 'filter.references'],
    ['parentIds: []', 'filter.parentIds'],
    ['parentIds: ["1", " 2"]', 'filter.parentIds'],
    ['createdFrom: "2022-07-29T17:23:47Z"', 'filter.createdFrom'],
    ['createdFrom: "2022-07-29T17:23:47+02:00"', 'filter.createdFrom'],
    ['createdFrom: "2022-07-29T17:23:47.5"', 'filter.createdFrom'],
    ['createdBefore: "2022-02-31T00:00:00"', 'filter.createdBefore'],
    ['createdBefore: "2022-07-29t17:23:47"', 'filter.createdBefore'],
  ])('{ %s } is refused without a call, by name', async (filter, argument) => {
    const { data, errors, calls } = await graph.run(`{ productGroups(filter: { ${filter} }) { nodes { id } } }`);
    expect(data).toEqual({ productGroups: null });
    expect(inShort(errors)).toEqual(['productGroups BAD_USER_INPUT']);
    expect(errors[0]?.message).toContain(`\`${argument}\``);
    expect(calls.abillify).toBe(0);
  });

  test('100 references are one call, 101 are refused', async () => {
    const list = '{ productGroups(filter: { references: $references }) { nodes { reference } } }';
    const operation = `query ($references: [String!]) ${list}`;
    const references = Array.from({ length: 100 }, (_, index) => (index === 50 ? 'B1' : `none-${index}`));
    const most = await graph.run(operation, { variables: { references } });
    expect(most.data).toEqual({ productGroups: { nodes: [{ reference: 'B1' }] } });
    expect(most.calls.abillify).toBe(1);
    const more = await graph.run(operation, { variables: { references: [...references, 'B20'] } });
    expect(inShort(more.errors)).toEqual(['productGroups BAD_USER_INPUT']);
    expect(more.calls.abillify).toBe(0);
  });
});

describe('one product group', () => {
  test.each([
    ['{ id: "123456789" }', 'B1'],
    ['{ id: "9223372036854775807" }', null],
    ['{ reference: "T10 100% ull" }', 'T10 100% ull'],
    ['{ reference: "Hage/Møbler" }', 'Hage/Møbler'],
  ])('by %s', async (by, reference) => {
    const { data, errors } = await graph.run(`{ productGroup(by: ${by}) { reference } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ productGroup: { reference } });
  });

  test.each(['{ id: "404" }', '{ reference: "b1" }'])('by %s is null: there is none', async (by) => {
    const { data, errors } = await graph.run(`{ productGroup(by: ${by}) { reference } }`);
    expect([data, errors]).toEqual([{ productGroup: null }, []]);
  });

  test.each(['{ id: "" }', '{ id: "1e3" }', '{ id: "0x1" }', '{ reference: "" }', '{ reference: "B1 " }'])(
    'by %s is refused without a call',
    async (by) => {
      const { errors, calls } = await graph.run(`{ productGroup(by: ${by}) { reference } }`);
      expect(inShort(errors)).toEqual(['productGroup BAD_USER_INPUT']);
      expect(calls.abillify).toBe(0);
    },
  );

  test.each(['{}', '{ id: "1", reference: "B1" }', '{ id: null }', '{ id: null, reference: "B1" }'])(
    'by %s does not fit the schema: exactly one key',
    async (by) => {
      const { errors, calls } = await graph.run(`{ productGroup(by: ${by}) { reference } }`);
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
      expect(calls.abillify).toBe(0);
    },
  );
});

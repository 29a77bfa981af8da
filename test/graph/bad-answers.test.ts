import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { AbillifyFault } from '../../src/upstreams/abillify/fake/index.ts';
import { inShort, startTestGraph, type TestGraph } from '../support/run-operation.ts';
import { liveRows, WHOLE_PRODUCT_GROUP, wholeProductGroup } from '../support/whole-objects.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph({ dintero: { size: 1_000 }, abillify: { size: 1_000 } });
});
afterEach(() => graph.reset());
afterAll(() => graph.close());

describe('a row that cannot be read', () => {
  interface List {
    readonly list: {
      readonly nodes: readonly unknown[];
      readonly edges: readonly { readonly cursor: string; readonly node: unknown }[];
    };
  }

  /** The lists of both upstreams, with the place of their rows in the upstream's answer and a field of theirs that is a text. */
  test.each([
    ['dintero', 'catalogs', 'catalogs', 'catalog_name'],
    ['dintero', 'groups', 'groups', 'group_name'],
    ['dintero', 'products(catalogId: "S23")', 'products', 'product_name'],
    ['dintero', 'products(catalogId: "S23")', 'products', 'product_id'],
    ['dintero', 'products(catalogId: "S23")', 'products', 'created_at'],
    ['dintero', 'products', 'products', 'product_name'],
    ['abillify', 'productGroups', 'rows', 'label'],
    ['abillify', 'productGroups', 'rows', 'title_localized'],
    ['abillify', 'productGroups', 'rows', 'id'],
  ] as const)(
    'of %s in %s is null, with an error at its path that names %s.1.%s',
    async (upstream, field, rows, name) => {
      const operation = `{ list: ${field} { nodes { id } edges { cursor node { id } } } }`;
      const whole = await graph.run<List>(operation);
      graph[upstream].faults.add({
        match: { path: rows === 'rows' ? '/api/productgroups?' : new RegExp(`/${rows}\\?`) },
        fault: { kind: 'patch', path: [rows, 1, name], json: '17.5' },
      });

      const { data, errors } = await graph.run<List>(operation);
      expect(data.list.nodes).toEqual(whole.data.list.nodes.map((node, index) => (index === 1 ? null : node)));
      expect(data.list.edges.map(({ node }) => node)).toEqual(data.list.nodes);
      expect(inShort(errors)).toEqual([
        `list.edges.1.node UPSTREAM_INVALID_RESPONSE ${upstream}`,
        `list.nodes.1 UPSTREAM_INVALID_RESPONSE ${upstream}`,
      ]);
      expect(errors[0]?.message).toContain(`${rows}.1.${name}`);
      expect(errors[0]?.message).not.toContain('17.5');
    },
  );

  test('has a cursor behind which the list goes on', async () => {
    graph.dintero.faults.add({ fault: { kind: 'patch', path: ['products', 1, 'product_name'], json: '17' }, times: 1 });
    await graph.run('{ viewer { grantedScopes { name } } }');
    const { data } = await graph.run<List>(
      '{ list: products(catalogId: "S23", first: 3) { nodes { productId } edges { cursor node { id } } } }',
    );
    graph.dintero.faults.clear();
    const next = await graph.run<List>(
      'query ($after: String) { list: products(catalogId: "S23", first: 3, after: $after) { nodes { productId } } }',
      { variables: { after: data.list.edges[1]?.cursor } },
    );
    const keys = liveRows(graph.dintero).products.map(({ product_id }) => ({ productId: product_id }));
    expect(next.data.list.nodes).toEqual(keys.slice(2, 5));
  });

  test('and is asked for by its key is an error of that key alone', async () => {
    graph.abillify.faults.add({ fault: { kind: 'patch', path: ['rows', 0, 'meta'], json: '[]' } });
    const { data, errors } = await graph.run<{ groups: { nodes: { productGroup: object | null }[] } }>(
      '{ groups(first: 3) { nodes { groupId productGroup { reference } } } }',
    );
    const [first] = graph.abillify.rows().filter(({ reference }) => /^(B1|B20|B234)$/.test(reference ?? ''));
    const groups = ['B1', 'B20', 'B234'].map((groupId) => ({
      groupId,
      productGroup: groupId === first?.reference ? null : { reference: groupId },
    }));
    expect(data).toEqual({ groups: { nodes: groups } });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_INVALID_RESPONSE']);
  });

  test('among a product’s groups fails alone', async () => {
    graph.dintero.faults.add({
      match: { path: /products\?/ },
      fault: { kind: 'patch', path: ['products', 0, 'groups', 0, 'group_name'], json: '17' },
    });
    const { data, errors } = await graph.run(
      '{ product(catalogId: "S23", productId: "Stol22") { name groups { groupId name productGroup { reference } } } }',
    );
    const chair = { groupId: 'B234', name: 'Stol', productGroup: { reference: 'B234' } };
    expect(data).toEqual({ product: { name: 'Stablestol', groups: [null, chair] } });
    expect(inShort(errors)).toEqual(['product.groups.0 UPSTREAM_INVALID_RESPONSE dintero']);
  });

  test('among children fails alone', async () => {
    graph.abillify.faults.add({ match: { path: /parent/ }, fault: { kind: 'wrong-type' } });
    for (const references of ['["B1"]', '["B1", "B30"]']) {
      const { data, errors } = await graph.run<{ productGroups: { nodes: { children: { nodes: unknown[] } }[] } }>(
        `{ productGroups(filter: { references: ${references} }) { nodes { children { nodes { label } } } } }`,
      );
      expect(
        data.productGroups.nodes.flatMap(({ children }) => children.nodes).filter((node) => node === null),
      ).toHaveLength(1);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_INVALID_RESPONSE']);
      expect(errors[0]?.path?.join('.')).toMatch(/^productGroups\.nodes\.\d\.children\.nodes\.\d$/);
    }
  });
});

describe('Dintero’s lists', () => {
  const FIVE_PAGES = '{ products(catalogId: "S23", first: 500) { nodes { productId } pageInfo { hasNextPage } } }';
  const THREE_PAGES = FIVE_PAGES.replace('S23', 'H23/24');

  test('that lead back to a page that was read are an error, not an endless read (promise 39)', async () => {
    graph.dintero.faults.add({ fault: { kind: 'cursor-loop' } });
    const { data, errors, calls } = await graph.run(THREE_PAGES);
    expect(data).toEqual({ products: null });
    expect(inShort(errors)).toEqual(['products UPSTREAM_INVALID_RESPONSE dintero']);
    expect(calls.dintero).toBeLessThanOrEqual(4);
  });

  test('that repeat rows from page to page hold each once, and as many as were asked for (promise 40)', async () => {
    for (const operation of [THREE_PAGES, FIVE_PAGES]) {
      const whole = await graph.run(operation);
      graph.dintero.faults.add({ fault: { kind: 'duplicate-rows' } });
      expect((await graph.run(operation)).data).toEqual(whole.data);
      graph.dintero.faults.clear();
    }
  });

  test('whose third page of five fails are an error, not a short list (promise 42)', async () => {
    graph.dintero.faults.add({
      match: { path: /products\?/ },
      skip: 2,
      times: 1,
      fault: { kind: 'status', status: 500 },
    });
    const { data, errors, calls } = await graph.run(FIVE_PAGES);
    expect(data).toEqual({ products: null });
    expect(inShort(errors)).toEqual(['products UPSTREAM_UNAVAILABLE dintero']);
    expect(calls.dintero).toBe(3);
  });

  test.each([
    ['the rows', ['products'], undefined],
    ['rows that are a list', ['products'], '{}'],
    ['a cursor that is text', ['starting_after'], '7'],
    ['an object', [], '[]'],
  ])('without %s are an error', async (_, path, json) => {
    graph.dintero.faults.add({ match: { path: /products\?/ }, fault: { kind: 'patch', path, json } });
    const { data, errors } = await graph.run(FIVE_PAGES);
    expect(data).toEqual({ products: null });
    expect(inShort(errors)).toEqual(['products UPSTREAM_INVALID_RESPONSE dintero']);
  });

  test('that ignore a filter never answer another object than was asked for', async () => {
    graph.dintero.faults.add({ fault: { kind: 'ignored-filter' } });
    const { data, errors } = await graph.run(`{
      group(groupId: "B20") { groupId }
      product(catalogId: "H23/24", productId: "nobody") { productId }
    }`);
    expect(data).toEqual({ group: null, product: null });
    expect(inShort(errors)).toEqual([
      'group UPSTREAM_INVALID_RESPONSE dintero',
      'product UPSTREAM_INVALID_RESPONSE dintero',
    ]);
  });

  test('that list deleted objects are read without them', async () => {
    graph.dintero.faults.add({ fault: { kind: 'deleted-listed' } });
    const { data, errors } = await graph.run<{ groups: { nodes: { groupId: string }[] }; group: null }>(
      '{ groups(first: 500) { nodes { groupId } } group(groupId: "B999") { groupId } }',
    );
    expect(errors).toEqual([]);
    expect(data.group).toBeNull();
    expect(data.groups.nodes).toEqual(liveRows(graph.dintero).groups.map(({ group_id }) => ({ groupId: group_id })));
  });
});

describe('Abillify’s lists', () => {
  const WHOLE = `{ productGroups(first: 100) { nodes { ...WholeProductGroup } } } ${WHOLE_PRODUCT_GROUP}`;

  test.each(['localized-as-text', 'null-fields', 'missing-fields', 'clamped-page-size', 'duplicate-rows'] as const)(
    'are read as they are meant where they come with: %s',
    async (kind: AbillifyFault) => {
      graph.abillify.faults.add({ fault: { kind } });
      const { data, errors } = await graph.run<{ productGroups: { nodes: object[] } }>(WHOLE);
      expect(errors).toEqual([]);
      const rows = graph.abillify.rows().map(wholeProductGroup);
      // An object that is left out is not told apart from an empty one.
      const expected = kind.endsWith('-fields') ? rows.map(withoutEmptyMeta) : rows;
      expect(data.productGroups.nodes).toEqual(expected);
    },
  );

  test('of more pages than one read may take say that they were not read (promise 41)', async () => {
    graph.abillify.faults.add({ fault: { kind: 'clamped-page-size' } });
    const { data, errors, calls } = await graph.run('{ productGroups(first: 500) { nodes { label } } }');
    expect(data).toEqual({ productGroups: null });
    expect(inShort(errors)).toEqual(['productGroups OPERATION_TOO_LARGE abillify']);
    expect(errors[0]?.message).toContain('50 pages');
    expect(calls.abillify).toBeLessThanOrEqual(50);
  });

  test('with ids that JSON numbers cannot hold are errors of those rows, not rounded ids', async () => {
    graph.abillify.faults.add({ fault: { kind: 'numeric-id' } });
    const { data, errors } = await graph.run<{ productGroups: { nodes: ({ productGroupId: string } | null)[] } }>(
      '{ productGroups(first: 500) { nodes { productGroupId } } }',
    );
    const ids = graph.abillify.rows().map(({ id }) => (BigInt(id) < 2n ** 53n ? { productGroupId: id } : null));
    expect(ids).toContain(null);
    expect(data.productGroups.nodes).toEqual(ids);
    expect(errors).toHaveLength(ids.filter((id) => id === null).length);
  });

  test.each(['ignored-filter', 'unapplied-filter'] as const)(
    'that come with %s are errors, never other rows',
    async (kind) => {
      graph.abillify.faults.add({ fault: { kind } });
      const { data, errors } = await graph.run(`{
      one: productGroup(by: { reference: "B20" }) { reference }
      list: productGroups(filter: { isActive: false }) { nodes { reference } }
      group(groupId: "B20") { productGroup { reference } }
    }`);
      expect(data).toEqual({ one: null, list: null, group: { productGroup: null } });
      expect(inShort(errors)).toEqual([
        'group.productGroup UPSTREAM_INVALID_RESPONSE abillify',
        'list UPSTREAM_INVALID_RESPONSE abillify',
        'one UPSTREAM_INVALID_RESPONSE abillify',
      ]);
    },
  );
});

function withoutEmptyMeta(row: object): object {
  const meta: unknown = Reflect.get(row, 'meta');
  const isEmpty = typeof meta === 'object' && meta !== null && Object.keys(meta).length === 0;
  return { ...row, ...(isEmpty && { meta: null }) };
}

test.each([
  ['dintero', 401, 'UNAUTHENTICATED'],
  ['dintero', 403, 'FORBIDDEN'],
  ['dintero', 429, 'RATE_LIMITED'],
  ['dintero', 500, 'UPSTREAM_UNAVAILABLE'],
  ['abillify', 401, 'UNAUTHENTICATED'],
  ['abillify', 403, 'FORBIDDEN'],
  ['abillify', 429, 'RATE_LIMITED'],
  ['abillify', 500, 'UPSTREAM_UNAVAILABLE'],
] as const)('%s’s %d is never null without an error', async (upstream, status, code) => {
  graph[upstream].faults.add({ match: { path: /products|productgroups/ }, fault: { kind: 'status', status } });
  const operation =
    upstream === 'dintero'
      ? '{ one: product(catalogId: "S23", productId: "Stol22") { name } }'
      : '{ one: productGroup(by: { reference: "B1" }) { label } }';
  const { data, errors } = await graph.run(operation);
  expect(data).toEqual({ one: null });
  expect(inShort(errors)).toEqual([`one ${code} ${upstream}`]);
});

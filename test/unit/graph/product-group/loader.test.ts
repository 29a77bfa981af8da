import { describe, expect, test } from '@jest/globals';
import type { Found, Page } from '../../../../src/graph/port.ts';
import { createProductGroupLoader, NO_FILTER } from '../../../../src/graph/product-group/loader.ts';
import type { ProductGroup } from '../../../../src/graph/product-group/model.ts';
import type { ProductGroupSource } from '../../../../src/graph/product-group/source.ts';

function productGroup(productGroupId: string, reference: string | null, parentId: string | null = null): ProductGroup {
  return {
    kind: 'ProductGroup',
    productGroupId,
    reference,
    parentId,
    label: null,
    isActive: true,
    clientId: null,
    meta: null,
    title: {},
    shortDescription: {},
    longDescription: {},
    createdAt: null,
    modifiedAt: null,
    committedAt: null,
  };
}

const seating = productGroup('1', 'B20');
const chairs = productGroup('2', 'B234', '1');
const sofas = productGroup('3', null, '1');
const desks = productGroup('4', 'B330', '9');
const all = [seating, chairs, sofas, desks];

/** A source of these four, and the names and keys of what it was asked. */
function createSource(): ProductGroupSource & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const find = (keyOf: (row: ProductGroup) => string | null, keys: readonly string[]): Found<ProductGroup> =>
    new Map(all.flatMap((row) => (keys.includes(keyOf(row) ?? '') ? [[keyOf(row) ?? '', row]] : [])));
  return {
    asked,
    async getMany(ids) {
      asked.push(['getMany', ids]);
      return find((row) => row.productGroupId, ids);
    },
    async getManyByReference(references) {
      asked.push(['getManyByReference', references]);
      return find((row) => row.reference, references);
    },
    async getChildren(parentIds) {
      asked.push(['getChildren', parentIds]);
      return new Map(parentIds.map((id) => [id, id === '9' ? new Error('broken') : childrenOf(id)]));
    },
    async list({ first, after, filter }): Promise<Page<ProductGroup>> {
      asked.push(['list', filter.parentIds, first, after]);
      const rows = filter.parentIds?.[0] === undefined ? all : childrenOf(filter.parentIds[0]);
      const items = rows.slice(0, first).map((value, index) => ({ value, position: [index] }));
      return { items, hasNextPage: rows.length > first, totalCount: rows.length };
    },
    async create() {
      return productGroup('5', 'new', '1');
    },
  };
}

function childrenOf(parentId: string): ProductGroup[] {
  return all.filter((row) => row.parentId === parentId);
}

const page = { first: 20, after: null };

test('what was found one way is known the other way', async () => {
  const source = createSource();
  const loader = createProductGroupLoader(source, {});
  expect(await loader.byReference.load('B20')).toBe(seating);
  expect(await loader.byId.load('1')).toBe(seating);
  expect(await loader.byId.load('2')).toBe(chairs);
  expect(await loader.byReference.load('B234')).toBe(chairs);
  expect(source.asked).toEqual([
    ['getManyByReference', ['B20']],
    ['getMany', ['2']],
  ]);
});

test('a list makes its rows known', async () => {
  const source = createSource();
  const loader = createProductGroupLoader(source, {});
  await loader.list({ ...page, filter: NO_FILTER, sort: 'id' });
  expect(await Promise.all([loader.byId.load('3'), loader.byReference.load('B330')])).toEqual([sofas, desks]);
  expect(source.asked).toHaveLength(1);
});

describe('children', () => {
  test('of one parent are a page of the source', async () => {
    const source = createSource();
    const loader = createProductGroupLoader(source, {});
    const children = await loader.children('1', { first: 1, after: [4] });
    expect(children.items).toEqual([{ value: chairs, position: [0] }]);
    expect(source.asked).toEqual([['list', ['1'], 1, [4]]]);
  });

  test('of many parents are read together and cut', async () => {
    const source = createSource();
    const loader = createProductGroupLoader(source, {});
    const pages = await Promise.all([
      loader.children('1', { first: 1, after: null }),
      loader.children('1', { first: 1, after: [0] }),
      loader.children('1', { first: 1, after: [1] }),
      loader.children('2', page),
    ]);
    expect(pages).toEqual([
      { items: [{ value: chairs, position: [0] }], hasNextPage: true, totalCount: null },
      { items: [{ value: sofas, position: [1] }], hasNextPage: false, totalCount: null },
      { items: [], hasNextPage: false, totalCount: null },
      { items: [], hasNextPage: false, totalCount: null },
    ]);
    expect(source.asked).toEqual([['getChildren', ['1', '2']]]);
    expect(await loader.byId.load('3')).toBe(sofas);
  });

  test('of a parent that fails fail alone', async () => {
    const loader = createProductGroupLoader(createSource(), {});
    const [ofOne, ofBroken] = await Promise.allSettled([loader.children('1', page), loader.children('9', page)]);
    expect([ofOne?.status, ofBroken?.status]).toEqual(['fulfilled', 'rejected']);
  });

  test('behind a position that no list has are refused without a call', async () => {
    const source = createSource();
    const loader = createProductGroupLoader(source, {});
    for (const after of [[-1], [], ['0'], [0, 0]]) {
      await expect(loader.children('1', { first: 1, after })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    expect(source.asked).toEqual([]);
  });

  test('are read anew after a write', async () => {
    const source = createSource();
    const loader = createProductGroupLoader(source, {});
    await loader.children('1', page);
    await loader.children('1', page);
    await loader.create(
      {
        reference: 'new',
        label: null,
        isActive: true,
        parentId: '1',
        meta: null,
        title: {},
        shortDescription: {},
        longDescription: {},
      },
      'key',
    );
    await loader.children('1', page);
    expect(source.asked).toHaveLength(2);
  });
});

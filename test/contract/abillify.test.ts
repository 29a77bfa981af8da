import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { HttpFault } from '../../src/fake-kit/faults.ts';
import { createMerchant, type Merchant, type MerchantProductGroup } from '../../src/fake-kit/furniture.ts';
import { GatewayError } from '../../src/graph/errors.ts';
import type { Page, Position } from '../../src/graph/port.ts';
import type { ProductGroup } from '../../src/graph/product-group/model.ts';
import type { ProductGroupListFilter, ProductGroupSource } from '../../src/graph/product-group/source.ts';
import type { AbillifyFault } from '../../src/upstreams/abillify/fake/index.ts';
import { type ReadList, readAll, values } from '../support/read-list.ts';
import {
  type AbillifyOnFake,
  type AbillifyUnderTest,
  connectAbillify,
  mayWriteToAbillify,
  type StartAbillifyOptions,
  startAbillify,
} from '../support/start-abillify.ts';

/**
 * The reads of the first part hold for any merchant with a product group that has a reference; `ABILLIFY_*` in the environment names a live one,
 * which is written to only with `CONTRACT_WRITES=1`. The second part needs the fake's faults and choices.
 */

const NO_FILTER: ProductGroupListFilter = {
  ids: null,
  references: null,
  parentIds: null,
  isActive: null,
  createdFrom: null,
  createdBefore: null,
};

function listOf(source: ProductGroupSource, filter: Partial<ProductGroupListFilter> = {}) {
  return (request: Parameters<ReadList<ProductGroup>>[0]): Promise<Page<ProductGroup>> =>
    source.list({ ...request, filter: { ...NO_FILTER, ...filter }, sort: 'id' }, {});
}

describe('whoever answers', () => {
  let abillify: AbillifyUnderTest;
  let some: readonly ProductGroup[];

  beforeAll(async () => {
    abillify = await connectAbillify({ size: 5_000 });
    const { items } = await listOf(abillify.productGroups)({ first: 100, after: null });
    some = values(items);
  });
  beforeEach(() => void abillify.takeCalls());

  /** Exactly on the fake; a live merchant's largest page may be smaller than 100. */
  function expectCalls(fewest: number): void {
    const calls = abillify.takeCalls();
    expect(abillify.fake ? calls : Math.min(calls, fewest)).toBe(fewest);
  }
  afterAll(() => abillify.close());

  test('lists by pages of up to 100, each row once, and goes on behind any of them', async () => {
    const list = listOf(abillify.productGroups);
    const { items } = await list({ first: 500, after: null });
    expect(items.length).toBeGreaterThan(0);
    expectCalls(5);

    const rows = values(items);
    expect(new Set(rows.map(({ productGroupId }) => productGroupId)).size).toBe(rows.length);
    for (const index of new Set([0, Math.floor(rows.length / 2), rows.length - 1])) {
      const behind = await list({ first: 10, after: items[index]?.position ?? null });
      expect(values(behind.items)).toEqual(rows.slice(index + 1, index + 11));
      expectCalls(1);
    }
  });

  test('finds any number by id and by reference, in one call for each hundred', async () => {
    const ids = some.map(({ productGroupId }) => productGroupId);
    const byId = await abillify.productGroups.getMany(ids, {});
    expect(some.map(({ productGroupId }) => byId.get(productGroupId))).toEqual(some);
    expectCalls(1);

    const references = some.flatMap(({ reference }) => (reference === null ? [] : [reference]));
    const byReference = await abillify.productGroups.getManyByReference(references, {});
    expect(references.map((reference) => byReference.get(reference))).toEqual(
      some.filter(({ reference }) => reference !== null),
    );
    const [one = ''] = references;
    expect((await abillify.productGroups.getManyByReference([one], {})).get(one)).toMatchObject({ reference: one });
    expectCalls(2);
  });

  test('what does not exist is absent', async () => {
    const reference = 'no-such-reference/\u00f8 100%';
    expect((await abillify.productGroups.getManyByReference([reference, `${reference}2`], {})).size).toBe(0);
    expect((await abillify.productGroups.getMany(['-4711'], {})).size).toBe(0);
    expectCalls(2);
  });

  test('tells the same children for one parent and for many', async () => {
    const parentIds = [...new Set(some.flatMap(({ parentId }) => (parentId === null ? [] : [parentId])))].slice(0, 10);
    if (parentIds.length === 0) return;
    const children = await abillify.productGroups.getChildren(parentIds, {});
    const count = [...children.values()].reduce((sum, found) => sum + (found instanceof Error ? 0 : found.length), 0);
    expectCalls(Math.floor(count / 100) + 1);
    for (const parentId of parentIds) {
      const { items } = await listOf(abillify.productGroups, { parentIds: [parentId] })({ first: 500, after: null });
      expect(children.get(parentId)).toEqual(values(items));
    }
  });

  (mayWriteToAbillify ? test : test.skip)('one that was created is found by its reference', async () => {
    const reference = `contract-test/${Date.now()}`;
    const text = { de: 'Prüfung', en: '' };
    const created = await abillify.productGroups.create(
      {
        reference,
        label: 'Contract test',
        isActive: false,
        parentId: null,
        meta: { by: 'contract test' },
        title: text,
        shortDescription: {},
        longDescription: {},
      },
      `key-${reference}`,
      {},
    );
    expect((await abillify.productGroups.getManyByReference([reference], {})).get(reference)).toEqual(created);
    expect(abillify.takeCalls()).toBe(2);
  });
});

let running: AbillifyOnFake[] = [];
afterEach(async () => {
  await Promise.all(running.map((abillify) => abillify.close()));
  running = [];
});

async function start(options: StartAbillifyOptions = {}): Promise<AbillifyOnFake> {
  const abillify = await startAbillify(options);
  running.push(abillify);
  return abillify;
}

async function codeOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => new Error('It succeeded.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof GatewayError ? error.code : String(error);
}

/** Codes of errors, ids of product groups, null for what is absent. */
function inShort(
  found: ReadonlyMap<string, ProductGroup | Error>,
  keys: readonly string[],
): readonly (string | null)[] {
  return keys.map((key) => {
    const answer = found.get(key);
    if (answer === undefined) return null;
    return answer instanceof GatewayError
      ? answer.code
      : answer instanceof Error
        ? answer.message
        : answer.productGroupId;
  });
}

const time = '2024-02-01 08:00:00';

/** `count` product groups with the ids from 1, references from R1, all below `parentId` when it is given. */
function merchantOf(count: number, parentId?: string): Merchant {
  const productGroups = Array.from({ length: count }, (_, index): MerchantProductGroup => {
    const id = String(index + 1);
    return {
      id,
      reference: `R${id}`,
      active: true,
      ...(parentId !== undefined && id !== parentId && { parentId }),
      meta: {},
      title: { de: `Gruppe ${id}` },
      shortDescription: {},
      longDescription: {},
      createdAt: time,
      modifiedAt: time,
      committedAt: time,
    };
  });
  return { catalogs: [], groups: [], products: [], productGroups };
}

const IDS_OF_230 = Array.from({ length: 230 }, (_, index) => String(index + 1));

describe('a list', () => {
  test('is read in the fewest pages', async () => {
    const { productGroups, takeCalls } = await start({ merchant: merchantOf(230) });
    for (const [first, calls] of [
      [1, 1],
      [99, 1],
      [100, 1],
      [101, 2],
      [200, 2],
      [201, 3],
      [300, 3],
      [500, 5],
    ] as const) {
      const page = await listOf(productGroups)({ first, after: null });
      expect(values(page.items).map(({ productGroupId }) => productGroupId)).toEqual(IDS_OF_230.slice(0, first));
      expect(page).toMatchObject({ hasNextPage: first < 230, totalCount: null });
      expect(takeCalls()).toBe(calls);
    }
  });

  test.each([120, 100])(
    'of %i rows goes on behind every one of them, however it and the rest are read',
    async (count) => {
      const { productGroups, takeCalls } = await start({ merchant: merchantOf(count) });
      const list = listOf(productGroups);
      for (const before of [7, 120]) {
        const items = await readAll(list, before);
        expect(values(items).map(({ productGroupId }) => productGroupId)).toEqual(IDS_OF_230.slice(0, count));
        takeCalls();
        for (const [index, { position }] of items.entries()) {
          const page = await list({ first: 20, after: position });
          expect(takeCalls()).toBe(1);
          expect(values(page.items).map(({ productGroupId }) => productGroupId)).toEqual(
            IDS_OF_230.slice(0, count).slice(index + 1, index + 21),
          );
          if (page.items.length < 20) expect(page.hasNextPage).toBe(false);
          else if (index + 21 < count) expect(page.hasNextPage).toBe(true);
        }
      }
    },
  );

  test('tells how many there are, when Abillify tells', async () => {
    const { productGroups, fake, takeCalls } = await start();
    fake.faults.add({ fault: { kind: 'patch', path: ['total'], json: '60' } });
    expect((await listOf(productGroups)({ first: 5, after: null })).totalCount).toBe(60);
    expect(takeCalls()).toBe(1);
  });

  test('is narrowed by all conditions together, in one call', async () => {
    const { productGroups, fake, takeCalls } = await start({ size: 5_000 });
    const rows = fake.rows();
    const times = rows.map(({ created }) => created.replace(' ', 'T')).sort();
    const [from = '', before = ''] = [times[50], times[150]];
    const wanted = rows.filter(
      (row) =>
        row.active &&
        row.parent !== null &&
        row.created >= from.replace('T', ' ') &&
        row.created < before.replace('T', ' '),
    );
    const parentIds = [...new Set(wanted.map(({ parent }) => parent ?? ''))];
    expect(wanted.length).toBeGreaterThan(1);
    const filter = { isActive: true, createdFrom: from, createdBefore: before, parentIds };
    const { items } = await listOf(productGroups, filter)({ first: 100, after: null });
    expect(values(items).map(({ productGroupId }) => productGroupId)).toEqual(wanted.map(({ id }) => id));
    expect(takeCalls()).toBe(1);

    const [one, two] = wanted;
    const byKeys = { ids: [one?.id ?? '', two?.id ?? ''], references: [one?.reference ?? ''] };
    const { items: found } = await listOf(productGroups, byKeys)({ first: 100, after: null });
    expect(values(found).map(({ productGroupId }) => productGroupId)).toEqual([one?.id]);
    expect(takeCalls()).toBe(1);
  });

  test('in another order', async () => {
    const { productGroups, fake, takeCalls } = await start();
    for (const sort of ['created', 'modified', 'reference', 'label'] as const) {
      const { items } = await productGroups.list({ first: 100, after: null, filter: NO_FILTER, sort }, {});
      const inOrder = values(items).map((row) => fake.rows().find(({ id }) => id === row.productGroupId)?.[sort]);
      const texts = inOrder.filter((value) => value != null);
      expect(texts).toEqual([...texts].sort());
      expect(items).toHaveLength(60);
      expect(takeCalls()).toBe(1);
    }
  });

  test('rows that come twice are listed once, and more to come is not hidden by them', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(230) });
    fake.faults.add({ fault: { kind: 'duplicate-rows' } });
    const page = await listOf(productGroups)({ first: 150, after: null });
    const ids = values(page.items).map(({ productGroupId }) => productGroupId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(149);
    expect(page.hasNextPage).toBe(true);
    expect(takeCalls()).toBe(2);
  });

  test('a page that fails fails the list', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(230) });
    fake.faults.add({ skip: 2, times: 1, fault: { kind: 'status', status: 500 } });
    expect(await codeOf(listOf(productGroups)({ first: 300, after: null }))).toBe('UPSTREAM_UNAVAILABLE');
    expect(takeCalls()).toBe(3);
  });

  const malformed: readonly Position[] = [[], [null], ['1'], [-1], [0, 0], [null, 0]];

  test.each(malformed.map((position) => [position]))('%j is no place of it', async (position) => {
    const { productGroups, takeCalls } = await start();
    expect(await codeOf(listOf(productGroups)({ first: 1, after: position }))).toBe('BAD_USER_INPUT');
    expect(takeCalls()).toBe(0);
  });

  test('a place far behind its end has nothing', async () => {
    const { productGroups, takeCalls } = await start();
    for (const last of [60, 1_000_000, Number.MAX_SAFE_INTEGER - 1]) {
      expect(await listOf(productGroups)({ first: 10, after: [last] })).toMatchObject({
        items: [],
        hasNextPage: false,
      });
      expect(takeCalls()).toBe(1);
    }
  });

  test.each(['007', '-0', '9223372036854775808', 'abc', ''])('%j is no id to narrow by', async (id) => {
    const { productGroups, takeCalls } = await start();
    expect(await codeOf(listOf(productGroups, { ids: [id] })({ first: 1, after: null }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(listOf(productGroups, { parentIds: [id] })({ first: 1, after: null }))).toBe('BAD_USER_INPUT');
    expect(takeCalls()).toBe(0);
  });

  test('conditions that do not fit a URL are refused before any call', async () => {
    const { productGroups, takeCalls } = await start();
    const references = Array.from({ length: 100 }, (_, index) => `${'ø'.repeat(250)}${index}`);
    expect(await codeOf(listOf(productGroups, { references })({ first: 1, after: null }))).toBe('OPERATION_TOO_LARGE');
    expect(takeCalls()).toBe(0);
  });
});

describe('pages smaller than asked for', () => {
  test('are followed: those that came are kept, those behind are asked for', async () => {
    const { productGroups, takeCalls } = await start({ merchant: merchantOf(230), maxPageSize: 20 });
    const list = listOf(productGroups);
    for (const [first, after, calls] of [
      [20, null, 1],
      [100, null, 1 + 4],
      [100, 99, 1 + 5],
      [250, null, 3 + 10],
      [19, 200, 1 + 1],
      [5, 228, 1],
    ] as const) {
      const page = await list({ first, after: after === null ? null : [after] });
      const start = after === null ? 0 : after + 1;
      expect(values(page.items).map(({ productGroupId }) => productGroupId)).toEqual(
        IDS_OF_230.slice(start, start + first),
      );
      expect(page.hasNextPage).toBe(start + first < 230);
      expect(takeCalls()).toBe(calls);
    }
  });

  test('the last page may be full: then more to come cannot be ruled out', async () => {
    const { productGroups, takeCalls } = await start({ merchant: merchantOf(200), maxPageSize: 20 });
    const page = await listOf(productGroups)({ first: 100, after: [99] });
    expect(page.items).toHaveLength(100);
    expect(page.hasNextPage).toBe(true);
    expect(takeCalls()).toBe(1 + 5);
    expect(await listOf(productGroups)({ first: 20, after: [199] })).toMatchObject({ items: [], hasNextPage: false });
    expect(takeCalls()).toBe(1 + 1);
  });

  test('end at 50, and when the fault is over the same read is right at once', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(300) });
    fake.faults.add({ fault: { kind: 'clamped-page-size' } });
    expect((await listOf(productGroups)({ first: 250, after: null })).items).toHaveLength(250);
    expect(takeCalls()).toBe(3 + 47);
    expect(await codeOf(listOf(productGroups)({ first: 300, after: null }))).toBe('OPERATION_TOO_LARGE');
    expect(takeCalls()).toBe(3);
    fake.faults.clear();
    expect((await listOf(productGroups)({ first: 300, after: null })).items).toHaveLength(300);
    expect(takeCalls()).toBe(3);
  });

  test('are read one after the other by key and below a parent', async () => {
    const { productGroups, takeCalls } = await start({ merchant: merchantOf(33, '1'), maxPageSize: 5 });
    const ids = IDS_OF_230.slice(0, 12);
    expect(inShort(await productGroups.getMany(ids, {}), ids)).toEqual(ids);
    expect(takeCalls()).toBe(3);
    const children = (await productGroups.getChildren(['1'], {})).get('1');
    expect(children).toHaveLength(32);
    expect(takeCalls()).toBe(7);
  });

  test('that change while they are read are an error', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(230, '1') });
    fake.faults.add({ skip: 1, times: 1, fault: { kind: 'clamped-page-size' } });
    expect(await codeOf(listOf(productGroups)({ first: 300, after: null }))).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(takeCalls()).toBe(3);
    fake.faults.add({ skip: 1, times: 1, fault: { kind: 'clamped-page-size' } });
    expect((await productGroups.getChildren(['1'], {})).get('1')).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    expect(takeCalls()).toBe(2);
  });

  const others: readonly (readonly [string, HttpFault])[] = [
    ['another page', { kind: 'patch', path: ['page'], json: '2' }],
    ['a longer page', { kind: 'patch', path: ['pageSize'], json: '1000' }],
    ['more rows than its page has', { kind: 'patch', path: ['pageSize'], json: '1' }],
  ];

  test.each(others)('%s than was asked for is an error', async (_, fault) => {
    const { productGroups, fake, takeCalls } = await start();
    fake.faults.add({ fault });
    expect(await codeOf(listOf(productGroups)({ first: 5, after: null }))).toBe('UPSTREAM_INVALID_RESPONSE');
    const [one, two] = fake.rows().map(({ id }) => id);
    const ids = [one ?? '', two ?? ''];
    expect(inShort(await productGroups.getMany(ids, {}), ids)).toEqual(Array(2).fill('UPSTREAM_INVALID_RESPONSE'));
    expect(takeCalls()).toBe(2);
  });
});

describe('filters', () => {
  const STYLES = ['flat', 'nested', 'json'] as const;

  test.each(STYLES)('written %s are understood where they are read so', async (filterStyle) => {
    const { productGroups, fake, takeCalls } = await start({ filterStyle });
    const rows = fake.rows();
    const ids = rows.map(({ id }) => id);
    expect(inShort(await productGroups.getMany(ids, {}), ids)).toEqual(ids);
    const references = rows.flatMap(({ reference }) => reference ?? []);
    expect((await productGroups.getManyByReference(references, {})).size).toBe(references.length);
    expect((await productGroups.getManyByReference(['B1'], {})).get('B1')).toMatchObject({ reference: 'B1' });
    const roots = rows.filter(({ parent }) => parent === null).map(({ id }) => id);
    for (const [root, children] of await productGroups.getChildren(roots, {})) {
      const wanted = rows.filter(({ parent }) => parent === root).map(({ id }) => id);
      expect(
        children instanceof Error ? children : children.map((child) => Reflect.get(child, 'productGroupId')),
      ).toEqual(wanted);
    }
    const filter = { isActive: false, createdFrom: '2022-01-01T00:00:00', createdBefore: '2030-01-01T00:00:00' };
    const { items } = await listOf(productGroups, filter)({ first: 100, after: null });
    expect(values(items).map(({ productGroupId }) => productGroupId)).toEqual(
      rows.filter(({ active }) => !active).map(({ id }) => id),
    );
    expect(takeCalls()).toBe(5);
  });

  const pairs = STYLES.flatMap((writtenStyle) =>
    STYLES.flatMap((filterStyle) => (writtenStyle === filterStyle ? [] : [[writtenStyle, filterStyle] as const])),
  );

  test.each(pairs)('written %s where they are read %s are an error, never unfiltered rows', async (written, read) => {
    const abillify = await start({ writtenStyle: written, filterStyle: read });
    await expectRefused(abillify, 5);
  });

  test.each<[string, readonly AbillifyFault[]]>([
    ['that are ignored', ['ignored-filter']],
    ['that are echoed and not applied', ['unapplied-filter']],
    ['that are neither echoed nor applied', ['ignored-filter', 'unapplied-filter']],
  ])('%s are an error, never unfiltered rows', async (_, kinds) => {
    const abillify = await start();
    for (const kind of kinds) abillify.fake.faults.add({ fault: { kind } });
    await expectRefused(abillify, 5);
  });

  test('that are not echoed are an error, even where no row tells', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(3) });
    fake.faults.add({ fault: { kind: 'ignored-filter' } });
    const listed = listOf(productGroups, { isActive: true })({ first: 5, after: null });
    expect(await codeOf(listed)).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(takeCalls()).toBe(1);

    const none = await start({ merchant: merchantOf(0) });
    none.fake.faults.add({ fault: { kind: 'ignored-filter' } });
    const found = await none.productGroups.getManyByReference(['R1'], {});
    expect(inShort(found, ['R1'])).toEqual(['UPSTREAM_INVALID_RESPONSE']);
    expect(none.takeCalls()).toBe(1);
  });

  /** One of each read that has a filter. */
  async function expectRefused({ productGroups, takeCalls }: AbillifyOnFake, calls: number): Promise<void> {
    for (const found of [
      await productGroups.getMany(['123456789'], {}),
      await productGroups.getManyByReference(['B1', 'B11'], {}),
      await productGroups.getManyByReference(['no such reference'], {}),
      await productGroups.getChildren(['123456789'], {}),
    ]) {
      expect(found.size).toBeGreaterThan(0);
      for (const answer of found.values()) expect(answer).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    }
    const listed = listOf(productGroups, { isActive: false })({ first: 5, after: null });
    expect(await codeOf(listed)).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(takeCalls()).toBe(calls);
  }
});

describe('finding by key', () => {
  test('is one call for each hundred, whatever the order and the gaps', async () => {
    const { productGroups, takeCalls } = await start({ merchant: merchantOf(230) });
    const shuffled = [...IDS_OF_230, ...IDS_OF_230.map((id) => `1000${id}`)].sort((a, b) =>
      (a.at(-1) ?? '').localeCompare(b.at(-1) ?? ''),
    );
    const found = await productGroups.getMany([...shuffled, ...shuffled], {});
    expect(inShort(found, shuffled)).toEqual(shuffled.map((id) => (id.startsWith('1000') ? null : id)));
    expect(found.size).toBe(230);
    expect(takeCalls()).toBe(5);
    const references = shuffled.map((id) => `R${id}`);
    expect((await productGroups.getManyByReference(references, {})).size).toBe(230);
    expect(takeCalls()).toBe(5);
    expect((await productGroups.getMany([], {})).size).toBe(0);
    expect(takeCalls()).toBe(0);
  });

  test('long references are as many calls as fit URLs', async () => {
    const long = Array.from({ length: 20 }, (_, index) => `${'ø'.repeat(240)}${index}`);
    const merchant = merchantOf(20);
    const productGroups = merchant.productGroups.map((row, index) => ({ ...row, reference: long[index] ?? '' }));
    const abillify = await start({ merchant: { ...merchant, productGroups } });
    expect((await abillify.productGroups.getManyByReference(long, {})).size).toBe(20);
    for (const { path } of abillify.fake.requests) expect(path.length).toBeLessThan(8_000);
    expect(abillify.takeCalls()).toBe(4);
  });

  const REFERENCES = [
    'a/b',
    'a b',
    '100%',
    '%2F',
    '?a=1&b=2#c',
    'a+b',
    'a,b',
    '["a"]',
    '$in',
    'Møbel',
    '漢字',
    '🪑',
    '"\\',
    'ø'.repeat(255),
  ];

  test.each(REFERENCES)('the reference %j is found, in every style', async (reference) => {
    const merchant = merchantOf(3);
    const [first, ...rest] = merchant.productGroups;
    if (!first) throw new Error('A product group is needed.');
    for (const filterStyle of ['flat', 'nested', 'json'] as const) {
      const { productGroups, takeCalls } = await start({
        filterStyle,
        merchant: { ...merchant, productGroups: [{ ...first, reference }, ...rest] },
      });
      expect(inShort(await productGroups.getManyByReference([reference], {}), [reference])).toEqual(['1']);
      expect(inShort(await productGroups.getManyByReference(['R2', reference], {}), [reference, 'R2'])).toEqual([
        '1',
        '2',
      ]);
      expect(takeCalls()).toBe(2);
    }
  });

  test.each(['', '.', '..', '\ud800'])('the reference %j fails alone, without a call', async (reference) => {
    const { productGroups, takeCalls } = await start();
    expect(inShort(await productGroups.getManyByReference([reference], {}), [reference])).toEqual(['BAD_USER_INPUT']);
    expect(takeCalls()).toBe(0);
    const keys = ['B1', reference];
    expect(inShort(await productGroups.getManyByReference(keys, {}), keys)).toEqual(['123456789', 'BAD_USER_INPUT']);
    expect(takeCalls()).toBe(1);
  });

  test.each(['', 'abc', '007', '-0', '+7', '1e3', '1.0', '9223372036854775808', '1'.repeat(30)])(
    'the id %j fails alone, without a call',
    async (id) => {
      const { productGroups, takeCalls } = await start();
      expect(inShort(await productGroups.getMany([id], {}), [id])).toEqual(['BAD_USER_INPUT']);
      expect(takeCalls()).toBe(0);
      const keys = [id, '123456789'];
      expect(inShort(await productGroups.getMany(keys, {}), keys)).toEqual(['BAD_USER_INPUT', '123456789']);
      expect(takeCalls()).toBe(1);
    },
  );

  test('a hundred that fail cost the others nothing', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(230) });
    fake.faults.add({ match: { path: /=150&/ }, fault: { kind: 'status', status: 500 } });
    const found = inShort(await productGroups.getMany(IDS_OF_230, {}), IDS_OF_230);
    expect(found.filter((answer) => answer === 'UPSTREAM_UNAVAILABLE')).toHaveLength(100);
    expect(found.slice(0, 100)).toEqual(IDS_OF_230.slice(0, 100));
    expect(found.slice(200)).toEqual(IDS_OF_230.slice(200));
    expect(takeCalls()).toBe(3);
  });

  test('two rows of one reference do not push another out', async () => {
    const merchant = merchantOf(3);
    const productGroups = merchant.productGroups.map((row) => (row.id === '2' ? { ...row, reference: 'R1' } : row));
    const abillify = await start({ merchant: { ...merchant, productGroups } });
    const keys = ['R1', 'R3'];
    expect(inShort(await abillify.productGroups.getManyByReference(keys, {}), keys)).toEqual(['1', '3']);
    expect(abillify.takeCalls()).toBe(2);
  });
});

describe('children', () => {
  test('of many parents are one call for each hundred rows, by id, each below its own', async () => {
    const merchant = createMerchant({ size: 5_000 });
    const { productGroups, fake, takeCalls } = await start({ merchant });
    const rows = fake.rows();
    const parents = [...new Set(rows.flatMap(({ parent }) => parent ?? []))];
    const childless = rows.filter(({ id }) => !parents.includes(id)).slice(0, 3);
    const asked = [...parents, ...childless.map(({ id }) => id)];
    expect(asked.length).toBeLessThanOrEqual(100);
    const found = await productGroups.getChildren(asked, {});
    for (const parentId of asked) {
      const children = found.get(parentId) ?? [];
      const wanted = rows.filter(({ parent }) => parent === parentId).map(({ id }) => id);
      expect(
        children instanceof Error ? children : children.map((child) => Reflect.get(child, 'productGroupId')),
      ).toEqual(wanted);
    }
    const count = rows.filter(({ parent }) => parent !== null).length;
    expect(takeCalls()).toBe(Math.floor(count / 100) + 1);
  });

  test('of parents in a cycle are found like any', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: createMerchant({ cycle: true }) });
    const root = fake.rows().find(({ reference }) => reference === 'R1');
    const climbed: string[] = [];
    for (let id = root?.id; id !== undefined && !climbed.includes(id); ) {
      climbed.push(id);
      const found = (await productGroups.getMany([id], {})).get(id);
      if (!found || found instanceof Error) throw found ?? new Error('The parent is missing.');
      id = found.parentId ?? undefined;
    }
    expect(climbed.length).toBeGreaterThan(1);
    expect(takeCalls()).toBe(climbed.length);
    const children = await productGroups.getChildren(climbed, {});
    for (const [index, id] of climbed.entries()) {
      const ids = [children.get(climbed[(index + 1) % climbed.length] ?? '') ?? []].flatMap((found) =>
        found instanceof Error ? [] : found.map((child) => Reflect.get(child, 'productGroupId')),
      );
      expect(ids).toContain(id);
    }
    expect(takeCalls()).toBe(1);
  });

  test('that come twice are there once', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(230, '1') });
    fake.faults.add({ fault: { kind: 'duplicate-rows' } });
    const children = (await productGroups.getChildren(['1'], {})).get('1') ?? [];
    expect(children instanceof Error ? [] : children.map((child) => Reflect.get(child, 'productGroupId'))).toEqual(
      IDS_OF_230.slice(1),
    );
    expect(takeCalls()).toBe(3);
  });

  test('in more than 50 pages are refused, and it is said', async () => {
    const { productGroups, takeCalls } = await start({ merchant: merchantOf(5_200, '1') });
    expect((await productGroups.getChildren(['1'], {})).get('1')).toMatchObject({ code: 'OPERATION_TOO_LARGE' });
    expect(takeCalls()).toBe(50);
  });
});

describe('a row that cannot be read', () => {
  test('fails alone in a list, by id, by reference and as a child, and names its field', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(5, '1') });
    fake.faults.add({ fault: { kind: 'wrong-type' } });
    const { items } = await listOf(productGroups)({ first: 10, after: null });
    expect(items.map(({ value }) => (value instanceof Error ? 'failed' : value.productGroupId))).toEqual([
      'failed',
      '2',
      '3',
      '4',
      '5',
    ]);
    expect(items[0]?.value).toMatchObject({
      code: 'UPSTREAM_INVALID_RESPONSE',
      message: expect.stringContaining('rows.0.title_localized'),
      details: { upstream: 'abillify' },
    });
    expect(inShort(await productGroups.getMany(['2', '1', '3'], {}), ['1', '2', '3'])).toEqual([
      'UPSTREAM_INVALID_RESPONSE',
      '2',
      '3',
    ]);
    const references = ['R3', 'R2', 'none'];
    expect(inShort(await productGroups.getManyByReference(references, {}), references)).toEqual([
      '3',
      'UPSTREAM_INVALID_RESPONSE',
      null,
    ]);
    const children = (await productGroups.getChildren(['1'], {})).get('1') ?? [];
    expect(children instanceof Error || children.map((child) => child instanceof Error)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(takeCalls()).toBe(4);
  });

  const wrong: readonly (readonly [field: string, json: string | undefined])[] = [
    ['id', undefined],
    ['id', '"4711x"'],
    ['id', '9007199254740993'],
    ['client', '"x4711"'],
    ['reference', '4711'],
    ['label', '{"text":4711}'],
    ['active', '"4711"'],
    ['meta', '4711'],
    ['parent', '"4711.5"'],
    ['title_localized', '{"nb":4711}'],
    ['description_short_localized', '"4711"'],
    ['description_long_localized', '[4711]'],
    ['created', '"4711-02-30"'],
    ['modified', '"2022-07-29T17:23:47.4711Z"'],
    ['committed', '4711'],
  ];

  test.each(wrong)('for its %s, %s, fails alone and names that', async (field, json) => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(3) });
    fake.faults.add({ fault: { kind: 'patch', path: ['rows', 1, field], ...(json !== undefined && { json }) } });
    const { items } = await listOf(productGroups)({ first: 3, after: null });
    expect(
      items.map(({ value, position }) => [value instanceof Error ? 'failed' : value.productGroupId, position]),
    ).toEqual([
      ['1', [0]],
      ['failed', [1]],
      ['3', [2]],
    ]);
    expect(items[1]?.value).toHaveProperty('code', 'UPSTREAM_INVALID_RESPONSE');
    expect(items[1]?.value).toHaveProperty('message', expect.stringContaining(`rows.1.${field}`));
    expect(items[1]?.value).toHaveProperty('message', expect.not.stringContaining('4711'));
    expect(takeCalls()).toBe(1);
  });

  test('and does not even tell its key could be any of those asked for with it', async () => {
    const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(150, '1') });
    fake.faults.add({ times: 1, fault: { kind: 'patch', path: ['rows', 1, 'id'] } });
    const ids = IDS_OF_230.slice(0, 150);
    const found = inShort(await productGroups.getMany(ids, {}), ids);
    expect(found.filter((answer) => answer === 'UPSTREAM_INVALID_RESPONSE').length).toBeGreaterThanOrEqual(50);
    expect(found.filter((answer, index) => answer === ids[index]).length).toBeGreaterThanOrEqual(50);
    expect(found).not.toContain(null);
    takeCalls();

    fake.faults.clear();
    fake.faults.add({ fault: { kind: 'patch', path: ['rows', 1], json: '"4711"' } });
    expect((await productGroups.getChildren(['1'], {})).get('1')).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    expect(takeCalls()).toBe(1);
  });
});

test('a row that cannot be read and was not asked for is no answer to anybody', async () => {
  const { productGroups, fake, takeCalls } = await start({ merchant: merchantOf(5) });
  fake.faults.add({ fault: { kind: 'wrong-type' } });
  fake.faults.add({ fault: { kind: 'patch', path: ['rows', 0, 'id'], json: '"5"' } });
  const found = await productGroups.getMany(['1', '2'], {});
  expect(inShort(found, ['1', '2'])).toEqual(['UPSTREAM_INVALID_RESPONSE', 'UPSTREAM_INVALID_RESPONSE']);
  expect([...found.keys()]).toEqual(['1', '2']);
  expect(takeCalls()).toBe(1);
});

describe('what means the same', () => {
  test.each<[AbillifyFault]>([['localized-as-text'], ['null-fields'], ['missing-fields']])('%s', async (kind) => {
    const { productGroups, fake, takeCalls } = await start();
    const read = async () => {
      const { items } = await listOf(productGroups)({ first: 100, after: null });
      return values(items).map(({ meta, ...rest }) => ({ ...rest, meta: meta ?? {} }));
    };
    const plain = await read();
    expect(plain.some(({ longDescription }) => Object.keys(longDescription).length === 0)).toBe(true);
    fake.faults.add({ fault: { kind } });
    expect(await read()).toEqual(plain);
    expect(takeCalls()).toBe(2);
  });

  test('ids as numbers, as long as none was rounded', async () => {
    const { productGroups, fake, takeCalls } = await start();
    const plain = (await listOf(productGroups)({ first: 100, after: null })).items;
    fake.faults.add({ fault: { kind: 'numeric-id' } });
    const numeric = (await listOf(productGroups)({ first: 100, after: null })).items;
    const isRounded = ({ id }: { id: string }): boolean => !Number.isSafeInteger(Number(id));
    const rounded = fake.rows().map(isRounded);
    expect(new Set(rounded)).toEqual(new Set([true, false]));
    for (const [index, item] of numeric.entries()) {
      if (rounded[index]) expect(item.value).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
      else expect(item).toEqual(plain[index]);
    }
    const small = fake
      .rows()
      .filter((row) => !isRounded(row))
      .map(({ id }) => id);
    expect(inShort(await productGroups.getMany(small, {}), small)).toEqual(small);
    const big = fake.rows().find(isRounded)?.id ?? '';
    expect(inShort(await productGroups.getMany([big], {}), [big])).toEqual(['UPSTREAM_INVALID_RESPONSE']);
    expect(takeCalls()).toBe(4);
  });
});

describe('refusals and failures', () => {
  const statuses: readonly (readonly [number, string])[] = [
    [302, 'UPSTREAM_INVALID_RESPONSE'],
    [308, 'UPSTREAM_INVALID_RESPONSE'],
    [400, 'BAD_USER_INPUT'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [405, 'UPSTREAM_INVALID_RESPONSE'],
    [409, 'CONFLICT'],
    [422, 'BAD_USER_INPUT'],
    [429, 'RATE_LIMITED'],
    [500, 'UPSTREAM_UNAVAILABLE'],
    [502, 'UPSTREAM_UNAVAILABLE'],
    [503, 'UPSTREAM_UNAVAILABLE'],
    [504, 'UPSTREAM_UNAVAILABLE'],
  ];
  const bodies: readonly unknown[] = [
    undefined,
    '<html>secret 10.0.0.8</html>',
    { secret: 'https://10.0.0.8/' },
    [null],
    '',
  ];

  test.each(statuses)('%i is %s, whatever the body, and asked once', async (status, code) => {
    const { productGroups, fake, takeCalls } = await start();
    for (const body of bodies) {
      const fault: HttpFault =
        status < 400
          ? { kind: 'redirect', status, location: 'https://10.0.0.8/secret' }
          : { kind: 'status', status, body };
      fake.faults.add({ fault });
      const refused = listOf(productGroups)({ first: 1, after: null });
      expect(await codeOf(refused)).toBe(code);
      expect(await refused.catch(String)).not.toMatch(/secret|10\.0\.0\.8|127\.0\.0\.1|Basic|html/);
      expect(inShort(await productGroups.getMany(['7', '8'], {}), ['7', '8'])).toEqual([code, code]);
      fake.faults.clear();
    }
    expect(takeCalls()).toBe(2 * bodies.length);
  });

  test('429 says when to ask again, when Abillify does', async () => {
    const { productGroups, fake, takeCalls } = await start();
    fake.faults.add({ fault: { kind: 'status', status: 429, retryAfter: '30' } });
    await expect(listOf(productGroups)({ first: 1, after: null })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfterSeconds: 30 },
    });
    expect(takeCalls()).toBe(1);
  });

  const unreadable: readonly (readonly [string, HttpFault])[] = [
    ['a web page', { kind: 'html' }],
    ['nothing', { kind: 'empty' }],
    ['204', { kind: 'status', status: 204, body: '' }],
    ['half of its JSON', { kind: 'bad-json' }],
    ['plain text', { kind: 'status', status: 200, body: '{"page":1,"pageSize":1,"rows":[]}' }],
    ['a bare list, as older calls answer', { kind: 'status', status: 200, body: [] }],
    ['rows under another name', { kind: 'status', status: 200, body: { page: 1, pageSize: 1, items: ['secret'] } }],
    ['no rows', { kind: 'patch', path: ['rows'] }],
    ['no page size', { kind: 'patch', path: ['pageSize'] }],
    ['an endless body', { kind: 'huge', mebibytes: 11 }],
  ];

  test.each(unreadable)('%s is an error, neither null nor an empty list', async (_, fault) => {
    const { productGroups, fake, takeCalls } = await start();
    fake.faults.add({ fault });
    const listed = listOf(productGroups)({ first: 1, after: null });
    expect(await codeOf(listed)).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(await listed.catch(String)).not.toMatch(/secret|127\.0\.0\.1/);
    expect(inShort(await productGroups.getMany(['7'], {}), ['7'])).toEqual(['UPSTREAM_INVALID_RESPONSE']);
    expect((await productGroups.getChildren(['7'], {})).get('7')).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    expect(takeCalls()).toBe(3);
  });

  const lost: readonly (readonly [string, HttpFault, string])[] = [
    ['a reset', { kind: 'reset' }, 'UPSTREAM_UNAVAILABLE'],
    ['a body that is cut', { kind: 'cut', framing: 'length' }, 'UPSTREAM_UNAVAILABLE'],
    ['a body without its end', { kind: 'cut', framing: 'chunked' }, 'UPSTREAM_UNAVAILABLE'],
    ['silence', { kind: 'hang' }, 'UPSTREAM_TIMEOUT'],
  ];

  test.each(lost)('%s is an error', async (_, fault, code) => {
    const { productGroups, fake, takeCalls } = await start({ transport: { attemptTimeoutMs: 100 } });
    fake.faults.add({ fault });
    expect(await codeOf(listOf(productGroups)({ first: 1, after: null }))).toBe(code);
    expect(takeCalls()).toBe(1);
  });
});

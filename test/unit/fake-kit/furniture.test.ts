import { describe, expect, test } from '@jest/globals';
import { createMerchant, type Merchant, type MerchantProductGroup } from '../../../src/fake-kit/furniture.ts';

const merchant = createMerchant();
const live = merchant.products.filter(({ deletedAt }) => deletedAt === undefined);
const languages = ['nb', 'sv', 'da', 'de', 'en'];

describe('the same options', () => {
  test('give the same shop', () => {
    expect(createMerchant({ size: 40, seed: 7 })).toEqual(createMerchant({ size: 40, seed: 7 }));
  });

  test('with another seed give other products of the same count', () => {
    const other = createMerchant({ seed: 2 });
    expect(other.products).not.toEqual(merchant.products);
    expect(other.products).toHaveLength(merchant.products.length);
  });
});

describe('catalogs and products', () => {
  test('count as stated', () => {
    expect(merchant.catalogs.map(({ catalogId }) => catalogId)).toEqual(['S23', 'H23/24', 'Möbel Kiel']);
    expect(live).toHaveLength(250);
    expect(live.filter(({ catalogId }) => catalogId === 'S23').length).toBeGreaterThanOrEqual(130);
    expect(merchant.products.length - live.length).toBeGreaterThanOrEqual(4);
  });

  test('have keys that are unique within their catalog', () => {
    const keys = merchant.products.map(({ catalogId, productId }) => `${catalogId}\n${productId}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(live.filter(({ productId }) => productId === 'Stol22').map(({ catalogId }) => catalogId)).toEqual([
      'S23',
      'H23/24',
    ]);
  });

  test('point to catalogs and groups that exist', () => {
    const catalogIds = merchant.catalogs.map(({ catalogId }) => catalogId);
    const groupIds = merchant.groups.map(({ groupId }) => groupId);
    expect(catalogIds).toEqual(expect.arrayContaining([...new Set(merchant.products.map((p) => p.catalogId))]));
    expect(groupIds).toEqual(expect.arrayContaining([...new Set(merchant.products.flatMap((p) => p.groupIds))]));
  });

  test('start with the sample of the documentation', () => {
    expect(merchant.catalogs[0]).toMatchObject({ catalogId: 'S23', name: 'Sommer' });
    expect(merchant.products[0]).toMatchObject({
      productId: 'Stol22',
      catalogId: 'S23',
      name: 'Stablestol',
      description: 'Stablestol for utendørsbruk',
      isVirtual: false,
      price: { minorUnits: 10900, currency: 'NOK' },
      unit: 'stk',
      images: [{ rel: 'thumbnail_image', caption: 'Image of current discount' }, { rel: 'medium_image' }],
      locations: [
        { locationId: 'SC_Oslo', name: 'SuperChain Oslo', shipping: false, pickup: true, stock: 15 },
        { locationId: 'SC_web', name: 'SuperChain Webshop', shipping: true, pickup: false, stock: 500 },
      ],
    });
  });

  test.each([
    ['without a price', live.filter(({ price }) => price === undefined)],
    ['for nothing', live.filter(({ price }) => price?.minorUnits === 0)],
    ['whose window is over', live.filter(({ visibleUntil = '9' }) => visibleUntil < '2024')],
    ['whose window lies ahead', live.filter(({ visibleFrom = '0' }) => visibleFrom > '2090')],
    ['virtual', live.filter(({ isVirtual }) => isVirtual)],
    ['in no group', live.filter(({ groupIds }) => groupIds.length === 0)],
    ['in several groups', live.filter(({ groupIds }) => groupIds.length > 2)],
    ['in a deleted group', live.filter(({ groupIds }) => groupIds.includes('B999'))],
    ['without description', live.filter(({ description }) => description === undefined)],
    ['without dimension', live.filter(({ dimension }) => dimension === undefined)],
    ['without unit', live.filter(({ unit }) => unit === undefined)],
    ['without images', live.filter(({ images }) => images.length === 0)],
    ['not stored anywhere', live.filter(({ isVirtual, locations }) => !isVirtual && locations.length === 0)],
    ['sold out somewhere', live.filter(({ locations }) => locations.some(({ stock }) => stock === 0))],
    ['with a space in the key', live.filter(({ productId }) => / /.test(productId))],
    ['with a slash in the key', live.filter(({ productId }) => /\//.test(productId))],
    ['with a percent sign in the key', live.filter(({ productId }) => /%/.test(productId))],
    ['with a letter beyond ASCII in the key', live.filter(({ productId }) => /[^ -~]/.test(productId))],
  ])('include some %s, but few', (_, some) => {
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(live.length / 2);
  });

  test('have prices in five currencies, one without decimals', () => {
    const currencies = new Set(live.flatMap(({ price }) => (price ? [price.currency] : [])));
    expect([...currencies].sort()).toEqual(['DKK', 'EUR', 'JPY', 'NOK', 'SEK']);
    expect(live.every(({ price }) => price === undefined || Number.isSafeInteger(price.minorUnits))).toBe(true);
  });

  test('have keys without spaces around them, and instants in one form', () => {
    const { catalogs, groups, products } = merchant;
    const keys = [
      ...catalogs.map((c) => c.catalogId),
      ...groups.map((g) => g.groupId),
      ...products.map((p) => p.productId),
    ];
    expect(keys.filter((key) => key !== key.trim() || key.length > 255)).toEqual([]);
    const instants = [...catalogs, ...groups, ...products].flatMap((thing) => [
      thing.createdAt,
      ...('deletedAt' in thing ? [thing.deletedAt] : []),
      ...('visibleFrom' in thing ? [thing.visibleFrom] : []),
      ...('visibleUntil' in thing ? [thing.visibleUntil] : []),
    ]);
    for (const text of instants) expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
});

describe('groups', () => {
  const liveGroups = merchant.groups.filter(({ deletedAt }) => deletedAt === undefined);
  const references = merchant.productGroups.flatMap(({ reference }) => reference ?? []);

  test('are 40 live ones with unique keys, and some deleted', () => {
    expect(liveGroups).toHaveLength(40);
    expect(merchant.groups.length).toBeGreaterThan(40);
    expect(new Set(merchant.groups.map(({ groupId }) => groupId)).size).toBe(merchant.groups.length);
  });

  test('include the samples of the documentation', () => {
    expect(liveGroups).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ groupId: 'B1', name: 'Møbel' }),
        expect.objectContaining({ groupId: 'B234', name: 'Stol' }),
      ]),
    );
  });

  test.each([/ /, /\//, /%/, /[^ -~]/])('include a key that has %s', (pattern) => {
    expect(liveGroups.some(({ groupId }) => pattern.test(groupId))).toBe(true);
  });

  test('and product groups mostly belong together, with strangers on both sides', () => {
    const shared = liveGroups.filter(({ groupId }) => references.includes(groupId));
    expect(shared).toHaveLength(34);
    expect(liveGroups.length - shared.length).toBe(6);
    expect(references.length - shared.length).toBe(22);
    expect(merchant.productGroups.length - references.length).toBe(4);
  });
});

describe('product groups', () => {
  const { productGroups } = merchant;

  test('are 60 in a tree of depth 4', () => {
    expect(productGroups).toHaveLength(60);
    expect(Math.max(...productGroups.map((group) => depthOf(group, merchant)))).toBe(4);
  });

  test('have unique references, and unique ids of which some fall together as doubles', () => {
    const references = productGroups.flatMap(({ reference }) => reference ?? []);
    expect(new Set(references).size).toBe(references.length);
    expect(new Set(productGroups.map(({ id }) => id)).size).toBe(60);
    expect(new Set(productGroups.map(({ id }) => Number(id))).size).toBeLessThan(60);
    for (const { id } of productGroups) expect(BigInt(id)).toBeLessThan(2n ** 63n);
  });

  test('have ids that sort differently as text and as numbers', () => {
    const asText = productGroups.map(({ id }) => id).sort();
    const asNumbers = [...asText].sort((a, b) => Number(BigInt(a) - BigInt(b)));
    expect(asText).not.toEqual(asNumbers);
  });

  test('have titles in five languages with gaps and empty texts', () => {
    const titles = productGroups.map(({ title }) => title);
    expect([...new Set(titles.flatMap((title) => Object.keys(title)))].sort()).toEqual([...languages].sort());
    expect(titles.some((title) => languages.every((language) => title[language]))).toBe(true);
    expect(titles.some((title) => Object.keys(title).length === 1)).toBe(true);
    expect(titles.some((title) => Object.values(title).includes(''))).toBe(true);
  });

  test('include one with a label alone and one with neither label nor title', () => {
    const untitled = productGroups.filter(({ title }) => Object.keys(title).length === 0);
    expect(untitled.map(({ label }) => label)).toEqual(['Utgående varer (internt)', undefined]);
  });

  test('have zoneless times, and are not all active nor without meta', () => {
    for (const { createdAt, modifiedAt, committedAt } of productGroups) {
      for (const time of [createdAt, modifiedAt, committedAt]) expect(time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect(modifiedAt >= createdAt).toBe(true);
    }
    expect(new Set(productGroups.map(({ active }) => active)).size).toBe(2);
    expect(productGroups.some(({ meta }) => Object.keys(meta).length > 0)).toBe(true);
  });

  test('turn in a circle only when asked to', () => {
    expect(productGroups.filter((group) => depthOf(group, merchant) === Infinity)).toEqual([]);
    const cyclic = createMerchant({ cycle: true });
    const turning = cyclic.productGroups.filter((group) => depthOf(group, cyclic) === Infinity);
    expect(turning.map(({ reference }) => reference)).toEqual(['R1', 'R10', 'R11']);
  });
});

describe('a large shop', () => {
  const startedAt = performance.now();
  const large = createMerchant({ size: 10_000 });
  const elapsed = performance.now() - startedAt;

  test('is made in a moment, on a busy machine too', () => {
    expect(elapsed).toBeLessThan(5_000);
  });

  test('has more groups, yet few beside its products, in a tree no deeper', () => {
    expect(large.products.filter(({ deletedAt }) => deletedAt === undefined)).toHaveLength(10_000);
    expect(large.groups.length).toBeGreaterThan(100);
    expect(large.groups.length).toBeLessThan(1_000);
    expect(new Set(large.productGroups.map(({ id }) => id)).size).toBe(large.productGroups.length);
    expect(Math.max(...large.productGroups.map((group) => depthOf(group, large)))).toBe(4);
    const keys = large.products.map(({ catalogId, productId }) => `${catalogId}\n${productId}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

/** 1 for a root, Infinity where the way up never ends; throws when a parent is missing. */
function depthOf(group: MerchantProductGroup, { productGroups }: Merchant): number {
  const byId = new Map(productGroups.map((candidate) => [candidate.id, candidate]));
  let depth = 1;
  for (let at = group; at.parentId !== undefined; depth += 1) {
    const parent = byId.get(at.parentId);
    if (parent === undefined) throw new Error(`No product group ${at.parentId}`);
    if (depth > productGroups.length) return Infinity;
    at = parent;
  }
  return depth;
}

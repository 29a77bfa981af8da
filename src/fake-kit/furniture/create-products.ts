import {
  type Article,
  articles,
  care,
  colorLabel,
  colors,
  configurations,
  forRoom,
  type MarketLanguage,
  madeOf,
  materials,
  series,
  services,
  styles,
  units,
} from './assortment.ts';
import { instant } from './calendar.ts';
import { kiel, summer, winter } from './catalogs.ts';
import { type Category, findCategory } from './categories.ts';
import { campaigns, type SeriesGroup } from './create-groups.ts';
import type { Dice } from './dice.ts';
import { kyoto, stol22, winterStol22 } from './documented-products.ts';
import { createLocations, type Market, pickMarket } from './markets.ts';
import type { MerchantCatalog, MerchantDimension, MerchantImage, MerchantProduct } from './merchant.ts';

const REPORT_EVERY = 1_000;

/** `size` live products, 54 % of them in the first catalog and 26 % in the second, then some deleted ones. */
export function createProducts(
  size: number,
  seriesGroups: readonly SeriesGroup[],
  dice: Dice,
  report: (made: number) => void = () => {},
): MerchantProduct[] {
  const winterStart = Math.ceil(size * 0.54);
  const kielStart = Math.ceil(size * 0.8);
  const seriesGroupIds = new Set(seriesGroups.map(({ groupId }) => groupId));
  const byHand = new Map([
    [0, stol22],
    [winterStart, winterStol22],
    [kielStart, kyoto],
  ]);

  const live = Array.from({ length: size }, (_, index) => {
    if (index > 0 && index % REPORT_EVERY === 0) report(index);
    const catalog = index < winterStart ? summer : index < kielStart ? winter : kiel;
    return byHand.get(index) ?? createProduct(index, catalog, seriesGroupIds, dice);
  });
  const deleted = Array.from({ length: Math.max(4, Math.round(size * 0.03)) }, (_, index) => ({
    ...createProduct(size + index, dice.pick([summer, winter, kiel]), seriesGroupIds, dice),
    deletedAt: instant(700_000 + index),
  }));
  return [...live, ...deleted];
}

/** Remainders of `index` spread most traits evenly, whatever the dice say. */
function createProduct(
  index: number,
  catalog: MerchantCatalog,
  seriesGroupIds: ReadonlySet<string>,
  dice: Dice,
): MerchantProduct {
  const market = pickMarket(catalog, dice);
  return index % 29 === 13
    ? createService(index, catalog, market, dice)
    : createFurniture(index, catalog, market, seriesGroupIds, dice);
}

function createFurniture(
  index: number,
  { catalogId }: MerchantCatalog,
  market: Market,
  seriesGroupIds: ReadonlySet<string>,
  dice: Dice,
): MerchantProduct {
  const { language } = market;
  const article = dice.pick(articles);
  const word = article.word[language];
  const family = dice.pick(series);
  const material = dice.pick(materials[article.material][language]);
  const color = dice.pick(colors[language]);
  const name = `${word} ${family}${index % 4 === 1 ? '' : ` ${madeOf[language]} ${material}`}`;
  const description =
    `${word} ${madeOf[language]} ${material}, ${forRoom[article.room][language]}. ` +
    `${colorLabel[language]}: ${color}. ${dice.pick(care[language])}`;
  const minorUnits = market.minorUnits(dice.between(article.kroner[0] / 10, article.kroner[1] / 10) * 10);
  return {
    productId: productIdOf(index, word, family, material),
    catalogId,
    name: index % 2 === 0 ? `${name}, ${color}` : name,
    ...(index % 6 !== 5 && { description }),
    isVirtual: false,
    ...(index % 11 !== 5 && { price: { minorUnits, currency: market.currency } }),
    ...(index % 14 !== 6 && { unit: units[article.unit][language] }),
    ...visibility(index),
    ...(index % 4 !== 2 && { dimension: createDimension(index, article, language, color, dice) }),
    images: createImages(index, name, dice),
    locations: index % 19 === 9 ? [] : createLocations(market, dice),
    groupIds: index % 16 === 8 ? [] : pickGroupIds(index, catalogId, article, family, seriesGroupIds, dice),
    createdAt: instant(index * 37),
  };
}

function createService(index: number, { catalogId }: MerchantCatalog, market: Market, dice: Dice): MerchantProduct {
  const { groupId, word, kroner } = dice.pick(services);
  const name = word[market.language];
  return {
    productId: `${name.replaceAll(' ', '-')}-${index}`,
    catalogId,
    name,
    isVirtual: true,
    price: { minorUnits: market.minorUnits(kroner), currency: market.currency },
    images: [],
    locations: [],
    groupIds: findCategory(groupId)?.isGroup ? [groupId] : [],
    createdAt: instant(index * 37),
  };
}

/** Unique by its number; written as different people of one shop write such keys. */
function productIdOf(index: number, word: string, family: string, material: string): string {
  const number = 100 + index;
  if (index % 12 === 3) return `${word} ${family} ${number}`;
  if (index % 20 === 7) return `${word}/${family}/${number}`;
  if (index % 40 === 11) return `${number} 100% ${material}`;
  return `${word.replaceAll(' ', '')}${number}`;
}

/** Most have been visible all the time; some are over, some are far ahead, some have a window around today. */
function visibility(index: number): Pick<MerchantProduct, 'visibleFrom' | 'visibleUntil'> {
  if (index % 17 === 4) return { visibleFrom: '2022-08-01T00:00:00Z', visibleUntil: '2023-08-31T21:59:59Z' };
  if (index % 23 === 6) return { visibleFrom: '2098-05-01T00:00:00Z' };
  if (index % 5 === 0) return { visibleFrom: '2023-04-01T06:00:00Z', visibleUntil: '2099-09-30T21:59:59Z' };
  return {};
}

function createDimension(
  index: number,
  { room, unit }: Article,
  language: MarketLanguage,
  color: string,
  dice: Dice,
): MerchantDimension {
  const size = `${dice.between(4, 24) * 10} × ${dice.between(4, 12) * 10} cm`;
  return {
    color,
    ...(index % 3 !== 0 && { size }),
    ...(index % 2 === 0 && { style: dice.pick(styles[language]) }),
    ...(room === 'living' && { config: dice.pick(configurations[language]) }),
    ...(unit === 'set' && { variant: `${dice.between(2, 6)}×` }),
  };
}

const imageKinds = ['thumbnail_image', 'medium_image', 'large_image'];

function createImages(index: number, name: string, dice: Dice): MerchantImage[] {
  return imageKinds.slice(0, dice.between(0, imageKinds.length)).map((rel) => ({
    href: `https://images.example.com/furniture/${100 + index}/${rel}.png`,
    rel,
    ...(rel === 'thumbnail_image' && { caption: name }),
  }));
}

/** The article's own group, its series, the groups above it, a campaign; outside the first catalog now and then a deleted one. */
function pickGroupIds(
  index: number,
  catalogId: string,
  { groupId }: Article,
  family: string,
  seriesGroupIds: ReadonlySet<string>,
  dice: Dice,
): string[] {
  const own = findCategory(groupId);
  const seriesGroupId = `${groupId} – ${family}`;
  return [
    ...(own?.isGroup ? [groupId] : []),
    ...(seriesGroupIds.has(seriesGroupId) ? [seriesGroupId] : []),
    ...(dice.chance(0.4) ? groupIdsAbove(own) : []),
    ...(dice.chance(0.2) ? [dice.pick(campaigns).groupId] : []),
    ...(index % 31 === 17 && catalogId !== summer.catalogId ? ['B999'] : []),
  ];
}

function groupIdsAbove(category: Category | undefined): string[] {
  const above = category?.parent;
  if (above === undefined) return [];
  return [...(above.isGroup && above.groupId !== undefined ? [above.groupId] : []), ...groupIdsAbove(above)];
}

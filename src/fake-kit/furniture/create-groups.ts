import { articles, series } from './assortment.ts';
import { instant } from './calendar.ts';
import { type Category, categories, findCategory } from './categories.ts';
import type { MerchantGroup } from './merchant.ts';

/** A category narrowed to one series: what a growing shop adds first. */
export interface SeriesGroup {
  readonly groupId: string;
  readonly category: Category;
  readonly series: string;
}

/** Groups that only the Dintero side has: campaigns and labels cut across the tree of categories. */
export const campaigns: readonly Pick<MerchantGroup, 'groupId' | 'name'>[] = [
  { groupId: 'Tilbud 20%', name: 'Tilbud −20 %' },
  { groupId: 'Nyheter', name: 'Nyheter' },
  { groupId: 'Rea/Restparti', name: 'Rea & restparti' },
  { groupId: 'Svanemerket', name: 'Svanemerket' },
  { groupId: 'Småland', name: 'Tillverkat i Småland' },
  { groupId: 'Sesong 2023', name: 'Sesong 2023' },
];

export const deletedGroups: readonly Pick<MerchantGroup, 'groupId' | 'name'>[] = [
  { groupId: 'Jul 2022', name: 'Jul' },
  { groupId: 'B999', name: 'Utgått sortiment' },
];

/** 40 live groups, then `seriesGroups`, then the deleted ones. */
export function createGroups(seriesGroups: readonly SeriesGroup[]): MerchantGroup[] {
  const ofCategories = categories.flatMap(({ groupId, isGroup, title }) =>
    groupId !== undefined && isGroup ? [{ groupId, name: title.nb ?? groupId }] : [],
  );
  const ofSeries = seriesGroups.map(({ groupId, category, series }) => ({
    groupId,
    name: `${category.title.nb ?? groupId} ${series}`,
  }));
  const live = [...ofCategories, ...campaigns, ...ofSeries].map((group, index) => ({
    ...group,
    createdAt: instant(index * 13),
  }));
  const deleted = deletedGroups.map((group, index) => ({
    ...group,
    createdAt: instant(index * 13),
    deletedAt: instant(600_000 + index),
  }));
  return [...live, ...deleted];
}

/** As many as keep all groups near 4 % of the products, until every article has each series. */
export function createSeriesGroups(products: number): SeriesGroup[] {
  const wanted = Math.round(products * 0.04) - 40;
  const possible = series.flatMap((name) =>
    articles.flatMap(({ groupId }) => {
      const category = findCategory(groupId);
      return category?.isGroup ? [{ groupId: `${groupId} – ${name}`, category, series: name }] : [];
    }),
  );
  return possible.slice(0, Math.max(0, wanted));
}

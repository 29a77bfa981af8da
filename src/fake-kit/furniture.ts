import { kiel, summer, winter } from './furniture/catalogs.ts';
import { createGroups, createSeriesGroups } from './furniture/create-groups.ts';
import { createProductGroups } from './furniture/create-product-groups.ts';
import { createProducts } from './furniture/create-products.ts';
import { createDice } from './furniture/dice.ts';
import type { Merchant } from './furniture/merchant.ts';

export type * from './furniture/merchant.ts';

export interface MerchantOptions {
  /** Live products over all catalogs, from 1; default 250. Deleted ones come on top. */
  readonly size?: number | undefined;
  readonly seed?: number | undefined;
  /** Whether some product groups are their own ancestors. Default false. */
  readonly cycle?: boolean | undefined;
  /** Told in words how far it is, now and then. */
  readonly report?: ((step: string) => void) | undefined;
}

/**
 * A furniture shop with customers in Norway, Sweden, Denmark and Germany, the same for the same options. It holds the samples of both
 * APIs' documentation, and the oddities that a real shop's data has: gaps in translations, keys with spaces, slashes and
 * percent signs, products without a price, ids beyond 2^53. Groups stay at 40 until they are fewer than 4 % of the products.
 */
export function createMerchant(options: MerchantOptions = {}): Merchant {
  const { size = 250, seed = 1, cycle = false, report } = options;
  const seriesGroups = createSeriesGroups(size);
  return {
    catalogs: [summer, winter, kiel],
    groups: createGroups(seriesGroups),
    products: createProducts(size, seriesGroups, createDice(seed), (made) =>
      report?.(`Making products for the fakes: ${Math.floor((100 * made) / size)} % of ${size}`),
    ),
    productGroups: createProductGroups(seriesGroups, cycle),
  };
}

import type { Call, Found, Page, PageRequest } from '../port.ts';
import type { Product, ProductKey } from './model.ts';

export interface ProductListRequest extends PageRequest {
  /** Null: the products of all catalogs, one catalog after the other. */
  readonly catalogId: string | null;
  readonly filter: ProductListFilter;
}

/** Both exact; null does not narrow. */
export interface ProductListFilter {
  readonly productId: string | null;
  readonly name: string | null;
}

/** What can be written of a product at any time. */
export type ProductFields = Pick<
  Product,
  | 'name'
  | 'description'
  | 'isVirtual'
  | 'price'
  | 'unit'
  | 'visibleFrom'
  | 'visibleUntil'
  | 'dimension'
  | 'images'
  | 'locations'
>;

export interface NewProduct extends ProductFields, ProductKey {
  /** Written upstream with their names: an existing group must come with the name that it has. */
  readonly groups: readonly { readonly groupId: string; readonly name: string | null }[];
}

/** What the graph needs from whoever owns products. Writes reject with `OUTCOME_UNKNOWN` when even a look-up cannot tell what became of them. */
export interface ProductSource {
  /** By `productKeyText`. */
  getMany(keys: readonly ProductKey[], call: Call): Promise<Found<Product>>;
  /** Null when the catalog does not exist. */
  list(request: ProductListRequest, call: Call): Promise<Page<Product> | null>;
  /** `mayExist`: an earlier try may have created it; it is looked for first, and finding it is success. */
  create(product: NewProduct, mayExist: boolean, call: Call): Promise<Product>;
  /** Writes the product whole, from what it was and what it shall be. */
  update(current: Product, fields: ProductFields, call: Call): Promise<Product>;
}

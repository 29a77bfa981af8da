import type { Money } from '../money/money.ts';
import type { Call, Found, Page, PageRequest } from '../port.ts';
import type { Product, ProductDimension, ProductImage, ProductKey, ProductLocation } from './model.ts';

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

export interface NewProduct {
  readonly catalogId: string;
  readonly productId: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly isVirtual: boolean;
  readonly price: Money | null;
  readonly unit: string | null;
  readonly visibleFrom: string | null;
  readonly visibleUntil: string | null;
  readonly dimension: ProductDimension | null;
  readonly images: readonly ProductImage[];
  readonly locations: readonly ProductLocation[];
  /** Written upstream with their names: an existing group must come with the name that it has. */
  readonly groups: readonly { readonly groupId: string; readonly name: string | null }[];
}

/** What the graph needs from whoever owns products. */
export interface ProductSource {
  /** By `productKeyText`. */
  getMany(keys: readonly ProductKey[], call: Call): Promise<Found<Product>>;
  /** Null when the catalog does not exist. */
  list(request: ProductListRequest, call: Call): Promise<Page<Product> | null>;
  create(product: NewProduct, call: Call): Promise<Product>;
}

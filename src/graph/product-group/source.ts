import type { Call, Found, Page, PageRequest } from '../port.ts';
import type { ProductGroup, Translations } from './model.ts';

/** Null does not narrow. */
export interface ProductGroupListFilter {
  readonly ids: readonly string[] | null;
  readonly references: readonly string[] | null;
  readonly parentIds: readonly string[] | null;
  readonly isActive: boolean | null;
  /** Zoneless ISO 8601, in the upstream's own zone. */
  readonly createdFrom: string | null;
  readonly createdBefore: string | null;
}

/** Ascending. */
export type ProductGroupSort = 'id' | 'created' | 'modified' | 'reference' | 'label';

export interface ProductGroupListRequest extends PageRequest {
  readonly filter: ProductGroupListFilter;
  readonly sort: ProductGroupSort;
}

export interface NewProductGroup {
  readonly reference: string | null;
  readonly label: string | null;
  readonly isActive: boolean;
  readonly parentId: string | null;
  readonly meta: Readonly<Record<string, unknown>> | null;
  readonly title: Translations;
  readonly shortDescription: Translations;
  readonly longDescription: Translations;
}

/** What the graph needs from whoever owns product groups. */
export interface ProductGroupSource {
  /** By `productGroupId`. */
  getMany(ids: readonly string[], call: Call): Promise<Found<ProductGroup>>;
  /** By `reference`. */
  getManyByReference(references: readonly string[], call: Call): Promise<Found<ProductGroup>>;
  /** All children of each parent, by ascending id; by the parent's id. A parent without children has an empty list, and a child that cannot be read fails alone. */
  getChildren(parentIds: readonly string[], call: Call): Promise<Found<readonly (ProductGroup | Error)[]>>;
  list(request: ProductGroupListRequest, call: Call): Promise<Page<ProductGroup>>;
  /** One object per idempotency key, however often it is asked. */
  create(productGroup: NewProductGroup, idempotencyKey: string, call: Call): Promise<ProductGroup>;
}

import type { Audit } from '../audit.ts';
import type { Catalog } from '../catalog/model.ts';
import type { Group } from '../group/model.ts';
import type { Money } from '../money/money.ts';

export interface Product extends Audit {
  readonly kind: 'Product';
  readonly productId: string;
  readonly uuid: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly isVirtual: boolean;
  /** Gross, of one unit. */
  readonly price: Money | null;
  readonly unit: string | null;
  /** ISO 8601 with zone; both ends belong to the window. */
  readonly visibleFrom: string | null;
  readonly visibleUntil: string | null;
  readonly dimension: ProductDimension | null;
  readonly images: readonly ProductImage[];
  readonly locations: readonly ProductLocation[];
  readonly catalog: Catalog;
  /** An Error stands for a group that could not be read, and fails alone. */
  readonly groups: readonly (Group | Error)[];
}

export interface ProductDimension {
  readonly color: string | null;
  readonly size: string | null;
  readonly style: string | null;
  readonly config: string | null;
  readonly variant: string | null;
}

export interface ProductImage {
  /** As the upstream has it: it may be no absolute URL. */
  readonly href: string | null;
  readonly rel: string | null;
  readonly caption: string | null;
}

export interface ProductLocation {
  readonly locationId: string | null;
  readonly name: string | null;
  readonly isAvailableForShipping: boolean | null;
  readonly isAvailableForPickup: boolean | null;
  readonly itemsInStorage: number | null;
}

/** A product's key is unique in its catalog only. */
export interface ProductKey {
  readonly catalogId: string;
  readonly productId: string;
}

/** One string for a product's key, different for different keys. */
export function productKeyText(key: ProductKey): string {
  return JSON.stringify([key.catalogId, key.productId]);
}

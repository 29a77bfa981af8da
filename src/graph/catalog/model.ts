import type { Audit } from '../audit.ts';

/** A catalog. `details` is null where only key and name are known, as inside a product. */
export interface Catalog {
  readonly kind: 'Catalog';
  readonly catalogId: string;
  readonly name: string | null;
  readonly details: CatalogDetails | null;
}

export interface CatalogDetails extends Audit {
  readonly uuid: string | null;
}

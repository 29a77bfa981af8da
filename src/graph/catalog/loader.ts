import { createNamedLoader, type NamedLoader } from '../named-loader.ts';
import type { Call } from '../port.ts';
import type { Catalog } from './model.ts';
import type { CatalogSource } from './source.ts';

/** Catalogs for one request. */
export type CatalogLoader = NamedLoader<Catalog>;

export function createCatalogLoader(source: CatalogSource, call: Call, forget: () => void): CatalogLoader {
  return createNamedLoader('catalogs', source, (catalog) => catalog.catalogId, call, forget);
}

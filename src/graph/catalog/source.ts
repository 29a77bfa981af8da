import type { NamedSource } from '../port.ts';
import type { Catalog } from './model.ts';

/** Catalogs by `catalogId`. */
export type CatalogSource = NamedSource<Catalog>;

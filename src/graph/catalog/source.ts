import type { Call, Found, Page, PageRequest } from '../port.ts';
import type { Catalog } from './model.ts';

/** What the graph needs from whoever owns catalogs. */
export interface CatalogSource {
  /** By `catalogId`. */
  getMany(catalogIds: readonly string[], call: Call): Promise<Found<Catalog>>;
  list(request: PageRequest, call: Call): Promise<Page<Catalog>>;
}

import { type KeyedLoader, loadById } from '../load-by-id.ts';
import type { Call, Page, PageRequest } from '../port.ts';
import type { Catalog } from './model.ts';
import type { CatalogSource } from './source.ts';

/** Catalogs for one request. */
export interface CatalogLoader {
  readonly byId: KeyedLoader<string, Catalog>;
  list(request: PageRequest): Promise<Page<Catalog>>;
}

export function createCatalogLoader(source: CatalogSource, call: Call): CatalogLoader {
  const byId = loadById(
    (ids: readonly string[]) => source.getMany(ids, call),
    (id) => id,
  );
  return {
    byId,
    async list(request) {
      const page = await source.list(request, call);
      for (const { value } of page.items) {
        if (!(value instanceof Error)) byId.prime(value.catalogId, value);
      }
      return page;
    },
  };
}

import type { Catalog } from '../../graph/catalog/model.ts';
import type { DinteroClient } from './client.ts';
import { createNamedSource, type DinteroNamedSource } from './named-source.ts';
import { catalogReader } from './readers.ts';

export type DinteroCatalogSource = DinteroNamedSource<Catalog>;

/** Catalogs: their list has no filter by key. */
export function createCatalogSource(client: DinteroClient): DinteroCatalogSource {
  return createNamedSource(client, {
    collection: 'catalogs',
    noun: 'Catalog',
    reader: catalogReader,
    filter: null,
    stub: (catalogId) => ({ kind: 'Catalog', catalogId, name: null, details: null }),
  });
}

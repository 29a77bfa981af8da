import type { Catalog } from '../../graph/catalog/model.ts';
import type { CatalogSource } from '../../graph/catalog/source.ts';
import type { Call } from '../../graph/port.ts';
import type { DinteroClient } from './client.ts';
import { type Listing, MAX_LIMIT, placeOf, readStretch, walk } from './cursor-paging.ts';
import { findMany, type ListSize } from './find-many.ts';
import { catalogReader } from './readers.ts';

export interface DinteroCatalogSource extends CatalogSource {
  /** Every catalog, in the upstream's order. */
  listAll(call: Call): Promise<readonly Catalog[]>;
}

export function createCatalogSource(client: DinteroClient): DinteroCatalogSource {
  const size: ListSize = { pages: undefined };
  return {
    getMany: (catalogIds, call) => findMany(catalogIds, { ...listing(call), size }),
    async list({ first, after }, call) {
      const stretch = await readStretch(listing(call), placeOf(after), first);
      return { ...stretch, totalCount: null };
    },
    async listAll(call) {
      const { read, isListed } = listing(call);
      const catalogs: Catalog[] = [];
      for await (const page of walk(read, null, () => MAX_LIMIT)) {
        for (const { value } of page.rows) {
          if (value instanceof Error) throw value;
          if (isListed(value)) catalogs.push(value);
        }
      }
      return catalogs;
    },
  };

  function listing(call: Call): Listing<Catalog> {
    return {
      read: (cursor, limit) => client.list('catalogs', ['catalogs'], { cursor, limit }, catalogReader, call),
      isListed: (catalog) => catalog.details?.deletedAt == null,
    };
  }
}

import { LRUCache } from 'lru-cache';
import type { Catalog } from '../../graph/catalog/model.ts';
import { GatewayError } from '../../graph/errors.ts';
import { badCursor } from '../../graph/pagination/cursor.ts';
import type { Call, Found, Page, PageItem } from '../../graph/port.ts';
import { type Product, type ProductKey, productKeyText } from '../../graph/product/model.ts';
import type {
  NewProduct,
  ProductFields,
  ProductListFilter,
  ProductListRequest,
  ProductSource,
} from '../../graph/product/source.ts';
import type { DinteroCatalogSource } from './catalog-source.ts';
import type { DinteroClient } from './client.ts';
import type { DinteroConfig } from './config.ts';
import { type Listing, MAX_PAGES, type Place, placeOf, readStretch, START } from './cursor-paging.ts';
import { findMany, type ListSize, unknownSize } from './find-many.ts';
import { holds, toNewProductBody, toProductBody } from './product-body.ts';
import { productReader } from './readers.ts';
import { settleWrite } from './settle-write.ts';

/** Catalogs whose length is remembered, to choose the fewest calls. */
const REMEMBERED_SIZES = 1_000;
const NO_FILTER: ProductListFilter = { productId: null, name: null };

export function createProductSource(
  client: DinteroClient,
  catalogs: DinteroCatalogSource,
  groupKeys: DinteroConfig['groupKeys'],
): ProductSource {
  const sizes = new LRUCache<string, ListSize>({ max: REMEMBERED_SIZES });
  return {
    async getMany(keys, call) {
      const found = new Map<string, Product | Error>();
      await Promise.all([...groupByCatalog(keys)].map((catalog) => findInCatalog(catalog, call, found)));
      return found;
    },
    list: (request, call) =>
      request.catalogId === null ? listAll(request, call) : listOne(request.catalogId, request, call),
    async create(product, mayExist, call) {
      const write = {
        operation: 'createProduct',
        method: 'POST',
        path: pathOf(product.catalogId),
        body: toNewProductBody(product, groupKeys),
        key: product.productId,
      } as const;
      const created = await settleWrite(
        () => client.write(write, productReader, call),
        () => seenWith(product, product, call),
        mayExist,
      );
      checkGroups(product, created);
      return created;
    },
    update(current, fields, call) {
      const { catalogId } = current.catalog;
      const write = {
        operation: 'updateProduct',
        method: 'PUT',
        path: [...pathOf(catalogId), current.productId],
        body: toProductBody(fields, current),
        key: current.productId,
      } as const;
      return settleWrite(
        () => client.write(write, productReader, call),
        () => seenWith({ catalogId, productId: current.productId }, fields, call),
      );
    },
  };

  /** The product, when it is there and holds what was written. */
  async function seenWith(
    { catalogId, productId }: ProductKey,
    fields: ProductFields,
    call: Call,
  ): Promise<Product | null> {
    const found = (await findInOne(catalogId, [productId], { ...call, fresh: true })).get(productId);
    return found && !(found instanceof Error) && holds(found, fields) ? found : null;
  }

  async function findInCatalog(
    [catalogId, productIds]: [string, readonly string[]],
    call: Call,
    found: Map<string, Product | Error>,
  ): Promise<void> {
    const answers = await findInOne(catalogId, productIds, call);
    for (const [productId, answer] of answers) found.set(productKeyText({ catalogId, productId }), answer);
  }

  function findInOne(catalogId: string, productIds: readonly string[], call: Call): Promise<Found<Product>> {
    return findMany(productIds, {
      ...knownListing(catalogId, NO_FILTER, call),
      readOne: (productId) => knownListing(catalogId, { productId, name: null }, call).read(null, 1),
      size: sizeOf(catalogId),
    });
  }

  async function listOne(catalogId: string, request: ProductListRequest, call: Call): Promise<Page<Product> | null> {
    try {
      const products = listing(catalogId, request.filter, call);
      const stretch = await readStretch(products, placeOf(request.after), request.first);
      return { ...stretch, totalCount: null };
    } catch (error) {
      if (isUnknown(error)) return null;
      throw error;
    }
  }

  /** Catalog after catalog. Positions begin with their catalog's key. */
  async function listAll(request: ProductListRequest, call: Call): Promise<Page<Product>> {
    const start = startOf(request);
    const items: PageItem<Product>[] = [];
    const budget = { left: MAX_PAGES };
    let { place } = start;
    for await (const { catalogId, catalog } of catalogsFrom(start.catalogId, call)) {
      const room = request.first - items.length;
      if (room === 0) return { items, hasNextPage: true, totalCount: null };
      const stretch = await readStretch(knownListing(catalogId, request.filter, call), place, room, budget);
      for (const { value, position } of stretch.items) {
        items.push({ value: inCatalog(value, catalog), position: [catalogId, ...position] });
      }
      if (stretch.hasNextPage) return { items, hasNextPage: true, totalCount: null };
      place = START;
    }
    return { items, hasNextPage: false, totalCount: null };
  }

  /** Which catalogs there are is asked only when the one to begin with does not fill the page; nothing but its key is known of that one. */
  async function* catalogsFrom(start: string | null, call: Call): AsyncGenerator<ListedCatalog> {
    if (start !== null) yield { catalogId: start, catalog: null };
    const all = (await catalogs.listAll(call)).map(toListed);
    const index = all.findIndex(({ catalogId }) => catalogId === start);
    if (start !== null && index === -1) throw badCursor('its catalog is no longer there');
    yield* all.slice(index + 1);
  }

  /**
   * Rows are held against the filter again: whether the upstream matches names in part is not documented.
   *
   * @throws GatewayError `NOT_FOUND` while reading, when the catalog does not exist.
   */
  function listing(catalogId: string, filter: ProductListFilter, call: Call): Listing<Product> {
    const query = { product_id: filter.productId ?? undefined, product_name: filter.name ?? undefined };
    return {
      async read(cursor, limit) {
        const list = { cursor, limit, filter: query };
        const page = await client.list('products', pathOf(catalogId), list, productReader, call);
        if (page.rows.every(({ value }) => value instanceof Error || value.catalog.catalogId === catalogId))
          return page;
        throw otherCatalog();
      },
      isListed: (product) =>
        product.deletedAt === null &&
        (filter.productId === null || product.productId === filter.productId) &&
        (filter.name === null || product.name === filter.name),
    };
  }

  /** Products of a catalog that does not exist do not exist either. */
  function knownListing(catalogId: string, filter: ProductListFilter, call: Call): Listing<Product> {
    const { read, isListed } = listing(catalogId, filter, call);
    return { read: (cursor, limit) => read(cursor, limit).catch(emptyWhenUnknown), isListed };
  }

  function sizeOf(catalogId: string): ListSize {
    const known = sizes.get(catalogId) ?? unknownSize();
    sizes.set(catalogId, known);
    return known;
  }
}

/** The form of the groups' keys is not documented beyond doubt: what the answer does not hold was not understood. */
function checkGroups(product: NewProduct, created: Product): void {
  const names = new Map(
    created.groups.flatMap((group) => (group instanceof Error ? [] : [[group.groupId, group.name] as const])),
  );
  const wrong = product.groups.filter(
    ({ groupId, name }) => !names.has(groupId) || (names.get(groupId) ?? null) !== name,
  );
  if (wrong.length === 0) return;
  const ids = wrong.map(({ groupId }) => JSON.stringify(groupId)).join(', ');
  throw new GatewayError(
    'UPSTREAM_INVALID_RESPONSE',
    `The product was created, but dintero did not put it into the groups ${ids} as asked; the setting DINTERO_GROUP_KEYS may be wrong.`,
    { upstream: 'dintero' },
  );
}

function pathOf(catalogId: string): readonly string[] {
  return ['catalogs', catalogId, 'products'];
}

function startOf(request: ProductListRequest): { catalogId: string | null; place: Place } {
  if (request.after === null) return { catalogId: null, place: START };
  const [catalogId, ...rest] = request.after;
  if (typeof catalogId !== 'string') throw badCursor('it names no place in this list');
  return { catalogId, place: placeOf(rest) };
}

function groupByCatalog(keys: readonly ProductKey[]): Map<string, string[]> {
  const byCatalog = new Map<string, string[]>();
  for (const { catalogId, productId } of keys) {
    const productIds = byCatalog.get(catalogId);
    if (productIds) productIds.push(productId);
    else byCatalog.set(catalogId, [productId]);
  }
  return byCatalog;
}

function emptyWhenUnknown(error: unknown): { rows: []; next: null } {
  if (isUnknown(error)) return { rows: [], next: null };
  throw error;
}

function isUnknown(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'NOT_FOUND';
}

interface ListedCatalog {
  readonly catalogId: string;
  readonly catalog: Catalog | null;
}

/** Without all catalogs there is no telling where the list ends. */
function toListed(catalog: Catalog | Error): ListedCatalog {
  if (catalog instanceof Error) throw catalog;
  return { catalogId: catalog.catalogId, catalog };
}

/** A product tells less of its catalog than the catalog itself: asking for the rest costs no further call. */
function inCatalog(product: Product | Error, catalog: Catalog | null): Product | Error {
  return product instanceof Error || catalog === null ? product : { ...product, catalog };
}

function otherCatalog(): GatewayError {
  return new GatewayError(
    'UPSTREAM_INVALID_RESPONSE',
    'dintero answered with products of another catalog than the one asked for.',
    {
      upstream: 'dintero',
    },
  );
}

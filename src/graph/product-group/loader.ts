import DataLoader from 'dataloader';
import { inBatch, type KeyedLoader, loadById } from '../load-by-id.ts';
import { indexAfter } from '../pagination/row-index.ts';
import type { Call, Page, PageRequest } from '../port.ts';
import type { ProductGroup } from './model.ts';
import type { NewProductGroup, ProductGroupListFilter, ProductGroupListRequest, ProductGroupSource } from './source.ts';

export const NO_FILTER: ProductGroupListFilter = {
  ids: null,
  references: null,
  parentIds: null,
  isActive: null,
  createdFrom: null,
  createdBefore: null,
};

/** Product groups for one request. */
export interface ProductGroupLoader {
  readonly byId: KeyedLoader<string, ProductGroup>;
  readonly byReference: KeyedLoader<string, ProductGroup>;
  /** Each page is read once, however many fields ask for it. */
  list(request: ProductGroupListRequest): Promise<Page<ProductGroup>>;
  /** Those directly below, by ascending id; the children of many parents are read together. */
  children(parentId: string, request: PageRequest): Promise<Page<ProductGroup>>;
  create(productGroup: NewProductGroup, idempotencyKey: string): Promise<ProductGroup>;
}

interface ChildrenKey extends PageRequest {
  readonly parentId: string;
  /** Index of the first child. */
  readonly start: number;
}

export function createProductGroupLoader(source: ProductGroupSource, call: Call): ProductGroupLoader {
  const byId = loadById(
    async (ids: readonly string[]) =>
      remember(await inBatch('productGroups', ids, call, (asked, within) => source.getMany(asked, within))),
    (id) => id,
  );
  const byReference = loadById(
    async (references: readonly string[]) =>
      remember(
        await inBatch('productGroupsByReference', references, call, (asked, within) =>
          source.getManyByReference(asked, within),
        ),
      ),
    (reference) => reference,
  );
  const children = new DataLoader<ChildrenKey, Page<ProductGroup>, string>(readChildren, {
    cacheKeyFn: (key) => JSON.stringify([key.parentId, key.first, key.start]),
  });
  const pages = new DataLoader<ProductGroupListRequest, Page<ProductGroup>, string>(
    (requests) => Promise.all(requests.map(readPage)),
    { batch: false, cacheKeyFn: (request) => JSON.stringify(request) },
  );
  return {
    byId,
    byReference,
    list: (request) => pages.load(request),
    children: async (parentId, request) => children.load({ parentId, start: indexAfter(request.after), ...request }),
    create: (productGroup, idempotencyKey) =>
      source.create(productGroup, idempotencyKey, call).finally(() => {
        byId.clearAll();
        byReference.clearAll();
        children.clearAll();
        pages.clearAll();
      }),
  };

  async function readPage(request: ProductGroupListRequest): Promise<Page<ProductGroup>> {
    const page = await source.list(request, call);
    prime(page.items.map(({ value }) => value));
    return page;
  }

  /** One parent is paged by the upstream; of many, all children are read in as few calls as there are pages, and cut here. */
  async function readChildren(keys: readonly ChildrenKey[]): Promise<(Page<ProductGroup> | Error)[]> {
    const [first, ...others] = keys;
    if (first && others.length === 0) {
      const filter = { ...NO_FILTER, parentIds: [first.parentId] };
      return [await pages.load({ first: first.first, after: first.after, filter, sort: 'id' })];
    }
    const parentIds = [...new Set(keys.map((key) => key.parentId))];
    const found = await inBatch('productGroupChildren', parentIds, call, (asked, within) =>
      source.getChildren(asked, within),
    );
    for (const siblings of found.values()) {
      if (!(siblings instanceof Error)) prime(siblings);
    }
    return keys.map((key) => {
      const siblings = found.get(key.parentId) ?? [];
      return siblings instanceof Error ? siblings : cutPage(siblings, key);
    });
  }

  function remember<F extends ReadonlyMap<string, ProductGroup | Error>>(found: F): F {
    prime([...found.values()]);
    return found;
  }

  function prime(values: Iterable<ProductGroup | Error>): void {
    byId.prime(values, ({ productGroupId }) => productGroupId);
    byReference.prime(values, ({ reference }) => reference);
  }
}

/** A page of a list that is wholly known. */
function cutPage(rows: readonly (ProductGroup | Error)[], { first, start }: ChildrenKey): Page<ProductGroup> {
  return {
    items: rows.slice(start, start + first).map((value, index) => ({ value, position: [start + index] })),
    hasNextPage: rows.length > start + first,
    totalCount: null,
  };
}

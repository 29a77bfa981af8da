import DataLoader from 'dataloader';
import { inBatch, type KeyedLoader, loadById } from '../load-by-id.ts';
import type { Call, Page } from '../port.ts';
import { type Product, type ProductKey, productKeyText } from './model.ts';
import type { NewProduct, ProductFields, ProductListRequest, ProductSource } from './source.ts';

/** Products for one request. */
export interface ProductLoader {
  readonly byKey: KeyedLoader<ProductKey, Product>;
  /** Whatever was read before; for what will be written back. */
  readNow(key: ProductKey): Promise<Product | null>;
  /** Each page is read once, however many fields ask for it. */
  list(request: ProductListRequest): Promise<Page<Product> | null>;
  /** Forgets all that was read, after a write. */
  clearAll(): void;
  create(product: NewProduct, mayExist: boolean): Promise<Product>;
  update(current: Product, fields: ProductFields): Promise<Product>;
}

/** `forget` is called when a write ended, however it did: what the request knew may be wrong. */
export function createProductLoader(source: ProductSource, call: Call, forget: () => void): ProductLoader {
  const byKey = loadById(
    (keys: readonly ProductKey[]) => inBatch('products', keys, call, (asked, within) => source.getMany(asked, within)),
    productKeyText,
  );
  const pages = new DataLoader<ProductListRequest, Page<Product> | null, string>(
    (requests) => Promise.all(requests.map(readPage)),
    { batch: false, cacheKeyFn: (request) => JSON.stringify(request) },
  );
  return {
    byKey,
    async readNow(key) {
      const found = (await source.getMany([key], { ...call, fresh: true })).get(productKeyText(key)) ?? null;
      if (found instanceof Error) throw found;
      return found;
    },
    list: (request) => pages.load(request),
    clearAll() {
      byKey.clearAll();
      pages.clearAll();
    },
    create: (product, mayExist) => source.create(product, mayExist, call).finally(forget),
    update: (current, fields) => source.update(current, fields, call).finally(forget),
  };

  async function readPage(request: ProductListRequest): Promise<Page<Product> | null> {
    const page = await source.list(request, call);
    if (page)
      byKey.prime(
        page.items.map(({ value }) => value),
        keyOf,
      );
    return page;
  }
}

function keyOf(product: Product): ProductKey {
  return { catalogId: product.catalog.catalogId, productId: product.productId };
}

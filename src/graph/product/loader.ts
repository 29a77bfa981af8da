import { type KeyedLoader, loadById } from '../load-by-id.ts';
import type { Call, Page } from '../port.ts';
import { type Product, type ProductKey, productKeyText } from './model.ts';
import type { NewProduct, ProductListRequest, ProductSource } from './source.ts';

/** Products for one request. */
export interface ProductLoader {
  readonly byKey: KeyedLoader<ProductKey, Product>;
  list(request: ProductListRequest): Promise<Page<Product> | null>;
  create(product: NewProduct): Promise<Product>;
}

export function createProductLoader(source: ProductSource, call: Call): ProductLoader {
  const byKey = loadById((keys: readonly ProductKey[]) => source.getMany(keys, call), productKeyText);
  return {
    byKey,
    async list(request) {
      const page = await source.list(request, call);
      for (const { value } of page?.items ?? []) {
        if (!(value instanceof Error)) byKey.prime(keyOf(value), value);
      }
      return page;
    },
    async create(product) {
      byKey.clear(product);
      const created = await source.create(product, call);
      byKey.clear(keyOf(created));
      return created;
    },
  };
}

function keyOf(product: Product): ProductKey {
  return { catalogId: product.catalog.catalogId, productId: product.productId };
}

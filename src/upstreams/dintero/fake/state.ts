/** Everything that the account holds, built from the merchant's data in the API's own shapes. */

import type { Merchant } from '../../../fake-kit/furniture.ts';
import { deleted, newAudit } from './audit.ts';
import { type Collection, createCollection, type Row } from './collection.ts';
import { type Cursors, createCursors } from './cursors.ts';

export interface ProductRow extends Row {
  readonly catalogId: string;
  readonly groupIds: readonly string[];
}

export interface Write {
  readonly operation: 'create' | 'update' | 'delete';
  readonly resource: 'catalog' | 'group' | 'product';
  readonly key: string;
}

export interface State {
  readonly catalogs: Collection;
  readonly groups: Collection;
  /** One collection for each catalog: a product's key is unique in its catalog only. */
  productsOf(catalogId: string): Collection<ProductRow>;
  allProducts(): unknown[];
  /** A catalog's or group's name changed: products carry both. */
  forgetProductJson(): void;
  readonly cursors: Cursors;
  /** What was written through the API, in order; a group that came with a product counts as one of its own. */
  readonly writes: Write[];
}

export function createState(merchant: Merchant, createdBy: string): State {
  const catalogs = createCollection(({ key, audit, fields }: Row) => ({ ...audit, catalog_id: key, ...fields }));
  const groups = createCollection(({ key, audit, fields }: Row) => ({ ...audit, group_id: key, ...fields }));
  const products = new Map<string, Collection<ProductRow>>();

  function shapeProduct({ key, audit, fields, catalogId, groupIds }: ProductRow): unknown {
    return {
      ...audit,
      ...fields,
      product_id: key,
      catalog_id: catalogId,
      ...catalogs.find(catalogId)?.fields,
      groups: groupIds.map((groupId) => ({ group_id: groupId, ...groups.find(groupId)?.fields })),
    };
  }

  const state: State = {
    catalogs,
    groups,
    productsOf(catalogId) {
      const known = products.get(catalogId);
      if (known) return known;
      const fresh = createCollection(shapeProduct);
      products.set(catalogId, fresh);
      return fresh;
    },
    allProducts: () => [...products.values()].flatMap((collection) => collection.all()),
    forgetProductJson() {
      for (const collection of products.values()) collection.forgetJson();
    },
    cursors: createCursors(),
    writes: [],
  };
  fill(state, merchant, createdBy);
  return state;
}

/** Names a row for `newAudit`. */
export function identityOf(resource: Write['resource'], ...keys: readonly string[]): string {
  return JSON.stringify([resource, ...keys]);
}

function fill(state: State, merchant: Merchant, by: string): void {
  for (const { catalogId, name, createdAt } of merchant.catalogs) {
    const audit = newAudit(identityOf('catalog', catalogId), by, createdAt);
    state.catalogs.put({ key: catalogId, audit, fields: { catalog_name: name } });
  }
  for (const { groupId, name, createdAt, deletedAt } of merchant.groups) {
    const audit = newAudit(identityOf('group', groupId), by, createdAt);
    const fields = { group_name: name };
    state.groups.put({ key: groupId, audit: deletedAt ? deleted(audit, by, deletedAt) : audit, fields });
  }
  for (const product of merchant.products) {
    const { productId, catalogId, groupIds, createdAt, deletedAt } = product;
    const audit = newAudit(identityOf('product', catalogId, productId), by, createdAt);
    state.productsOf(catalogId).put({
      key: productId,
      audit: deletedAt ? deleted(audit, by, deletedAt) : audit,
      fields: productFields(product),
      catalogId,
      groupIds,
    });
  }
}

function productFields(product: Merchant['products'][number]): Row['fields'] {
  return {
    product_name: product.name,
    description: product.description,
    is_virtual_product: product.isVirtual,
    unit_gross_price: product.price?.minorUnits,
    unit: product.unit,
    currency: product.price?.currency,
    starting_at: product.visibleFrom,
    stopping_at: product.visibleUntil,
    dimension: product.dimension,
    images: product.images,
    locations: product.locations.map(({ locationId, name, shipping, pickup, stock }) => ({
      location_id: locationId,
      location_name: name,
      is_available_for_shipping: shipping,
      is_available_for_pickup: pickup,
      number_of_items_in_storage: stock,
    })),
  };
}

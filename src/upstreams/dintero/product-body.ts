import type { Product } from '../../graph/product/model.ts';
import type { NewProduct, ProductFields } from '../../graph/product/source.ts';
import type { DinteroConfig } from './config.ts';

type Json = Readonly<Record<string, unknown>>;

/** The JSON that creates a product; what is null is left out. Source: Dintero's page on creating a product. */
export function toNewProductBody(product: NewProduct, groupKeys: DinteroConfig['groupKeys']): Json {
  return withoutNull({
    product_id: product.productId,
    ...toFields(product),
    groups: product.groups.map(({ groupId, name }) =>
      withoutNull(groupKeys === 'id-name' ? { id: groupId, name } : { group_id: groupId, group_name: name }),
    ),
  });
}

/**
 * The JSON that changes a product: everything that can be written, since whether a PUT replaces or merges is not documented. What is cleared is null, what
 * never was there is left out; keys, groups and times are not for writing.
 */
export function toProductBody(fields: ProductFields, current: ProductFields): Json {
  const before = toFields(current);
  return Object.fromEntries(
    Object.entries(toFields(fields)).filter(([name, value]) => value !== null || before[name] !== null),
  );
}

/** Whether a product has these fields: the mark that a write with an unknown outcome was done. */
export function holds(product: Product, fields: ProductFields): boolean {
  return JSON.stringify(toFields(product, toInstant)) === JSON.stringify(toFields(fields, toInstant));
}

function toFields(product: ProductFields, instant: (text: string) => string = (text) => text): Json {
  return {
    product_name: product.name,
    description: product.description,
    is_virtual_product: product.isVirtual,
    unit_gross_price: product.price?.minorUnits ?? null,
    currency: product.price?.currency ?? null,
    unit: product.unit,
    starting_at: product.visibleFrom && instant(product.visibleFrom),
    stopping_at: product.visibleUntil && instant(product.visibleUntil),
    dimension: product.dimension && withoutNull({ ...product.dimension }),
    images: product.images.map(({ href, rel, caption }) => withoutNull({ href, rel, caption })),
    locations: product.locations.map((location) =>
      withoutNull({
        location_id: location.locationId,
        location_name: location.name,
        is_available_for_shipping: location.isAvailableForShipping,
        is_available_for_pickup: location.isAvailableForPickup,
        number_of_items_in_storage: location.itemsInStorage,
      }),
    ),
  };
}

/** The same instant can be written in several zones and precisions. */
function toInstant(text: string): string {
  return new Date(text).toISOString();
}

function withoutNull(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

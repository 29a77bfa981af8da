import type { NewProduct } from '../../graph/product/source.ts';
import type { DinteroConfig } from './config.ts';

/** The JSON that creates a product; what is null is left out. Source: Dintero's page on creating a product. */
export function toProductBody(
  product: NewProduct,
  groupKeys: DinteroConfig['groupKeys'],
): Readonly<Record<string, unknown>> {
  return withoutNull({
    product_id: product.productId,
    product_name: product.name,
    description: product.description,
    is_virtual_product: product.isVirtual,
    unit_gross_price: product.price?.minorUnits ?? null,
    currency: product.price?.currency ?? null,
    unit: product.unit,
    starting_at: product.visibleFrom,
    stopping_at: product.visibleUntil,
    dimension: product.dimension && withoutNull({ ...product.dimension }),
    images: product.images.map((image) => withoutNull({ ...image })),
    locations: product.locations.map((location) =>
      withoutNull({
        location_id: location.locationId,
        location_name: location.name,
        is_available_for_shipping: location.isAvailableForShipping,
        is_available_for_pickup: location.isAvailableForPickup,
        number_of_items_in_storage: location.itemsInStorage,
      }),
    ),
    groups: product.groups.map(({ groupId, name }) =>
      withoutNull(groupKeys === 'id-name' ? { id: groupId, name } : { group_id: groupId, group_name: name }),
    ),
  });
}

function withoutNull(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

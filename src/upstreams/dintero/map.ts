import type { Audit } from '../../graph/audit.ts';
import type { Catalog } from '../../graph/catalog/model.ts';
import type { Group } from '../../graph/group/model.ts';
import { createMoney, type Money, MoneyError } from '../../graph/money/money.ts';
import type { Product } from '../../graph/product/model.ts';
import { type RowReader, readRow, unreadable } from '../rest/row.ts';
import {
  type CatalogWire,
  type GroupOfProductWire,
  type GroupWire,
  groupOfProductWire,
  type ProductWire,
} from './wire.ts';

export function toCatalog(wire: CatalogWire): Catalog {
  return {
    kind: 'Catalog',
    catalogId: wire.catalog_id,
    name: wire.catalog_name ?? null,
    details: { uuid: wire.id ?? null, ...toAudit(wire) },
  };
}

export function toGroup(wire: GroupWire): Group {
  return {
    kind: 'Group',
    groupId: wire.group_id,
    name: wire.group_name ?? null,
    details: { uuid: wire.id ?? null, ...toAudit(wire) },
  };
}

/** @throws GatewayError `UPSTREAM_INVALID_RESPONSE` for a price in a currency that does not exist. */
export function toProduct(wire: ProductWire, where: string): Product {
  return {
    kind: 'Product',
    productId: wire.product_id,
    uuid: wire.id ?? null,
    name: wire.product_name ?? null,
    description: wire.description ?? null,
    isVirtual: wire.is_virtual_product ?? false,
    price: toPrice(wire, where),
    unit: wire.unit ?? null,
    visibleFrom: wire.starting_at ?? null,
    visibleUntil: wire.stopping_at ?? null,
    dimension: wire.dimension
      ? {
          color: wire.dimension.color ?? null,
          size: wire.dimension.size ?? null,
          style: wire.dimension.style ?? null,
          config: wire.dimension.config ?? null,
          variant: wire.dimension.variant ?? null,
        }
      : null,
    images: (wire.images ?? []).map((image) => ({
      href: image.href ?? null,
      rel: image.rel ?? null,
      caption: image.caption ?? null,
    })),
    locations: (wire.locations ?? []).map((location) => ({
      locationId: location.location_id ?? null,
      name: location.location_name ?? null,
      isAvailableForShipping: location.is_available_for_shipping ?? null,
      isAvailableForPickup: location.is_available_for_pickup ?? null,
      itemsInStorage: location.number_of_items_in_storage ?? null,
    })),
    catalog: { kind: 'Catalog', catalogId: wire.catalog_id, name: wire.catalog_name ?? null, details: null },
    groups: (wire.groups ?? []).map(
      (group, index) => readRow(groupOfProductReader, group, `${where}.groups.${index}`).value,
    ),
    // One by one: these are the longest lists, and a spread costs a seventh of all this.
    createdAt: wire.created_at ?? null,
    createdBy: wire.created_by ?? null,
    updatedAt: wire.updated_at ?? null,
    deletedAt: wire.deleted_at ?? null,
    deletedBy: wire.deleted_by ?? null,
  };
}

const groupOfProductReader: RowReader<GroupOfProductWire, Group> = {
  upstream: 'dintero',
  keyField: 'group_id',
  wire: groupOfProductWire,
  toModel: ({ group_id, group_name }) => ({
    kind: 'Group',
    groupId: group_id,
    name: group_name ?? null,
    details: null,
  }),
};

function toAudit(wire: CatalogWire | GroupWire): Audit {
  return {
    createdAt: wire.created_at ?? null,
    createdBy: wire.created_by ?? null,
    updatedAt: wire.updated_at ?? null,
    deletedAt: wire.deleted_at ?? null,
    deletedBy: wire.deleted_by ?? null,
  };
}

/** An amount without a currency is no price, and neither is a currency without an amount. */
function toPrice({ unit_gross_price: amount, currency }: ProductWire, where: string): Money | null {
  if (amount == null || !currency) return null;
  try {
    return createMoney(amount, currency);
  } catch (error) {
    if (error instanceof MoneyError) throw unreadable('dintero', [where, 'currency'], 'is no currency of ISO 4217');
    throw error;
  }
}

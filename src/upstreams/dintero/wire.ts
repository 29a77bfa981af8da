/**
 * Dintero's JSON as it comes, with everything optional that its pages do not promise: beside the merchant's key that is everything. Source: section 2
 * of the facts about Dintero, reference pages on groups and products.
 */
import Type from 'typebox';
import { flag, guid, instant, int32, key, nullish, safeInteger, text, type Wire, wireType } from '../rest/wire-type.ts';

const record = {
  id: nullish(guid),
  created_at: nullish(instant),
  created_by: text,
  updated_at: nullish(instant),
  deleted_at: nullish(instant),
  deleted_by: text,
};

export const catalogWire = wireType(Type.Object({ ...record, catalog_id: key, catalog_name: text }));
export type CatalogWire = Wire<typeof catalogWire>;

export const groupWire = wireType(Type.Object({ ...record, group_id: key, group_name: text }));
export type GroupWire = Wire<typeof groupWire>;

/** A group inside a product: its key and name alone. */
export const groupOfProductWire = wireType(Type.Object({ group_id: key, group_name: text }));
export type GroupOfProductWire = Wire<typeof groupOfProductWire>;

export const productWire = wireType(
  Type.Object({
    ...record,
    product_id: key,
    product_name: text,
    description: text,
    is_virtual_product: flag,
    unit_gross_price: nullish(safeInteger),
    unit: text,
    currency: text,
    starting_at: nullish(instant),
    stopping_at: nullish(instant),
    dimension: nullish(Type.Object({ color: text, size: text, style: text, config: text, variant: text })),
    images: nullish(Type.Array(Type.Object({ href: text, rel: text, caption: text }))),
    locations: nullish(
      Type.Array(
        Type.Object({
          location_id: text,
          location_name: text,
          is_available_for_shipping: flag,
          is_available_for_pickup: flag,
          number_of_items_in_storage: nullish(int32),
        }),
      ),
    ),
    catalog_id: key,
    catalog_name: text,
    /** Read one by one, so that a bad one fails alone. */
    groups: nullish(Type.Array(Type.Unknown())),
  }),
);
export type ProductWire = Wire<typeof productWire>;

const rows = Type.Optional(Type.Array(Type.Unknown()));

/** One page of a list, its envelope only: the rows are read one by one, so that a bad one fails alone. */
export const listWire = wireType(Type.Object({ catalogs: rows, groups: rows, products: rows, starting_after: text }));

export const tokenWire = wireType(
  Type.Object({
    access_token: key,
    token_type: Type.String({ pattern: /^bearer$/i }),
    /** Seconds. */
    expires_in: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  }),
);
export type TokenWire = Wire<typeof tokenWire>;

export const errorWire = wireType(Type.Object({ error: Type.Object({ message: Type.String() }) }));

/**
 * Dintero's JSON as it comes, with everything optional that its pages do not promise: beside the merchant's key that is everything. Source: section 2
 * of the facts about Dintero, reference pages on groups and products.
 */
import { z } from 'zod';
import { decimalsOf, MoneyError } from '../../graph/money/money.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const instant = z.iso.datetime({ offset: true }).nullish();
/** Safe integers only: a rounded amount would be another amount. */
const amount = z.int().nullish();
const stock = z.int32().nullish();

const record = {
  id: z.guid().nullish(),
  created_at: instant,
  created_by: text,
  updated_at: instant,
  deleted_at: instant,
  deleted_by: text,
};

export const catalogWire = z.object({ ...record, catalog_id: z.string().min(1), catalog_name: text });
export type CatalogWire = z.infer<typeof catalogWire>;

export const groupWire = z.object({ ...record, group_id: z.string().min(1), group_name: text });
export type GroupWire = z.infer<typeof groupWire>;

/** A group inside a product: its key and name alone. */
export const groupOfProductWire = z.object({ group_id: z.string().min(1), group_name: text });
export type GroupOfProductWire = z.infer<typeof groupOfProductWire>;

export const productWire = z
  .object({
    ...record,
    product_id: z.string().min(1),
    product_name: text,
    description: text,
    is_virtual_product: flag,
    unit_gross_price: amount,
    unit: text,
    currency: text,
    starting_at: instant,
    stopping_at: instant,
    dimension: z.object({ color: text, size: text, style: text, config: text, variant: text }).nullish(),
    images: z.array(z.object({ href: text, rel: text, caption: text })).nullish(),
    locations: z
      .array(
        z.object({
          location_id: text,
          location_name: text,
          is_available_for_shipping: flag,
          is_available_for_pickup: flag,
          number_of_items_in_storage: stock,
        }),
      )
      .nullish(),
    catalog_id: z.string().min(1),
    catalog_name: text,
    /** Read one by one, so that a bad one fails alone. */
    groups: z.array(z.unknown()).nullish(),
  })
  .refine(({ unit_gross_price, currency }) => unit_gross_price == null || !currency || isCurrency(currency), {
    path: ['currency'],
    error: 'not a currency of ISO 4217',
  });
export type ProductWire = z.infer<typeof productWire>;

function isCurrency(code: string): boolean {
  try {
    decimalsOf(code);
    return true;
  } catch (error) {
    if (error instanceof MoneyError) return false;
    throw error;
  }
}

/** One page of each list, its envelope only: the rows are read one by one, so that a bad one fails alone. An empty cursor is none. */
export const listWire = {
  catalogs: z
    .object({ catalogs: z.array(z.unknown()), starting_after: text })
    .transform((page) => ({ rows: page.catalogs, next: page.starting_after || null })),
  groups: z
    .object({ groups: z.array(z.unknown()), starting_after: text })
    .transform((page) => ({ rows: page.groups, next: page.starting_after || null })),
  products: z
    .object({ products: z.array(z.unknown()), starting_after: text })
    .transform((page) => ({ rows: page.products, next: page.starting_after || null })),
};

export const tokenWire = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  /** Seconds. */
  expires_in: z.int().positive(),
});
export type TokenWire = z.infer<typeof tokenWire>;

export const errorWire = z.object({
  error: z.object({ message: z.string(), code: z.string().nullish(), errors: z.array(z.unknown()).nullish() }),
});

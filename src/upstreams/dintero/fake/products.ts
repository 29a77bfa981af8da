import { randomUUID } from 'node:crypto';
import type { FakeResponse } from '../../../fake-kit/server.ts';
import { ApiError } from './api-error.ts';
import { newAudit, touched } from './audit.ts';
import { bodyOf, type Call } from './call.ts';
import {
  currency,
  flag,
  insist,
  instant,
  integer,
  isRecord,
  type Json,
  key,
  listOf,
  orNull,
  record,
  text,
} from './checks.ts';
import { isLive, liveCatalog, upsertGroup } from './named-rows.ts';
import { identityOf, type ProductRow, type Write } from './state.ts';

/** Create-product page. */
const writable = {
  product_name: text,
  description: text,
  is_virtual_product: flag,
  unit_gross_price: integer,
  unit: text,
  currency,
  starting_at: instant,
  stopping_at: instant,
  dimension: record({ color: text, size: text, style: text, config: text, variant: text }),
  images: listOf(record({ href: text, rel: text, caption: text })),
  locations: listOf(
    record({
      location_id: text,
      location_name: text,
      is_available_for_shipping: flag,
      is_available_for_pickup: flag,
      number_of_items_in_storage: integer,
    }),
  ),
};

/** In an update null clears. */
const clearable = Object.fromEntries(Object.entries(writable).map(([name, check]) => [name, orNull(check)]));

const defaults = { is_virtual_product: false };

/** Unknown groups of the body are inserted, known ones renamed, deleted ones revived. */
export function createProduct(call: Call): FakeResponse {
  const { request, keys, state, choices, by, at } = call;
  const { key: catalogId } = liveCatalog(state, keys[0]);
  const body = bodyOf(request);
  const [groupKey, groupName] = choices.groupKeys === 'id' ? ['id', 'name'] : ['group_id', 'group_name'];
  const groups = listOf(record({ [groupKey]: key, [groupName]: text }, [groupKey]));
  insist(record({ ...writable, product_id: key, groups }), body, 'body');

  const productId = stringOf(body.product_id) ?? randomUUID();
  const known = state.productsOf(catalogId).find(productId);
  if (choices.duplicates === '409' && isLive(known)) throw new ApiError(409, `product_id is taken: ${productId}`);

  const named = (Array.isArray(body.groups) ? body.groups : []).filter(isRecord);
  for (const group of named) upsertGroup(call, stringOf(group[groupKey]) ?? '', stringOf(group[groupName]));
  const groupIds = [...new Set(named.map((group) => stringOf(group[groupKey]) ?? ''))];

  return store(call, 'create', choices.createStatus, {
    key: productId,
    audit: known ? touched(known.audit, at) : newAudit(identityOf('product', catalogId, productId), by, at),
    fields: { ...defaults, ...known?.fields, ...pickWritable(body) },
    catalogId,
    groupIds: body.groups === undefined ? (known?.groupIds ?? []) : groupIds,
  });
}

/** The key, the groups and the other fields that the page does not describe as writable are ignored. */
export function updateProduct(call: Call): FakeResponse {
  const { request, keys, state, choices, at } = call;
  const [catalogId, productId = ''] = keys;
  const product = state.productsOf(liveCatalog(state, catalogId).key).find(productId);
  if (!isLive(product)) throw new ApiError(404, `There is no product ${productId}`);
  const body = bodyOf(request);
  insist(record(clearable), body, 'body');

  const kept = choices.put === 'merge' ? product.fields : defaults;
  const row = {
    ...product,
    audit: touched(product.audit, at),
    fields: withoutNull({ ...kept, ...pickWritable(body) }),
  };
  return store(call, 'update', 200, row);
}

function store({ state }: Call, operation: Write['operation'], status: number, row: ProductRow): FakeResponse {
  const products = state.productsOf(row.catalogId);
  products.put(row);
  state.writes.push({ operation, resource: 'product', key: row.key });
  return { status, text: products.jsonOf(row.key) };
}

function pickWritable(body: Json): Json {
  return Object.fromEntries(Object.keys(writable).flatMap((name) => (name in body ? [[name, body[name]]] : [])));
}

function withoutNull(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

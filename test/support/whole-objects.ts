/**
 * Objects of the graph with all that they state of themselves, but for their `id` and what takes arguments: the fragment that asks for it, and the answer
 * that a fake's row should give.
 */
import type { Row as ProductGroupRow } from '../../src/upstreams/abillify/fake/index.ts';
import type { DinteroFake } from '../../src/upstreams/dintero/fake/index.ts';

export interface CatalogRow extends AuditRow {
  readonly catalog_id: string;
  readonly catalog_name: string;
}

export interface GroupRow extends AuditRow {
  readonly group_id: string;
  readonly group_name: string;
}

export interface ProductRow extends AuditRow, CatalogRow {
  readonly product_id: string;
  readonly product_name: string;
  readonly description?: string;
  readonly is_virtual_product: boolean;
  readonly unit_gross_price?: number;
  readonly currency?: string;
  readonly unit?: string;
  readonly starting_at?: string;
  readonly stopping_at?: string;
  readonly dimension?: Readonly<Record<string, string>>;
  readonly images: readonly { readonly href: string; readonly rel: string; readonly caption?: string }[];
  readonly locations: readonly LocationRow[];
  readonly groups: readonly Pick<GroupRow, 'group_id' | 'group_name'>[];
}

export interface LocationRow {
  readonly location_id: string;
  readonly location_name: string;
  readonly is_available_for_shipping: boolean;
  readonly is_available_for_pickup: boolean;
  readonly number_of_items_in_storage: number;
}

interface AuditRow {
  readonly id: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly deleted_at?: string;
  readonly deleted_by?: string;
}

export interface DinteroRows {
  readonly catalogs: readonly CatalogRow[];
  readonly groups: readonly GroupRow[];
  readonly products: readonly ProductRow[];
}

/** What the fake's lists hold, in their order. */
export function liveRows(fake: DinteroFake): DinteroRows {
  const { catalogs, groups, products }: DinteroRows = JSON.parse(JSON.stringify(fake.rows()));
  return { catalogs: catalogs.filter(isLive), groups: groups.filter(isLive), products: products.filter(isLive) };
}

function isLive(row: AuditRow): boolean {
  return row.deleted_at === undefined;
}

export const WHOLE_CATALOG = `fragment WholeCatalog on Catalog {
  __typename catalogId uuid name createdAt createdBy updatedAt deletedAt deletedBy
}`;

export function wholeCatalog(row: CatalogRow): object {
  return { __typename: 'Catalog', catalogId: row.catalog_id, name: row.catalog_name, ...audit(row) };
}

export const WHOLE_GROUP = `fragment WholeGroup on Group {
  __typename groupId uuid name createdAt createdBy updatedAt deletedAt deletedBy
}`;

export function wholeGroup(row: GroupRow): object {
  return { __typename: 'Group', groupId: row.group_id, name: row.group_name, ...audit(row) };
}

export const WHOLE_PRODUCT = `fragment WholeProduct on Product {
  __typename productId uuid name description isVirtual unit visibleFrom visibleUntil itemsInStorage
  price { minorUnits currency amount }
  dimension { color size style config variant }
  images { href rel caption }
  locations { locationId name isAvailableForShipping isAvailableForPickup itemsInStorage }
  catalog { catalogId name }
  groups { groupId name }
  createdAt createdBy updatedAt deletedAt deletedBy
}`;

export function wholeProduct(row: ProductRow): object {
  const stock = row.locations.map((location) => location.number_of_items_in_storage);
  return {
    __typename: 'Product',
    productId: row.product_id,
    name: row.product_name,
    description: row.description ?? null,
    isVirtual: row.is_virtual_product,
    unit: row.unit ?? null,
    visibleFrom: instant(row.starting_at),
    visibleUntil: instant(row.stopping_at),
    itemsInStorage: stock.length === 0 ? null : stock.reduce((sum, items) => sum + items),
    price: price(row),
    dimension: row.dimension
      ? { color: null, size: null, style: null, config: null, variant: null, ...row.dimension }
      : null,
    images: row.images.map((image) => ({ caption: null, ...image })),
    locations: row.locations.map(wholeLocation),
    catalog: { catalogId: row.catalog_id, name: row.catalog_name },
    groups: row.groups.map((group) => ({ groupId: group.group_id, name: group.group_name })),
    ...audit(row),
  };
}

export function wholeLocation(row: LocationRow): object {
  return {
    locationId: row.location_id,
    name: row.location_name,
    isAvailableForShipping: row.is_available_for_shipping,
    isAvailableForPickup: row.is_available_for_pickup,
    itemsInStorage: row.number_of_items_in_storage,
  };
}

export const WHOLE_PRODUCT_GROUP = `fragment WholeProductGroup on ProductGroup {
  __typename productGroupId reference label isActive clientId meta createdAt modifiedAt committedAt
  title { ...Translations }
  shortDescription { ...Translations }
  longDescription { ...Translations }
}
fragment Translations on LocalizedText { availableLanguages translations { language value } }`;

export function wholeProductGroup(row: ProductGroupRow): object {
  return {
    __typename: 'ProductGroup',
    productGroupId: row.id,
    reference: row.reference,
    label: row.label,
    isActive: row.active,
    clientId: row.client,
    meta: row.meta,
    createdAt: row.created.replace(' ', 'T'),
    modifiedAt: row.modified.replace(' ', 'T'),
    committedAt: row.committed.replace(' ', 'T'),
    title: translations(row.title_localized) ?? (row.label && { availableLanguages: [], translations: [] }),
    shortDescription: translations(row.description_short_localized),
    longDescription: translations(row.description_long_localized),
  };
}

function translations(texts: Readonly<Record<string, string>>): object | null {
  const written = Object.keys(texts).filter((language) => texts[language] !== '');
  if (written.length === 0) return null;
  const availableLanguages = written.sort();
  return {
    availableLanguages,
    translations: availableLanguages.map((language) => ({ language, value: texts[language] })),
  };
}

function price({ unit_gross_price: minorUnits, currency }: ProductRow): object | null {
  if (minorUnits === undefined || currency === undefined) return null;
  const amount = currency === 'JPY' ? String(minorUnits) : (minorUnits / 100).toFixed(2);
  return { minorUnits, currency, amount };
}

function audit(row: AuditRow): object {
  return {
    uuid: row.id,
    createdAt: instant(row.created_at),
    createdBy: row.created_by,
    updatedAt: instant(row.updated_at),
    deletedAt: instant(row.deleted_at),
    deletedBy: row.deleted_by ?? null,
  };
}

/** As the scalar writes it: in UTC with milliseconds. */
function instant(time: string | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

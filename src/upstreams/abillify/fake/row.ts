import type { LocalizedTexts, MerchantProductGroup } from '../../../fake-kit/furniture.ts';
import { type Comparable, readBigint, type ValueType } from './values.ts';

/** A product group on the wire, in the order of the create page's sample. */
export interface Row {
  readonly client: string;
  readonly committed: string;
  readonly created: string;
  readonly id: string;
  readonly modified: string;
  readonly reference: string | null;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly active: boolean;
  readonly description_long_localized: LocalizedTexts;
  readonly description_short_localized: LocalizedTexts;
  readonly label: string | null;
  readonly parent: string | null;
  readonly title_localized: LocalizedTexts;
}

/** What lists can be filtered and sorted by: all but the objects. */
export const fieldTypes = {
  id: 'bigint',
  client: 'bigint',
  reference: 'string',
  label: 'string',
  active: 'boolean',
  parent: 'bigint',
  created: 'timestamp',
  modified: 'timestamp',
  committed: 'timestamp',
} as const satisfies Partial<Record<keyof Row, ValueType>>;

export type Field = keyof typeof fieldTypes;

export function isField(name: string): name is Field {
  return Object.hasOwn(fieldTypes, name);
}

/** A value that the row has in this field, null where it has none. */
export function comparableOf(row: Row, field: Field): Comparable | null {
  const value = row[field];
  return fieldTypes[field] === 'bigint' ? (readBigint(value) ?? null) : value;
}

/** The merchant's own id at Abillify. */
export const client = '100200300';

export function rowOf(productGroup: MerchantProductGroup): Row {
  return {
    client,
    committed: productGroup.committedAt,
    created: productGroup.createdAt,
    id: productGroup.id,
    modified: productGroup.modifiedAt,
    reference: productGroup.reference ?? null,
    meta: productGroup.meta,
    active: productGroup.active,
    description_long_localized: productGroup.longDescription,
    description_short_localized: productGroup.shortDescription,
    label: productGroup.label ?? null,
    parent: productGroup.parentId ?? null,
    title_localized: productGroup.title,
  };
}

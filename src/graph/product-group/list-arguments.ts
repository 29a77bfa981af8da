import { GatewayError } from '../errors.ts';
import type { ProductGroupFilter, ProductGroupOrder } from '../generated/types.ts';
import { checkMerchantKey } from '../merchant-key.ts';
import type { ProductGroupListFilter, ProductGroupSort } from './source.ts';

export const SORTS: Readonly<Record<ProductGroupOrder, ProductGroupSort>> = {
  ID: 'id',
  CREATED: 'created',
  MODIFIED: 'modified',
  REFERENCE: 'reference',
  LABEL: 'label',
};

/** Values of one condition that fit one call. */
const MAX_VALUES = 100;

/** @throws GatewayError `BAD_USER_INPUT` naming the argument. */
export function readFilter(filter: ProductGroupFilter | null | undefined): ProductGroupListFilter {
  return {
    ids: readValues('filter.ids', filter?.ids, checkProductGroupId),
    references: readValues('filter.references', filter?.references, checkMerchantKey),
    parentIds: readValues('filter.parentIds', filter?.parentIds, checkProductGroupId),
    isActive: filter?.isActive ?? null,
    createdFrom: readTime('filter.createdFrom', filter?.createdFrom),
    createdBefore: readTime('filter.createdBefore', filter?.createdBefore),
  };
}

/** Source: facts about Abillify, ids are bigints in digits. */
export function checkProductGroupId(argument: string, id: string): string {
  if (/^-?\d{1,19}$/.test(id)) return id;
  throw new GatewayError('BAD_USER_INPUT', `\`${argument}\` cannot be used: an id is 1 to 19 digits.`);
}

/** The scalar itself also takes zones, which would be lost, and days that no calendar has. */
function readTime(argument: string, time: string | null | undefined): string | null {
  if (time == null) return null;
  const [, day] = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}$/.exec(time) ?? [];
  if (day !== undefined && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)) return time;
  throw new GatewayError(
    'BAD_USER_INPUT',
    `\`${argument}\` cannot be used: it takes a time in whole seconds without a zone, for example 2022-07-29T17:23:47.`,
  );
}

function readValues(
  argument: string,
  values: readonly string[] | null | undefined,
  check: (argument: string, value: string) => string,
): readonly string[] | null {
  if (values == null) return null;
  if (values.length === 0 || values.length > MAX_VALUES) {
    throw new GatewayError(
      'BAD_USER_INPUT',
      `\`${argument}\` takes 1 to ${MAX_VALUES} values; there are ${values.length}.`,
    );
  }
  return [...new Set(values.map((value) => check(argument, value)))];
}

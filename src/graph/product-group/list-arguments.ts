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
    createdFrom: filter?.createdFrom ?? null,
    createdBefore: filter?.createdBefore ?? null,
  };
}

/** Source: facts about Abillify, ids are bigints in digits. */
export function checkProductGroupId(argument: string, id: string): string {
  if (/^-?\d{1,19}$/.test(id)) return id;
  throw new GatewayError('BAD_USER_INPUT', `\`${argument}\` cannot be used: an id is 1 to 19 digits.`);
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

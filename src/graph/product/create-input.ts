import type { CreateProductInput, PriceInput } from '../generated/types.ts';
import { createMoney, type Money, MoneyError, parseDecimalAmount } from '../money/money.ts';
import { InputProblems } from '../mutation/input-problems.ts';
import type { NewProduct } from './source.ts';

export interface NewProductInput extends Omit<NewProduct, 'groups'> {
  readonly groupIds: readonly string[];
  readonly newGroups: readonly { readonly groupId: string; readonly name: string }[];
}

const MAX_GROUPS = 100;
const MAX_IMAGES = 100;
const MAX_LOCATIONS = 500;

/** @throws GatewayError `BAD_USER_INPUT` with every problem of the input. */
export function readNewProduct(input: CreateProductInput, newKey: () => string): NewProductInput {
  const problems = new InputProblems();
  const productId = input.productId ?? newKey();
  problems.checkKey(['input', 'catalogId'], input.catalogId);
  problems.checkKey(['input', 'productId'], productId);
  const groupIds = input.groupIds ?? [];
  const newGroups = input.newGroups ?? [];
  checkGroups(groupIds, newGroups, problems);
  const images = input.images ?? [];
  const locations = input.locations ?? [];
  checkCount('images', images, MAX_IMAGES, problems);
  checkLocations(locations, problems);
  const price = readPrice(input.price ?? null, problems);
  checkWindow(input, problems);
  problems.throwIfAny();
  return {
    catalogId: input.catalogId,
    productId,
    name: input.name ?? null,
    description: input.description ?? null,
    isVirtual: input.isVirtual ?? false,
    price,
    unit: input.unit ?? null,
    visibleFrom: input.visibleFrom?.toISOString() ?? null,
    visibleUntil: input.visibleUntil?.toISOString() ?? null,
    dimension: input.dimension
      ? {
          color: input.dimension.color ?? null,
          size: input.dimension.size ?? null,
          style: input.dimension.style ?? null,
          config: input.dimension.config ?? null,
          variant: input.dimension.variant ?? null,
        }
      : null,
    images: images.map(({ href, rel, caption }) => ({ href: href.href, rel: rel ?? null, caption: caption ?? null })),
    locations: locations.map((location) => ({
      locationId: location.locationId,
      name: location.name ?? null,
      isAvailableForShipping: location.isAvailableForShipping ?? null,
      isAvailableForPickup: location.isAvailableForPickup ?? null,
      itemsInStorage: location.itemsInStorage ?? null,
    })),
    groupIds,
    newGroups,
  };
}

function readPrice(price: PriceInput | null, problems: InputProblems): Money | null {
  if (!price) return null;
  const { minorUnits, amount, currency } = price;
  const field = ['input', 'price'];
  if ((minorUnits == null) === (amount == null)) {
    problems.add(field, 'A price takes either `minorUnits` or `amount`.');
    return null;
  }
  try {
    const money = createMoney(minorUnits ?? parseDecimalAmount(amount ?? '', currency), currency);
    if (money.minorUnits < 0)
      problems.add([...field, amount == null ? 'minorUnits' : 'amount'], 'A price is 0 or more.');
    return money;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    const part = error.part === 'currency' ? 'currency' : amount == null ? 'minorUnits' : 'amount';
    problems.add([...field, part], error.message);
    return null;
  }
}

function checkWindow({ visibleFrom, visibleUntil }: CreateProductInput, problems: InputProblems): void {
  if (visibleFrom && visibleUntil && visibleUntil < visibleFrom) {
    problems.add(['input', 'visibleUntil'], '`visibleUntil` lies before `visibleFrom`.');
  }
}

function checkGroups(
  groupIds: readonly string[],
  newGroups: readonly { readonly groupId: string; readonly name: string }[],
  problems: InputProblems,
): void {
  checkCount('groupIds', groupIds, MAX_GROUPS, problems);
  checkCount('newGroups', newGroups, MAX_GROUPS, problems);
  const seen = new Set<string>();
  const checkOnce = (field: readonly (string | number)[], groupId: string): void => {
    problems.checkKey(field, groupId);
    if (seen.has(groupId)) problems.add(field, 'The group is named twice.');
    seen.add(groupId);
  };
  for (const [index, groupId] of groupIds.entries()) checkOnce(['input', 'groupIds', index], groupId);
  for (const [index, { groupId, name }] of newGroups.entries()) {
    checkOnce(['input', 'newGroups', index, 'groupId'], groupId);
    problems.checkText(['input', 'newGroups', index, 'name'], name);
  }
}

function checkLocations(locations: NonNullable<CreateProductInput['locations']>, problems: InputProblems): void {
  checkCount('locations', locations, MAX_LOCATIONS, problems);
  const seen = new Set<string>();
  for (const [index, { locationId, itemsInStorage }] of locations.entries()) {
    const field = ['input', 'locations', index];
    problems.checkText([...field, 'locationId'], locationId);
    if (seen.has(locationId)) problems.add([...field, 'locationId'], 'The location is named twice.');
    seen.add(locationId);
    if (itemsInStorage != null && itemsInStorage < 0)
      problems.add([...field, 'itemsInStorage'], 'Items are 0 or more.');
  }
}

function checkCount(name: string, list: readonly unknown[], max: number, problems: InputProblems): void {
  if (list.length > max) problems.add(['input', name], `At most ${max} are allowed; there are ${list.length}.`);
}

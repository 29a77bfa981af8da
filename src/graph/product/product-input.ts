import type {
  CreateProductInput,
  PriceInput,
  ProductChanges,
  ProductDimensionInput,
  ProductImageInput,
  ProductLocationInput,
} from '../generated/types.ts';
import { createMoney, type Money, MoneyError, parseDecimalAmount } from '../money/money.ts';
import type { InputProblems } from '../mutation/input-problems.ts';
import type { ProductDimension, ProductImage, ProductLocation } from './model.ts';
import type { ProductFields } from './source.ts';

const MAX_IMAGES = 100;
const MAX_LOCATIONS = 500;

/** Changes of a product: what is absent is undefined, what is cleared null or empty. */
export type ProductChange = Partial<Omit<ProductFields, 'dimension'>> & {
  readonly dimension?: Partial<ProductDimension> | null;
};

type Path = readonly (string | number)[];

/** The fields of a product that does not exist yet: what is absent is empty. */
export function readFields(input: CreateProductInput, problems: InputProblems): ProductFields {
  const { dimension, ...fields } = readGiven(input, ['input'], problems);
  const none = { color: null, size: null, style: null, config: null, variant: null };
  return { ...EMPTY, ...fields, dimension: dimension ? { ...none, ...dimension } : null };
}

export function readChanges(changes: ProductChanges, problems: InputProblems): ProductChange {
  return readGiven(changes, ['input', 'changes'], problems);
}

/** Source: Dintero's page on creating a product, `starting_at` and `stopping_at`. */
export function checkWindow(
  { visibleFrom, visibleUntil }: Pick<ProductFields, 'visibleFrom' | 'visibleUntil'>,
  field: Path,
  problems: InputProblems,
): void {
  if (visibleFrom !== null && visibleUntil !== null && Date.parse(visibleUntil) < Date.parse(visibleFrom)) {
    problems.add(field, '`visibleUntil` lies before `visibleFrom`.');
  }
}

const EMPTY: ProductFields = {
  name: null,
  description: null,
  isVirtual: false,
  price: null,
  unit: null,
  visibleFrom: null,
  visibleUntil: null,
  dimension: null,
  images: [],
  locations: [],
};

/** Only what the caller named, so that absent and null stay apart. */
function readGiven(input: ProductChanges, field: Path, problems: InputProblems): ProductChange {
  const { name, description, isVirtual, price, unit, visibleFrom, visibleUntil, dimension, images, locations } = input;
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(isVirtual !== undefined && { isVirtual: isVirtual ?? false }),
    ...(price !== undefined && { price: readPrice(price, [...field, 'price'], problems) }),
    ...(unit !== undefined && { unit }),
    ...(visibleFrom !== undefined && { visibleFrom: visibleFrom?.toISOString() ?? null }),
    ...(visibleUntil !== undefined && { visibleUntil: visibleUntil?.toISOString() ?? null }),
    ...(dimension !== undefined && { dimension: dimension && readDimension(dimension) }),
    ...(images !== undefined && { images: readImages(images ?? [], [...field, 'images'], problems) }),
    ...(locations !== undefined && { locations: readLocations(locations ?? [], [...field, 'locations'], problems) }),
  };
}

function readDimension({ color, size, style, config, variant }: ProductDimensionInput): Partial<ProductDimension> {
  return {
    ...(color !== undefined && { color }),
    ...(size !== undefined && { size }),
    ...(style !== undefined && { style }),
    ...(config !== undefined && { config }),
    ...(variant !== undefined && { variant }),
  };
}

function readPrice(price: PriceInput | null, field: Path, problems: InputProblems): Money | null {
  if (price === null) return null;
  const { minorUnits, amount, currency } = price;
  if ((minorUnits == null) === (amount == null)) {
    problems.add(field, 'A price takes either `minorUnits` or `amount`.');
    return null;
  }
  const amountField = [...field, amount == null ? 'minorUnits' : 'amount'];
  try {
    const money = createMoney(minorUnits ?? parseDecimalAmount(amount ?? '', currency), currency);
    if (money.minorUnits < 0) problems.add(amountField, 'A price is 0 or more.');
    return money;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    problems.add(error.part === 'currency' ? [...field, 'currency'] : amountField, error.message);
    return null;
  }
}

function readImages(images: readonly ProductImageInput[], field: Path, problems: InputProblems): ProductImage[] {
  problems.checkCount(field, images, MAX_IMAGES);
  return images.map(({ href, rel = null, caption = null }, index) => {
    if (href.protocol !== 'https:' && href.protocol !== 'http:') {
      problems.add([...field, index, 'href'], 'The address of an image begins with https:// or http://.');
    }
    return { href: href.href, rel, caption };
  });
}

function readLocations(
  locations: readonly ProductLocationInput[],
  field: Path,
  problems: InputProblems,
): ProductLocation[] {
  problems.checkCount(field, locations, MAX_LOCATIONS);
  const seen = new Set<string>();
  return locations.map((location, index) => {
    const { locationId, itemsInStorage = null } = location;
    problems.checkText([...field, index, 'locationId'], locationId);
    if (seen.has(locationId)) problems.add([...field, index, 'locationId'], 'The location is named twice.');
    seen.add(locationId);
    if (itemsInStorage !== null && itemsInStorage < 0) {
      problems.add([...field, index, 'itemsInStorage'], 'Items are 0 or more.');
    }
    return {
      locationId,
      name: location.name ?? null,
      isAvailableForShipping: location.isAvailableForShipping ?? null,
      isAvailableForPickup: location.isAvailableForPickup ?? null,
      itemsInStorage,
    };
  });
}

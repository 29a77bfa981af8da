import * as currencies from 'dinero.js/currencies';

/** An exact amount of money. */
export interface Money {
  /** In the smallest unit of the currency (10900 is 109.00 NOK); a safe integer. */
  readonly minorUnits: number;
  /** ISO 4217, three capital letters. */
  readonly currency: string;
}

/** Money that cannot be; the message names no value and may be shown to clients. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError';
  /** Which of the two is wrong. */
  readonly part: 'amount' | 'currency';

  constructor(part: 'amount' | 'currency', message: string) {
    super(message);
    this.part = part;
  }
}

/** @throws MoneyError for an unknown currency, or an amount that is no safe integer. */
export function createMoney(minorUnits: number, currency: string): Money {
  decimalsOf(currency);
  if (!Number.isInteger(minorUnits)) throw new MoneyError('amount', 'An amount in minor units must be a whole number.');
  if (!Number.isSafeInteger(minorUnits)) throw outOfRange();
  return { minorUnits: minorUnits === 0 ? 0 : minorUnits, currency };
}

/** The exact amount in the currency's main unit, with all decimals that ISO 4217 gives it: `109.00`, `-0.05`, for JPY `10900`. */
export function decimalAmount({ minorUnits, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const sign = minorUnits < 0 ? '-' : '';
  const digits = String(Math.abs(minorUnits)).padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * The minor units of an amount such as `109`, `109.5` or `-109.50`, exactly.
 * @throws MoneyError for an unknown currency, another notation, more decimals than the currency has, or minor units beyond 2^53 - 1.
 */
export function parseDecimalAmount(amount: string, currency: string): number {
  const decimals = decimalsOf(currency);
  if (!isDecimal(amount)) {
    throw new MoneyError(
      'amount',
      'An amount must be written in digits with at most one decimal point, for example "109.00".',
    );
  }
  const [whole = '', fraction = ''] = amount.split('.');
  if (fraction.length > decimals) {
    throw new MoneyError('amount', `An amount in ${currency} has at most ${decimals} decimals.`);
  }
  const minorUnits = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(minorUnits)) throw outOfRange();
  return minorUnits === 0 ? 0 : minorUnits;
}

export function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

const decimalsByCurrency: ReadonlyMap<string, number> = new Map(
  // Ariary and ouguiya are divided by five, which dinero.js states as base 5; ISO 4217 writes both with two decimals.
  Object.values(currencies).map(({ code, base, exponent }) => [code, base === 10 ? exponent : 2]),
);

/** @throws MoneyError */
export function decimalsOf(currency: string): number {
  const decimals = decimalsByCurrency.get(currency);
  if (decimals === undefined)
    throw new MoneyError(
      'currency',
      'A currency must be an ISO 4217 code of three capital letters, for example "NOK".',
    );
  return decimals;
}

function outOfRange(): MoneyError {
  return new MoneyError(
    'amount',
    `An amount must lie between -${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER} minor units.`,
  );
}

import { LRUCache } from 'lru-cache';
import { decimalAmount, decimalsOf, isDecimal, type Money } from './money.ts';

/** Making a formatter costs far more than using it; callers name the language, so their number is bounded. */
const formatters = new LRUCache<string, Intl.NumberFormat>({ max: 200 });

/** The amount as people of that language write it, digit for digit: `109,00 kr`. English for a language that the platform does not know. */
export function formatMoney(money: Money, language: string): string {
  const amount = decimalAmount(money);
  // The formatter reads text exactly, but the platform's type only takes text that is shown to be a number.
  return isDecimal(amount) ? formatterOf(language, money.currency).format(amount) : amount;
}

function formatterOf(language: string, currency: string): Intl.NumberFormat {
  const name = `${language} ${currency}`;
  let formatter = formatters.get(name);
  if (!formatter) {
    // The platform's own decimals differ from ISO 4217 for some currencies (none for HUF), so they are stated.
    const decimals = decimalsOf(currency);
    formatter = new Intl.NumberFormat([language, 'en'], {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formatters.set(name, formatter);
  }
  return formatter;
}

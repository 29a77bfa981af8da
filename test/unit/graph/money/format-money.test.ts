import { expect, test } from '@jest/globals';
import { formatMoney } from '../../../../src/graph/money/format-money.ts';

/** Formatted text whose kinds of spaces and minus signs, which change with the platform, are made one. */
function formatted(minorUnits: number, currency: string, language: string): string {
  return formatMoney({ minorUnits, currency }, language).replaceAll(/\s/g, ' ').replaceAll('\u2212', '-');
}

test.each([
  [10900, 'NOK', 'nb', '109,00 kr'],
  [123456, 'EUR', 'de', '1.234,56 €'],
  [123456, 'EUR', 'en', '€1,234.56'],
  [-5, 'EUR', 'en', '-€0.05'],
  [10900, 'JPY', 'en', '¥10,900'],
  [10900, 'BHD', 'en', 'BHD 10.900'],
  [10900, 'HUF', 'en', 'HUF 109.00'],
])('%i minor units of %s in %s are %s', (minorUnits, currency, language, text) => {
  expect(formatted(minorUnits, currency, language)).toBe(text);
});

test('no digit is lost at the ends of the range', () => {
  expect(formatted(Number.MAX_SAFE_INTEGER, 'EUR', 'en')).toBe('€90,071,992,547,409.91');
  expect(formatted(Number.MIN_SAFE_INTEGER, 'EUR', 'en')).toBe('-€90,071,992,547,409.91');
});

test('an unknown language is formatted in English', () => {
  expect(formatted(123456, 'EUR', 'xx')).toBe('€1,234.56');
});

test('more languages than are remembered are still formatted right', () => {
  for (let round = 0; round < 2; round += 1) {
    for (let index = 0; index < 300; index += 1) {
      expect(formatted(100, 'EUR', `en-x-a${index}`)).toBe('€1.00');
    }
  }
});

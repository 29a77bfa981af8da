import { expect, test } from '@jest/globals';
import * as currencies from 'dinero.js/currencies';
import { createMoney, decimalAmount, MoneyError, parseDecimalAmount } from '../../../../src/graph/money/money.ts';

/** The part that the thrown MoneyError names. */
function refusedPart(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof MoneyError) return error.part;
    throw error;
  }
}

test.each([
  [10900, 'NOK', '109.00'],
  [10905, 'NOK', '109.05'],
  [10900, 'JPY', '10900'],
  [10900, 'BHD', '10.900'],
  [10900, 'CLF', '1.0900'],
  [120, 'MGA', '1.20'],
  [10900, 'HUF', '109.00'],
  [0, 'NOK', '0.00'],
  [0, 'JPY', '0'],
  [5, 'NOK', '0.05'],
  [-5, 'NOK', '-0.05'],
  [-10900, 'NOK', '-109.00'],
  [-7, 'JPY', '-7'],
  [-7, 'BHD', '-0.007'],
  [Number.MAX_SAFE_INTEGER, 'NOK', '90071992547409.91'],
  [Number.MIN_SAFE_INTEGER, 'NOK', '-90071992547409.91'],
])('%i minor units of %s are %s', (minorUnits, currency, amount) => {
  expect(decimalAmount(createMoney(minorUnits, currency))).toBe(amount);
  expect(parseDecimalAmount(amount, currency)).toBe(minorUnits);
});

test.each([
  ['109', 'NOK', 10900],
  ['109.5', 'NOK', 10950],
  ['0.1', 'BHD', 100],
  ['007', 'JPY', 7],
  ['-0.00', 'NOK', 0],
])('%s %s are %i minor units', (amount, currency, minorUnits) => {
  expect(parseDecimalAmount(amount, currency)).toBe(minorUnits);
});

test.each([
  ['109.000', 'NOK'],
  ['109.0', 'JPY'],
  ['1.0001', 'BHD'],
  ['1e3', 'NOK'],
  ['+1', 'NOK'],
  [' 1', 'NOK'],
  ['1 ', 'NOK'],
  ['1\n', 'NOK'],
  ['1 000', 'NOK'],
  ['1,00', 'NOK'],
  ['1.', 'NOK'],
  ['.5', 'NOK'],
  ['--1', 'NOK'],
  ['-', 'NOK'],
  ['', 'NOK'],
  ['0x10', 'NOK'],
  ['NaN', 'NOK'],
  ['Infinity', 'NOK'],
  ['١', 'NOK'],
  ['90071992547409.92', 'NOK'],
  ['-90071992547409.92', 'NOK'],
  ['9007199254740993', 'JPY'],
  ['9'.repeat(400), 'JPY'],
])('%j %s is no amount', (amount, currency) => {
  expect(refusedPart(() => parseDecimalAmount(amount, currency))).toBe('amount');
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)])(
  '%d is no number of minor units',
  (minorUnits) => {
    expect(refusedPart(() => createMoney(minorUnits, 'NOK'))).toBe('amount');
  },
);

test.each(['', 'nok', 'NOKK', 'XYZ', ' NOK', 'constructor'])('%j is no currency', (currency) => {
  expect(refusedPart(() => createMoney(100, currency))).toBe('currency');
  expect(refusedPart(() => parseDecimalAmount('1', currency))).toBe('currency');
});

test('minus zero is zero', () => {
  expect(createMoney(-0, 'NOK')).toEqual({ minorUnits: 0, currency: 'NOK' });
});

test.each(Object.keys(currencies))('amounts of %s come back as they went', (currency) => {
  for (const minorUnits of [0, 1, -1, 9, 10, 99, 100, 12345, -98765432101]) {
    expect(parseDecimalAmount(decimalAmount(createMoney(minorUnits, currency)), currency)).toBe(minorUnits);
  }
});

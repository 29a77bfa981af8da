import { expect, test } from '@jest/globals';
import { parseAcceptLanguage } from '../../../../src/graph/localization/accept-language.ts';

test.each([
  [undefined, []],
  ['', []],
  ['de', ['de']],
  ['nb-NO,nb;q=0.9,no;q=0.8,en-US;q=0.5', ['nb-NO', 'nb', 'no', 'en-US']],
  ['en;q=0.5, de ;q=0.9 , sv', ['sv', 'de', 'en']],
  ['fr, de', ['fr', 'de']],
  ['de, en;q=0', ['de']],
  ['*', []],
  ['de, *;q=0.1', ['de']],
  ['de_at, DE-AT;q=0.5', ['de-AT']],
  ['de, not a language, en', ['de', 'en']],
  ['de;q=high, en', ['en']],
])('%j names %j', (header, languages) => {
  expect(parseAcceptLanguage(header)).toEqual(languages);
});

test.each([';;;', ',,,,', '"', '\\', '\u0000', '=;q=1', 'de;q=-1', '\u{1f600}'])('%j names none', (header) => {
  expect(parseAcceptLanguage(header)).toEqual([]);
});

test('an overlong header names none, and a long one no more than 20', () => {
  const tags = Array.from({ length: 26 }, (_, index) => `a${String.fromCharCode(97 + index)}`);
  expect(parseAcceptLanguage(tags.join())).toHaveLength(20);
  expect(parseAcceptLanguage(`de,${'en,'.repeat(340)}fr`)).toEqual([]);
});

import { expect, test } from '@jest/globals';
import { createLocalizer, type TextOptions } from '../../../../src/graph/localization/localize.ts';

const chain = ['en', 'de'];

/** The key of the text that is chosen, when every key's text is the key itself; `?` marks a fallback. */
function choose(keys: readonly string[], callerLanguages: readonly string[], options?: TextOptions): string | null {
  const texts = Object.fromEntries(keys.map((key) => [key, key]));
  const text = createLocalizer({ callerLanguages, chain }).localize(texts, options);
  return text && (text.isFallback ? `${text.value}?` : text.value);
}

test.each([
  ['the order that the caller gives', ['de', 'en', 'fr'], ['fr', 'de'], 'fr'],
  ['the next language where the first is missing', ['de', 'en'], ['fr', 'de'], 'de'],
  ['a shorter tag', ['de', 'en'], ['de-AT', 'en'], 'de'],
  ['the exact tag before the shorter', ['de', 'de-AT'], ['de-AT'], 'de-AT'],
  ['the first language cut short before the second whole', ['de', 'fr'], ['de-AT', 'fr'], 'de'],
  ['nothing between script and language lost', ['zh', 'zh-Hant'], ['zh-Hant-TW'], 'zh-Hant'],
  ['a tag whose private part is cut off with its single letter', ['de-AT', 'de'], ['de-AT-x-firm'], 'de-AT'],
  ['a public variant as near as a private one', ['de-AT-x-other', 'de-AT-1996'], ['de-AT-x-firm'], 'de-AT-1996'],
  ['another region', ['de-AT', 'fr'], ['de', 'fr'], 'de-AT'],
  ['another region for a region', ['de-AT', 'fr'], ['de-CH', 'fr'], 'de-AT'],
  ['the nearest of other regions', ['zh-Hans-CN', 'zh-Hant-HK'], ['zh-Hant-TW'], 'zh-Hant-HK'],
  ['the first of equal regions by tag', ['de-CH', 'de-AT'], ['de'], 'de-AT'],
  ['no other language that merely begins alike', ['den', 'en'], ['de', 'en'], 'en'],
  ['keys in any case', ['DE_at'], ['de-AT'], 'DE_at'],
  ['callers in any case', ['de-AT', 'de'], ['DE_at'], 'de-AT'],
  ['an old code for its language', ['iw', 'en'], ['he'], 'iw'],
])('chosen is %s', (_, keys, caller, key) => {
  expect(choose(keys, caller)).toBe(key);
  expect(choose(keys, ['xh'], { languages: caller })).toBe(key);
});

test.each([
  [['no', 'nn', 'en'], ['nb', 'en'], 'no'],
  [['nn', 'en'], ['nb-NO', 'en'], 'nn'],
  [['nn-NO', 'da'], ['nb'], 'nn-NO'],
  [['nb', 'en'], ['no', 'en'], 'nb'],
  [['no', 'nb'], ['nn'], 'no'],
  [['nb', 'da'], ['nn'], 'nb'],
  [['da', 'sv', 'en'], ['nb'], 'da?'],
  [['sv', 'en'], ['nn'], 'sv?'],
  [['sv-SE', 'en'], ['no'], 'sv-SE?'],
  [['da', 'en'], ['nb', 'en'], 'en'],
  [['no', 'en'], ['da', 'en'], 'en'],
  [['da', 'fr'], ['sv'], 'da?'],
])('of %j a reader of %j is given %s', (keys, caller, key) => {
  expect(choose(keys, caller)).toBe(key);
});

test.each([
  ['the argument before the header', ['de', 'fr'], ['fr'], { languages: ['de'] }, 'de'],
  ['the neighbours of the argument before the header', ['da', 'fr'], ['fr'], { languages: ['nb'] }, 'da?'],
  ['the header after the argument, as a fallback', ['en', 'fr'], ['fr'], { languages: ['sv'] }, 'fr?'],
  ['the chain after the header, as a fallback', ['de', 'en', 'sv'], ['fr'], {}, 'en?'],
  ['the rest of the chain', ['de', 'sv'], ['fr'], {}, 'de?'],
  ['the chain as the own where nobody asks for anything', ['de', 'sv'], [], {}, 'de'],
  ['the header where the argument is empty', ['de', 'fr'], ['fr'], { languages: [] }, 'fr'],
  ['the header where the argument is null', ['de', 'fr'], ['fr'], { languages: null }, 'fr'],
  ['any other by tag', ['sv', 'fi'], ['fr'], {}, 'fi?'],
  ['any other before what is no language', ['!', 'fi'], ['fr'], {}, 'fi?'],
  ['what is no language at last', ['no language', '!'], ['fr'], {}, '!?'],
  ['a fallback where null is said of it', ['fi'], ['fr'], { fallback: null }, 'fi?'],
  ['nothing but the own without fallback', ['de', 'en'], ['fr'], { fallback: false }, null],
  ['not the header without fallback', ['en', 'fr'], ['fr'], { languages: ['sv'], fallback: false }, null],
  ['no neighbour without fallback', ['da'], ['nb'], { fallback: false }, null],
  ['the own without fallback', ['de', 'en'], ['de-AT'], { fallback: false }, 'de'],
  ['the own of the chain without fallback', ['de', 'sv'], [], { fallback: false }, 'de'],
])('chosen is %s', (_, keys, caller, options, key) => {
  expect(choose(keys, caller, options)).toBe(key);
});

test('only the first 20 languages of an argument count', () => {
  const others = Array.from({ length: 20 }, (_, index) => `x${String.fromCharCode(97 + index)}`);
  expect(choose(['en', 'sv'], [], { languages: [...others.slice(1), 'sv'] })).toBe('sv');
  expect(choose(['en', 'sv'], [], { languages: [...others, 'sv'] })).toBe('en?');
});

test('a blank text counts as missing', () => {
  const localizer = createLocalizer({ callerLanguages: ['de'], chain });
  expect(localizer.localize({ de: ' \n\u00a0', en: 'Chair' })).toMatchObject({
    value: 'Chair',
    language: 'en',
    isFallback: true,
  });
  expect(localizer.localize({ de: '' })).toBeNull();
});

test('the text is given as it is kept, its language in canonical form', () => {
  const localizer = createLocalizer({ callerLanguages: ['de'], chain });
  expect(localizer.localize({ DE_at: ' Sessel\n' })).toMatchObject({
    value: ' Sessel\n',
    language: 'de-AT',
    isFallback: false,
  });
});

test('the label is the last resort, and in no language', () => {
  const localizer = createLocalizer({ callerLanguages: ['de'], chain });
  const label = { value: 'chair-1', language: null, isFallback: true, availableLanguages: [], translations: [] };
  expect(localizer.localize({}, {}, 'chair-1')).toEqual(label);
  expect(localizer.localize({ de: ' ' }, {}, 'chair-1')).toEqual(label);
  expect(localizer.localize({ fi: 'Tuoli' }, {}, 'chair-1')).toMatchObject({ value: 'Tuoli' });
  expect(localizer.localize({}, { fallback: false }, 'chair-1')).toBeNull();
  expect(localizer.localize({}, {}, ' ')).toBeNull();
  expect(localizer.localize({}, {}, null)).toBeNull();
});

test('translations stand by ascending tag, without blank ones, each language once', () => {
  const localizer = createLocalizer({ callerLanguages: ['de'], chain });
  const text = localizer.localize({
    sv: 'Stol',
    'de-at': 'Sessel',
    de: 'Stuhl',
    en: ' ',
    de_AT: 'Fauteuil',
    'no language': 'x',
  });
  expect(text?.value).toBe('Stuhl');
  expect(text?.translations).toEqual([
    { language: 'de', value: 'Stuhl' },
    { language: 'de-AT', value: 'Sessel' },
    { language: 'no language', value: 'x' },
    { language: 'sv', value: 'Stol' },
  ]);
  expect(text?.availableLanguages).toEqual(['de', 'de-AT', 'no language', 'sv']);
});

test('of two keys for one language the choice and the translations take the same', () => {
  const localizer = createLocalizer({ callerLanguages: ['de-AT'], chain });
  for (const texts of [
    { 'de-at': 'one', de_AT: 'two' },
    { de_AT: 'two', 'de-at': 'one' },
  ]) {
    const text = localizer.localize(texts);
    expect(text?.value).toBe('one');
    expect(text?.translations).toEqual([{ language: 'de-AT', value: 'one' }]);
  }
});

test('keys that objects know otherwise are keys like any other', () => {
  const localizer = createLocalizer({ callerLanguages: ['de'], chain });
  const text = localizer.localize(JSON.parse('{"__proto__":"a","constructor":"b"}'));
  expect(text).toMatchObject({ value: 'a', language: '__proto__', isFallback: true });
  expect(text?.availableLanguages).toEqual(['__proto__', 'constructor']);
});

test.each<[string, TextOptions | undefined, readonly string[], boolean]>([
  ['without an argument', undefined, ['en'], true],
  ['without an argument and with nothing chosen', { fallback: false }, ['fi'], true],
  ['where there is nothing to choose from', undefined, [], false],
  ['with an argument that is met', { languages: ['en'] }, ['en', 'de'], false],
  ['with an argument whose neighbour is there', { languages: ['nb'] }, ['da', 'de'], false],
  ['with an argument that is not met', { languages: ['sv'] }, ['en', 'de'], true],
  ['with an argument that is not met, and no fallback', { languages: ['sv'], fallback: false }, ['en', 'de'], false],
])('%s the header counts or not', (_, options, keys, counts) => {
  for (const callerLanguages of [['de'], []]) {
    const localizer = createLocalizer({ callerLanguages, chain });
    expect(localizer.usedHeader()).toBe(false);
    localizer.localize(Object.fromEntries(keys.map((key) => [key, key])), options);
    expect(localizer.usedHeader()).toBe(counts);
    localizer.localize({}, { languages: ['en'] });
    expect(localizer.usedHeader()).toBe(counts);
  }
});

test('to format in is the argument, else the best language of header and chain', () => {
  const localizer = createLocalizer({ callerLanguages: ['nb', 'de'], chain });
  expect(localizer.formattingLanguage('sv')).toBe('sv');
  expect(localizer.usedHeader()).toBe(false);
  expect(localizer.formattingLanguage(null)).toBe('nb');
  expect(localizer.usedHeader()).toBe(true);
  expect(createLocalizer({ callerLanguages: [], chain }).formattingLanguage()).toBe('en');
});

test('a choice is the same when it is made again, and for others who ask in another way', () => {
  const keys = ['en', 'de-AT', 'nb', 'x', 'sl-rozaj-biske-1994'];
  const wishes = [['de'], ['nb'], ['sl'], ['fr'], [], ['de', 'nb'], Array(20).fill('sl-rozaj-biske-1994')];
  const choices = () => wishes.flatMap((caller) => wishes.map((languages) => choose(keys, caller, { languages })));
  expect(choices()).toEqual(choices());
  expect(choose(keys, ['nb'], { languages: ['de'] })).toBe('de-AT');
  expect(choose(keys, ['de'], { languages: ['nb'] })).toBe('nb');
});

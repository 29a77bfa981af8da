import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { parseLanguageTag } from '../../../../src/graph/localization/language-tag.ts';
import { languageTagScalar } from '../../../../src/graph/localization/language-tag-scalar.ts';

test.each([
  ['de', 'de'],
  ['DE_at', 'de-AT'],
  ['nb_NO', 'nb-NO'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['iw', 'he'],
  ['es-419', 'es-419'],
  ['de-at-x-firm', 'de-AT-x-firm'],
])('%s is the language %s', (text, tag) => {
  expect(parseLanguageTag(text)).toBe(tag);
});

test.each([
  '',
  ' de',
  'de ',
  'd',
  '*',
  'de-',
  'de--AT',
  'en_US.UTF-8',
  '42',
  'a long text',
  'x-firm',
  `de-x${'-aaaaaaaa'.repeat(8)}`,
])('%j is no language', (text) => {
  expect(parseLanguageTag(text)).toBeUndefined();
});

const [localization, cost] = ['localization', 'cost'].map((name) =>
  readFileSync(new URL(`../../../../schema/${name}.graphql`, import.meta.url), 'utf8'),
);
const schema = makeExecutableSchema({
  typeDefs: [
    `${localization} ${cost}`,
    'type Query { echo(tag: LanguageTag!): LanguageTag, sent(key: String!): LanguageTag, wrong: LanguageTag }',
  ],
  resolvers: {
    LanguageTag: languageTagScalar,
    Query: {
      echo: (_: unknown, { tag }: { tag: string }) => tag,
      sent: (_: unknown, { key }: { key: string }) => key,
      wrong: () => 7,
    },
  },
});

test('the scalar takes any case and underscores, in the document and in variables', async () => {
  const source = 'query ($tag: LanguageTag!) { inline: echo(tag: "DE_at") variable: echo(tag: $tag) }';
  const result = await graphql({ schema, source, variableValues: { tag: 'NB_no' } });
  expect(result).toEqual({ data: { inline: 'de-AT', variable: 'nb-NO' } });
});

test.each(['"no language"', '7', 'de'])('the scalar refuses the literal %s', async (literal) => {
  const result = await graphql({ schema, source: `{ echo(tag: ${literal}) }` });
  expect(result.errors?.map((error) => error.message)).toEqual([expect.stringContaining('BCP 47')]);
});

test('the scalar refuses a variable that is no language', async () => {
  const source = 'query ($tag: LanguageTag!) { echo(tag: $tag) }';
  const result = await graphql({ schema, source, variableValues: { tag: 'de-' } });
  expect(result.errors?.map((error) => error.message)).toEqual([expect.stringContaining('BCP 47')]);
});

test('the scalar gives out what an upstream files a text under, even when it is no language, but nothing that is no text', async () => {
  const result = await graphql({ schema, source: '{ sent(key: "en_US.UTF-8") wrong }' });
  expect(result.data).toEqual({ sent: 'en_US.UTF-8', wrong: null });
  expect(result.errors).toHaveLength(1);
});

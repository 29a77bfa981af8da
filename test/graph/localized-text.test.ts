import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/run-operation.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

interface Text {
  readonly value: string;
  readonly language: string | null;
  readonly isFallback: boolean;
}

/** Product groups of the shop by what is special about their titles. */
const ALL_FIVE = 'reference: "B1"';
const NO_ENGLISH = 'reference: "B2342"';
const EMPTY_DANISH = 'reference: "B2343"';
const EMPTY_ENGLISH = 'reference: "B240/3"';
const SWEDISH_AND_GERMAN = 'reference: "B530"';
const GERMAN_ONLY = 'reference: "L12"';

async function readText(
  by: string,
  field: string,
  acceptLanguage?: string,
): Promise<{ readonly text: string | null; readonly vary: string | undefined }> {
  const { data, errors, vary } = await graph.run<{ productGroup: { text: Text | null } }>(
    `{ productGroup(by: { ${by} }) { text: ${field} { value language isFallback } } }`,
    acceptLanguage === undefined ? {} : { acceptLanguage },
  );
  expect(errors).toEqual([]);
  const { text } = data.productGroup;
  return { text: text && `${text.language}: ${text.value}${text.isFallback ? ' (fallback)' : ''}`, vary };
}

describe('title', () => {
  test.each([
    [ALL_FIVE, 'title(languages: ["de"])', 'de: Möbel'],
    [ALL_FIVE, 'title(languages: ["de-AT"])', 'de: Möbel'],
    [ALL_FIVE, 'title(languages: ["DE_at"])', 'de: Möbel'],
    [ALL_FIVE, 'title(languages: ["fr", "sv-SE", "de"])', 'sv: Möbler'],
    [ALL_FIVE, 'title(languages: ["nb"])', 'nb: Møbel'],
    [ALL_FIVE, 'title(languages: ["no"])', 'nb: Møbel'],
    [ALL_FIVE, 'title(languages: ["nn-NO"])', 'nb: Møbel'],
    [SWEDISH_AND_GERMAN, 'title(languages: ["nb"])', 'sv: Våningssängar (fallback)'],
    [ALL_FIVE, 'title(languages: ["fr"])', 'en: Furniture (fallback)'],
    [NO_ENGLISH, 'title(languages: ["fr"])', 'de: Bürostühle (fallback)'],
    [EMPTY_DANISH, 'title(languages: ["da"])', 'en: Bar stools (fallback)'],
    [EMPTY_ENGLISH, 'title(languages: ["en"])', 'de: 3-Sitzer-Sofas (fallback)'],
    [GERMAN_ONLY, 'title(languages: ["en"])', 'de: Kronleuchter (fallback)'],
    [ALL_FIVE, 'title(languages: [])', 'en: Furniture'],
    [ALL_FIVE, 'title(languages: null)', 'en: Furniture'],
    [ALL_FIVE, 'title', 'en: Furniture'],
    [GERMAN_ONLY, 'title', 'de: Kronleuchter'],
  ])('of { %s }: %s is %s', async (by, field, expected) => {
    expect((await readText(by, field)).text).toBe(expected);
  });

  test.each([
    [ALL_FIVE, 'title(languages: ["de-AT"], fallback: false)', 'de: Möbel'],
    [ALL_FIVE, 'title(languages: ["fr"], fallback: false)', null],
    [SWEDISH_AND_GERMAN, 'title(languages: ["nb"], fallback: false)', null],
    [EMPTY_DANISH, 'title(languages: ["da"], fallback: false)', null],
    [EMPTY_DANISH, 'title(languages: ["da"], fallback: null)', 'en: Bar stools (fallback)'],
  ])('of { %s }: %s is %s', async (by, field, expected) => {
    expect((await readText(by, field)).text).toBe(expected);
  });

  /** The two without any title: one has a label. */
  test('in no language at all is the label, and null without one', async () => {
    const withoutTitle = graph.abillify.rows().filter((row) => Object.values(row.title_localized).join('') === '');
    expect(withoutTitle.map(({ label }) => label)).toEqual(['Utgående varer (internt)', null]);
    const [labelled, nameless] = withoutTitle.map(({ id }) => `id: "${id}"`);

    const { data } = await graph.run(
      `{ productGroup(by: { ${labelled} }) {
        title(languages: ["de"]) { value language isFallback availableLanguages translations { value } }
      } }`,
    );
    const title = {
      value: 'Utgående varer (internt)',
      language: null,
      isFallback: true,
      availableLanguages: [],
      translations: [],
    };
    expect(data).toEqual({ productGroup: { title } });
    expect((await readText(`${labelled}`, 'title(languages: ["de"], fallback: false)')).text).toBeNull();
    expect((await readText(`${nameless}`, 'title(languages: ["de"])')).text).toBeNull();
    expect((await readText(`${labelled}`, 'shortDescription(languages: ["de"])')).text).toBeNull();
    expect((await readText(`${labelled}`, 'longDescription')).text).toBeNull();
  });

  test('keeps to the argument before the header, to the header before the gateway’s chain, and tells caches when the header mattered', async () => {
    const vary = 'Origin, Accept-Language';
    for (const [field, header, text, varies] of [
      ['title(languages: ["sv"])', 'de', 'sv: Möbler', undefined],
      ['title(languages: ["fr"])', 'de', 'de: Möbel (fallback)', vary],
      ['title(languages: ["fr"], fallback: false)', 'de', null, undefined],
      ['title', 'de-CH,en;q=0.9', 'de: Möbel', vary],
      ['title', 'nb;q=0.2, sv;q=0.8, da;q=0.5', 'sv: Möbler', vary],
      ['title', 'fr, nb;q=0', 'en: Furniture (fallback)', vary],
      ['title', '*', 'en: Furniture', vary],
      ['title', 'not a header, at=all;;', 'en: Furniture', vary],
      ['title(fallback: false)', 'fr', null, vary],
    ] as const) {
      expect([field, header, await readText(ALL_FIVE, field, header)]).toEqual([field, header, { text, vary: varies }]);
    }
  });

  test('without any text in the answer says nothing to caches', async () => {
    const { vary } = await graph.run('{ productGroup(by: { reference: "B1" }) { label } }', { acceptLanguage: 'de' });
    expect(vary).toBeUndefined();
  });
});

test.each([
  ['shortDescription', 'description_short_localized'],
  ['longDescription', 'description_long_localized'],
] as const)('%s is chosen by language too, exactly as sent', async (field, name) => {
  const rows = graph.abillify.rows();
  const { data, errors } = await graph.run<{ productGroups: { nodes: object[] } }>(
    `{ productGroups(first: 60) { nodes { text: ${field}(languages: ["da"], fallback: false) { value } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data.productGroups.nodes).toEqual(
    rows.map((row) => ({ text: row[name].da ? { value: row[name].da } : null })),
  );
  expect(data.productGroups.nodes.filter((node) => Reflect.get(node, 'text') === null).length).toBeGreaterThan(5);
});

test('translations and their languages are by ascending tag, blank ones left out', async () => {
  const { data } = await graph.run(`{
    productGroup(by: { ${EMPTY_DANISH} }) { title { availableLanguages translations { language value } } }
  }`);
  expect(data).toEqual({
    productGroup: {
      title: {
        availableLanguages: ['de', 'en', 'nb', 'sv'],
        translations: [
          { language: 'de', value: 'Barhocker' },
          { language: 'en', value: 'Bar stools' },
          { language: 'nb', value: 'Barkrakker' },
          { language: 'sv', value: 'Barpallar' },
        ],
      },
    },
  });
});

test('many texts of one operation may each name other languages', async () => {
  const { data } = await graph.run(`{
    productGroup(by: { ${ALL_FIVE} }) {
      sv: title(languages: ["sv"]) { value }
      de: title(languages: ["de"]) { value }
      da: title(languages: ["da"]) { value }
    }
  }`);
  expect(data).toEqual({
    productGroup: { sv: { value: 'Möbler' }, de: { value: 'Möbel' }, da: { value: 'Møbler' } },
  });
});

test('what is no language tag does not fit the schema', async () => {
  const written = await graph.run('{ productGroup(by: { reference: "B1" }) { title(languages: ["x y"]) { value } } }');
  expect(written.errors.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  const passed = await graph.run(
    'query ($languages: [LanguageTag!]) { productGroup(by: { reference: "B1" }) { title(languages: $languages) { value } } }',
    { variables: { languages: ['de', ''] } },
  );
  expect(passed.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(passed.calls.abillify).toBe(0);
});

import { zonelessTime } from './calendar.ts';
import { type Category, categories, findCategory, type Language } from './categories.ts';
import type { SeriesGroup } from './create-groups.ts';
import type { LocalizedTexts, MerchantProductGroup } from './merchant.ts';

/** The categories' 60, in their order, then one for each series group but every tenth. */
export function createProductGroups(seriesGroups: readonly SeriesGroup[], cycle: boolean): MerchantProductGroup[] {
  const ofCategories = categories.map(({ index, parent, groupId, title }) =>
    createProductGroup(index, groupId, parent, title, labelOf(index, title)),
  );
  const ofSeries = seriesGroups
    .filter((_, index) => index % 10 !== 9)
    .map(({ groupId, category, series }, index) => {
      const title = withSuffix(category.title, ` ${series}`);
      // No deeper than the categories: beside its category where that is at the bottom already.
      const parent = category.depth < 4 ? category : category.parent;
      return createProductGroup(categories.length + index, groupId, parent, title, title.nb);
    });
  const productGroups = [...ofCategories, ...ofSeries];
  return cycle ? productGroups.map(closeCycle) : productGroups;
}

function createProductGroup(
  index: number,
  reference: string | undefined,
  parent: Category | undefined,
  title: LocalizedTexts,
  label: string | undefined,
): MerchantProductGroup {
  const createdAt = zonelessTime(index * 97);
  const modifiedAt = zonelessTime(index * 97 + (index % 3) * 50_000);
  return {
    id: idOf(index),
    ...(reference !== undefined && { reference }),
    ...(label !== undefined && { label }),
    active: index % 13 !== 12,
    ...(parent && { parentId: idOf(parent.index) }),
    meta: index % 4 === 3 ? { account: 3000 + index, erp: { costCentre: `K-${index}`, vat: ['NO', 'DE'] } } : {},
    title,
    shortDescription: index % 3 === 2 ? {} : describe(title, shortTexts, index),
    longDescription: index % 4 === 2 ? {} : describe(title, index % 2 === 0 ? htmlTexts : markdownTexts, index),
    createdAt,
    modifiedAt,
    committedAt: modifiedAt,
  };
}

/** The documentation's sample id first, then ids of all lengths: two of six are beyond what a double holds exactly. */
function idOf(index: number): string {
  if (index === 0) return '123456789';
  if (index === categories.length - 1) return '9223372036854775807';
  const six = index % 6;
  return six === 1 || six === 2 ? String(2n ** 53n + BigInt(index)) : String(7 + 3 * index ** 2);
}

/** Of the last two, which have no title, one has a label and one has nothing; of the others every ninth has none. */
function labelOf(index: number, title: Category['title']): string | undefined {
  if (index === categories.length - 2) return 'Utgående varer (internt)';
  if (index === categories.length - 1 || index % 9 === 8) return undefined;
  return Object.values(title).find((text) => text !== '');
}

/** The children's corner: its root becomes a child of its own grandchild. */
function closeCycle(productGroup: MerchantProductGroup): MerchantProductGroup {
  const last = findCategory('R11');
  return productGroup.reference === 'R1' && last ? { ...productGroup, parentId: idOf(last.index) } : productGroup;
}

const shortTexts: Readonly<Record<Language, string>> = {
  nb: '{title} fra lager i Oslo, levert hjem innen en uke.',
  sv: '{title} från lagret i Göteborg, hemlevererat inom en vecka.',
  da: '{title} fra lageret i Aarhus, leveret inden for en uge.',
  de: '{title} ab Lager Hamburg, Lieferung innerhalb einer Woche.',
  en: '{title} from stock, delivered within a week.',
};

const htmlTexts: Readonly<Record<Language, string>> = {
  nb: '<p><strong>{title}</strong> laget for å vare.</p><ul><li>Fem års garanti</li><li>Fri retur</li></ul>',
  sv: '<p><strong>{title}</strong> gjorda för att hålla.</p><ul><li>Fem års garanti</li><li>Fri retur</li></ul>',
  da: '<p><strong>{title}</strong> skabt til at holde.</p><ul><li>Fem års garanti</li><li>Fri retur</li></ul>',
  de: '<p><strong>{title}</strong> für viele Jahre.</p><ul><li>Fünf Jahre Garantie</li><li>Freie Rückgabe</li></ul>',
  en: '<p><strong>{title}</strong> made to last.</p><ul><li>Five-year warranty</li><li>Free returns</li></ul>',
};

const markdownTexts: Readonly<Record<Language, string>> = {
  nb: '## {title}\n\nTegnet i Norden, *bygget* i Småland & Møre.',
  sv: '## {title}\n\nRitade i Norden, *byggda* i Småland.',
  da: '## {title}\n\nTegnet i Norden, *bygget* på Fyn.',
  de: '## {title}\n\nIm Norden entworfen, *gebaut* in Schleswig-Holstein.',
  en: '## {title}\n\nDrawn in the north, *built* in Småland.',
};

/** In the title's languages, where it has one; every fifth group has an empty text in Danish. */
function describe(title: LocalizedTexts, texts: Readonly<Record<Language, string>>, index: number): LocalizedTexts {
  const written = Object.entries(texts).flatMap(([language, text]) => {
    const name = title[language];
    return name ? [[language, text.replace('{title}', name)]] : [];
  });
  return { ...Object.fromEntries(written), ...(index % 5 === 4 && { da: '' }) };
}

function withSuffix(title: LocalizedTexts, suffix: string): LocalizedTexts {
  return Object.fromEntries(Object.entries(title).map(([language, text]) => [language, text && `${text}${suffix}`]));
}

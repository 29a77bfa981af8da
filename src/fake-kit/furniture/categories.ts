/** The shop's tree of categories, written by hand with the gaps that such trees have in real life. */

export type Language = 'nb' | 'sv' | 'da' | 'de' | 'en';

export interface Category {
  /** Position in the list: a parent stands before its children. */
  readonly index: number;
  readonly parent: Category | undefined;
  /** 1 for a root. */
  readonly depth: number;
  /** The merchant's key on both sides; undefined in a category that has none. */
  readonly groupId: string | undefined;
  /** Whether Dintero knows it as a group; Abillify knows every category as a product group. */
  readonly isGroup: boolean;
  readonly title: Readonly<Partial<Record<Language, string>>>;
}

/** null: the language is missing. An empty string: somebody saved the form without typing. */
type Cell = string | null;
type Row = readonly [
  depth: 1 | 2 | 3 | 4,
  sides: 'both' | 'abillify',
  groupId: string | null,
  nb: Cell,
  sv: Cell,
  da: Cell,
  de: Cell,
  en: Cell,
];

// biome-ignore format: a table is read by its columns
const table: readonly Row[] = [
  [1, 'both',     'B1',             'Møbel',            'Möbler',           'Møbler',            'Möbel',             'Furniture'],
  [2, 'both',     'B20',            'Sittemøbler',      'Sittmöbler',       'Siddemøbler',       'Sitzmöbel',         'Seating'],
  [3, 'both',     'B234',           'Stol',             'Stol',             'Stol',              'Stuhl',             'Chair'],
  [4, 'both',     'B2341',          'Spisestoler',      'Matstolar',        'Spisebordsstole',   'Esszimmerstühle',   'Dining chairs'],
  [4, 'both',     'B2342',          'Kontorstoler',     'Kontorsstolar',    'Kontorstole',       'Bürostühle',        null],
  [4, 'abillify', 'B2343',          'Barkrakker',       'Barpallar',        '',                  'Barhocker',         'Bar stools'],
  [3, 'both',     'B240',           'Sofaer',           'Soffor',           'Sofaer',            'Sofas',             'Sofas'],
  [4, 'both',     'B240/2',         '2-seters sofaer',  '2-sitssoffor',     '2-personers sofaer', '2-Sitzer-Sofas',   'Two-seater sofas'],
  [4, 'both',     'B240/3',         '3-seters sofaer',  '3-sitssoffor',     '3-personers sofaer', '3-Sitzer-Sofas',   ''],
  [4, 'both',     'B240 Hjørne',    'Hjørnesofaer',     'Hörnsoffor',       'Hjørnesofaer',      'Ecksofas',          'Corner sofas'],
  [4, 'both',     'B240 Sove',      'Sovesofaer',       'Bäddsoffor',       null,                'Schlafsofas',       'Sofa beds'],
  [3, 'both',     'B250',           'Lenestoler',       'Fåtöljer',         'Lænestole',         'Sessel',            'Armchairs'],
  [3, 'abillify', 'B260',           'Puffer',           'Sittpuffar',       'Puffer',            'Hocker',            'Pouffes'],
  [2, 'both',     'B30',            'Bord',             'Bord',             'Borde',             'Tische',            'Tables'],
  [3, 'both',     'B310',           'Spisebord',        'Matbord',          'Spiseborde',        'Esstische',         'Dining tables'],
  [4, 'abillify', 'B311',           'Klappbord',        'Klaffbord',        'Klapborde',         'Klapptische',       'Drop-leaf tables'],
  [3, 'both',     'B320',           'Sofabord',         'Soffbord',         'Sofaborde',         'Couchtische',       'Coffee tables'],
  [3, 'both',     'B330',           'Skrivebord',       'Skrivbord',        'Skriveborde',       'Schreibtische',     'Desks'],
  [3, 'abillify', 'B340',           'Nattbord',         null,               'Natborde',          'Nachttische',       'Bedside tables'],
  [2, 'both',     'Oppbevaring',    'Oppbevaring',      'Förvaring',        'Opbevaring',        'Aufbewahrung',      'Storage'],
  [3, 'both',     'B410',           'Hyller',           'Hyllor',           'Reoler',            'Regale',            'Shelving'],
  [4, 'abillify', 'B410 Vegg',      'Vegghyller',       'Vägghyllor',       'Væghylder',         'Wandregale',        'Wall shelves'],
  [4, 'both',     'B410 Bok',       'Bokhyller',        'Bokhyllor',        'Bogreoler',         'Bücherregale',      'Bookcases'],
  [3, 'both',     'B420',           'Skap',             'Skåp',             'Skabe',             'Schränke',          'Cabinets'],
  [4, 'both',     'B420 Garderobe', 'Garderobeskap',    'Garderober',       'Garderobeskabe',    'Kleiderschränke',   'Wardrobes'],
  [4, 'abillify', 'B421',           'Vitrineskap',      'Vitrinskåp',       'Vitrineskabe',      'Vitrinen',          'Display cabinets'],
  [3, 'both',     'B430',           'Kommoder',         'Byråar',           'Kommoder',          'Kommoden',          'Chests of drawers'],
  [3, 'abillify', 'B440',           'TV-benker',        'TV-bänkar',        'TV-borde',          'TV-Möbel',          'TV units'],
  [2, 'both',     'B50',            'Senger',           'Sängar',           'Senge',             'Betten',            'Beds'],
  [3, 'both',     'B510',           'Dobbeltsenger',    'Dubbelsängar',     'Dobbeltsenge',      'Doppelbetten',      'Double beds'],
  [3, 'abillify', 'B520',           'Enkeltsenger',     'Enkelsängar',      'Enkeltsenge',       'Einzelbetten',      'Single beds'],
  [3, 'abillify', 'B530',           null,               'Våningssängar',    null,                'Etagenbetten',      null],
  [3, 'abillify', 'B540',           'Madrasser',        'Madrasser',        'Madrasser',         'Matratzen',         'Mattresses'],
  [1, 'both',     'Hage',           'Hage',             'Trädgård',         'Have',              'Garten',            'Garden'],
  [2, 'both',     'Hage/Møbler',    'Hagemøbler',       'Utemöbler',        'Havemøbler',        'Gartenmöbel',       'Garden furniture'],
  [3, 'both',     'Hage/Stoler',    'Hagestoler',       'Trädgårdsstolar',  'Havestole',         'Gartenstühle',      'Garden chairs'],
  [3, 'both',     'Hage/Bord',      'Hagebord',         'Trädgårdsbord',    'Haveborde',         'Gartentische',      'Garden tables'],
  [3, 'abillify', 'Hage/Solsenger', 'Solsenger',        'Solsängar',        'Liggestole',        'Sonnenliegen',      'Sun loungers'],
  [2, 'abillify', 'Hage/Parasoll',  'Parasoller',       'Parasoller',       'Parasoller',        'Sonnenschirme',     'Parasols'],
  [1, 'both',     'L1',             'Belysning',        'Belysning',        'Belysning',         'Leuchten',          'Lighting'],
  [2, 'both',     'L10',            'Taklamper',        'Taklampor',        'Loftlamper',        'Deckenleuchten',    'Ceiling lights'],
  [3, 'abillify', 'L11',            'Pendler',          'Pendellampor',     'Pendler',           'Pendelleuchten',    'Pendant lights'],
  [3, 'abillify', 'L12',            null,               null,               null,                'Kronleuchter',      null],
  [2, 'both',     'L20',            'Gulvlamper',       'Golvlampor',       'Gulvlamper',        'Stehleuchten',      'Floor lamps'],
  [2, 'both',     'L30',            'Bordlamper',       'Bordslampor',      'Bordlamper',        'Tischleuchten',     'Table lamps'],
  [1, 'both',     'T1',             'Tekstiler',        'Textilier',        'Tekstiler',         'Heimtextilien',     'Textiles'],
  [2, 'both',     'T10',            'Tepper',           'Mattor',           'Tæpper',            'Teppiche',          'Rugs'],
  [3, 'abillify', 'T10 100% ull',   'Ulltepper',        'Ullmattor',        'Uldtæpper',         'Wollteppiche',      'Wool rugs'],
  [2, 'abillify', 'T20',            'Puter',            'Kuddar',           'Puder',             'Kissen',            'Cushions'],
  [2, 'abillify', 'T30',            'Gardiner',         'Gardiner',         'Gardiner',          'Vorhänge',          'Curtains'],
  [2, 'abillify', 'T40',            'Sengetøy',         'Sängkläder',       'Sengetøj',          'Bettwäsche',        'Bed linen'],
  [1, 'abillify', 'R1',             'Barn',             'Barn',             'Børn',              'Kinder',            'Children'],
  [2, 'abillify', 'R10',            'Barnestoler',      'Barnstolar',       'Børnestole',        'Kinderstühle',      'Children’s chairs'],
  [3, 'abillify', 'R11',            'Høye barnestoler', 'Höga barnstolar',  'Høje børnestole',   'Hochstühle',        'High chairs'],
  [1, 'abillify', null,             'Tjenester',        'Tjänster',         'Tjenester',         'Dienstleistungen',  'Services'],
  [2, 'both',     'Gavekort',       'Gavekort',         'Presentkort',      'Gavekort',          'Gutscheine',        'Gift cards'],
  [2, 'abillify', 'Montering',      'Montering',        'Montering',        'Montering',         'Montage',           'Assembly'],
  [2, 'abillify', null,             '',                 null,               '',                  null,                'Delivery'],
  [1, 'abillify', null,             null,               null,               null,                null,                null],
  [1, 'abillify', null,             null,               null,               null,                null,                null],
];

export const categories: readonly Category[] = linkCategories(table);

const byGroupId = new Map(categories.map((category) => [category.groupId, category]));

export function findCategory(groupId: string): Category | undefined {
  return byGroupId.get(groupId);
}

function linkCategories(rows: readonly Row[]): Category[] {
  const linked: Category[] = [];
  const path: Category[] = [];
  for (const [index, [depth, sides, groupId, nb, sv, da, de, en]] of rows.entries()) {
    path.length = depth - 1;
    const cells = Object.entries({ nb, sv, da, de, en });
    const category = {
      index,
      parent: path.at(-1),
      depth,
      groupId: groupId ?? undefined,
      isGroup: sides === 'both',
      title: Object.fromEntries(cells.flatMap(([language, text]) => (text === null ? [] : [[language, text]]))),
    };
    linked.push(category);
    path.push(category);
  }
  return linked;
}

/** What the shop sells and in which words. A product speaks the language of the market that it is sold in. */

export type MarketLanguage = 'nb' | 'sv' | 'da' | 'de';
type Words = Readonly<Record<MarketLanguage, string>>;
type WordLists = Readonly<Record<MarketLanguage, readonly string[]>>;

export type Material = 'wood' | 'fabric' | 'metal';
export type Room = 'living' | 'dining' | 'bedroom' | 'hall' | 'office' | 'terrace';

export interface Article {
  /** The category's key; not every category is a Dintero group. */
  readonly groupId: string;
  readonly word: Words;
  readonly material: Material;
  readonly room: Room;
  /** Lowest and highest price in whole Norwegian kroner. */
  readonly kroner: readonly [number, number];
  /** What its name is sold by: pieces or sets. */
  readonly unit: 'piece' | 'set';
}

// biome-ignore format: a table is read by its columns
const rows = [
  ['B2341',          'Spisestol',     'Matstol',         'Spisebordsstol', 'Esszimmerstuhl', 'wood',   'dining',  990, 3490, 'piece'],
  ['B2342',          'Kontorstol',    'Kontorsstol',     'Kontorstol',     'Bürostuhl',      'fabric', 'office',  1490, 5990, 'piece'],
  ['B2343',          'Barkrakk',      'Barpall',         'Barstol',        'Barhocker',      'metal',  'dining',  690, 2290, 'piece'],
  ['B234',           'Stablestol',    'Stapelstol',      'Stabelstol',     'Stapelstuhl',    'metal',  'terrace', 299, 990, 'piece'],
  ['B240/2',         '2-seter sofa',  '2-sitssoffa',     '2-pers. sofa',   '2-Sitzer-Sofa',  'fabric', 'living',  6990, 18990, 'piece'],
  ['B240/3',         '3-seter sofa',  '3-sitssoffa',     '3-pers. sofa',   '3-Sitzer-Sofa',  'fabric', 'living',  8990, 29990, 'piece'],
  ['B240 Hjørne',    'Hjørnesofa',    'Hörnsoffa',       'Hjørnesofa',     'Ecksofa',        'fabric', 'living',  14990, 44990, 'piece'],
  ['B240 Sove',      'Sovesofa',      'Bäddsoffa',       'Sovesofa',       'Schlafsofa',     'fabric', 'living',  7990, 19990, 'piece'],
  ['B250',           'Lenestol',      'Fåtölj',          'Lænestol',       'Sessel',         'fabric', 'living',  3490, 15990, 'piece'],
  ['B260',           'Puff',          'Sittpuff',        'Puf',            'Hocker',         'fabric', 'living',  890, 2990, 'piece'],
  ['B310',           'Spisebord',     'Matbord',         'Spisebord',      'Esstisch',       'wood',   'dining',  4990, 24990, 'piece'],
  ['B320',           'Sofabord',      'Soffbord',        'Sofabord',       'Couchtisch',     'wood',   'living',  1490, 6990, 'piece'],
  ['B330',           'Skrivebord',    'Skrivbord',       'Skrivebord',     'Schreibtisch',   'wood',   'office',  1990, 8990, 'piece'],
  ['B340',           'Nattbord',      'Sängbord',        'Natbord',        'Nachttisch',     'wood',   'bedroom', 790, 2490, 'piece'],
  ['B410',           'Hylle',         'Hylla',           'Hylde',          'Regal',          'wood',   'hall',    490, 2990, 'piece'],
  ['B410 Bok',       'Bokhylle',      'Bokhylla',        'Bogreol',        'Bücherregal',    'wood',   'office',  1290, 6990, 'piece'],
  ['B420 Garderobe', 'Garderobeskap', 'Garderob',        'Garderobeskab',  'Kleiderschrank', 'wood',   'bedroom', 3990, 16990, 'piece'],
  ['B430',           'Kommode',       'Byrå',            'Kommode',        'Kommode',        'wood',   'bedroom', 1990, 7990, 'piece'],
  ['B440',           'TV-benk',       'TV-bänk',         'TV-bord',        'TV-Lowboard',    'wood',   'living',  1990, 8490, 'piece'],
  ['B510',           'Dobbeltseng',   'Dubbelsäng',      'Dobbeltseng',    'Doppelbett',     'wood',   'bedroom', 5990, 27990, 'piece'],
  ['B540',           'Madrass',       'Madrass',         'Madras',         'Matratze',       'fabric', 'bedroom', 1990, 12990, 'piece'],
  ['Hage/Stoler',    'Hagestol',      'Trädgårdsstol',   'Havestol',       'Gartenstuhl',    'wood',   'terrace', 499, 2490, 'piece'],
  ['Hage/Bord',      'Hagebord',      'Trädgårdsbord',   'Havebord',       'Gartentisch',    'wood',   'terrace', 1490, 7990, 'piece'],
  ['Hage/Møbler',    'Loungegruppe',  'Loungegrupp',     'Loungesæt',      'Lounge-Gruppe',  'metal',  'terrace', 6990, 24990, 'set'],
  ['Hage/Solsenger', 'Solseng',       'Solsäng',         'Liggestol',      'Sonnenliege',    'metal',  'terrace', 1290, 4990, 'piece'],
  ['L10',            'Taklampe',      'Taklampa',        'Loftlampe',      'Deckenleuchte',  'metal',  'living',  490, 3990, 'piece'],
  ['L20',            'Gulvlampe',     'Golvlampa',       'Gulvlampe',      'Stehleuchte',    'metal',  'living',  790, 4490, 'piece'],
  ['L30',            'Bordlampe',     'Bordslampa',      'Bordlampe',      'Tischleuchte',   'metal',  'bedroom', 390, 2490, 'piece'],
  ['T10',            'Teppe',         'Matta',           'Tæppe',          'Teppich',        'fabric', 'living',  990, 9990, 'piece'],
  ['T20',            'Putesett',      'Kuddset',         'Pudesæt',        'Kissenset',      'fabric', 'living',  249, 899, 'set'],
] as const;

export const articles: readonly Article[] = rows.map(
  ([groupId, nb, sv, da, de, material, room, from, to, unit]): Article => ({
    groupId,
    word: { nb, sv, da, de },
    material,
    room,
    kroner: [from, to],
    unit,
  }),
);

/** Families of furniture that share a design, named after places in the north. */
export const series = [
  ...[
    'Fjord',
    'Lofoten',
    'Røros',
    'Voss',
    'Geilo',
    'Ålesund',
    'Senja',
    'Tromsø',
    'Öland',
    'Gotland',
    'Visby',
    'Kalmar',
  ],
  ...['Kiruna', 'Luleå', 'Skagen', 'Ærø', 'Samsø', 'Møn', 'Ribe', 'Sylt', 'Föhr', 'Amrum', 'Rügen', 'Husum'],
] as const;

export const materials: Readonly<Record<Material, WordLists>> = {
  wood: {
    nb: ['eik', 'bjørk', 'furu', 'ask', 'valnøtt'],
    sv: ['ek', 'björk', 'furu', 'ask', 'valnöt'],
    da: ['eg', 'birk', 'fyrretræ', 'ask', 'valnød'],
    de: ['Eiche', 'Birke', 'Kiefer', 'Esche', 'Nussbaum'],
  },
  fabric: {
    nb: ['ull', 'lin', 'bomull', 'skinn', 'bouclé'],
    sv: ['ull', 'linne', 'bomull', 'läder', 'bouclé'],
    da: ['uld', 'hør', 'bomuld', 'læder', 'bouclé'],
    de: ['Wolle', 'Leinen', 'Baumwolle', 'Leder', 'Bouclé'],
  },
  metal: {
    nb: ['stål', 'aluminium', 'messing', 'smijern'],
    sv: ['stål', 'aluminium', 'mässing', 'smide'],
    da: ['stål', 'aluminium', 'messing', 'smedejern'],
    de: ['Stahl', 'Aluminium', 'Messing', 'Schmiedeeisen'],
  },
};

export const colors: WordLists = {
  nb: ['natur', 'hvit', 'sort', 'grå', 'støvgrønn', 'sennepsgul', 'rust', 'marineblå'],
  sv: ['natur', 'vit', 'svart', 'grå', 'salvia', 'senapsgul', 'rost', 'marinblå'],
  da: ['natur', 'hvid', 'sort', 'grå', 'støvgrøn', 'sennepsgul', 'rust', 'marineblå'],
  de: ['natur', 'weiß', 'schwarz', 'grau', 'salbeigrün', 'senfgelb', 'rost', 'marineblau'],
};

export const styles: WordLists = {
  nb: ['skandinavisk', 'landlig', 'industriell', 'retro'],
  sv: ['skandinavisk', 'lantlig', 'industriell', 'retro'],
  da: ['skandinavisk', 'landlig', 'industriel', 'retro'],
  de: ['skandinavisch', 'Landhaus', 'industriell', 'retro'],
};

export const configurations: WordLists = {
  nb: ['venstrevendt', 'høyrevendt', 'med armlener', 'uten armlener'],
  sv: ['vänster', 'höger', 'med armstöd', 'utan armstöd'],
  da: ['venstrevendt', 'højrevendt', 'med armlæn', 'uden armlæn'],
  de: ['links', 'rechts', 'mit Armlehnen', 'ohne Armlehnen'],
};

/** Follows "Sofa Fjord": of which material. */
export const madeOf: Words = { nb: 'i', sv: 'i', da: 'i', de: 'aus' };

export const colorLabel: Words = { nb: 'Farge', sv: 'Färg', da: 'Farve', de: 'Farbe' };

export const units: Readonly<Record<Article['unit'], Words>> = {
  piece: { nb: 'stk', sv: 'st', da: 'stk.', de: 'Stück' },
  set: { nb: 'sett', sv: 'set', da: 'sæt', de: 'Set' },
};

export const forRoom: Readonly<Record<Room, Words>> = {
  living: { nb: 'til stuen', sv: 'för vardagsrummet', da: 'til stuen', de: 'für das Wohnzimmer' },
  dining: { nb: 'til spisestuen', sv: 'för matsalen', da: 'til spisestuen', de: 'für das Esszimmer' },
  bedroom: { nb: 'til soverommet', sv: 'för sovrummet', da: 'til soveværelset', de: 'für das Schlafzimmer' },
  hall: { nb: 'til entreen', sv: 'för hallen', da: 'til entreen', de: 'für den Flur' },
  office: { nb: 'til hjemmekontoret', sv: 'för hemmakontoret', da: 'til hjemmekontoret', de: 'für das Arbeitszimmer' },
  terrace: { nb: 'til terrassen', sv: 'för altanen', da: 'til terrassen', de: 'für die Terrasse' },
};

export const care: WordLists = {
  nb: ['Leveres flatpakket med verktøy.', 'Tørkes av med fuktig klut.', 'Fem års garanti.'],
  sv: ['Levereras platt med verktyg.', 'Torkas av med fuktig trasa.', 'Fem års garanti.'],
  da: ['Leveres fladpakket med værktøj.', 'Aftørres med en fugtig klud.', 'Fem års garanti.'],
  de: ['Lieferung zerlegt, Werkzeug liegt bei.', 'Feucht abwischbar.', 'Fünf Jahre Garantie.'],
};

/** What nobody has to carry: sold in the market's language like the rest. */
export const services: readonly { readonly groupId: string; readonly word: Words; readonly kroner: number }[] = [
  {
    groupId: 'Gavekort',
    word: { nb: 'Gavekort', sv: 'Presentkort', da: 'Gavekort', de: 'Geschenkgutschein' },
    kroner: 500,
  },
  {
    groupId: 'Montering',
    word: { nb: 'Montering hjemme', sv: 'Montering i hemmet', da: 'Montering i hjemmet', de: 'Montage zu Hause' },
    kroner: 890,
  },
  {
    groupId: 'Montering',
    word: { nb: 'Bortkjøring av gammel sofa', sv: 'Bortforsling', da: 'Bortkørsel', de: 'Altmöbelabholung' },
    kroner: 0,
  },
];

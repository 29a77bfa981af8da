import type { FurnitureKind } from './furniture.tsx';

/** How to draw a product of which no picture came. */
export interface Look {
  readonly kind: FurnitureKind;
  readonly color: string;
  readonly material: string;
  readonly backdrop: number;
}

const BACKDROPS = 5;

/** Reads the look out of the words of a product's name, in any of the shop's languages; the first line that fits counts. */
export function describeLook(name: string, colorWord: string | null | undefined): Look {
  const words = name.toLowerCase();
  const number = hash(words);
  const wood = find(MATERIALS, words) ?? '#b58a5c';
  const spoken = find(COLORS, (colorWord ?? words).toLowerCase());
  return {
    kind: find(KINDS, words) ?? 'parcel',
    color: spoken ?? MUTED[number % MUTED.length] ?? wood,
    material: wood,
    backdrop: number % BACKDROPS,
  };
}

const KINDS: readonly (readonly [RegExp, FurnitureKind])[] = [
  [/gavekort|presentkort|gutschein/, 'gift-card'],
  [/monter|montage|bort|altmöbel/, 'service'],
  [/kontor(s)?stol|bürostuhl/, 'office-chair'],
  [/barkrakk|barpall|barstol|barhocker/, 'bar-stool'],
  [/solseng|solsäng|liggestol|sonnenliege/, 'lounger'],
  [/loungeg|loungesæt|lounge-gruppe/, 'lounge-set'],
  [/hjørnesofa|hörnsoffa|ecksofa/, 'corner-sofa'],
  [/[-\s]?(2-s|2-p)/, 'loveseat'],
  [/sofabord|soffbord|couchtisch/, 'coffee-table'],
  [/sofa|soffa|bäddsoffa/, 'sofa'],
  [/lenestol|fåtölj|lænestol|sessel/, 'armchair'],
  [/puff|puf\b|pouf|hocker/, 'pouf'],
  [/hagebord|trädgårdsbord|havebord|gartentisch|spisebord\b|matbord|esstisch/, 'table'],
  [/skrivebord|skrivbord|schreibtisch/, 'desk'],
  [/nattbord|sängbord|natbord|nachttisch/, 'bedside'],
  [/bokhylle|bokhylla|bogreol|bücherregal/, 'bookcase'],
  [/hylle|hylla|hylde|regal/, 'shelf'],
  [/garderob|kleiderschrank/, 'wardrobe'],
  [/kommod|byrå/, 'dresser'],
  [/tv-/, 'tv-bench'],
  [/dobbeltseng|dubbelsäng|doppelbett/, 'bed'],
  [/madras|matratze/, 'mattress'],
  [/taklamp|loftlampe|deckenleuchte/, 'pendant'],
  [/gulvlampe|golvlampa|stehleuchte/, 'floor-lamp'],
  [/bordlampe|bordslampa|tischleuchte/, 'table-lamp'],
  [/teppe|matta|tæppe|teppich/, 'rug'],
  [/pute|kudd|pude|kissen/, 'cushions'],
  [/stol|stuhl|stole/, 'chair'],
];

const COLORS: readonly (readonly [RegExp, string])[] = [
  [/hvit|vit\b|hvid|weiß/, '#f3efe7'],
  [/sort|svart|schwarz/, '#3a3936'],
  [/grå|grau/, '#98a09d'],
  [/støvgrøn|salvia|salbei/, '#86a088'],
  [/sennep|senap|senf/, '#d4a23a'],
  [/rust|rost/, '#b65c3a'],
  [/marin/, '#3b5577'],
  [/natur/, '#d8c4a2'],
];

const MATERIALS: readonly (readonly [RegExp, string])[] = [
  [/valnø|nussbaum/, '#74503a'],
  [/bjørk|björk|birk/, '#dcc197'],
  [/\beik\b|\bek\b|\beg\b|eiche/, '#bf9562'],
  [/furu|fyrretræ|kiefer/, '#d3a970'],
  [/\bask\b|esche/, '#cdb48d'],
  [/messing|mässing/, '#b8954a'],
  [/stål|stahl|aluminium/, '#8f9a9f'],
  [/smi|smede|schmiede/, '#4a4a4c'],
];

const MUTED = ['#86a088', '#b65c3a', '#3b5577', '#d8c4a2', '#98a09d', '#d4a23a', '#a06a6a', '#6f7f9b'];

function find<T>(lines: readonly (readonly [RegExp, T])[], words: string): T | undefined {
  return lines.find(([pattern]) => pattern.test(words))?.[1];
}

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return value;
}

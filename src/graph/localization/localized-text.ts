import type { LanguagePlace } from './language-plan.ts';

/** Texts by language tag, as an upstream keys them. */
export type TextsByLanguage = Readonly<Record<string, string>>;

/** A text in one language, and the others that it exists in. */
export interface LocalizedText {
  readonly value: string;
  /** Null where the upstream does not say. */
  readonly language: string | null;
  /** Whether the text is in none of the caller's own languages. */
  readonly isFallback: boolean;
  /** Of `translations`, in their order. */
  readonly availableLanguages: readonly string[];
  /** All that are not blank, by ascending tag. */
  readonly translations: readonly Translation[];
}

export interface Translation {
  readonly language: string;
  readonly value: string;
}

/** The text that a choice fell on; its translations are put in order when somebody asks. */
export class ChosenText implements LocalizedText {
  readonly value: string;
  readonly language: string;
  readonly isFallback: boolean;
  readonly #texts: TextsByLanguage;
  readonly #place: (key: string) => LanguagePlace;

  constructor(value: string, chosen: LanguagePlace, texts: TextsByLanguage, place: (key: string) => LanguagePlace) {
    this.value = value;
    this.language = chosen.language;
    this.isFallback = chosen.isFallback;
    this.#texts = texts;
    this.#place = place;
  }

  get availableLanguages(): readonly string[] {
    return this.translations.map((translation) => translation.language);
  }

  /** Of two keys that mean the same language, such as `de_AT` and `de-AT`, the first in order counts, as it does for the choice. */
  get translations(): readonly Translation[] {
    const texts = Object.entries(this.#texts).filter(([, value]) => hasText(value));
    const placed = texts.map(([key, value]) => ({ place: this.#place(key), value }));
    placed.sort((one, other) => compareLanguages(one.place, other.place));
    const byLanguage = new Map<string, string>();
    for (const { place, value } of placed) {
      if (!byLanguage.has(place.language)) byLanguage.set(place.language, value);
    }
    return Array.from(byLanguage, ([language, value]) => ({ language, value }));
  }
}

/** A label stands in for a text that exists in no language. */
export function labelText(label: string): LocalizedText {
  return { value: label, language: null, isFallback: true, availableLanguages: [], translations: [] };
}

export function hasText(text: string | null | undefined): text is string {
  return text != null && text.trim() !== '';
}

/** By tag, then by the key as sent: the same everywhere, whatever the machine's own language. */
export function compareLanguages(one: LanguagePlace, other: LanguagePlace): number {
  return compareText(one.language, other.language) || compareText(one.key, other.key);
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

import { type LanguagePlace, type LanguagePlan, type LanguagePreference, languagePlan } from './language-plan.ts';
import { MAX_LANGUAGES } from './language-tag.ts';
import {
  ChosenText,
  compareLanguages,
  hasText,
  type LocalizedText,
  labelText,
  type TextsByLanguage,
} from './localized-text.ts';

export type { LanguagePreference } from './language-plan.ts';

/** The arguments of a field that answers a text. */
export interface TextOptions {
  /** Takes the place of the request's own languages; null or empty does not. The first 20 count. */
  readonly languages?: readonly string[] | null | undefined;
  /** Whether a text in none of the caller's own languages will do; true when absent. */
  readonly fallback?: boolean | null | undefined;
}

/** Chooses texts for one request. */
export interface Localizer {
  /** Blank texts count as missing. `label` is the last resort of a caller who takes a fallback. */
  localize(texts: TextsByLanguage, options?: TextOptions, label?: string | null): LocalizedText | null;
  /** The language to format in where no text is chosen: the argument, or the best that the request and the chain name. */
  formattingLanguage(argument?: string | null): string;
  /** From `Accept-Language`, best first. */
  callerLanguages(): readonly string[];
  /** Whether another `Accept-Language` could have led to another answer so far, which caches have to be told by `Vary`. */
  usedHeader(): boolean;
}

export function createLocalizer(preference: LanguagePreference): Localizer {
  const plans = new Map<string, LanguagePlan>();
  let headerCounted = false;

  return {
    localize(texts, options = {}, label = null) {
      const plan = planFor(options.languages);
      const takesFallback = options.fallback !== false;
      let best: LanguagePlace | undefined;
      let text = '';
      for (const key in texts) {
        if (!plan.isFromArgument) headerCounted = true;
        const place = plan.place(key);
        if ((place.isFallback && !takesFallback) || (best && !isBetter(place, best))) continue;
        const value = texts[key];
        if (!hasText(value)) continue;
        best = place;
        text = value;
      }
      if (best) {
        if (best.isBeyondFirstList) headerCounted = true;
        return new ChosenText(text, best, texts, plan.place);
      }
      return takesFallback && hasText(label) ? labelText(label) : null;
    },
    formattingLanguage(argument) {
      if (argument != null) return argument;
      headerCounted = true;
      return preference.callerLanguages[0] ?? preference.chain[0] ?? 'en';
    },
    callerLanguages() {
      headerCounted = true;
      return preference.callerLanguages;
    },
    usedHeader: () => headerCounted,
  };

  function planFor(languages: readonly string[] | null | undefined): LanguagePlan {
    const name = languages && languages.length > 1 ? languages.join() : (languages?.[0] ?? '');
    let plan = plans.get(name);
    if (!plan) {
      plan = languagePlan(preference, languages?.slice(0, MAX_LANGUAGES) ?? []);
      plans.set(name, plan);
    }
    return plan;
  }
}

function isBetter(one: LanguagePlace, other: LanguagePlace): boolean {
  return one.rank < other.rank || (one.rank === other.rank && compareLanguages(one, other) < 0);
}

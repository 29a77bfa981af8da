import { LRUCache } from 'lru-cache';
import { parseLanguageTag } from './language-tag.ts';

/** What a request wants to read, best first. */
export interface LanguagePreference {
  /** From `Accept-Language`. */
  readonly callerLanguages: readonly string[];
  /** The gateway's own, for callers who name none and for texts in none of theirs. */
  readonly chain: readonly string[];
}

/** Where one key of a text's translations stands in a plan. */
export interface LanguagePlace {
  readonly key: string;
  /** Canonical tag, or the key itself where it is none. */
  readonly language: string;
  /** 0 is best; equal ranks are told apart by `compareLanguages`. */
  readonly rank: number;
  /** Whether it is none of the caller's own languages. */
  readonly isFallback: boolean;
  /** Whether it lies beyond all that was made of the best list. */
  readonly isBeyondFirstList: boolean;
}

export interface LanguagePlan {
  /** Whether the caller's own languages are those of an argument, so that `Accept-Language` only comes after them. */
  readonly isFromArgument: boolean;
  place(key: string): LanguagePlace;
}

/** One thing to look for: this tag, or every tag that begins so. */
interface Step {
  readonly text: string;
  readonly isPrefix: boolean;
}

/** `no` stands for both written forms, so it comes before the other one. */
const NORWEGIAN = ['no', 'nb', 'nn'];
const READ_BY_NORWEGIANS = ['da', 'sv'];

/** Plans tell nothing but an order of languages. Callers name these, so few plans are kept, and none of long lists. */
const kept = new LRUCache<string, LanguagePlan>({ max: 100 });
const MAX_KEPT_NAME = 100;
/** Languages of texts that one plan remembers the places of. */
const MAX_PLACES = 200;

/**
 * The order in which texts are preferred: the argument's languages, then `Accept-Language`, then the chain, then all others by tag, and keys
 * that are no language tags last. The first list that names a language is the caller's own. A place does not depend on which other keys a text
 * has, so each language is placed once, whatever number of texts follow.
 */
export function languagePlan(preference: LanguagePreference, argument: readonly string[]): LanguagePlan {
  const name = [argument, preference.callerLanguages, preference.chain].map((list) => list.join()).join('/');
  let plan = kept.get(name);
  if (!plan) {
    plan = createLanguagePlan(preference, argument);
    if (name.length <= MAX_KEPT_NAME) kept.set(name, plan);
  }
  return plan;
}

function createLanguagePlan(preference: LanguagePreference, argument: readonly string[]): LanguagePlan {
  const wanted = canonical(argument);
  const lists = [wanted, canonical(preference.callerLanguages), canonical(preference.chain)];
  const [own = [], ...others] = lists.filter((list) => list.length > 0);
  const ownSteps = own.flatMap(stepsOf);
  const firstSteps = [...ownSteps, ...neighbourSteps(own)];
  const steps = [...firstSteps, ...others.flatMap((list) => [...list.flatMap(stepsOf), ...neighbourSteps(list)])];
  const places = new Map<string, LanguagePlace>();

  return {
    isFromArgument: wanted.length > 0,
    place(key) {
      let place = places.get(key);
      if (!place) {
        const tag = parseLanguageTag(key);
        const rank = tag === undefined ? steps.length + 1 : rankOf(tag, steps);
        place = {
          key,
          language: tag ?? key,
          rank,
          isFallback: rank >= ownSteps.length,
          isBeyondFirstList: rank >= firstSteps.length,
        };
        if (tag !== undefined && places.size < MAX_PLACES) places.set(key, place);
      }
      return place;
    },
  };
}

function canonical(languages: readonly string[]): string[] {
  return languages.flatMap((language) => parseLanguageTag(language) ?? []);
}

/** RFC 4647 lookup, then other regions of the same language, then the other names of Norwegian. */
function stepsOf(language: string): Step[] {
  const standIns = isNorwegian(language) ? NORWEGIAN.filter((other) => other !== primarySubtag(language)) : [];
  return [language, ...standIns].flatMap((tag) => {
    const ranges = truncations(tag);
    return [
      ...ranges.map((range) => ({ text: range, isPrefix: false })),
      ...ranges.map((range) => ({ text: `${range}-`, isPrefix: true })),
    ];
  });
}

function neighbourSteps(languages: readonly string[]): Step[] {
  return languages.some(isNorwegian) ? READ_BY_NORWEGIANS.flatMap(stepsOf) : [];
}

/** The tag, then shorter and shorter beginnings of it, none ending in a single-character subtag (RFC 4647, section 3.4). */
function truncations(tag: string): string[] {
  const subtags = tag.split('-');
  const ranges: string[] = [];
  while (subtags.length > 0) {
    ranges.push(subtags.join('-'));
    subtags.pop();
    if (subtags.at(-1)?.length === 1) subtags.pop();
  }
  return ranges;
}

function rankOf(tag: string, steps: readonly Step[]): number {
  const index = steps.findIndex((step) => (step.isPrefix ? tag.startsWith(step.text) : tag === step.text));
  return index === -1 ? steps.length : index;
}

function isNorwegian(language: string): boolean {
  return NORWEGIAN.includes(primarySubtag(language));
}

function primarySubtag(language: string): string {
  return language.split('-', 1)[0] ?? language;
}

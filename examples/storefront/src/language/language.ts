/** The shop's languages, each with its own name. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  nb: 'Norsk',
  sv: 'Svenska',
  da: 'Dansk',
} as const;

export type Language = keyof typeof LANGUAGES;

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

/** The first of the visitor's languages that the shop has. */
export function bestLanguage(wanted: readonly string[]): Language {
  return wanted.map(shopLanguage).find((language) => language !== undefined) ?? 'en';
}

/** How to write numbers for this visitor: an Austrian who reads German gets `de-AT`. */
export function visitorLocale(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => shopLanguage(tag) === language) ?? language;
}

function shopLanguage(tag: string): Language | undefined {
  const [primary = ''] = tag.toLowerCase().split('-', 1);
  if (primary === 'no' || primary === 'nn') return 'nb';
  return isLanguage(primary) ? primary : undefined;
}

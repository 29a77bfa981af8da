/** No list of languages counts further than this, however long a caller makes it. */
export const MAX_LANGUAGES = 20;

/** Longer than every tag in use: RFC 5646, section 4.4.1 asks for room for 35 characters. */
const MAX_LENGTH = 64;

/** The canonical form of a BCP 47 language tag (`de_at` gives `de-AT`, `iw` gives `he`), or undefined where the text is none. */
export function parseLanguageTag(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

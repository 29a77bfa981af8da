import { LRUCache } from 'lru-cache';

/** No list of languages counts further than this, however long a caller makes it. */
export const MAX_LANGUAGES = 20;

/** Longer than every tag in use: RFC 5646, section 4.4.1 asks for room for 35 characters. */
const MAX_LENGTH = 64;

/** Short texts that were read before. Engines make longer ones parts of the text that they were cut out of: keeping one would keep a caller's document. */
const known = new LRUCache<string, { readonly tag: string | undefined }>({ max: 1_000 });
const MAX_KNOWN_LENGTH = 12;

/** The canonical form of a BCP 47 language tag (`de_at` gives `de-AT`, `iw` gives `he`), or undefined where the text is none. */
export function parseLanguageTag(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  if (text.length > MAX_KNOWN_LENGTH) return canonicalTag(text);
  let read = known.get(text);
  if (!read) {
    read = { tag: canonicalTag(text) };
    known.set(text, read);
  }
  return read.tag;
}

function canonicalTag(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

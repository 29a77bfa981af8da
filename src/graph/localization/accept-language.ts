import Negotiator from 'negotiator';
import { MAX_LANGUAGES, parseLanguageTag } from './language-tag.ts';

/** Far above what browsers send; a longer header is not a list of somebody's languages. */
const MAX_LENGTH = 1024;

/**
 * The languages of an `Accept-Language` header (RFC 9110, section 12.5.4) as canonical tags, best first, at most 20. What is refused (`q=0`),
 * open (`*`) or no language tag is left out; a missing or overlong header names none.
 */
export function parseAcceptLanguage(header: string | undefined): readonly string[] {
  if (header === undefined || header.length > MAX_LENGTH) return [];
  const ranges = new Negotiator({ headers: { 'accept-language': header } }).languages();
  const tags = ranges.flatMap((range) => parseLanguageTag(range) ?? []);
  return [...new Set(tags)].slice(0, MAX_LANGUAGES);
}

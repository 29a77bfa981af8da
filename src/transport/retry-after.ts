const SECONDS = /^\d{1,10}$/;
/** The preferred form and that of RFC 850, for example `Sun, 06 Nov 1994 08:49:37 GMT`. */
const WITH_ZONE = /^[A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/;
/** The form of C's asctime, for example `Sun Nov  6 08:49:37 1994`; it means GMT too. */
const WITHOUT_ZONE = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * Milliseconds to wait by a Retry-After header: seconds, or one of the three date forms of RFC 9110, 5.6.7.
 * Undefined when it is absent, junk, negative, or a date that has passed. The forms are checked before Date.parse,
 * which reads a date into almost anything (`-5` is in May 2001).
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (SECONDS.test(text)) return Number(text) * 1000;
  const date = WITH_ZONE.test(text)
    ? Date.parse(text)
    : WITHOUT_ZONE.test(text)
      ? Date.parse(`${text} GMT`)
      : Number.NaN;
  return date > now ? date - now : undefined;
}

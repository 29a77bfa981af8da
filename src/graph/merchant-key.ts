import { GatewayError } from './errors.ts';

const MAX_LENGTH = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * What is wrong with a merchant's own key (catalog, product, group, reference), or null.
 *
 * Any text of 1 to 255 characters without leading or trailing spaces; a dot or two alone would leave a URL's path segment, whatever its
 * encoding, and are refused, as are control characters and halves of surrogate pairs. Source: Dintero's pages on groups and products.
 */
export function merchantKeyProblem(key: string): string | null {
  if (key === '') return 'it is empty; 1 to 255 characters are allowed';
  if ([...key].length > MAX_LENGTH) return 'it is longer than 255 characters';
  if (key.trim() !== key) return 'it begins or ends with a space';
  if (key === '.' || key === '..') return '"." and ".." cannot be keys';
  if (CONTROL.test(key)) return 'it holds a control character';
  if (!key.isWellFormed()) return 'it is not well-formed Unicode';
  return null;
}

/** @throws GatewayError `BAD_USER_INPUT` naming the argument. */
export function checkMerchantKey(argument: string, key: string): string {
  const problem = merchantKeyProblem(key);
  if (problem) throw new GatewayError('BAD_USER_INPUT', `\`${argument}\` cannot be used: ${problem}.`);
  return key;
}

import { GatewayError } from '../../graph/errors.ts';

/** Query parameters in the order given; undefined ones are left out, lists repeat the parameter. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** Request lines of 8 KiB are what servers commonly take; the rest is for the method and the protocol. */
const MAX_LENGTH = 8_000;

/**
 * A path below a base, each segment encoded on its own, so that no key can reach into another segment, the query or the host.
 *
 * @throws GatewayError `BAD_USER_INPUT` for segments that have a `keyProblem` and texts that are not well-formed Unicode, `OPERATION_TOO_LARGE`
 * when servers commonly refuse a path of that length.
 */
export function restPath(base: string, segments: readonly string[], query: Query = {}): string {
  let path = base;
  for (const segment of segments) path += `/${pathSegment(segment)}`;
  const search = queryText(query);
  if (search !== '') path += `?${search}`;
  if (path.length <= MAX_LENGTH) return path;
  throw new GatewayError(
    'OPERATION_TOO_LARGE',
    'The keys and filters of one call to an upstream are too long together.',
  );
}

/** What is wrong with a key that no encoding can hold in its place, or null: empty, ".", "..", and text that is not well-formed Unicode. */
export function keyProblem(key: string): GatewayError | null {
  if (key !== '' && key !== '.' && key !== '..' && key.isWellFormed()) return null;
  return new GatewayError(
    'BAD_USER_INPUT',
    'A key that is empty, "." or ".." or not well-formed Unicode cannot be looked up.',
  );
}

function pathSegment(segment: string): string {
  const problem = keyProblem(segment);
  if (problem) throw problem;
  return encodeURIComponent(segment);
}

function queryText(query: Query): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const values = typeof value === 'object' ? value : [value];
    for (const one of values) parts.push(`${encodeURIComponent(name)}=${queryValue(String(one))}`);
  }
  return parts.join('&');
}

/** Half of a surrogate pair would have to become another text on the way. */
function queryValue(text: string): string {
  if (text.isWellFormed()) return encodeURIComponent(text);
  throw new GatewayError('BAD_USER_INPUT', 'Text that is not well-formed Unicode cannot be looked for.');
}

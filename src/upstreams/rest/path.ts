import { GatewayError } from '../../graph/errors.ts';

/** Query parameters in the order given; undefined ones are left out, lists repeat the parameter. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/**
 * A path below a base, each segment encoded on its own, so that no key can reach into another segment, the query or the host.
 *
 * @throws GatewayError `BAD_USER_INPUT` for the segments that no encoding can hold in place: empty, "." and "..".
 */
export function restPath(base: string, segments: readonly string[], query: Query = {}): string {
  let path = base;
  for (const segment of segments) path += `/${pathSegment(segment)}`;
  const search = queryText(query);
  return search === '' ? path : `${path}?${search}`;
}

function pathSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..' || !segment.isWellFormed()) {
    throw new GatewayError(
      'BAD_USER_INPUT',
      'A key that is empty, "." or ".." or not well-formed Unicode cannot be looked up.',
    );
  }
  return encodeURIComponent(segment);
}

function queryText(query: Query): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const values = typeof value === 'object' ? value : [value];
    for (const one of values) parts.push(`${encodeQueryPart(name)}=${encodeQueryPart(String(one))}`);
  }
  return parts.join('&');
}

/** As encodeURIComponent, but halves of surrogate pairs become U+FFFD instead of an exception. */
function encodeQueryPart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

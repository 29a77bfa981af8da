import { z } from 'zod';

const names = z.union([
  z.array(z.string()),
  z.string().transform((text) => text.split(' ').filter((name) => name !== '')),
]);
const claims = z.object({ scope: names.optional(), scp: names.optional() });

/**
 * The names of scopes that a token's claims carry: `scope` (RFC 8693, section 4.2) or `scp`, each a text parted by spaces or a list of texts.
 * Undefined when they carry neither, or one that is something else.
 */
export function parseScopeClaim(tokenClaims: unknown): readonly string[] | undefined {
  const { scope, scp } = claims.safeParse(tokenClaims).data ?? {};
  return scope || scp ? [...new Set([...(scope ?? []), ...(scp ?? [])])] : undefined;
}

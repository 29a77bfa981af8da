import { GatewayError } from '../../graph/errors.ts';
import { readScopes, type Token, type TokenSource } from './auth.ts';

/** A bearer token in its own alphabet (RFC 6750, section 2.1). */
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/** The caller's own token as its `Authorization` holds it. Nobody can renew it; without one each of Dintero's fields fails on its own. */
export function createCallerToken(authorization: string | undefined): TokenSource {
  const value = BEARER.exec(authorization ?? '')?.[1];
  const token: Token | undefined =
    value === undefined ? undefined : { value, scopes: readScopes(value), expiresAt: Number.POSITIVE_INFINITY };
  return {
    async get() {
      if (token) return token;
      throw new GatewayError('UNAUTHENTICATED', 'This needs a Dintero token: send `Authorization: Bearer …`.', {
        upstream: 'dintero',
      });
    },
    drop: () => undefined,
    expiresAt: () => null,
  };
}

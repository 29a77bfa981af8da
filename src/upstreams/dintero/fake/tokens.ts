/** The token endpoint and the check of its tokens (get-token page): HS256 JWTs, good for one account until they expire. */

import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import type { FakeResponse } from '../../../fake-kit/server.ts';
import { ApiError } from './api-error.ts';
import { bodyOf, type Call } from './call.ts';
import { insist, record, text } from './checks.ts';

export interface FakeClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
}

export interface Caller {
  readonly clientId: string;
  readonly scopes: readonly string[];
}

export interface Tokens {
  /** POST /v1/accounts/{oid}/auth/token */
  issue(request: Call['request'], oid: string): Promise<FakeResponse>;
  /** The caller behind an Authorization header; a 401 when its token does not open this account. */
  verify(authorization: string | undefined, account: string): Promise<Caller>;
  /** From now on, none of the tokens issued so far is good. */
  revoke(): void;
}

export interface TokenSettings {
  readonly accountId: string;
  readonly clients: readonly FakeClient[];
  readonly lifetimeSeconds: number;
  readonly clock: () => number;
  /** The fake's own base URL, granted as an audience beside Dintero's. */
  readonly baseUrl: () => string;
}

export function createTokens({ accountId, clients, lifetimeSeconds, clock, baseUrl }: TokenSettings): Tokens {
  const secret = randomBytes(32);
  /** By `jti`: issued and not revoked. */
  const live = new Set<string>();
  /** By the token's text: whose signature was found right, so that not every list call pays for it. */
  const verified = new Map<string, Claims>();

  return {
    async issue(request, oid) {
      if (!/^[PT](?=(?:.{3}|.{8})$)[0-9]*$/.test(oid)) throw new ApiError(400, 'The account id is malformed');
      const client = clientOf(request.headers.authorization);
      // A partner's id is the account's first three digits (partners page).
      if (client === undefined || !accountId.startsWith(oid)) throw new ApiError(401, 'Unknown client');
      const body = bodyOf(request);
      insist(record({ grant_type: text, audience: text }, ['grant_type', 'audience']), body, 'body');
      if (body.grant_type !== 'client_credentials') throw new ApiError(400, 'This grant_type is not supported');
      const granted = [audienceOf(officialBase, accountId), audienceOf(baseUrl(), accountId)];
      if (!granted.some((audience) => audience === body.audience)) {
        throw new ApiError(403, 'The audience is not granted to this client');
      }

      const issuedAt = Math.floor(clock() / 1000);
      const jti = randomUUID();
      live.add(jti);
      const token = await new SignJWT({ scope: client.scopes.join(' ') })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(client.clientId)
        .setAudience(audienceOf(officialBase, accountId))
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
        .setJti(jti)
        .sign(secret);
      return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds } };
    },

    async verify(authorization, account) {
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      const claims = token === undefined ? undefined : (verified.get(token) ?? (await readClaims(token)));
      if (claims === undefined) throw new ApiError(401, 'The access token is missing or invalid');
      if (claims.expiresAt * 1000 <= clock()) throw new ApiError(401, 'The access token has expired');
      if (!live.has(claims.jti)) throw new ApiError(401, 'The access token was revoked');
      if (claims.audience !== audienceOf(officialBase, account)) {
        throw new ApiError(401, 'The access token is for another account');
      }
      return claims;
    },

    revoke() {
      live.clear();
      verified.clear();
    },
  };

  function clientOf(authorization = ''): FakeClient | undefined {
    const pair = /^Basic +(\S+)$/i.exec(authorization)?.[1] ?? '';
    const [clientId, ...rest] = Buffer.from(pair, 'base64').toString().split(':');
    return clients.find((client) => client.clientId === clientId && client.clientSecret === rest.join(':'));
  }

  async function readClaims(token: string): Promise<Claims | undefined> {
    try {
      const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], currentDate: new Date(clock()) });
      const { sub: clientId, aud: audience, jti, exp: expiresAt, scope } = payload;
      if (!clientId || !jti || !expiresAt || typeof audience !== 'string' || typeof scope !== 'string')
        return undefined;
      const claims = { clientId, audience, jti, expiresAt, scopes: scope.split(' ') };
      verified.set(token, claims);
      return claims;
    } catch {
      return undefined;
    }
  }
}

interface Claims extends Caller {
  readonly audience: string;
  readonly jti: string;
  readonly expiresAt: number;
}

const officialBase = 'https://api.dintero.com/v1';

function audienceOf(baseUrl: string, accountId: string): string {
  return `${baseUrl}/accounts/${accountId}`;
}

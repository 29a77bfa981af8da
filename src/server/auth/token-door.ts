import type { JSONWebKeySet, JWTPayload } from 'jose';
import * as errors from 'jose/errors';
import { createLocalJWKSet } from 'jose/jwks/local';
import { createRemoteJWKSet, customFetch, type FetchImplementation } from 'jose/jwks/remote';
import { jwtVerify } from 'jose/jwt/verify';
import { parseScopeClaim } from '../../graph/scope-claim.ts';
import { Refusal } from '../refusal.ts';
import { type Admission, callerId, type Door, WrongLogin } from './door.ts';

export interface TokenDoorConfig {
  /** Where the issuer's keys are published, or the keys themselves. */
  readonly keys: URL | JSONWebKeySet;
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly clockToleranceSeconds: number;
  /** Name of the claim that lists the accounts which the caller may choose. */
  readonly accountsClaim: string;
}

export interface TokenDoorWorld {
  readonly fetch?: FetchImplementation;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Signatures by the issuer's private key alone: with a shared secret, whoever verifies could also issue. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** Keys are asked for anew when a token names an unknown one, and no more often than this. */
const COOLDOWN_MS = 30_000;
const KEYS_TIMEOUT_MS = 3_000;

/** Lets in who shows a bearer token that the issuer signed for this gateway and that has not ended. Scopes come from `scope` or `scp`. */
export function createTokenDoor(config: TokenDoorConfig, { fetch, now = Date.now }: TokenDoorWorld = {}): Door {
  const keys =
    config.keys instanceof URL
      ? createRemoteJWKSet(config.keys, {
          cooldownDuration: COOLDOWN_MS,
          timeoutDuration: KEYS_TIMEOUT_MS,
          ...(fetch && { [customFetch]: fetch }),
        })
      : createLocalJWKSet(config.keys);
  return async (headers) => {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) {
      throw new Refusal(401, 'UNAUTHENTICATED', 'A token is needed: send `Authorization: Bearer …`.', CHALLENGE);
    }
    return admit(await verify(token), config.accountsClaim);
  };

  async function verify(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer: config.issuer,
        audience: [...config.audience],
        clockTolerance: config.clockToleranceSeconds,
        currentDate: new Date(now()),
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      throw refusal(error);
    }
  }
}

function admit(claims: JWTPayload, accountsClaim: string): Admission {
  const { iss = '', sub, jti } = claims;
  const client = claims.client_id ?? claims.azp;
  const accounts = claims[accountsClaim];
  return {
    caller: {
      id: callerId('token', iss, String(sub ?? client ?? jti ?? ''), String(client ?? '')),
      scopes: parseScopeClaim(claims) ?? [],
    },
    accounts: [accounts].flat().filter((account) => typeof account === 'string'),
  };
}

const CHALLENGE = { headers: { 'www-authenticate': 'Bearer' } };
const INVALID = { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };

/** Faults of the token are the caller's; that the issuer's keys cannot be had is not. */
function refusal(cause: unknown): Refusal {
  if (cause instanceof errors.JWTExpired) {
    return new Refusal(401, 'UNAUTHENTICATED', 'The token has ended.', { ...INVALID, cause });
  }
  if (cause instanceof errors.JWTClaimValidationFailed) {
    return new Refusal(401, 'UNAUTHENTICATED', `The token’s claim ${JSON.stringify(cause.claim)} does not hold here.`, {
      ...INVALID,
      cause,
    });
  }
  if (isTokenFault(cause)) {
    return new WrongLogin('The token is not valid.', { ...INVALID, cause });
  }
  return new Refusal(503, 'UNAUTHENTICATED', 'Tokens cannot be verified at the moment.', {
    headers: { 'retry-after': '5' },
    cause,
  });
}

function isTokenFault(error: unknown): boolean {
  return TOKEN_FAULTS.some((fault) => error instanceof fault);
}

const TOKEN_FAULTS = [
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

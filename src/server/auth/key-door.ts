import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { callerId, type Door } from './door.ts';

/** An API key as the file of keys holds it: never the key itself. */
export interface ApiKey {
  readonly name: string;
  readonly sha256: Buffer;
  readonly scopes: readonly string[];
  readonly accounts: readonly string[];
}

const keyFile = z.array(
  z.strictObject({
    name: z.string().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/i),
    scopes: z.array(z.string()),
    accounts: z.array(z.string()).optional(),
  }),
);

/**
 * Reads the file of keys: `[{ "name": "shop", "sha256": "…", "scopes": ["read:products"], "accounts": ["T11223344"] }]`. Without `accounts` a
 * key opens the first account alone.
 *
 * @throws when the text has another shape, or names a key twice
 */
export function parseKeyFile(text: string): readonly ApiKey[] {
  const entries = keyFile.parse(JSON.parse(text));
  if (new Set(entries.map(({ sha256 }) => sha256.toLowerCase())).size < entries.length) throw new TypeError();
  return entries.map(({ name, sha256, scopes, accounts = [] }) => ({
    name,
    sha256: Buffer.from(sha256, 'hex'),
    scopes,
    accounts,
  }));
}

/**
 * Lets in who shows a key of the list in `X-Api-Key`. Keys are long and random, so one fast hash is enough to keep them, and a slow one would
 * let strangers spend the gateway's time. Every entry is compared, each in constant time, so that nothing can be learnt from how long it takes.
 */
export function createKeyDoor(keys: readonly ApiKey[]): Door {
  return async (headers) => {
    const shown = headers['x-api-key'];
    if (typeof shown !== 'string' || shown === '') {
      throw new Refusal(401, 'UNAUTHENTICATED', 'An API key is needed: send `X-Api-Key: …`.', CHALLENGE);
    }
    const hash = createHash('sha256').update(shown).digest();
    let found: ApiKey | undefined;
    for (const key of keys) if (timingSafeEqual(key.sha256, hash)) found = key;
    if (!found) throw new Refusal(401, 'UNAUTHENTICATED', 'The API key is not known.', CHALLENGE);
    return {
      caller: { id: callerId('key', found.sha256.toString('hex')), scopes: found.scopes },
      accounts: found.accounts,
    };
  };
}

const CHALLENGE = { headers: { 'www-authenticate': 'ApiKey' } };

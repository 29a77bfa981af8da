import { createHash, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Refusal } from '../refusal.ts';
import { callerId, type Door, WrongLogin } from './door.ts';
import type { ApiKey } from './key-file.ts';

/** Keys that were shown since the start; the one that was not seen longest is forgotten first. */
const MAX_SEEN = 10_000;

/**
 * Lets in who shows a key of the list in `X-Api-Key`. Keys are long and random, so one fast hash is enough to keep them, and a slow one would
 * let strangers spend the gateway's time. Every entry is compared, each in constant time, so that nothing can be learnt from how long it takes.
 */
export function createKeyDoor(keys: () => readonly ApiKey[]): Door {
  const seen = new LRUCache<string, true>({ max: MAX_SEEN });
  return async (headers, seenAlone) => {
    const shown = headers['x-api-key'];
    if (typeof shown !== 'string' || shown === '') {
      throw new Refusal(401, 'UNAUTHENTICATED', 'An API key is needed: send `X-Api-Key: …`.', CHALLENGE);
    }
    const hash = createHash('sha256').update(shown).digest();
    let found: ApiKey | undefined;
    for (const key of keys()) if (timingSafeEqual(key.sha256, hash)) found = key;
    const id = callerId('key', hash.toString('hex'));
    if (!found || (seenAlone && !seen.has(id))) throw new WrongLogin('The API key is not known.', CHALLENGE);
    seen.set(id, true);
    return { caller: { id, scopes: found.scopes }, accounts: found.accounts };
  };
}

const CHALLENGE = { headers: { 'www-authenticate': 'ApiKey' } };

import { createPublicKey } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';

/**
 * Keys from a file: a public key in PEM (SPKI), or a JSON Web Key Set.
 *
 * @throws when the text is neither
 */
export function parseVerificationKeys(text: string): JSONWebKeySet {
  if (text.includes('-----BEGIN')) return { keys: [createPublicKey(text).export({ format: 'jwk' })] };
  const keySet: unknown = JSON.parse(text);
  if (!isKeySet(keySet)) throw new TypeError('This is not a JSON Web Key Set');
  return keySet;
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  if (typeof value !== 'object' || value === null) return false;
  const keys: unknown = Reflect.get(value, 'keys');
  return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null);
}

import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { z } from 'zod';
import type { ErrorLog } from '../plugins/error-report.ts';

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

/** What the file has to be. */
export const KEY_FILE_FORM =
  'API_KEYS_FILE must name a readable JSON list of { name, sha256 (64 hex digits), scopes, accounts? }, no hash twice';

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

/** The keys as their file has them now. */
export interface WatchedKeys {
  current(): readonly ApiKey[];
  close(): void;
}

/** How often the file is looked at: by its path, since orchestrators put another file there instead of writing into the old one. */
const LOOK_EVERY_MS = 2_000;

/** Reads the file again when it changes; one that cannot be read, or is being written just now, changes nothing. */
export function watchKeys(path: string, atFirst: readonly ApiKey[], log: Pick<ErrorLog, 'info' | 'warn'>): WatchedKeys {
  let keys = atFirst;
  const look = (): void => {
    try {
      keys = parseKeyFile(readFileSync(path, 'utf8'));
      log.info({ keys: keys.length }, 'the API keys were read anew');
    } catch {
      log.warn({ keys: keys.length }, `the API keys stay as they are: ${KEY_FILE_FORM}`);
    }
  };
  watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, look);
  return { current: () => keys, close: () => unwatchFile(path, look) };
}

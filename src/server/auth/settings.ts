import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  type Environment,
  oneOf,
  optional,
  type Reading,
  readSettings,
  serviceUrl,
  type TextSchema,
  text,
  wholeNumber,
} from '../../settings/setting.ts';
import { type ApiKey, KEY_FILE_FORM, parseKeyFile } from './key-file.ts';
import type { TokenDoorConfig } from './token-door.ts';
import { parseVerificationKeys } from './verification-keys.ts';

/** Who may ask. */
export type AuthConfig =
  | { readonly mode: 'open' }
  | ({ readonly mode: 'jwt' } & TokenDoorConfig & WrongLogins)
  | ({ readonly mode: 'keys'; readonly keys: readonly ApiKey[]; readonly path: string } & WrongLogins);

interface WrongLogins {
  /** Each minute from one address; null is no limit. */
  readonly wrongLogins: number | null;
}

const MODES = ['open', 'jwt', 'keys'] as const;

const list: TextSchema<string[]> = z.string().transform((written) =>
  written
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

export const authSettings = z.object({
  AUTH_MODE: optional(
    'Who may ask: `open` is everybody who reaches the port, `jwt` who shows a bearer token, `keys` who shows an API key. Must be set with a live upstream.',
    'open',
    oneOf(MODES),
  ),
  JWT_JWKS_URL: optional('Where the issuer publishes its keys; this or JWT_KEY_FILE, with `jwt`.', '', text),
  JWT_KEY_FILE: optional('File with the issuer’s public key (PEM) or key set (JSON).', '', text),
  JWT_ISSUER: optional('Issuer that tokens must name, with `jwt`.', '', text),
  JWT_AUDIENCE: optional('Audiences of which tokens must name one, separated by commas, with `jwt`.', '', list),
  JWT_CLOCK_TOLERANCE_SECONDS: optional('How far the issuer’s clock may be off, in seconds.', '5', wholeNumber(0, 300)),
  JWT_ACCOUNTS_CLAIM: optional(
    'Claim that lists the accounts which a caller may choose; without it the first one alone.',
    'accounts',
    text,
  ),
  API_KEYS_FILE: optional(
    'JSON file of the API keys’ SHA-256 hashes with their scopes and accounts, with `keys`; read again when it changes.',
    '',
    text,
  ),
  WRONG_LOGINS: optional(
    'Wrong tokens or keys a minute from one address; further ones are refused with 429, and keys that were not seen before with them. 0 is no limit.',
    '30',
    wholeNumber(0, 1_000_000),
  ),
});

type Values = z.output<typeof authSettings>;

/** @param isLive whether an upstream is configured: who may ask it then has to be said on purpose */
export function readAuthConfig(
  environment: Environment,
  isLive: boolean,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Reading<AuthConfig> {
  const read = readSettings(authSettings, environment);
  if ('problems' in read) return read;
  const { values } = read;
  if (isLive && !environment.AUTH_MODE?.trim()) {
    return { problems: [`AUTH_MODE is missing: with a live upstream it must be one of: ${MODES.join(', ')}`] };
  }
  switch (values.AUTH_MODE) {
    case 'open':
      return { values: { mode: 'open' } };
    case 'keys':
      return readKeys(values, readFile);
    case 'jwt':
      return readTokenDoor(values, readFile);
  }
}

function readKeys(
  { API_KEYS_FILE: path, WRONG_LOGINS }: Values,
  readFile: (path: string) => string,
): Reading<AuthConfig> {
  if (path === '') return { problems: ['API_KEYS_FILE is missing: AUTH_MODE keys needs it'] };
  try {
    return { values: { mode: 'keys', keys: parseKeyFile(readFile(path)), path, wrongLogins: WRONG_LOGINS || null } };
  } catch {
    return { problems: [KEY_FILE_FORM] };
  }
}

function readTokenDoor(values: Values, readFile: (path: string) => string): Reading<AuthConfig> {
  const problems = [
    ...(values.JWT_ISSUER === '' ? ['JWT_ISSUER is missing: AUTH_MODE jwt needs it'] : []),
    ...(values.JWT_AUDIENCE.length === 0 ? ['JWT_AUDIENCE is missing: AUTH_MODE jwt needs it'] : []),
  ];
  const keys = readVerificationKeys(values, readFile);
  if ('problems' in keys || problems.length > 0) {
    return { problems: [...problems, ...('problems' in keys ? keys.problems : [])] };
  }
  return {
    values: {
      mode: 'jwt',
      keys: keys.values,
      issuer: values.JWT_ISSUER,
      audience: values.JWT_AUDIENCE,
      clockToleranceSeconds: values.JWT_CLOCK_TOLERANCE_SECONDS,
      accountsClaim: values.JWT_ACCOUNTS_CLAIM,
      wrongLogins: values.WRONG_LOGINS || null,
    },
  };
}

function readVerificationKeys(
  { JWT_JWKS_URL: url, JWT_KEY_FILE: path }: Values,
  readFile: (path: string) => string,
): Reading<TokenDoorConfig['keys']> {
  if ((url === '') === (path === '')) return { problems: ['JWT_JWKS_URL or JWT_KEY_FILE must be set, one of both'] };
  if (url !== '') {
    const read = serviceUrl('https://login.example.com/jwks').safeParse(url);
    return read.success
      ? { values: read.data }
      : { problems: read.error.issues.map(({ message }) => `JWT_JWKS_URL ${message}`) };
  }
  try {
    return { values: parseVerificationKeys(readFile(path)) };
  } catch {
    return { problems: ['JWT_KEY_FILE must name a readable file with a public key (PEM) or a key set (JSON)'] };
  }
}

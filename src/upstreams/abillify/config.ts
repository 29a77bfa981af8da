import { z } from 'zod';
import {
  type Environment,
  oneOf,
  optional,
  type Reading,
  readSettings,
  required,
  serviceUrl,
  text,
} from '../../settings/setting.ts';

/** What the gateway must know to speak to one Abillify merchant. */
export type AbillifyConfig = AbillifyApi & (AbillifyLogin | PassedThrough);

export interface AbillifyApi {
  /** Ends with `/api`; the host is the merchant's own. */
  readonly baseUrl: URL;
  readonly filterStyle: FilterStyle;
}

/** The gateway's own. */
export interface AbillifyLogin {
  readonly username: string;
  readonly password: string;
}

/** None: each caller's own login is passed on. */
export interface PassedThrough {
  readonly credentials: 'caller';
}

/**
 * How filters are written on the wire, which the reference pages leave open:
 * - `flat`: `reference[$in]=a&reference[$in]=b`
 * - `nested`: `query[reference][$in][]=a&query[reference][$in][]=b`
 * - `json`: `query={"reference":{"$in":["a","b"]}}`
 */
export type FilterStyle = (typeof FILTER_STYLES)[number];

const CREDENTIALS = ['gateway', 'caller'] as const;
const FILTER_STYLES = ['flat', 'nested', 'json'] as const;

export const abillifySettings = z.object({
  ABILLIFY_BASE_URL: required(
    'Base of the API; the production host is the merchant’s own.',
    serviceUrl('https://staging1.abillify.dev/api'),
  ),
  ABILLIFY_CREDENTIALS: optional(
    'Whose credentials Abillify is asked with: `gateway`, or `caller`: the Basic login in the caller’s `X-Abillify-Authorization` is passed on.',
    'gateway',
    oneOf(CREDENTIALS),
  ),
  ABILLIFY_USERNAME: required('User name of the API credentials; not with the caller’s credentials.', text),
  ABILLIFY_PASSWORD: required('Password of the API credentials; not with the caller’s credentials.', text),
  ABILLIFY_FILTER_STYLE: optional(
    'How filters are written in URLs: `flat`, `nested` or `json`. A wrong style ends in an error, never in unfiltered rows.',
    'flat',
    oneOf(FILTER_STYLES),
  ),
});

const passThroughSettings = abillifySettings.omit({ ABILLIFY_USERNAME: true, ABILLIFY_PASSWORD: true });

export function readAbillifyConfig(environment: Environment): Reading<AbillifyConfig> {
  const isPassedThrough = environment.ABILLIFY_CREDENTIALS?.trim() === 'caller';
  if (isPassedThrough) {
    const read = readSettings(passThroughSettings, environment);
    return 'problems' in read ? read : { values: { ...toApi(read.values), credentials: 'caller' } };
  }
  const read = readSettings(abillifySettings, environment);
  if ('problems' in read) return read;
  const { ABILLIFY_USERNAME: username, ABILLIFY_PASSWORD: password } = read.values;
  return { values: { ...toApi(read.values), username, password } };
}

function toApi(settings: z.output<typeof passThroughSettings>): AbillifyApi {
  return { baseUrl: settings.ABILLIFY_BASE_URL, filterStyle: settings.ABILLIFY_FILTER_STYLE };
}

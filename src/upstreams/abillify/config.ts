import { z } from 'zod';
import { oneOf, optional, required, serviceUrl, text } from '../../settings/setting.ts';

/** What the gateway must know to speak to one Abillify merchant. */
export interface AbillifyConfig {
  /** Ends with `/api`; the host is the merchant's own. */
  readonly baseUrl: URL;
  readonly username: string;
  readonly password: string;
  readonly filterStyle: FilterStyle;
}

/**
 * How filters are written on the wire, which the reference pages leave open:
 * - `flat`: `reference[$in]=a&reference[$in]=b`
 * - `nested`: `query[reference][$in][]=a&query[reference][$in][]=b`
 * - `json`: `query={"reference":{"$in":["a","b"]}}`
 */
export type FilterStyle = (typeof FILTER_STYLES)[number];

const FILTER_STYLES = ['flat', 'nested', 'json'] as const;

export const abillifySettings = z.object({
  ABILLIFY_BASE_URL: required(
    'Base of the API; the production host is the merchant’s own.',
    serviceUrl('https://staging1.abillify.dev/api'),
  ),
  ABILLIFY_USERNAME: required('User name of the API credentials.', text),
  ABILLIFY_PASSWORD: required('Password of the API credentials.', text),
  ABILLIFY_FILTER_STYLE: optional(
    'How filters are written in URLs: `flat`, `nested` or `json`. A wrong style ends in an error, never in unfiltered rows.',
    'flat',
    oneOf(FILTER_STYLES),
  ),
});

export function toAbillifyConfig(settings: z.output<typeof abillifySettings>): AbillifyConfig {
  return {
    baseUrl: settings.ABILLIFY_BASE_URL,
    username: settings.ABILLIFY_USERNAME,
    password: settings.ABILLIFY_PASSWORD,
    filterStyle: settings.ABILLIFY_FILTER_STYLE,
  };
}

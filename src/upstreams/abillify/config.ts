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

export const FILTER_STYLES = ['flat', 'nested', 'json'] as const;

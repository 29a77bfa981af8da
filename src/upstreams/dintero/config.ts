/** What the gateway must know to speak to one Dintero account. */
export interface DinteroConfig {
  /** Ends with the version, for example `https://api.dintero.com/v1`. */
  readonly baseUrl: URL;
  /** `T` (test) or `P` (production) and eight digits. */
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Keys of the groups inside a product that is created: the example and the answers of the reference page disagree. */
  readonly groupKeys: 'id-name' | 'group_id-group_name';
}

/** Source: Dintero's pages on groups and products, path parameter `aid`. */
export const ACCOUNT_ID = /^[PT]\d{8}$/;

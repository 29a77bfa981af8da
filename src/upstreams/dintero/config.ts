import { z } from 'zod';
import { oneOf, optional, required, serviceUrl, text } from '../../settings/setting.ts';

/** What the gateway must know to speak to one Dintero account. */
export interface DinteroConfig {
  /** Ends with the version, for example `https://api.dintero.com/v1`. */
  readonly baseUrl: URL;
  /** `T` (test) or `P` (production) and eight digits. */
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Keys of the groups inside a product that is created: the example and the answers of the reference page disagree. */
  readonly groupKeys: (typeof GROUP_KEYS)[number];
}

const GROUP_KEYS = ['id-name', 'group_id-group_name'] as const;

/** Source: Dintero's pages on groups and products, path parameter `aid`. */
const accountId = z.string().regex(/^[PT]\d{8}$/, 'must be T (test) or P (production) and eight digits');

export const dinteroSettings = z.object({
  DINTERO_BASE_URL: optional(
    'Base of the Products API, with its version.',
    'https://api.dintero.com/v1',
    serviceUrl('https://api.dintero.com/v1'),
  ),
  DINTERO_ACCOUNT_ID: required('Account: `T` (test) or `P` (production) and eight digits.', accountId),
  DINTERO_CLIENT_ID: required('Id of the API client.', text),
  DINTERO_CLIENT_SECRET: required('Secret of the API client.', text),
  DINTERO_GROUP_KEYS: optional(
    'Keys of the groups in a new product: `id-name`, as in Dintero’s example, or `group_id-group_name`, as in its answers.',
    'id-name',
    oneOf(GROUP_KEYS),
  ),
});

export function toDinteroConfig(settings: z.output<typeof dinteroSettings>): DinteroConfig {
  return {
    baseUrl: settings.DINTERO_BASE_URL,
    accountId: settings.DINTERO_ACCOUNT_ID,
    clientId: settings.DINTERO_CLIENT_ID,
    clientSecret: settings.DINTERO_CLIENT_SECRET,
    groupKeys: settings.DINTERO_GROUP_KEYS,
  };
}

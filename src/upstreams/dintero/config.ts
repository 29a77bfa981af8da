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

/** What the gateway must know to speak to one Dintero account. */
export type DinteroConfig = DinteroAccount & (DinteroClientCredentials | PassedThrough);

export interface DinteroAccount {
  /** Ends with the version, for example `https://api.dintero.com/v1`. */
  readonly baseUrl: URL;
  /** `T` (test) or `P` (production) and eight digits. */
  readonly accountId: string;
  /** Keys of the groups inside a product that is created: the example and the answers of the reference page disagree. */
  readonly groupKeys: (typeof GROUP_KEYS)[number];
}

/** The gateway's own. */
export interface DinteroClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** None: each caller's own token is passed on. */
export interface PassedThrough {
  readonly credentials: 'caller';
}

const GROUP_KEYS = ['id-name', 'group_id-group_name'] as const;

const CREDENTIALS = ['gateway', 'caller'] as const;

/** Source: Dintero's pages on groups and products, path parameter `aid`. */
const accountId = z.string().regex(/^[PT]\d{8}$/, 'must be T (test) or P (production) and eight digits');

export const dinteroSettings = z.object({
  DINTERO_BASE_URL: optional(
    'Base of the Products API, with its version.',
    'https://api.dintero.com/v1',
    serviceUrl('https://api.dintero.com/v1'),
  ),
  DINTERO_ACCOUNT_ID: required('Account: `T` (test) or `P` (production) and eight digits.', accountId),
  DINTERO_CREDENTIALS: optional(
    'Whose credentials Dintero is asked with: `gateway`, or `caller`: the bearer token in the caller’s `Authorization` is passed on.',
    'gateway',
    oneOf(CREDENTIALS),
  ),
  DINTERO_CLIENT_ID: required('Id of the API client; not with the caller’s credentials.', text),
  DINTERO_CLIENT_SECRET: required('Secret of the API client; not with the caller’s credentials.', text),
  DINTERO_GROUP_KEYS: optional(
    'Keys of the groups in a new product: `id-name`, as in Dintero’s example, or `group_id-group_name`, as in its answers.',
    'id-name',
    oneOf(GROUP_KEYS),
  ),
});

const passThroughSettings = dinteroSettings.omit({ DINTERO_CLIENT_ID: true, DINTERO_CLIENT_SECRET: true });

export function readDinteroConfig(environment: Environment): Reading<DinteroConfig> {
  const isPassedThrough = environment.DINTERO_CREDENTIALS?.trim() === 'caller';
  if (isPassedThrough) {
    const read = readSettings(passThroughSettings, environment);
    return 'problems' in read ? read : { values: { ...toAccount(read.values), credentials: 'caller' } };
  }
  const read = readSettings(dinteroSettings, environment);
  if ('problems' in read) return read;
  const { DINTERO_CLIENT_ID: clientId, DINTERO_CLIENT_SECRET: clientSecret } = read.values;
  return { values: { ...toAccount(read.values), clientId, clientSecret } };
}

function toAccount(settings: z.output<typeof passThroughSettings>): DinteroAccount {
  return {
    baseUrl: settings.DINTERO_BASE_URL,
    accountId: settings.DINTERO_ACCOUNT_ID,
    groupKeys: settings.DINTERO_GROUP_KEYS,
  };
}

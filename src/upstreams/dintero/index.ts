import type { CatalogSource } from '../../graph/catalog/source.ts';
import type { GroupSource } from '../../graph/group/source.ts';
import type { ProductSource } from '../../graph/product/source.ts';
import type { ScopeSource } from '../../graph/scope/source.ts';
import type { Send } from '../../transport/http.ts';
import { fingerprint } from '../rest/fingerprint.ts';
import { createTokenSource, withToken } from './auth.ts';
import { createCallerToken } from './caller-token.ts';
import { createCatalogSource } from './catalog-source.ts';
import { createDinteroClient } from './client.ts';
import type { DinteroConfig } from './config.ts';
import { createGroupSource } from './group-source.ts';
import { createProductSource } from './product-source.ts';
import { createScopeSource } from './scope-source.ts';

export interface DinteroSources {
  readonly catalogs: CatalogSource;
  readonly products: ProductSource;
  readonly groups: GroupSource;
  readonly scopes: ScopeSource;
}

/** One Dintero account, asked with one credential. */
export interface Dintero {
  readonly sources: DinteroSources;
  /** When the gateway's own token ends, in epoch milliseconds; null where there is none. */
  tokenExpiresAt(): number | null;
}

/**
 * The only door of this room: the sources that one Dintero account answers for, asked with one credential. `authorization` is the caller's
 * own header, for where the gateway has no credentials.
 */
export function createDintero(
  config: DinteroConfig,
  send: Send,
  now: () => number = Date.now,
  authorization?: string,
): Dintero {
  const credential = 'credentials' in config ? [authorization ?? ''] : [config.clientId, config.clientSecret];
  const identity = `${config.accountId}:${fingerprint(...credential)}`;
  const tokens =
    'credentials' in config ? createCallerToken(authorization) : createTokenSource(config, identity, send, now);
  const client = createDinteroClient(config, identity, withToken(tokens, send));
  const catalogs = createCatalogSource(client);
  return {
    sources: {
      catalogs,
      products: createProductSource(client, catalogs, config.groupKeys),
      groups: createGroupSource(client),
      scopes: createScopeSource(tokens),
    },
    tokenExpiresAt: tokens.expiresAt,
  };
}

import type { Caller } from './caller.ts';
import { type CatalogLoader, createCatalogLoader } from './catalog/loader.ts';
import type { CatalogSource } from './catalog/source.ts';
import { createGroupLoader, type GroupLoader } from './group/loader.ts';
import type { GroupSource } from './group/source.ts';
import { createLocalizer, type Localizer } from './localization/localize.ts';
import type { Idempotency } from './mutation/idempotency.ts';
import type { Call } from './port.ts';
import { createProductLoader, type ProductLoader } from './product/loader.ts';
import type { ProductSource } from './product/source.ts';
import { createProductGroupLoader, type ProductGroupLoader } from './product-group/loader.ts';
import type { ProductGroupSource } from './product-group/source.ts';
import { createScopeLoader, type ScopeLoader } from './scope/loader.ts';
import type { ScopeSource } from './scope/source.ts';

/** One source for each noun, all of one account. */
export interface Sources {
  readonly catalogs: CatalogSource;
  readonly products: ProductSource;
  readonly groups: GroupSource;
  readonly productGroups: ProductGroupSource;
  readonly scopes: ScopeSource;
}

/** What the gateway is set up with, the same for every request. */
export interface GraphSettings {
  /** Account id, `T` or `P` and eight digits. */
  readonly account: string;
  /** Languages to fall back to, best first. */
  readonly languages: readonly string[];
  /** Makes keys for objects and idempotency keys that the caller did not name. */
  readonly newKey: () => string;
  readonly idempotency: Idempotency;
}

/** What one request brings. */
export interface RequestFacts extends Call {
  readonly requestId: string;
  readonly caller: Caller;
  /** From `Accept-Language`, best first. */
  readonly callerLanguages: readonly string[];
  /** The request's `Idempotency-Key`; null when there is none. */
  readonly idempotencyKey: string | null;
  /** Epoch milliseconds at which the request is answered as of. */
  readonly now: number;
}

/** What resolvers are given: born with the request, gone with it. */
export interface GatewayContext extends Omit<RequestFacts, 'now'>, Omit<GraphSettings, 'languages'> {
  /** Epoch milliseconds at which the request is answered as of; whoever asks makes the answer depend on the time. */
  now(): number;
  readonly localizer: Localizer;
  readonly catalogs: CatalogLoader;
  readonly products: ProductLoader;
  readonly groups: GroupLoader;
  readonly productGroups: ProductGroupLoader;
  readonly scopes: ScopeLoader;
}

export function createContext(sources: Sources, settings: GraphSettings, request: RequestFacts): GatewayContext {
  const catalogs = createCatalogLoader(sources.catalogs, request, forgetGoods);
  const groups = createGroupLoader(sources.groups, request, forgetGoods);
  const products = createProductLoader(sources.products, request, forgetGoods);
  return {
    account: settings.account,
    newKey: settings.newKey,
    idempotency: settings.idempotency,
    localizer: createLocalizer({ callerLanguages: request.callerLanguages, chain: settings.languages }),
    catalogs,
    products,
    groups,
    productGroups: createProductGroupLoader(sources.productGroups, request),
    scopes: createScopeLoader(sources.scopes, request, request.caller),
    // Spread last: each property that is new after a spread costs Node 20 about a microsecond.
    ...request,
    now() {
      request.origin?.dependsOnMore();
      return request.now;
    },
  };

  /** Products carry names of catalogs and groups, so a write to one makes the others' doubtful. */
  function forgetGoods(): void {
    catalogs.clearAll();
    groups.clearAll();
    products.clearAll();
  }
}

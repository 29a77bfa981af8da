import type { ProductGroupSource } from '../../graph/product-group/source.ts';
import type { Send } from '../../transport/http.ts';
import { createAbillifyClient } from './client.ts';
import type { AbillifyConfig } from './config.ts';
import { createProductGroupSource } from './product-group-source.ts';

export interface AbillifySources {
  readonly productGroups: ProductGroupSource;
}

/** The only door of this room: the sources that one Abillify merchant answers for. */
export function createAbillify(config: AbillifyConfig, send: Send): AbillifySources {
  return { productGroups: createProductGroupSource(createAbillifyClient(config, send)) };
}

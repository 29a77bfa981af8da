import { GatewayError } from '../../graph/errors.ts';
import type { ProductGroupSource } from '../../graph/product-group/source.ts';
import type { Send } from '../../transport/http.ts';
import { createAbillifyClient } from './client.ts';
import type { AbillifyConfig } from './config.ts';
import { createProductGroupSource } from './product-group-source.ts';

export interface AbillifySources {
  readonly productGroups: ProductGroupSource;
}

/** The form of RFC 7617. */
const BASIC = /^Basic +[\w+/-]+=*$/i;

/**
 * The only door of this room: the sources that one Abillify merchant answers for, asked with one login. `authorization` is the caller's own
 * `X-Abillify-Authorization`, for where the gateway has no credentials; without one each of Abillify's fields fails on its own.
 */
export function createAbillify(config: AbillifyConfig, send: Send, authorization?: string): AbillifySources {
  if (!('credentials' in config)) {
    const login = Buffer.from(`${config.username}:${config.password}`).toString('base64');
    return { productGroups: createProductGroupSource(createAbillifyClient(config, `Basic ${login}`, send)) };
  }
  const isLogin = authorization !== undefined && BASIC.test(authorization);
  const client = createAbillifyClient(config, isLogin ? authorization : '', isLogin ? send : refuse);
  return { productGroups: createProductGroupSource(client) };
}

async function refuse(): Promise<never> {
  throw new GatewayError('UNAUTHENTICATED', 'This needs an Abillify login: send `X-Abillify-Authorization: Basic …`.', {
    upstream: 'abillify',
  });
}

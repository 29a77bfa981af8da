import type { GraphQLResolveInfo } from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { ProductFilter } from '../generated/types.ts';
import { lookAhead } from '../group/look-ahead.ts';
import type { Group } from '../group/model.ts';
import { checkMerchantKey } from '../merchant-key.ts';
import { type Connection, type PagingArguments, readConnection } from '../pagination/connection.ts';
import type { Page } from '../port.ts';
import type { Product } from './model.ts';

/** The one list of products, wherever in the graph it is asked for: its cursors are good in all of these places. */
export async function readProducts(
  context: GatewayContext,
  catalogId: string | null,
  filter: ProductFilter | null | undefined,
  paging: PagingArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<Product> | null> {
  if (catalogId !== null) checkMerchantKey('catalogId', catalogId);
  const productId = filter?.productId == null ? null : checkMerchantKey('filter.productId', filter.productId);
  const name = filter?.name ?? null;
  return readConnection(
    { account: context.account, name: 'products', selection: [catalogId, productId, name] },
    paging,
    async (request) => {
      const page = await context.products.list({ ...request, catalogId, filter: { productId, name } });
      if (page) await lookAhead(() => groupsOf(page), context, info);
      return page;
    },
  );
}

function groupsOf(page: Page<Product>): readonly Group[] {
  const groups: Group[] = [];
  for (const { value } of page.items) {
    if (value instanceof Error) continue;
    for (const group of value.groups) {
      if (!(group instanceof Error)) groups.push(group);
    }
  }
  return groups;
}

import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { openAsField } from '../scope/enforcement.ts';
import type { Node } from './node.ts';
import type { NodeId, NodeType } from './node-id.ts';

/** The fields that take an object's keys. */
const ENTRIES: Readonly<Record<NodeType, string>> = {
  Catalog: 'Query.catalog',
  Group: 'Query.group',
  Product: 'Query.product',
  ProductGroup: 'Query.productGroup',
  Scope: 'Query.scope',
};

/**
 * Another way to an object opens nothing that the field which takes its keys would not open.
 *
 * @throws GatewayError `FORBIDDEN`.
 */
export function openNode<T>(
  type: NodeType,
  context: GatewayContext,
  schema: GraphQLSchema,
  load: () => Promise<T>,
): Promise<T> {
  return openAsField(ENTRIES[type], schema, context, load);
}

/** By the loaders that everything else uses: an object that is known in this request costs no call. */
export async function loadNode({ type, keys }: NodeId, context: GatewayContext): Promise<Node | null> {
  const [key = '', productId = ''] = keys;
  switch (type) {
    case 'Catalog':
      return context.catalogs.byId.load(key);
    case 'Group':
      return context.groups.byId.load(key);
    case 'Product':
      return context.products.byKey.load({ catalogId: key, productId });
    case 'ProductGroup':
      return context.productGroups.byId.load(key);
    case 'Scope':
      return context.scopes.all.find((scope) => scope.name === key) ?? null;
  }
}

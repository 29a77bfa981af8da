import type { GatewayContext } from '../context.ts';
import { GatewayError } from '../errors.ts';
import type { Resolvers } from '../generated/types.ts';
import type { Node } from './node.ts';
import { decodeNodeId } from './node-id.ts';

const MAX_NODES = 500;

export const nodeResolvers: Pick<Resolvers, 'Node' | 'Query'> = {
  Node: { __resolveType: ({ kind }) => kind },
  Query: {
    node: (_root, { id }, context) => loadNode(id, context),
    nodes: (_root, { ids }, context) => {
      if (ids.length > MAX_NODES) {
        throw new GatewayError('BAD_USER_INPUT', `\`ids\` takes at most ${MAX_NODES} ids; there are ${ids.length}.`);
      }
      return Promise.all(ids.map((id) => loadNode(id, context).catch(asAnswer)));
    },
  },
};

/** A failing id answers with its error and leaves the others alone. */
function asAnswer(error: unknown): Error {
  if (error instanceof Error) return error;
  throw error;
}

/** By the loaders that everything else uses: a node that is known in this request costs no call. */
async function loadNode(id: string, context: GatewayContext): Promise<Node | null> {
  const { type, keys } = decodeNodeId(context.account, id);
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

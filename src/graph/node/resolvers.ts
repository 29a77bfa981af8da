import type { GraphQLSchema } from 'graphql';
import { asAnswer } from '../as-answer.ts';
import type { GatewayContext } from '../context.ts';
import { GatewayError } from '../errors.ts';
import type { Resolvers } from '../generated/types.ts';
import { loadNode, openNode } from './load-node.ts';
import type { Node } from './node.ts';
import { decodeNodeId } from './node-id.ts';

const MAX_NODES = 500;

export const nodeResolvers: Pick<Resolvers, 'Node' | 'Query'> = {
  Node: { __resolveType: ({ kind }) => kind },
  Query: {
    node: (_root, { id }, context, { schema }) => loadById(id, context, schema),
    nodes: (_root, { ids }, context, { schema }) => {
      if (ids.length > MAX_NODES) {
        throw new GatewayError('BAD_USER_INPUT', `\`ids\` takes at most ${MAX_NODES} ids; there are ${ids.length}.`);
      }
      return Promise.all(ids.map((id) => loadById(id, context, schema).catch(asAnswer)));
    },
  },
};

async function loadById(id: string, context: GatewayContext, schema: GraphQLSchema): Promise<Node | null> {
  const nodeId = decodeNodeId(context.account, id);
  return openNode(nodeId.type, context, schema, () => loadNode(nodeId, context));
}

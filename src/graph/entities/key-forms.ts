import type { GatewayContext } from '../context.ts';
import { GatewayError } from '../errors.ts';
import { checkMerchantKey } from '../merchant-key.ts';
import { loadNode } from '../node/load-node.ts';
import type { Node } from '../node/node.ts';
import { decodeNodeId, type NodeType } from '../node/node-id.ts';
import { checkProductGroupId } from '../product-group/list-arguments.ts';

/** One way to name an object of a type. */
export interface KeyForm {
  /** The fields of a `@key`, in its order. */
  readonly fields: readonly string[];
  /** Rejects with `BAD_USER_INPUT` for values that no object can have. */
  load(values: readonly string[], context: GatewayContext): Promise<Node | null>;
}

/** The `@key`s of schema/subgraph/, by type; of several that a representation carries the first counts. */
export const KEY_FORMS: Readonly<Record<NodeType, readonly KeyForm[]>> = {
  Catalog: [globalId('Catalog'), ownKeys('Catalog', 'catalogId')],
  Group: [globalId('Group'), ownKeys('Group', 'groupId')],
  Product: [globalId('Product'), ownKeys('Product', 'catalogId', 'productId')],
  ProductGroup: [
    globalId('ProductGroup'),
    {
      fields: ['productGroupId'],
      load: async ([id = ''], context) =>
        loadNode({ type: 'ProductGroup', keys: [checkProductGroupId('productGroupId', id)] }, context),
    },
    {
      fields: ['reference'],
      load: async ([reference = ''], { productGroups }) =>
        productGroups.byReference.load(checkMerchantKey('reference', reference)),
    },
  ],
  Scope: [globalId('Scope'), ownKeys('Scope', 'name')],
};

function globalId(type: NodeType): KeyForm {
  return {
    fields: ['id'],
    load: async ([id = ''], context) => {
      const nodeId = decodeNodeId(context.account, id);
      if (nodeId.type === type) return loadNode(nodeId, context);
      throw new GatewayError('BAD_USER_INPUT', `The id is that of a ${nodeId.type}, not of a ${type}.`);
    },
  };
}

/** The keys that the upstream's paths take. */
function ownKeys(type: NodeType, ...fields: readonly string[]): KeyForm {
  return {
    fields,
    load: async (values, context) =>
      loadNode({ type, keys: values.map((value, index) => checkMerchantKey(fields[index] ?? '', value)) }, context),
  };
}

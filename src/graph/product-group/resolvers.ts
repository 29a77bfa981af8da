import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../generated/types.ts';
import { checkMerchantKey, merchantKeyProblem } from '../merchant-key.ts';
import { beginCreation } from '../mutation/creation.ts';
import { attempt } from '../mutation/user-error.ts';
import { encodeNodeId } from '../node/node-id.ts';
import { connectionFields, edgeFields, readConnection } from '../pagination/connection.ts';
import { readNewProductGroup } from './create-input.ts';
import { checkProductGroupId, readFilter, SORTS } from './list-arguments.ts';
import type { ProductGroup } from './model.ts';

export const productGroupResolvers: Pick<
  Resolvers,
  'Mutation' | 'ProductGroup' | 'ProductGroupConnection' | 'ProductGroupEdge' | 'Query'
> = {
  Query: {
    productGroup: (_root, { by }, context) =>
      by.reference == null
        ? context.productGroups.byId.load(checkProductGroupId('by.id', by.id ?? ''))
        : context.productGroups.byReference.load(checkMerchantKey('by.reference', by.reference)),
    productGroups: async (_root, { filter: argument, orderBy, ...paging }, context) => {
      const filter = readFilter(argument);
      const sort = SORTS[orderBy ?? 'ID'];
      const list = { account: context.account, name: 'productGroups', selection: [filter, sort] };
      return readConnection(list, paging, (request) => context.productGroups.list({ ...request, filter, sort }));
    },
  },
  Mutation: {
    createProductGroup: async (_root, { input }, context) => {
      const { value, userErrors } = await attempt(() => {
        const creation = beginCreation(context, 'createProductGroup', 'ProductGroup', input);
        const productGroup = readNewProductGroup(input);
        const key = creation.idempotencyKey ?? context.newKey();
        return creation.once(() => context.productGroups.create(productGroup, key));
      });
      return { productGroup: value, userErrors };
    },
  },
  ProductGroup: {
    id: ({ productGroupId }, _args, { account }) => encodeNodeId(account, 'ProductGroup', productGroupId),
    title: ({ title, label }, options, { localizer }) => localizer.localize(title, options, label),
    shortDescription: ({ shortDescription }, options, { localizer }) => localizer.localize(shortDescription, options),
    longDescription: ({ longDescription }, options, { localizer }) => localizer.localize(longDescription, options),
    parent: ({ parentId }, _args, context) => (parentId === null ? null : context.productGroups.byId.load(parentId)),
    ancestors: (productGroup, _args, context) => readAncestors(productGroup, context),
    children: ({ productGroupId }, paging, context) =>
      readConnection({ account: context.account, name: 'children', selection: productGroupId }, paging, (request) =>
        context.productGroups.children(productGroupId, request),
      ),
    group: ({ reference }, _args, context) =>
      reference === null || merchantKeyProblem(reference) !== null ? null : context.groups.byId.load(reference),
  },
  ProductGroupConnection: { ...connectionFields, totalCount: ({ page }) => page.totalCount },
  ProductGroupEdge: edgeFields,
};

const MAX_ANCESTORS = 32;

/** Level by level, so that all product groups of an operation climb together. Parents can form a cycle in the data: it ends the list. */
async function readAncestors(productGroup: ProductGroup, context: GatewayContext): Promise<ProductGroup[]> {
  const ancestors: ProductGroup[] = [];
  const seen = new Set([productGroup.productGroupId]);
  let { parentId } = productGroup;
  while (parentId !== null && !seen.has(parentId) && ancestors.length < MAX_ANCESTORS) {
    seen.add(parentId);
    const parent = await context.productGroups.byId.load(parentId);
    if (parent === null) break;
    ancestors.push(parent);
    parentId = parent.parentId;
  }
  return ancestors;
}

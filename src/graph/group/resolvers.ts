import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../generated/types.ts';
import { checkMerchantKey } from '../merchant-key.ts';
import { createNamedWrites, type NamedWrites } from '../mutation/named-writes.ts';
import { encodeNodeId } from '../node/node-id.ts';
import { connectionFields, edgeFields, readConnection } from '../pagination/connection.ts';
import { lookAhead } from './look-ahead.ts';
import type { Group, GroupDetails } from './model.ts';

export const groupResolvers: Pick<Resolvers, 'Group' | 'GroupConnection' | 'GroupEdge' | 'Mutation' | 'Query'> = {
  Query: {
    group: (_root, { groupId }, context) => context.groups.byId.load(checkMerchantKey('groupId', groupId)),
    groups: (_root, paging, context, info) =>
      readConnection({ account: context.account, name: 'groups', selection: null }, paging, async (request) => {
        const page = await context.groups.list(request);
        await lookAhead(
          () => page.items.flatMap(({ value }) => (value instanceof Error ? [] : [value])),
          context,
          info,
        );
        return page;
      }),
  },
  Mutation: {
    createGroup: async (_root, { input: { groupId, ...input } }, context) => {
      const { value, userErrors } = await writes(context).create({ key: groupId, ...input });
      return { group: value, userErrors };
    },
    updateGroup: async (_root, { input: { groupId, changes } }, context) => {
      const { value, userErrors } = await writes(context).rename(groupId, changes.name);
      return { group: value, userErrors };
    },
    deleteGroup: async (_root, { input: { groupId } }, context) => {
      const { value, userErrors } = await writes(context).delete(groupId);
      return { group: value, userErrors };
    },
  },
  Group: {
    id: ({ groupId }, _args, { account }) => encodeNodeId(account, 'Group', groupId),
    uuid: (group, _args, context) => detail(group, context, 'uuid'),
    productGroup: (group, _args, context) => context.productGroups.byReference.loadFor(group, group.groupId),
    createdAt: (group, _args, context) => detail(group, context, 'createdAt'),
    createdBy: (group, _args, context) => detail(group, context, 'createdBy'),
    updatedAt: (group, _args, context) => detail(group, context, 'updatedAt'),
    deletedAt: (group, _args, context) => detail(group, context, 'deletedAt'),
    deletedBy: (group, _args, context) => detail(group, context, 'deletedBy'),
  },
  GroupConnection: connectionFields,
  GroupEdge: edgeFields,
};

function writes(context: GatewayContext): NamedWrites<Group> {
  return createNamedWrites(context, 'Group', context.groups);
}

/** What a product's own answer does not state of its groups is looked up, for all groups together. */
function detail(
  { details, groupId }: Group,
  context: GatewayContext,
  field: keyof GroupDetails,
): string | null | Promise<string | null> {
  if (details) return details[field];
  return context.groups.byId.load(groupId).then((found) => found?.details?.[field] ?? null);
}

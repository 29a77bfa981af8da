import type { GraphQLResolveInfo } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { asksOnlyFor } from '../look-ahead.ts';
import { mayUse } from '../scope/enforcement.ts';
import type { Group } from './model.ts';

const FIELD = 'Group.productGroup';
const asksOnlyForIt = asksOnlyFor(FIELD);

/**
 * Looks up the product groups of a list's groups, in one batch that is awaited once, where the list's field asks for them and for no other look-up. It is the
 * same batch that the groups themselves would begin, without a promise for each of them. A trace is told by each group's field who asks, so there
 * they ask for themselves.
 */
export async function lookAhead(
  groupsOf: () => readonly Group[],
  context: GatewayContext,
  info: GraphQLResolveInfo,
): Promise<void> {
  if (context.watch?.ask || !asksOnlyForIt(info) || !mayUse(FIELD, info.schema, context.caller)) return;
  await context.productGroups.byReference.lookAhead(groupsOf(), ({ groupId }) => groupId);
}

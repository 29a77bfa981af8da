import type { GatewayContext } from '../context.ts';
import { GatewayError } from '../errors.ts';
import type { CreateProductInput } from '../generated/types.ts';
import type { Group } from '../group/model.ts';
import { readNewProduct } from './create-input.ts';
import type { Product } from './model.ts';

/**
 * Creates a product without renaming any group: Dintero writes the groups that come with a product, so existing ones are sent with the
 * names that they have, and new ones only when their key is free.
 */
export async function createProduct(input: CreateProductInput, context: GatewayContext): Promise<Product> {
  const { groupIds, newGroups, ...product } = readNewProduct(input, context.newKey);
  const [existing, taken] = await Promise.all([
    Promise.all(groupIds.map((groupId) => context.groups.byId.load(groupId))),
    Promise.all(newGroups.map(({ groupId }) => context.groups.byId.load(groupId))),
  ]);
  refuseUnknown(groupIds, existing);
  refuseTaken(taken);
  const kept = existing.flatMap((group) => (group === null ? [] : [{ groupId: group.groupId, name: group.name }]));
  const created = await context.products.create({ ...product, groups: [...kept, ...newGroups] });
  for (const { groupId } of newGroups) context.groups.byId.clear(groupId);
  return created;
}

function refuseUnknown(groupIds: readonly string[], existing: readonly (Group | null)[]): void {
  const problems = existing.flatMap((group, index) =>
    group === null
      ? [
          {
            field: ['input', 'groupIds', String(index)],
            message: `There is no group ${JSON.stringify(groupIds[index])}.`,
          },
        ]
      : [],
  );
  if (problems.length > 0) throw new GatewayError('NOT_FOUND', 'Some groups do not exist.', { problems });
}

function refuseTaken(taken: readonly (Group | null)[]): void {
  const problems = taken.flatMap((group, index) =>
    group === null
      ? []
      : [
          {
            field: ['input', 'newGroups', String(index), 'groupId'],
            message: `The group ${JSON.stringify(group.groupId)} exists; name it in \`groupIds\`.`,
          },
        ],
  );
  if (problems.length > 0) throw new GatewayError('CONFLICT', 'Some new groups exist already.', { problems });
}

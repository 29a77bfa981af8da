import type { GatewayContext } from '../context.ts';
import { GatewayError } from '../errors.ts';
import type { CreateProductInput } from '../generated/types.ts';
import type { Group } from '../group/model.ts';
import { beginCreation } from '../mutation/creation.ts';
import type { Found } from '../port.ts';
import { readNewProduct } from './create-input.ts';
import type { Product } from './model.ts';

/**
 * Creates a product without renaming any group: Dintero writes the groups that come with a product, so existing ones are sent with the
 * names that they have, and new ones only when their key is free.
 */
export async function createProduct(input: CreateProductInput, context: GatewayContext): Promise<Product> {
  const creation = beginCreation(context, 'createProduct', 'Product', input);
  const { groupIds, newGroups, ...product } = readNewProduct(input, creation.newKey);
  return creation.once(async (mayExist) => {
    const found = await context.groups.readNow([...groupIds, ...newGroups.map(({ groupId }) => groupId)]);
    const existing = groupIds.map((groupId) => groupIn(found, groupId));
    const taken = newGroups.map(({ groupId }) => groupIn(found, groupId));
    refuseUnknown(groupIds, existing);
    refuseTaken(newGroups, taken, mayExist);
    const kept = existing.flatMap((group) => (group === null ? [] : [{ groupId: group.groupId, name: group.name }]));
    return context.products.create({ ...product, groups: [...kept, ...newGroups] }, mayExist);
  });
}

function groupIn(found: Found<Group>, groupId: string): Group | null {
  const group = found.get(groupId) ?? null;
  if (group instanceof Error) throw group;
  return group;
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

/** A group that an earlier try of this very creation made is not taken. */
function refuseTaken(
  newGroups: readonly { readonly groupId: string; readonly name: string }[],
  existing: readonly (Group | null)[],
  mayExist: boolean,
): void {
  const problems = newGroups.flatMap(({ groupId, name }, index) => {
    const group = existing[index];
    if (!group || (mayExist && group.name === name)) return [];
    const message = `The group ${JSON.stringify(groupId)} exists; name it in \`groupIds\`.`;
    return [{ field: ['input', 'newGroups', String(index), 'groupId'], message }];
  });
  if (problems.length > 0) throw new GatewayError('CONFLICT', 'Some new groups exist already.', { problems });
}

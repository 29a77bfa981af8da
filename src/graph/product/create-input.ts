import type { CreateProductInput, NewGroupInput } from '../generated/types.ts';
import { InputProblems } from '../mutation/input-problems.ts';
import { checkWindow, readFields } from './product-input.ts';
import type { NewProduct } from './source.ts';

export interface NewProductInput extends Omit<NewProduct, 'groups'> {
  readonly groupIds: readonly string[];
  readonly newGroups: readonly NewGroupInput[];
}

const MAX_GROUPS = 100;

/** @throws GatewayError `BAD_USER_INPUT` with every problem of the input. */
export function readNewProduct(input: CreateProductInput, newKey: () => string): NewProductInput {
  const problems = new InputProblems();
  const { catalogId } = input;
  const productId = input.productId ?? newKey();
  const groupIds = input.groupIds ?? [];
  const newGroups = input.newGroups ?? [];
  problems.checkKey(['input', 'catalogId'], catalogId);
  problems.checkKey(['input', 'productId'], productId);
  checkGroups(groupIds, newGroups, problems);
  const fields = readFields(input, problems);
  checkWindow(fields, ['input', 'visibleUntil'], problems);
  problems.throwIfAny();
  return { catalogId, productId, ...fields, groupIds, newGroups };
}

function checkGroups(groupIds: readonly string[], newGroups: readonly NewGroupInput[], problems: InputProblems): void {
  problems.checkCount(['input', 'groupIds'], groupIds, MAX_GROUPS);
  problems.checkCount(['input', 'newGroups'], newGroups, MAX_GROUPS);
  const seen = new Set<string>();
  const checkOnce = (field: readonly (string | number)[], groupId: string): void => {
    problems.checkKey(field, groupId);
    if (seen.has(groupId)) problems.add(field, 'The group is named twice.');
    seen.add(groupId);
  };
  for (const [index, groupId] of groupIds.entries()) checkOnce(['input', 'groupIds', index], groupId);
  for (const [index, { groupId, name }] of newGroups.entries()) {
    checkOnce(['input', 'newGroups', index, 'groupId'], groupId);
    problems.checkText(['input', 'newGroups', index, 'name'], name);
  }
}

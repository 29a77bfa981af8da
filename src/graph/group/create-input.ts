import type { CreateGroupInput } from '../generated/types.ts';
import { InputProblems } from '../mutation/input-problems.ts';
import type { NewGroup } from './source.ts';

/** @throws GatewayError `BAD_USER_INPUT` with every problem of the input. */
export function readNewGroup(input: CreateGroupInput, newKey: () => string): NewGroup {
  const problems = new InputProblems();
  const groupId = input.groupId ?? newKey();
  problems.checkKey(['input', 'groupId'], groupId);
  problems.checkText(['input', 'name'], input.name);
  problems.throwIfAny();
  return { groupId, name: input.name };
}

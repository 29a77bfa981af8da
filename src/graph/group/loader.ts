import { createNamedLoader, type NamedLoader } from '../named-loader.ts';
import type { Call } from '../port.ts';
import type { Group } from './model.ts';
import type { GroupSource } from './source.ts';

/** Groups for one request. */
export type GroupLoader = NamedLoader<Group>;

export function createGroupLoader(source: GroupSource, call: Call, forget: () => void): GroupLoader {
  return createNamedLoader('groups', source, (group) => group.groupId, call, forget);
}

import type { NamedSource } from '../port.ts';
import type { Group } from './model.ts';

/** Groups by `groupId`. */
export type GroupSource = NamedSource<Group>;

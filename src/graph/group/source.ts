import type { Call, Found, Page, PageRequest } from '../port.ts';
import type { Group } from './model.ts';

export interface NewGroup {
  readonly groupId: string;
  readonly name: string;
}

/** What the graph needs from whoever owns groups. */
export interface GroupSource {
  /** By `groupId`. */
  getMany(groupIds: readonly string[], call: Call): Promise<Found<Group>>;
  list(request: PageRequest, call: Call): Promise<Page<Group>>;
  create(group: NewGroup, call: Call): Promise<Group>;
}

import { type KeyedLoader, loadById } from '../load-by-id.ts';
import type { Call, Page, PageRequest } from '../port.ts';
import type { Group } from './model.ts';
import type { GroupSource, NewGroup } from './source.ts';

/** Groups for one request. */
export interface GroupLoader {
  readonly byId: KeyedLoader<string, Group>;
  list(request: PageRequest): Promise<Page<Group>>;
  create(group: NewGroup): Promise<Group>;
}

export function createGroupLoader(source: GroupSource, call: Call): GroupLoader {
  const byId = loadById(
    (ids: readonly string[]) => source.getMany(ids, call),
    (id) => id,
  );
  return {
    byId,
    async list(request) {
      const page = await source.list(request, call);
      for (const { value } of page.items) {
        if (!(value instanceof Error)) byId.prime(value.groupId, value);
      }
      return page;
    },
    async create(group) {
      byId.clear(group.groupId);
      const created = await source.create(group, call);
      byId.clear(created.groupId);
      return created;
    },
  };
}

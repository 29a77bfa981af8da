import type { Group } from '../../graph/group/model.ts';
import type { GroupSource } from '../../graph/group/source.ts';
import type { Call } from '../../graph/port.ts';
import type { DinteroClient } from './client.ts';
import { type Listing, placeOf, readStretch } from './cursor-paging.ts';
import { findMany, type ListSize } from './find-many.ts';
import { groupReader } from './readers.ts';

const PATH = ['groups'];

export function createGroupSource(client: DinteroClient): GroupSource {
  const size: ListSize = { pages: undefined };
  return {
    getMany: (groupIds, call) =>
      findMany(groupIds, {
        ...listing(call),
        readOne: (groupId) =>
          client.list('groups', PATH, { cursor: null, limit: 1, filter: { group_id: groupId } }, groupReader, call),
        size,
      }),
    async list({ first, after }, call) {
      const stretch = await readStretch(listing(call), placeOf(after), first);
      return { ...stretch, totalCount: null };
    },
    create: (group, call) =>
      client.create('createGroup', PATH, { group_id: group.groupId, group_name: group.name }, groupReader, call),
  };

  function listing(call: Call): Listing<Group> {
    return {
      read: (cursor, limit) => client.list('groups', PATH, { cursor, limit }, groupReader, call),
      isListed: (group) => group.details?.deletedAt == null,
    };
  }
}

import type { GroupSource } from '../../graph/group/source.ts';
import type { DinteroClient } from './client.ts';
import { createNamedSource } from './named-source.ts';
import { groupReader } from './readers.ts';

export function createGroupSource(client: DinteroClient): GroupSource {
  return createNamedSource(client, {
    collection: 'groups',
    noun: 'Group',
    reader: groupReader,
    filter: (groupId) => ({ group_id: groupId }),
    stub: (groupId) => ({ kind: 'Group', groupId, name: null, details: null }),
  });
}

import { GatewayError } from '../../graph/errors.ts';
import type { Call, Found, NamedSource } from '../../graph/port.ts';
import type { Query } from '../rest/path.ts';
import type { DinteroClient, ListReader } from './client.ts';
import { type Listing, placeOf, readStretch, readWhole } from './cursor-paging.ts';
import { findMany, unknownSize } from './find-many.ts';
import { settleWrite } from './settle-write.ts';

/** What sets a kind of named objects apart from another. */
export interface NamedKind<W, T> {
  readonly collection: 'catalogs' | 'groups';
  readonly noun: 'Catalog' | 'Group';
  readonly reader: ListReader<W, T>;
  /** The list's filter for one key, where it has one. */
  readonly filter: ((key: string) => Query) | null;
  /** What can be said of an object by its key alone. */
  readonly stub: (key: string) => T;
}

type Named = { readonly name: string | null; readonly details: { readonly deletedAt: string | null } | null };

export interface DinteroNamedSource<T> extends NamedSource<T> {
  /** Everything that is not deleted, in the upstream's order, each once; an Error stands for a row that could not be read. */
  listAll(call: Call): Promise<readonly (T | Error)[]>;
}

/** Catalogs and groups: a key, a name and when it was written. Source: sections 2.1 and 2.2 of the facts about Dintero. */
export function createNamedSource<W, T extends Named>(
  client: DinteroClient,
  kind: NamedKind<W, T>,
): DinteroNamedSource<T> {
  const { collection, noun, reader, filter } = kind;
  const [keyField, nameField] = noun === 'Catalog' ? ['catalog_id', 'catalog_name'] : ['group_id', 'group_name'];
  const path = [collection];
  const size = unknownSize();
  return {
    getMany,
    async list({ first, after }, call) {
      const stretch = await readStretch(listing(call), placeOf(after), first);
      return { ...stretch, totalCount: null };
    },
    listAll: (call) => readWhole(listing(call)),
    async create(key, name, mayExist, call) {
      const body = { [keyField]: key, [nameField]: name };
      const created = await settleWrite(
        () => client.write({ operation: `create${noun}`, method: 'POST', path, body, key }, reader, call),
        () => seenWithName(key, name, call),
        mayExist,
      );
      if (created.name === name) return created;
      throw new GatewayError(
        'CONFLICT',
        `dintero answered with a ${noun.toLowerCase()} of this key and another name.`,
        {
          upstream: 'dintero',
        },
      );
    },
    rename: (key, name, call) =>
      settleWrite(
        () =>
          client.write(
            { operation: `update${noun}`, method: 'PUT', path: [...path, key], body: { [nameField]: name }, key },
            reader,
            call,
          ),
        () => seenWithName(key, name, call),
      ),
    delete: (key, call) =>
      settleWrite(
        () => client.write({ operation: `delete${noun}`, method: 'DELETE', path: [...path, key], key }, reader, call),
        async () => ((await find(key, call)) === null ? kind.stub(key) : null),
      ),
  };

  function getMany(keys: readonly string[], call: Call): Promise<Found<T>> {
    return findMany(keys, {
      ...listing(call),
      ...(filter && {
        readOne: (key: string) =>
          client.list(collection, path, { cursor: null, limit: 1, filter: filter(key) }, reader, call),
      }),
      size,
    });
  }

  /** What is there now, to tell what became of a write. */
  async function find(key: string, call: Call): Promise<T | null> {
    const found = (await getMany([key], { ...call, fresh: true })).get(key) ?? null;
    if (found instanceof Error) throw found;
    return found;
  }

  async function seenWithName(key: string, name: string, call: Call): Promise<T | null> {
    const found = await find(key, call);
    return found?.name === name ? found : null;
  }

  function listing(call: Call): Listing<T> {
    return {
      read: (cursor, limit) => client.list(collection, path, { cursor, limit }, reader, call),
      isListed: (value) => value.details?.deletedAt == null,
    };
  }
}

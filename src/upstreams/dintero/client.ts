import { GatewayError } from '../../graph/errors.ts';
import type { Call } from '../../graph/port.ts';
import type { Send } from '../../transport/http.ts';
import type { Query } from '../rest/path.ts';
import { createRestClient, type Decoded } from '../rest/rest-client.ts';
import { parseWire, type Row, type RowReader, readRow, readRows, unreadable } from '../rest/row.ts';
import type { DinteroAccount } from './config.ts';
import { readRejection } from './rejection.ts';
import { listWire } from './wire.ts';

/** Rows of one page, deleted ones included, and the cursor that opens the next page as it came. */
export interface CursorPage<T> {
  readonly rows: readonly Row<T>[];
  readonly next: string | null;
}

/** A reader of rows that come in lists. */
export interface ListReader<W, T> extends RowReader<W, T> {
  readonly decoded: Decoded<CursorPage<T>>;
}

export interface ListCall {
  readonly cursor: string | null;
  /** 1 to 100. */
  readonly limit: number;
  readonly filter?: Query;
}

export type Collection = 'catalogs' | 'groups' | 'products';

const LIST_OPERATIONS = { catalogs: 'listCatalogs', groups: 'listGroups', products: 'listProducts' } as const;

/** Speaks to the Products API of one account. Source: section 2 of the facts about Dintero. */
export interface DinteroClient {
  list<W, T>(
    collection: Collection,
    path: readonly string[],
    list: ListCall,
    reader: ListReader<W, T>,
    call: Call,
  ): Promise<CursorPage<T>>;
  /**
   * Sent at most once, unless nothing of it left the gateway. Null when the upstream took it without answering the object.
   *
   * @throws GatewayError `UPSTREAM_INVALID_RESPONSE` for an answer about another object than `key`.
   */
  write<W, T>(write: Write, reader: RowReader<W, T>, call: Call): Promise<T | null>;
}

export interface Write {
  readonly operation: string;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: readonly string[];
  readonly body?: unknown;
  /** The merchant's key of the object. */
  readonly key: string;
}

export function createDinteroClient(config: DinteroAccount, identity: string, send: Send): DinteroClient {
  const root = ['accounts', config.accountId, 'products'];
  const rest = createRestClient({
    upstream: 'dintero',
    send,
    baseUrl: config.baseUrl,
    identity,
    readRejection,
  });
  return {
    list(collection, path, { cursor, limit, filter }, reader, call) {
      const query = { ...filter, limit, starting_after: cursor ?? undefined };
      return rest.call(
        { operation: LIST_OPERATIONS[collection], method: 'GET', segments: [...root, ...path], query, repeat: 'safe' },
        call,
        (body) => decodeList(collection, reader, body),
        reader.decoded,
      );
    },
    write({ operation, method, path, body, key }, reader, call) {
      return rest.call({ operation, method, segments: [...root, ...path], body, repeat: 'unsent' }, call, (answer) => {
        if (answer === undefined) return null;
        const row = readRow(reader, answer, '');
        if (row.value instanceof Error) throw row.value;
        if (row.key === key) return row.value;
        throw new GatewayError(
          'UPSTREAM_INVALID_RESPONSE',
          'dintero answered with another object than the one written.',
          {
            upstream: 'dintero',
          },
        );
      });
    },
  };
}

function decodeList<W, T>(collection: Collection, reader: ListReader<W, T>, body: unknown): CursorPage<T> {
  const page = parseWire('dintero', listWire, body, '');
  const rows = page[collection];
  if (!rows) throw unreadable('dintero', [collection], 'is missing');
  // An empty cursor is none.
  return { rows: readRows(reader, rows, collection), next: page.starting_after || null };
}

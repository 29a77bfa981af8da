import type { Call } from '../../graph/port.ts';
import type { Send } from '../../transport/http.ts';
import type { Query } from '../rest/path.ts';
import { createRestClient } from '../rest/rest-client.ts';
import { parseWire, type Row, type RowReader, readRow } from '../rest/row.ts';
import { dinteroIdentity } from './auth.ts';
import type { DinteroConfig } from './config.ts';
import { readRejection } from './rejection.ts';
import { listWire } from './wire.ts';

/** Rows of one page, deleted ones included, and the cursor that opens the next page as it came. */
export interface CursorPage<T> {
  readonly rows: readonly Row<T>[];
  readonly next: string | null;
}

export interface ListCall {
  readonly cursor: string | null;
  /** 1 to 100. */
  readonly limit: number;
  readonly filter?: Query;
}

export type Collection = keyof typeof listWire;

const LIST_OPERATIONS = { catalogs: 'listCatalogs', groups: 'listGroups', products: 'listProducts' } as const;

/** Speaks to the Products API of one account. Source: section 2 of the facts about Dintero. */
export interface DinteroClient {
  list<W, T>(
    collection: Collection,
    path: readonly string[],
    list: ListCall,
    reader: RowReader<W, T>,
    call: Call,
  ): Promise<CursorPage<T>>;
  /** A POST that is sent at most once, unless nothing of it left the gateway. */
  create<W, T>(
    operation: string,
    path: readonly string[],
    body: unknown,
    reader: RowReader<W, T>,
    call: Call,
  ): Promise<T>;
}

export function createDinteroClient(config: DinteroConfig, send: Send): DinteroClient {
  const rest = createRestClient({
    upstream: 'dintero',
    send,
    basePath: `${config.baseUrl.pathname}/accounts/${config.accountId}/products`,
    identity: dinteroIdentity(config),
    readRejection,
  });
  return {
    list(collection, path, { cursor, limit, filter }, reader, call) {
      const query = { ...filter, limit, starting_after: cursor ?? undefined };
      return rest.call(
        { operation: LIST_OPERATIONS[collection], method: 'GET', segments: path, query, repeat: 'safe' },
        call,
        (body) => decodeList(collection, reader, body),
      );
    },
    create(operation, path, body, reader, call) {
      return rest.call({ operation, method: 'POST', segments: path, body, repeat: 'unsent' }, call, (answer) => {
        const { value } = readRow(reader, answer, '');
        if (value instanceof Error) throw value;
        return value;
      });
    },
  };
}

function decodeList<W, T>(collection: Collection, reader: RowReader<W, T>, body: unknown): CursorPage<T> {
  const { rows, next } = parseWire('dintero', listWire[collection], body, '');
  return { rows: rows.map((row, index) => readRow(reader, row, `${collection}.${index}`)), next };
}

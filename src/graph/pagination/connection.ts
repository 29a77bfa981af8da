import { GatewayError } from '../errors.ts';
import type { Page, PageItem, PageRequest } from '../port.ts';
import { decodeCursor, encodeCursor, type ListFingerprint, listFingerprint } from './cursor.ts';

export const MAX_FIRST = 500;

/** A page and what its cursors are tied to. Both are made only when asked for. */
export interface Connection<T> {
  readonly page: Page<T>;
  readonly list: () => ListFingerprint;
  readonly isContinued: boolean;
}

export interface Edge<T> {
  readonly item: PageItem<T>;
  readonly list: () => ListFingerprint;
}

/** The paging arguments as GraphQL hands them over. */
export interface PagingArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/**
 * Reads one page of a list, from the field's arguments to a connection.
 *
 * `selection` is all that decides which rows the list holds and in what order. The answer is null when `read` finds no list.
 *
 * @throws GatewayError `BAD_USER_INPUT` before any call, for a bad `first` or `after`.
 */
export function readConnection<T>(
  list: { readonly account: string; readonly name: string; readonly selection: unknown },
  paging: PagingArguments,
  read: (request: PageRequest) => Promise<Page<T>>,
): Promise<Connection<T>>;
export function readConnection<T>(
  list: { readonly account: string; readonly name: string; readonly selection: unknown },
  paging: PagingArguments,
  read: (request: PageRequest) => Promise<Page<T> | null>,
): Promise<Connection<T> | null>;
export async function readConnection<T>(
  list: { readonly account: string; readonly name: string; readonly selection: unknown },
  paging: PagingArguments,
  read: (request: PageRequest) => Promise<Page<T> | null>,
): Promise<Connection<T> | null> {
  const first = paging.first ?? 20;
  if (first < 1 || first > MAX_FIRST) {
    throw new GatewayError('BAD_USER_INPUT', `\`first\` is ${first}; it must be 1 to ${MAX_FIRST}.`);
  }
  let known: ListFingerprint | undefined;
  const fingerprint = (): ListFingerprint => {
    known ??= listFingerprint(list.account, list.name, list.selection);
    return known;
  };
  const after = paging.after == null ? null : decodeCursor(fingerprint(), paging.after);
  const page = await read({ first, after });
  return page && { page, list: fingerprint, isContinued: after !== null };
}

/** Field answers that all connection types share. */
export const connectionFields = {
  edges: <T>(connection: Connection<T>): Edge<T>[] =>
    connection.page.items.map((item) => ({ item, list: connection.list })),
  nodes: <T>(connection: Connection<T>): (T | Error)[] => connection.page.items.map((item) => item.value),
  pageInfo: <T>(connection: Connection<T>): Connection<T> => connection,
};

/** Field answers that all edge types share. */
export const edgeFields = {
  cursor: <T>(edge: Edge<T>): string => encodeCursor(edge.list(), edge.item.position),
  node: <T>(edge: Edge<T>): T | Error => edge.item.value,
};

/** Field answers of PageInfo, whose parent is the connection itself. */
export const pageInfoFields = {
  hasNextPage: (connection: Connection<unknown>): boolean => connection.page.hasNextPage,
  hasPreviousPage: (connection: Connection<unknown>): boolean => connection.isContinued,
  startCursor: (connection: Connection<unknown>): string | null => cursorAt(connection, 0),
  endCursor: (connection: Connection<unknown>): string | null => cursorAt(connection, -1),
};

function cursorAt(connection: Connection<unknown>, index: number): string | null {
  const item = connection.page.items.at(index);
  return item ? encodeCursor(connection.list(), item.position) : null;
}

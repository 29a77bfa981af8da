import { GatewayError } from '../../graph/errors.ts';
import { badCursor } from '../../graph/pagination/cursor.ts';
import type { PageItem, Position } from '../../graph/port.ts';
import type { CursorPage } from './client.ts';

/** Dintero's largest page. Source: page on listing groups, `limit`. */
export const MAX_LIMIT = 100;
/** Pages that one read may take; beyond it the caller is told instead of served a list that looks whole. */
export const MAX_PAGES = 50;

export type ReadPage<T> = (cursor: string | null, limit: number) => Promise<CursorPage<T>>;

/** How rows are told apart and which of them are there for the graph. */
export interface Listing<T> {
  readonly read: ReadPage<T>;
  readonly isListed: (value: T) => boolean;
}

/** A place in a list: so many rows into the page that the cursor opens. */
export interface Place {
  readonly cursor: string | null;
  readonly skip: number;
}

export const START: Place = { cursor: null, skip: 0 };

/** Pages that may still be read; shared by all lists that one answer is made of. */
export interface PageBudget {
  left: number;
}

export interface Stretch<T> {
  readonly items: readonly PageItem<T>[];
  readonly hasNextPage: boolean;
}

/** The next `first` listed rows from a place on, by as few pages as they take, none of them twice. */
export async function readStretch<T>(
  listing: Listing<T>,
  place: Place,
  first: number,
  budget?: PageBudget,
): Promise<Stretch<T>> {
  const items: PageItem<T>[] = [];
  const keys = new Set<string>();
  let skip = place.skip;
  // Where rows are left out, full pages cost fewer calls than the few rows that are wanting.
  let isSparse = false;
  const limit = (): number => (isSparse ? MAX_LIMIT : Math.min(MAX_LIMIT, skip + first - items.length));
  const pages = walk(listing.read, place.cursor, limit, budget);
  for await (const { cursor, rows, next } of pages) {
    for (let index = skip; index < rows.length; index += 1) {
      const row = rows[index];
      if (!row || !isNew(row, keys, listing)) {
        isSparse = true;
        continue;
      }
      if (items.length === first) return { items, hasNextPage: true };
      const isLast = index === rows.length - 1;
      const position: Position = isLast && next !== null ? [next, 0] : [cursor, index + 1];
      items.push({ value: row.value, position });
    }
    if (items.length === first) return { items, hasNextPage: next !== null };
    skip = 0;
  }
  return { items, hasNextPage: false };
}

/** The rows of a whole list, in its order, none of them twice. */
export async function readWhole<T>(listing: Listing<T>): Promise<readonly (T | Error)[]> {
  const { items } = await readStretch(listing, START, Number.POSITIVE_INFINITY);
  return items.map(({ value }) => value);
}

/**
 * Pages one after the other up to the end of the list; whoever iterates may stop earlier. A cursor that opens the same page once more is an end, too.
 *
 * @throws GatewayError `UPSTREAM_INVALID_RESPONSE` as soon as a page leads back to an earlier one, `OPERATION_TOO_LARGE` when the budget is spent.
 */
export async function* walk<T>(
  read: ReadPage<T>,
  start: string | null,
  limit: () => number,
  budget: PageBudget = { left: MAX_PAGES },
): AsyncGenerator<CursorPage<T> & { readonly cursor: string | null }> {
  const seen = new Set([start]);
  let cursor = start;
  while (budget.left > 0) {
    budget.left -= 1;
    const page = await read(cursor, limit());
    const next = page.rows.length === 0 || page.next === cursor ? null : page.next;
    if (next !== null && seen.has(next)) {
      const message = "dintero's list leads back to a page that was read already.";
      throw new GatewayError('UPSTREAM_INVALID_RESPONSE', message, { upstream: 'dintero' });
    }
    yield { rows: page.rows, next, cursor };
    if (next === null) return;
    seen.add(next);
    cursor = next;
  }
  throw new GatewayError('OPERATION_TOO_LARGE', `Stopped reading dintero's lists after ${MAX_PAGES} pages.`, {
    upstream: 'dintero',
  });
}

/** The place that a caller's cursor names. */
export function placeOf(position: Position | null): Place {
  if (position === null) return START;
  const [cursor, skip] = position;
  const isCursor = cursor === null || (typeof cursor === 'string' && cursor !== '');
  if (position.length !== 2 || !isCursor || typeof skip !== 'number' || skip < 0 || skip > MAX_LIMIT) {
    throw badCursor('it names no place in this list');
  }
  return { cursor, skip };
}

function isNew<T>(row: CursorPage<T>['rows'][number], keys: Set<string>, listing: Listing<T>): boolean {
  if (!(row.value instanceof Error) && !listing.isListed(row.value)) return false;
  if (row.key === null) return true;
  if (keys.has(row.key)) return false;
  keys.add(row.key);
  return true;
}

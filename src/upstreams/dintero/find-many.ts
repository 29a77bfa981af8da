import { GatewayError } from '../../graph/errors.ts';
import type { Found } from '../../graph/port.ts';
import { keyProblem } from '../rest/path.ts';
import type { CursorPage } from './client.ts';
import { type Listing, MAX_LIMIT, MAX_PAGES, walk } from './cursor-paging.ts';

/** What finding many objects of one list by key needs. */
export interface Lookup<T> extends Listing<T> {
  /** One call for one key; absent where the list has no such filter. */
  readonly readOne?: (key: string) => Promise<CursorPage<T>>;
  readonly size: ListSize;
}

/** How many pages a list has: known once it was read to its end, a guess before that and when it grew. */
export interface ListSize {
  pages: number;
  isKnown: boolean;
}

export function unknownSize(): ListSize {
  return { pages: 1, isKnown: false };
}

/**
 * Finds objects by key where the upstream has no get-one: by one filtered call for each key, side by side, or by reading the list until all are
 * found, whichever is fewer calls. How long the list is nobody states: the length seen last decides, and a list of unknown length is taken to be twice as
 * long as was read, so that not knowing costs no more than twice the fewest calls. What fails costs the keys that were not found before.
 */
export async function findMany<T>(keys: readonly string[], lookup: Lookup<T>): Promise<Found<T>> {
  const { readOne, size } = lookup;
  const found = new Map<string, T | Error>();
  const missing = new Set<string>();
  for (const key of keys) {
    const problem = keyProblem(key);
    if (problem) found.set(key, problem);
    else missing.add(key);
  }
  if (missing.size === 0) return found;
  try {
    if (!readOne || missing.size > size.pages) await scan();
    if (readOne) await Promise.all([...missing].map((key) => findOne(key, readOne)));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    for (const key of missing) found.set(key, error);
  }
  return found;

  /** Ends when everything is found or known to be absent, or when filtered calls for the rest are fewer than the pages left. */
  async function scan(): Promise<void> {
    let pages = 0;
    let unreadable: Error | undefined;
    for await (const { rows, next } of walk(lookup.read, null, () => MAX_LIMIT)) {
      pages += 1;
      learn(pages, next === null);
      for (const { key, value } of rows) {
        take(key, value);
        if (key === null && value instanceof Error) unreadable ??= value;
      }
      if (missing.size === 0) return;
      const isFilterCheaper = missing.size <= size.pages - pages || pages === MAX_PAGES;
      if (readOne && next !== null && isFilterCheaper) return;
    }
    // A row whose key cannot be read could be any of those that are missing.
    if (!unreadable) missing.clear();
    else if (!readOne) throw unreadable;
  }

  function learn(pages: number, isEnd: boolean): void {
    if (!isEnd && size.isKnown && pages < size.pages) return;
    size.pages = isEnd ? pages : Math.max(size.pages, 2 * pages);
    size.isKnown = isEnd;
  }

  async function findOne(key: string, one: (key: string) => Promise<CursorPage<T>>): Promise<void> {
    try {
      const { rows } = await one(key);
      for (const row of rows) {
        if (row.key === key) take(key, row.value);
        else throw row.key === null && row.value instanceof Error ? row.value : otherObject();
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      found.set(key, error);
    }
  }

  function take(key: string | null, value: T | Error): void {
    if (key === null || !missing.has(key)) return;
    if (!(value instanceof Error) && !lookup.isListed(value)) return;
    found.set(key, value);
    missing.delete(key);
  }
}

function otherObject(): GatewayError {
  return new GatewayError('UPSTREAM_INVALID_RESPONSE', 'dintero answered with another object than the one asked for.', {
    upstream: 'dintero',
  });
}

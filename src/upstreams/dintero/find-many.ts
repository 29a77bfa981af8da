import { GatewayError } from '../../graph/errors.ts';
import type { Found } from '../../graph/port.ts';
import type { CursorPage } from './client.ts';
import { MAX_LIMIT, type ReadPage, walk } from './cursor-paging.ts';

/** What finding many objects of one list by key needs. */
export interface Lookup<T> {
  readonly read: ReadPage<T>;
  /** One call for one key; absent where the list has no such filter. */
  readonly readOne?: (key: string) => Promise<CursorPage<T>>;
  readonly isListed: (value: T) => boolean;
  /** Remembers how many pages the list had when it was last read to its end. */
  readonly size: ListSize;
}

export interface ListSize {
  pages: number | undefined;
}

/**
 * Finds objects by key where the upstream has no get-one: by one filtered call for each key, side by side, or by reading the list until all are
 * found, whichever is fewer calls. How long the list is nobody states, so the length seen last decides; the first time it counts as one page.
 */
export async function findMany<T>(keys: readonly string[], lookup: Lookup<T>): Promise<Found<T>> {
  const found = new Map<string, T | Error>();
  const missing = new Set(keys);
  const { readOne } = lookup;
  if (readOne && missing.size <= (lookup.size.pages ?? 1)) {
    await findEach(missing, readOne);
    return found;
  }
  let pages = 0;
  for await (const page of walk(lookup.read, null, () => MAX_LIMIT)) {
    pages += 1;
    take(page);
    if (page.next === null) lookup.size.pages = pages;
    if (missing.size === 0) return found;
    const left = Math.max(1, (lookup.size.pages ?? 0) - pages);
    if (readOne && page.next !== null && missing.size <= left) {
      await findEach(missing, readOne);
      return found;
    }
  }
  return found;

  async function findEach(wanted: ReadonlySet<string>, one: (key: string) => Promise<CursorPage<T>>): Promise<void> {
    const asked = [...wanted].map(async (key) => {
      try {
        const page = await one(key);
        take(page);
        if (missing.has(key) && page.rows.some((row) => row.key !== key)) throw ignoredFilter();
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        found.set(key, error);
      }
    });
    await Promise.all(asked);
  }

  /** Rows are taken by their key, whatever was asked: an upstream that ignored the filter costs time, not truth. */
  function take(page: CursorPage<T>): void {
    for (const { key, value } of page.rows) {
      if (key === null || !missing.has(key)) continue;
      if (!(value instanceof Error) && !lookup.isListed(value)) continue;
      found.set(key, value);
      missing.delete(key);
    }
  }
}

function ignoredFilter(): GatewayError {
  return new GatewayError('UPSTREAM_INVALID_RESPONSE', 'dintero answered with another object than the one asked for.', {
    upstream: 'dintero',
  });
}

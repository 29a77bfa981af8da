import type { Page, PageItem, PageRequest } from '../../src/graph/port.ts';

/** A source's list with everything but its paging decided. */
export type ReadList<T> = (request: PageRequest) => Promise<Page<T> | null>;

/** The items of a list from a position on, page by page as a caller takes them. */
export async function readAll<T>(
  read: ReadList<T>,
  first: number,
  after: PageRequest['after'] = null,
): Promise<readonly PageItem<T>[]> {
  const items: PageItem<T>[] = [];
  let next = after;
  for (let pages = 0; pages < 1_000; pages += 1) {
    const page = await read({ first, after: next });
    if (page === null) throw new Error('There is no list.');
    items.push(...page.items);
    const last = page.items.at(-1);
    if (!page.hasNextPage || last === undefined) return items;
    next = last.position;
  }
  throw new Error('The list has no end.');
}

/** Readable objects; one that could not be read is thrown. */
export function values<T>(items: readonly PageItem<T>[]): readonly T[] {
  return items.map(({ value }) => {
    if (value instanceof Error) throw value;
    return value;
  });
}

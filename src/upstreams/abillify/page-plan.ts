/** Which pages to read, when an upstream pages by number and a stretch of rows is wanted. */
export interface PagePlan {
  readonly pageSize: number;
  /** From 1, ascending, without gaps. */
  readonly pages: readonly number[];
}

/**
 * The fewest pages that hold the rows `start` (from 0) to `start + count - 1`, and one row more to see whether the list goes on, where that costs no
 * further page. Of the page sizes that do so, the smallest.
 */
export function planPages(start: number, count: number, maxPageSize: number): PagePlan {
  const exact = cover(start, count, maxPageSize);
  const withNext = cover(start, count + 1, maxPageSize);
  return withNext.pages.length === exact.pages.length ? withNext : exact;
}

/** The pages of a size that hold a stretch of rows. */
export function pagesOfSize(pageSize: number, start: number, count: number): PagePlan {
  const first = pageOf(start, pageSize);
  const last = pageOf(start + count - 1, pageSize);
  return { pageSize, pages: Array.from({ length: last - first + 1 }, (_, index) => first + index) };
}

function cover(start: number, count: number, maxPageSize: number): PagePlan {
  const possible = Math.ceil(count / maxPageSize);
  let [bestSize, fewest] = [maxPageSize, Number.POSITIVE_INFINITY];
  for (let pageSize = 1; pageSize <= maxPageSize && fewest > possible; pageSize += 1) {
    const pages = pageOf(start + count - 1, pageSize) - pageOf(start, pageSize) + 1;
    if (pages < fewest) [bestSize, fewest] = [pageSize, pages];
  }
  return pagesOfSize(bestSize, start, count);
}

function pageOf(row: number, pageSize: number): number {
  return Math.floor(row / pageSize) + 1;
}

/** Which pages to read, when an upstream pages by number and a stretch of rows is wanted. */
export interface PagePlan {
  readonly pageSize: number;
  /** From 1, ascending, without gaps. */
  readonly pages: readonly number[];
}

/**
 * The fewest pages that hold the rows `start` (from 0) to `start + count - 1`, and one row more to see whether the list goes on, where that costs no
 * further page. A page size that makes the stretch lie within one page is looked for first.
 */
export function planPages(start: number, count: number, maxPageSize: number): PagePlan {
  const exact = cover(start, count, maxPageSize);
  const withNext = cover(start, count + 1, maxPageSize);
  return withNext.pages.length === exact.pages.length ? withNext : exact;
}

function cover(start: number, count: number, maxPageSize: number): PagePlan {
  for (let pageSize = Math.min(count, maxPageSize); pageSize <= maxPageSize; pageSize += 1) {
    const plan = pagesOfSize(start, count, pageSize);
    if (plan.pages.length === 1) return plan;
  }
  return pagesOfSize(start, count, maxPageSize);
}

function pagesOfSize(start: number, count: number, pageSize: number): PagePlan {
  const first = Math.floor(start / pageSize);
  const last = Math.floor((start + count - 1) / pageSize);
  return { pageSize, pages: Array.from({ length: last - first + 1 }, (_, index) => first + index + 1) };
}

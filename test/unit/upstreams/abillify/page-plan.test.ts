import { expect, test } from '@jest/globals';
import { pagesOfSize, planPages } from '../../../../src/upstreams/abillify/page-plan.ts';

const MAX = 100;

/** The fewest pages that any size up to `max` needs for a stretch, tried one by one. */
function fewestPages(start: number, count: number, max: number): number {
  const possible = Math.ceil(count / max);
  let fewest = Number.POSITIVE_INFINITY;
  for (let size = max; size >= 1 && fewest > possible; size -= 1) {
    fewest = Math.min(fewest, Math.floor((start + count - 1) / size) - Math.floor(start / size) + 1);
  }
  return fewest;
}

/** All stretches that break a promise of the plan. */
function broken(starts: number, counts: readonly number[], max: number): readonly object[] {
  const wrong: object[] = [];
  for (let start = 0; start <= starts; start += 1) {
    for (const count of counts) {
      const { pageSize, pages } = planPages(start, count, max);
      const from = ((pages[0] ?? 0) - 1) * pageSize;
      const to = (pages.at(-1) ?? 0) * pageSize;
      const isCovered = from <= start && start + count <= to;
      const isGapless = pages.every((page, index) => page === (pages[0] ?? 0) + index);
      const isAllowed = Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= max && (pages[0] ?? 0) >= 1;
      const isFewest = pages.length === fewestPages(start, count, max);
      const mayShowNext = fewestPages(start, count + 1, max) === pages.length;
      const showsNext = start + count < to;
      if (!isCovered || !isGapless || !isAllowed || !isFewest || (mayShowNext && !showsNext)) {
        wrong.push({ start, count, pageSize, pages });
      }
    }
  }
  return wrong;
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

test('every stretch lies in the fewest pages, and the row behind it too where that costs nothing', () => {
  expect(broken(300, upTo(120), MAX)).toEqual([]);
});

test.each([1, 2, 5, 20])('also where pages hold no more than %i rows', (max) => {
  expect(broken(60, upTo(30), max)).toEqual([]);
});

test('also for the longest stretches', () => {
  expect(broken(120, [199, 200, 201, 300, 499, 500], MAX)).toEqual([]);
});

test.each([
  [0, 20, 21, [1]],
  [0, 99, 100, [1]],
  [0, 100, 100, [1]],
  [0, 101, 51, [1, 2]],
  [20, 20, 41, [1]],
  [99, 102, 68, [2, 3]],
  [100, 100, 100, [2]],
])('from row %i on, %i rows: pages of %i, %j', (start, count, pageSize, pages) => {
  expect(planPages(start, count, MAX)).toEqual({ pageSize, pages });
});

test('a given size is kept', () => {
  expect(pagesOfSize(5, 0, 5)).toEqual({ pageSize: 5, pages: [1] });
  expect(pagesOfSize(5, 4, 7)).toEqual({ pageSize: 5, pages: [1, 2, 3] });
});

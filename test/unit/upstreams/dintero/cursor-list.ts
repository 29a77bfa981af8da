import type { CursorPage } from '../../../../src/upstreams/dintero/client.ts';
import type { ReadPage } from '../../../../src/upstreams/dintero/cursor-paging.ts';
import type { Row } from '../../../../src/upstreams/rest/row.ts';

export interface Item {
  readonly key: string;
  readonly isDeleted: boolean;
}

/** A list that pages by cursor as Dintero's do, in memory. */
export interface CursorList {
  readonly read: ReadPage<Item>;
  readonly readOne: (key: string) => Promise<CursorPage<Item>>;
  readonly isListed: (item: Item) => boolean;
  /** Pages and single rows that were read. */
  readonly calls: () => number;
  /** How the last page ends: null, or an empty page after it. */
  end: 'null' | 'empty-page';
  /** Changes a page on its way. */
  change: (page: CursorPage<Item>, cursor: string | null) => CursorPage<Item>;
}

export function createCursorList(
  keys: readonly string[],
  isDeleted: (key: string) => boolean = () => false,
): CursorList {
  const rows = keys.map((key): Row<Item> => ({ key, value: { key, isDeleted: isDeleted(key) }, raw: null }));
  let calls = 0;
  const list: CursorList = {
    end: 'null',
    change: (page) => page,
    calls: () => calls,
    isListed: (item) => !item.isDeleted,
    async read(cursor, limit) {
      calls += 1;
      if (limit < 1 || limit > 100 || !Number.isInteger(limit)) throw new RangeError(`The limit is ${limit}`);
      const start = cursor === null ? 0 : Number(cursor.slice(1));
      const page = rows.slice(start, start + limit);
      const hasNext = list.end === 'null' ? start + limit < rows.length : page.length > 0;
      return list.change({ rows: page, next: hasNext ? `@${start + page.length}` : null }, cursor);
    },
    async readOne(key) {
      calls += 1;
      return { rows: rows.filter((row) => row.key === key), next: null };
    },
  };
  return list;
}

export function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `row ${index}`);
}

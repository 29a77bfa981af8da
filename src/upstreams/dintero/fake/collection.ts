/** Rows in the order of their creation, with what a list call needs to be cheap: their JSON, made once per change. */

import type { Audit } from './audit.ts';

export interface Row {
  /** The merchant's key. */
  readonly key: string;
  readonly audit: Audit;
  /** What a caller may write, in wire names. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Scan<R extends Row> {
  /** Only rows after this position; -1 is the beginning. */
  readonly after: number;
  readonly limit: number;
  readonly where: (row: R) => boolean;
}

export interface Collection<R extends Row = Row> {
  /** Also finds deleted rows. */
  find(key: string): R | undefined;
  /** Inserts at the end, or replaces the row of that key where it stands. */
  put(row: R): void;
  /** A row's JSON, empty for an unknown key. */
  jsonOf(key: string): Buffer;
  /** Rows as on the wire, deleted ones too. */
  all(): unknown[];
  /**
   * The JSON of the next rows, the position of the last one (a row never changes its position, so a position outlives
   * inserts and deletes), and whether a further row would match.
   */
  scan(scan: Scan<R>): { readonly rows: readonly Buffer[]; readonly last: number; readonly more: boolean };
  /** To be called when something outside changed that `shape` reads. */
  forgetJson(): void;
}

export function createCollection<R extends Row>(shape: (row: R) => unknown): Collection<R> {
  const entries: { row: R; json: Buffer | undefined }[] = [];
  const positions = new Map<string, number>();

  function entryOf(key: string) {
    const position = positions.get(key);
    return position === undefined ? undefined : entries[position];
  }

  function json(entry: { row: R; json: Buffer | undefined }): Buffer {
    entry.json ??= Buffer.from(JSON.stringify(shape(entry.row)));
    return entry.json;
  }

  return {
    find: (key) => entryOf(key)?.row,
    put(row) {
      const position = positions.get(row.key) ?? entries.length;
      positions.set(row.key, position);
      entries[position] = { row, json: undefined };
    },
    jsonOf(key) {
      const entry = entryOf(key);
      return entry === undefined ? Buffer.alloc(0) : json(entry);
    },
    all: () => entries.map(({ row }) => shape(row)),
    scan({ after, limit, where }) {
      const rows: Buffer[] = [];
      let last = after;
      for (let position = after + 1; position < entries.length; position += 1) {
        const entry = entries[position];
        if (entry === undefined || !where(entry.row)) continue;
        if (rows.length === limit) return { rows, last, more: true };
        rows.push(json(entry));
        last = position;
      }
      return { rows, last, more: false };
    },
    forgetJson() {
      for (const entry of entries) entry.json = undefined;
    },
  };
}

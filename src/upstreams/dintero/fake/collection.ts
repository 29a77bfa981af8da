/** Rows in the order of their creation, with what a list call needs to be cheap: their JSON text, made once per change. */

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
  /** A row's JSON. */
  textOf(key: string): string;
  /** Rows as on the wire, deleted ones too. */
  all(): unknown[];
  /**
   * The texts of the next rows, the position of the last one (a row never changes its position, so a position outlives
   * inserts and deletes), and whether a further row would match.
   */
  scan(scan: Scan<R>): { readonly texts: readonly string[]; readonly last: number; readonly more: boolean };
  /** To be called when something outside changed that `shape` reads. */
  forgetTexts(): void;
}

export function createCollection<R extends Row>(shape: (row: R) => unknown): Collection<R> {
  const entries: { row: R; text: string | undefined }[] = [];
  const positions = new Map<string, number>();

  function entryOf(key: string) {
    const position = positions.get(key);
    return position === undefined ? undefined : entries[position];
  }

  function text(entry: { row: R; text: string | undefined }): string {
    entry.text ??= JSON.stringify(shape(entry.row));
    return entry.text;
  }

  return {
    find: (key) => entryOf(key)?.row,
    put(row) {
      const position = positions.get(row.key) ?? entries.length;
      positions.set(row.key, position);
      entries[position] = { row, text: undefined };
    },
    textOf(key) {
      const entry = entryOf(key);
      return entry === undefined ? '' : text(entry);
    },
    all: () => entries.map(({ row }) => shape(row)),
    scan({ after, limit, where }) {
      const texts: string[] = [];
      let last = after;
      for (let position = after + 1; position < entries.length; position += 1) {
        const entry = entries[position];
        if (entry === undefined || !where(entry.row)) continue;
        if (texts.length === limit) return { texts, last, more: true };
        texts.push(text(entry));
        last = position;
      }
      return { texts, last, more: false };
    },
    forgetTexts() {
      for (const entry of entries) entry.text = undefined;
    },
  };
}

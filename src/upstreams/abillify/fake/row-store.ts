/** The rows in the order of their ids, with what makes a list call cheap: indexes, and JSON made once for each row. */

import { comparableOf, type Field, type Row } from './row.ts';
import type { Comparable } from './values.ts';

export interface Entry {
  readonly row: Row;
  /** The row as JSON. */
  readonly json: Buffer;
  readonly values: Readonly<Record<Field, Comparable | null>>;
}

export type IndexedField = 'id' | 'reference' | 'parent';

export interface RowStore {
  /** By id, read as a number. */
  readonly entries: readonly Entry[];
  find(field: IndexedField, value: Comparable): readonly Entry[];
  insert(row: Row): Entry;
  /** An id that no row has. */
  nextId(): string;
}

export function createRowStore(rows: readonly Row[]): RowStore {
  const entries: Entry[] = [];
  const indexes: Readonly<Record<IndexedField, Map<Comparable, Entry[]>>> = {
    id: new Map(),
    reference: new Map(),
    parent: new Map(),
  };
  let lastId = 500_000_000n;

  const store: RowStore = {
    entries,
    find: (field, value) => indexes[field].get(value) ?? [],
    insert(row) {
      const entry = { row, json: Buffer.from(JSON.stringify(row)), values: valuesOf(row) };
      entries.splice(positionOf(entry), 0, entry);
      addTo(indexes.id, entry.values.id, entry);
      addTo(indexes.reference, entry.values.reference, entry);
      addTo(indexes.parent, entry.values.parent, entry);
      return entry;
    },
    nextId() {
      do lastId += 1n;
      while (indexes.id.has(lastId));
      return String(lastId);
    },
  };
  for (const row of rows) store.insert(row);
  return store;

  /** By halving: behind every smaller id. */
  function positionOf(entry: Entry): number {
    let [from, to] = [0, entries.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = entries[middle];
      if (other !== undefined && compareBy('id', other, entry) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** For sorting, ascending; rows without a value come last. */
export function compareBy(field: Field, left: Entry, right: Entry): number {
  const [a, b] = [left.values[field], right.values[field]];
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function addTo(index: Map<Comparable, Entry[]>, value: Comparable | null, entry: Entry): void {
  if (value === null) return;
  const known = index.get(value);
  if (known) known.push(entry);
  else index.set(value, [entry]);
}

function valuesOf(row: Row): Entry['values'] {
  const of = (field: Field) => comparableOf(row, field);
  return {
    id: of('id'),
    client: of('client'),
    reference: of('reference'),
    label: of('label'),
    active: of('active'),
    parent: of('parent'),
    created: of('created'),
    modified: of('modified'),
    committed: of('committed'),
  };
}

import type { Row } from './row.ts';
import type { Entry } from './row-store.ts';

/** Faults that only this API can have; add them through `fake.faults.add({ fault: { kind } })`. */
export const abillifyFaults = [
  /** The filter is not understood: all rows come, and the echo lacks it. */
  'ignored-filter',
  /** Worse: all rows come although the echo has the filter. */
  'unapplied-filter',
  /** Every page but the first begins with the last row of the page before it, as when a row was added meanwhile. */
  'duplicate-rows',
  /** A page is never longer than 5 rows, and the echo says so. */
  'clamped-page-size',
  /** Localized objects come as JSON text, an empty one as the string "{}". */
  'localized-as-text',
  /** What is empty comes as null. Without this fault empty objects are `{}`. */
  'null-fields',
  /** What is empty or null is left out. */
  'missing-fields',
  /** Ids are JSON numbers, also those that no double holds. */
  'numeric-id',
  /** The first row's title is a number. */
  'wrong-type',
  /** A create ends in 500 once processing has begun: nothing is created, and the failure is what a repeat gets. */
  'failed-create',
  /** The same, but the row is there. */
  'failed-after-create',
] as const;

export type AbillifyFault = (typeof abillifyFaults)[number];

/** A row's JSON, as the faults want it. */
export function rowJson({ row, json }: Entry, faults: ReadonlySet<AbillifyFault>, isFirst = true): Buffer {
  if (faults.size === 0) return json;
  const fields = Object.entries(row).flatMap(([name, value]) => damageField(name, value, faults, isFirst));
  const damaged = JSON.stringify(Object.fromEntries(fields));
  // The row's own id is the first one: only client and times stand before it. As text, because a double would round it.
  return Buffer.from(faults.has('numeric-id') ? damaged.replace(`"id":"${row.id}"`, `"id":${row.id}`) : damaged);
}

function damageField(
  name: string,
  value: Row[keyof Row],
  faults: ReadonlySet<AbillifyFault>,
  isFirst: boolean,
): [string, unknown][] {
  if (name === 'title_localized' && isFirst && faults.has('wrong-type')) return [[name, 17]];
  const isEmpty = value === null || (typeof value === 'object' && Object.keys(value).length === 0);
  if (isEmpty && faults.has('missing-fields')) return [];
  if (isEmpty && faults.has('null-fields')) return [[name, null]];
  const isLocalized = name.endsWith('_localized');
  return [[name, isLocalized && faults.has('localized-as-text') ? JSON.stringify(value) : value]];
}

import type { FakeResponse } from '../../../fake-kit/server.ts';
import { invalidValue } from './api-error.ts';
import type { Call } from './call.ts';
import { rowJson } from './faults.ts';
import { echoOf, parseFilter, selectEntries } from './filter.ts';
import { type Field, fieldTypes, isField } from './row.ts';
import { compareBy, type Entry } from './row-store.ts';
import { wrongType } from './values.ts';

/** One page: `{ page, pageSize, query, rows }`, the keys that the list page shows, in its order. */
export function answerList({ request, store, choices }: Call): FakeResponse {
  const { query, faults } = request;
  const page = parseCount(query, 'page');
  const limit = faults.has('clamped-page-size') ? 5 : choices.maxPageSize;
  const pageSize = Math.min(parseCount(query, 'pageSize'), limit);
  const sort = parseSort(query);
  const conditions = faults.has('ignored-filter') ? [] : parseFilter(query, choices.filterStyle);

  const selected = sorted(selectEntries(store, faults.has('unapplied-filter') ? [] : conditions), sort);
  const start = (page - 1) * pageSize - (page > 1 && faults.has('duplicate-rows') ? 1 : 0);
  const rows = selected.slice(start, start + pageSize).map((entry, index) => rowJson(entry, faults, index === 0));
  const echo = JSON.stringify(echoOf(conditions));
  const head = Buffer.from(`{"page":${page},"pageSize":${pageSize},"query":${echo},"rows":[`);
  const list = rows.flatMap((row, index) => (index === 0 ? [row] : [comma, row]));
  return { status: 200, text: Buffer.concat([head, ...list, tail]) };
}

const comma = Buffer.from(',');
const tail = Buffer.from(']}');

/** Both default to 1, the page size too (list page). */
function parseCount(query: URLSearchParams, name: 'page' | 'pageSize'): number {
  const text = query.get(name) ?? '1';
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count < 1 || !Number.isSafeInteger(count)) throw invalidValue([wrongType(name, 'integer')]);
  return count;
}

/** One field, ascending: no direction is documented. */
function parseSort(query: URLSearchParams): Field {
  const [sort = 'id', ...more] = query.getAll('sort');
  if (isField(sort) && more.length === 0) return sort;
  const hint = `Value must be one of ${Object.keys(fieldTypes).join(', ')}.`;
  throw invalidValue([{ error: "Value for field 'sort' is not supported.", fields: ['sort'], hint }]);
}

/** Entries come by id, and stay so where the field is the same. */
function sorted(entries: readonly Entry[], sort: Field): readonly Entry[] {
  return sort === 'id' ? entries : [...entries].sort((left, right) => compareBy(sort, left, right));
}

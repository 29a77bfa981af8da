import type { FakeResponse } from '../../../fake-kit/server.ts';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';
import { insist, key } from './checks.ts';
import type { Collection, Row } from './collection.ts';

export interface List<R extends Row> {
  /** The answer's field that holds the rows. */
  readonly plural: 'catalogs' | 'groups' | 'products';
  readonly rows: Collection<R>;
  /** Query parameters that select rows whose value is exactly the one given. */
  readonly filters?: Readonly<Record<string, { readonly isKey: boolean; readonly read: (row: R) => unknown }>>;
}

/** One page: `{ "<plural>": [...], "starting_after"?: cursor }` (list-groups page). */
export function answerList<R extends Row>({ request, keys, state, choices }: Call, list: List<R>): FakeResponse {
  const { query, faults } = request;
  const limit = parseLimit(query.get('limit'));
  const tests = parseFilters(query, list.filters ?? {});
  const name = JSON.stringify([list.plural, keys, tests.map((test) => [test.parameter, test.wanted])]);

  const cursor = query.get('starting_after');
  const opened = cursor === null ? -1 : state.cursors.positionOf(name, cursor);
  if (opened === undefined) throw new ApiError(400, 'starting_after is no cursor of this list');

  const where = (row: R) =>
    (row.audit.deleted_at === undefined || faults.has('deleted-listed')) &&
    (faults.has('ignored-filter') || tests.every((test) => test.read(row) === test.wanted));
  const after = faults.has('duplicate-rows') ? Math.max(-1, opened - 1) : opened;
  const { rows, last, more } = list.rows.scan({ after, limit, where });

  const atEnd = () => {
    if (faults.has('cursor-loop')) {
      return state.cursors.cursorOf(name, list.rows.scan({ after: -1, limit, where }).last);
    }
    switch (choices.listEnd) {
      case 'absent':
        return undefined;
      case 'null':
        return null;
      case 'empty-string':
        return '';
      case 'extra-page':
        return rows.length > 0 ? state.cursors.cursorOf(name, last) : undefined;
    }
  };
  const next = more ? state.cursors.cursorOf(name, last) : atEnd();
  const tail = next === undefined ? '' : `,"starting_after":${JSON.stringify(next)}`;
  const separated = rows.flatMap((row, index) => (index === 0 ? [row] : [comma, row]));
  const text = Buffer.concat([Buffer.from(`{"${list.plural}":[`), ...separated, Buffer.from(`]${tail}}`)]);
  return { status: 200, text };
}

const comma = Buffer.from(',');

function parseLimit(limit: string | null): number {
  if (limit === null) return 10;
  const value = /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (value >= 1 && value <= 100) return value;
  const findings = [{ field: 'query.limit', message: 'must be an integer from 1 to 100' }];
  throw new ApiError(400, 'Validation failed', { findings });
}

function parseFilters<R extends Row>(query: URLSearchParams, filters: NonNullable<List<R>['filters']>) {
  return Object.entries(filters).flatMap(([parameter, { isKey, read }]) => {
    const wanted = query.get(parameter);
    if (wanted === null) return [];
    if (isKey) insist(key, wanted, `query.${parameter}`);
    return [{ parameter, wanted, read }];
  });
}

import type { FakeRequest } from '../../../fake-kit/server.ts';
import { ApiError } from './api-error.ts';
import { isRecord, type Json } from './checks.ts';
import type { State } from './state.ts';

/** Faults that only this API can have; add them through `fake.faults.add({ fault: { kind } })`. */
export const dinteroFaults = [
  /** The last page of a list leads back to the list's second page, for ever. */
  'cursor-loop',
  /** A later page begins with the last row of the page before it. */
  'duplicate-rows',
  /** `group_id`, `product_id` and `product_name` select nothing: all rows come. */
  'ignored-filter',
  /** Deleted rows are listed, marked by `deleted_at`. */
  'deleted-listed',
  /** This call's token is refused, however good it is; later calls are not touched. */
  'revoked-token',
] as const;

export type DinteroFault = (typeof dinteroFaults)[number];

/** What the documentation leaves open, chosen when the fake starts. */
export interface Choices {
  /** How a list's last page says so. `extra-page`: every page with rows has a cursor, an empty page ends the list. */
  readonly listEnd: 'absent' | 'null' | 'empty-string' | 'extra-page';
  /** What POST does with the key of a living row. A deleted row's key revives it in either case. */
  readonly duplicates: '409' | 'upsert';
  /** Whether PUT keeps the fields that it does not name. */
  readonly put: 'merge' | 'replace';
  /** The names of a group's fields inside a product that is created. */
  readonly groupKeys: 'id' | 'group_id';
  readonly createStatus: 200 | 201;
}

/** A call that was let in: the token is good, the path's keys are well-formed. */
export interface Call {
  readonly request: FakeRequest<DinteroFault>;
  /** The keys of the path, in its order. */
  readonly keys: readonly string[];
  /** The client that calls. */
  readonly by: string;
  /** Now, ISO 8601 in UTC. */
  readonly at: string;
  readonly state: State;
  readonly choices: Choices;
}

/** The JSON object that a writing request must bring; no body at all is an empty object, as every field is optional. */
export function bodyOf({ headers, rawBody, json }: Call['request']): Json {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new ApiError(415, 'The body must be application/json');
  if (rawBody.length === 0) return {};
  if (!isRecord(json)) throw new ApiError(400, 'The body must be a JSON object');
  return json;
}

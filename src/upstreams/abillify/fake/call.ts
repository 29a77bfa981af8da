import type { FakeRequest } from '../../../fake-kit/server.ts';
import type { AbillifyFault } from './faults.ts';
import type { FilterStyle } from './filter.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { RowStore } from './row-store.ts';

/** What the documentation leaves open, chosen when the fake starts. */
export interface Choices {
  readonly filterStyle: FilterStyle;
  /** Longer pages are cut to it, and the echo says so. Infinity when there is no limit. */
  readonly maxPageSize: number;
  /** What a known Idempotency-Key with another body gets: the first answer, or 400. */
  readonly keyReuse: 'replay' | 'refuse';
  /** For a login that lacks the permission: the errors page allows both. */
  readonly deniedStatus: 401 | 403;
  readonly createStatus: 200 | 201;
}

/** A call that was let in. */
export interface Call {
  readonly request: FakeRequest<AbillifyFault>;
  readonly store: RowStore;
  readonly answers: KeptAnswers;
  readonly choices: Choices;
}

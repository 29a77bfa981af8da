/** The words that all ports between the graph and its sources share. */

import type { AnswerOrigin } from './answer-origin.ts';

/** What every call of a source carries. */
export interface Call {
  /** Ends the work: the operation's deadline passed or the caller went away. */
  readonly signal?: AbortSignal;
  /** Epoch milliseconds by which the answer is needed; work that cannot end in time is not begun. */
  readonly deadline?: number;
  /** The answer must be of now: it will be written back, or tells what became of a write. */
  readonly fresh?: boolean;
  /** Where sources tell what they read. */
  readonly origin?: AnswerOrigin;
}

/** Where a row stands in its list, in the source's own terms: JSON-safe, opaque to the graph, and checked by the source when it comes back. */
export type Position = readonly (string | number | null)[];

export interface PageRequest {
  /** 1 to 500. */
  readonly first: number;
  /** Position of the row to continue behind; null for the start. */
  readonly after: Position | null;
}

/** A row of a list; an Error stands for a row that could not be read, and fails alone. */
export interface PageItem<T> {
  readonly value: T | Error;
  readonly position: Position;
}

export interface Page<T> {
  readonly items: readonly PageItem<T>[];
  readonly hasNextPage: boolean;
  /** Null where the upstream does not state it. */
  readonly totalCount: number | null;
}

/** Answers to many keys, by identity: a missing key does not exist, an Error is for that key alone. */
export type Found<T> = ReadonlyMap<string, T | Error>;

/**
 * What the graph needs from whoever owns objects that are a key and a name. Writes reject with `OUTCOME_UNKNOWN` when even a look-up cannot tell
 * what became of them.
 */
export interface NamedSource<T> {
  getMany(keys: readonly string[], call: Call): Promise<Found<T>>;
  list(request: PageRequest, call: Call): Promise<Page<T>>;
  /** `mayExist`: an earlier try may have created it; it is looked for first, and finding it is success. */
  create(key: string, name: string, mayExist: boolean, call: Call): Promise<T>;
  rename(key: string, name: string, call: Call): Promise<T>;
  delete(key: string, call: Call): Promise<T>;
}

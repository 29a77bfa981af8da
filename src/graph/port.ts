/** The words that all ports between the graph and its sources share. */

/** What every call of a source carries. */
export interface Call {
  /** Ends the work: the operation's deadline passed or the caller went away. */
  readonly signal?: AbortSignal;
  /** Epoch milliseconds by which the answer is needed; work that cannot end in time is not begun. */
  readonly deadline?: number;
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

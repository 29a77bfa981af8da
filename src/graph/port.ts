/** The words that all ports between the graph and its sources share. */

import type { AnswerOrigin } from './answer-origin.ts';

/** What every call of a source carries. */
export interface Call {
  /** Of the request that it is made for, where it is made for one. */
  readonly requestId?: string;
  /** Epoch milliseconds at which the operation began: of those that have to wait, the oldest goes on first. */
  readonly now?: number;
  /** Ends the work: the operation's deadline passed or the caller went away. */
  readonly signal?: AbortSignal;
  /** Epoch milliseconds by which the answer is needed; work that cannot end in time is not begun. */
  readonly deadline?: number;
  /** The answer must be of now: it will be written back, or tells what became of a write. */
  readonly fresh?: boolean;
  /** Where sources tell what they read. */
  readonly origin?: AnswerOrigin;
  /** Looks on while calls are made. */
  readonly watch?: CallWatch;
}

/** A call to an upstream that is about to be made. */
export interface CallStart {
  readonly upstream: string;
  /** The call's name, for example `listProducts`. */
  readonly operation: string;
  /** Objects that it looks up by key; 1 for everything else. */
  readonly batchSize: number;
}

/** How a call went, retries and waiting included. */
export interface CallEnd {
  /** Absent when there was no answer. */
  readonly status?: number;
  /** Why there was none. */
  readonly failure?: string;
  /** 0 when the cache, another request's call or a refusal answered. */
  readonly attempts: number;
  /** `hit` and `stale`: the answer was kept, and is `ageSeconds` old. */
  readonly cache: string;
  readonly ageSeconds?: number;
  /** Whether it joined another request's call that was under way. */
  readonly coalesced: boolean;
  readonly durationMs: number;
  readonly queuedMs: number;
}

export interface FieldName {
  /** Schema coordinate. */
  readonly field: string;
  /** Names as the answer has them, without list positions. */
  readonly path: string;
}

/** Looks on while one call is made. */
export interface CallLook {
  /** How the call went; told again when it was repeated with a new token. */
  readonly answered: (end: CallEnd) => void;
  /** Told before each request that is made for it, from 1, one for a token included. */
  readonly attempt?: (attempt: number, request: { readonly operation: string; readonly method: string }) => AttemptLook;
  /** Nothing more comes of it. */
  readonly over?: () => void;
}

/** Looks on while one request is made. */
export interface AttemptLook {
  /** What goes along with this request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly ended: (end: Pick<CallEnd, 'status' | 'failure'>) => void;
}

/** Keys that a loader gathered. */
export interface BatchStart {
  readonly loader: string;
  readonly keys: number;
}

/** Looks on while a loader asks for what it gathered. */
export interface BatchLook {
  /** For the calls that come of it. */
  readonly watch: CallWatch;
  readonly end: () => void;
}

export interface CallWatch {
  /** Told before a call; throws when the operation may make no more. */
  begin(call: CallStart): CallLook;
  /** Present where batches are looked at. */
  beginBatch?(batch: BatchStart): BatchLook;
  /** Runs a field's resolver as what asks for the calls that come of it. */
  ask?<T>(field: FieldName, resolve: () => T): T;
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

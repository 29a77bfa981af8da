/** An operation that was answered, as those who look on are told of it. Never holds its document, its variables or its data. */
export interface AnsweredOperation {
  /** Undefined where the document is not valid. */
  readonly type: 'query' | 'mutation' | 'subscription' | undefined;
  /** The client's word for it; of a document that is not valid, it is whatever somebody sent. */
  readonly name: string | null;
  readonly hasData: boolean;
  /** Of the errors in the answer. */
  readonly codes: readonly string[];
  /** From the parsed request to the answer. */
  readonly durationMs: number;
  /** Whether it is the answer of before, given again because every upstream answered the same bytes. */
  readonly isUnchanged: boolean;
}

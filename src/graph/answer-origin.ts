import type { Call } from './port.ts';

/** A read of an upstream that an answer was made of. */
export interface Read {
  /** Of the upstream's answer. */
  readonly bytes: number;
  /**
   * Makes the same read for another request; true when the same bytes came. What came serves that request's own read of the same, so that nothing is
   * asked twice. Never rejects: a read that fails is a change.
   */
  repeat(call: Call): Promise<boolean>;
}

/**
 * What an answer was made of, gathered while it is made. An answer made of reads alone is the same as long as they bring the same bytes; one that
 * depends on anything else is not `isRepeatable`.
 */
export class AnswerOrigin {
  readonly reads: Read[] = [];
  isRepeatable = true;

  /** For whatever the answer depends on beside the request and its reads: the time, a token, a failure, a write. */
  dependsOnMore(): void {
    this.isRepeatable = false;
  }
}

import type { Call } from './port.ts';

/** A read of an upstream that an answer was made of. */
export interface Read {
  /** The upstream's answer, known by its object: the same bytes come as the same object, and so do those of a call that several shared. */
  readonly body: Uint8Array;
  /** That keeping this read holds: the upstream's answer, and what was made of it. */
  readonly bytes: number;
  /**
   * Makes the same read for another request and tells what came, or null when it failed. What came serves that request's own read of the same, so that
   * nothing is asked twice. Never rejects.
   */
  repeat(call: Call): Promise<Uint8Array | null>;
}

/**
 * What an answer was made of, gathered while it is made. An answer made of reads alone is the same as long as they bring the same bytes; one that
 * depends on anything else is not `isRepeatable`.
 */
export class AnswerOrigin {
  readonly reads: Read[] = [];
  /** Names of the operations that it answers. */
  readonly operationNames: (string | null)[] = [];
  isRepeatable = true;

  /** For whatever the answer depends on beside the request and its reads: the time, a token, a failure, a write. */
  dependsOnMore(): void {
    this.isRepeatable = false;
  }
}

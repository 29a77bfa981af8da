import { TransportError, type UpstreamRequest, type UpstreamResponse } from './http.ts';

/** Something that a call waits for and that can be ended early: a place in the queue, a backoff, an exchange. */
export interface Stoppable {
  /** Ends the wait at once; the waiting promise rejects as `aborted`. */
  stop(): void;
}

/**
 * One call on its way through the wrappers, and what they tell each other about it. A call waits for one thing at a
 * time, so one slot carries an abort from the outside to wherever the call is: an AbortSignal, its listeners and an
 * AbortSignal.any in each wrapper would cost more than all wrappers together.
 */
export class Call {
  /** Epoch milliseconds; Infinity without a deadline. A shared call takes its latest caller's. */
  deadline: number;
  aborted = false;
  /** Whether any attempt may have put a byte of the request on a socket. */
  sent = false;
  attempts = 0;
  /** When the latest attempt began. */
  attemptedAt = 0;
  /** Time spent in the queue, over all attempts. */
  queuedMs = 0;
  /** Whether the answer came from a call that another caller had in flight. */
  coalesced = false;
  /** Set by whoever begins to wait, cleared by the same. Who sets it looks at `aborted` first. */
  waitingFor: Stoppable | undefined = undefined;

  constructor(deadline = Number.POSITIVE_INFINITY) {
    this.deadline = deadline;
  }

  abort(): void {
    this.aborted = true;
    this.waitingFor?.stop();
  }

  abortedError(): TransportError {
    return new TransportError('aborted', 'The request was aborted', { sent: this.sent });
  }

  /** Takes over what is to be told about a call that was made on this one's behalf. */
  adopt(inner: Call): void {
    this.sent = inner.sent;
    this.attempts = inner.attempts;
    this.queuedMs = inner.queuedMs;
  }
}

/** What every wrapper wraps: `Send`, and the call that belongs to the request. */
export type Step = (request: UpstreamRequest, call: Call) => Promise<UpstreamResponse>;

export type Wrapper = (next: Step) => Step;

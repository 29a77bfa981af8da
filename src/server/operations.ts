import type { ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

/** When one operation began and when it ends at the latest, in epoch milliseconds. */
export interface OperationTime {
  readonly now: number;
  readonly deadline: number;
  readonly signal: AbortSignal;
}

/** The operations that are being answered. */
export interface Operations {
  /**
   * Takes one in. Its signal fires when its time is up, when its caller is gone before the answer is, and when all are told to end; nothing of
   * it outlives the response.
   *
   * @throws Refusal when as many as are allowed are under way.
   */
  begin(response: ServerResponse, deadlineMs: number): OperationTime;
  /** @throws Refusal when as many as are allowed are under way. */
  checkRoom(): void;
  count(): number;
  /** Ends what they wait for; each is still answered. */
  endAll(): void;
}

export function createOperations(most: number): Operations {
  const underWay = new Set<AbortController>();
  function checkRoom(): void {
    if (underWay.size >= most) throw tooBusy();
  }
  return {
    checkRoom,
    begin(response, deadlineMs) {
      checkRoom();
      const controller = new AbortController();
      underWay.add(controller);
      const timer = setTimeout(() => controller.abort(), deadlineMs);
      response.once('close', () => {
        clearTimeout(timer);
        underWay.delete(controller);
        if (!response.writableFinished) controller.abort();
      });
      const now = Date.now();
      return { now, deadline: now + deadlineMs, signal: controller.signal };
    },
    count: () => underWay.size,
    endAll() {
      for (const controller of underWay) controller.abort();
    },
  };
}

function tooBusy(): Refusal {
  return new Refusal(503, 'RATE_LIMITED', 'The gateway is at its limit; ask again in a second.', {
    headers: { 'retry-after': '1' },
    retryAfterSeconds: 1,
  });
}

/** Where a client asks for less time than operations have. */
export const DEADLINE_HEADER = 'gateway-deadline';

/**
 * Milliseconds that an operation has: what the client asks for, up to `most`.
 *
 * @throws Refusal
 */
export function readDeadline(header: string | readonly string[] | undefined, most: number): number {
  if (header === undefined) return most;
  if (typeof header !== 'string' || !/^[1-9]\d{0,8}$/.test(header)) {
    throw new Refusal(400, 'BAD_REQUEST', '`Gateway-Deadline` is a whole number of milliseconds from 1 on.');
  }
  return Math.min(most, Number(header));
}

import type { Clock } from './clock.ts';
import type { TransportSettings } from './settings.ts';
import type { SharedTokens } from './shared-tokens.ts';

const MINUTE = 60_000;
/** How old the word of what all processes have left may be while calls are made. */
const EXCHANGE_EVERY_MS = 1_000;

export interface RetryBudget {
  /** A call earns its share of a retry. */
  deposit(): void;
  /** Takes one retry; false when none is left. */
  withdraw(): boolean;
  /** Retries left, with fractions. */
  tokens(): number;
}

/**
 * A token bucket that keeps an upstream in trouble from being asked several times as often as a healthy one. It is
 * small, so that hours of health do not save up a storm; it also fills with time, so that an upstream that is rarely
 * called keeps its retries.
 *
 * Processes that share their tokens have one bucket. No call waits for it: each decides by what it last heard, and tells
 * what it took at once; what several took of the same tokens meanwhile they owe, and earn before the next retry.
 */
export function createRetryBudget(
  settings: Pick<TransportSettings, 'retryBudgetRatio' | 'retryBudgetFloor'>,
  clock: Pick<Clock, 'now'>,
  shared?: SharedTokens,
): RetryBudget {
  const { retryBudgetRatio: ratio, retryBudgetFloor: floor } = settings;
  let tokens = floor;
  let filledAt = clock.now();
  let untold = 0;
  let isTelling = false;
  let toldAt = Number.NEGATIVE_INFINITY;

  function fill(): void {
    const now = clock.now();
    tokens = Math.min(floor, tokens + (Math.max(0, now - filledAt) * floor) / MINUTE);
    filledAt = now;
  }

  function change(by: number): void {
    tokens += by;
    untold += by;
    if (shared && !isTelling && (by < 0 || clock.now() - toldAt >= EXCHANGE_EVERY_MS)) void tell(shared);
  }

  /** What could not be told is not told later: alone, each process keeps its own account. */
  async function tell({ exchange }: SharedTokens): Promise<void> {
    isTelling = true;
    do {
      const telling = untold;
      untold = 0;
      const left = await exchange(telling, floor);
      toldAt = clock.now();
      if (left === undefined) untold = 0;
      else {
        tokens = left + untold;
        filledAt = toldAt;
      }
    } while (untold < 0);
    isTelling = false;
  }

  return {
    deposit: () => change(ratio),
    withdraw() {
      fill();
      if (tokens < 1) return false;
      change(-1);
      return true;
    },
    tokens() {
      fill();
      return Math.max(0, tokens);
    },
  };
}

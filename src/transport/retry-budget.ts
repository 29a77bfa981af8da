import type { Clock } from './clock.ts';
import type { TransportSettings } from './settings.ts';

const MINUTE = 60_000;

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
 */
export function createRetryBudget(
  settings: Pick<TransportSettings, 'retryBudgetRatio' | 'retryBudgetFloor'>,
  clock: Pick<Clock, 'now'>,
): RetryBudget {
  const { retryBudgetRatio: ratio, retryBudgetFloor: floor } = settings;
  let tokens = floor;
  let filledAt = clock.now();

  function fill(): void {
    const now = clock.now();
    tokens = Math.min(floor, tokens + (Math.max(0, now - filledAt) * floor) / MINUTE);
    filledAt = now;
  }

  return {
    deposit() {
      tokens += ratio;
    },
    withdraw() {
      fill();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    tokens() {
      fill();
      return tokens;
    },
  };
}

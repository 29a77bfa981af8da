import type { Clock } from '../../src/transport/clock.ts';

export interface FakeClock extends Clock {
  /** Moves on by `ms`, running what falls due in its order and letting promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Lets promises settle without moving on. */
  settle(): Promise<void>;
  /** What `random` answers from now on. */
  setRandom(value: number): void;
  /** Timers that wait. */
  timers(): number;
}

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

/** A clock that stands still until it is told to move; nothing global is replaced. */
export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  const timers = new Set<Timer>();
  let now = start;
  let random = 0.5;

  function nextDue(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) if (timer.at <= until && (next === undefined || timer.at < next.at)) next = timer;
    return next;
  }

  return {
    now: () => now,
    random: () => random,
    setRandom(value) {
      random = value;
    },
    setTimer(task, ms) {
      const timer = { at: now + Math.max(0, ms), task };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer);
        now = timer.at;
        timer.task();
        await settle();
      }
      now = until;
    },
    settle,
    timers: () => timers.size,
  };
}

/** All microtasks run before the next turn of the event loop. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

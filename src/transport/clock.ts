/** The outside world that decisions depend on, handed in so that a test can drive it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** A number from 0 up to, not including, 1. */
  random(): number;
  /** Runs `task` once after `ms` milliseconds, unless the function that it returns was called before. */
  setTimer(task: () => void, ms: number): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  setTimer(task, ms) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

import { expect, test } from '@jest/globals';
import { createRetryBudget } from '../../../src/transport/retry-budget.ts';
import type { SharedTokens } from '../../../src/transport/shared-tokens.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const settings = { retryBudgetRatio: 0.1, retryBudgetFloor: 5 };

function drain(budget: ReturnType<typeof createRetryBudget>): number {
  let taken = 0;
  while (budget.withdraw()) taken += 1;
  return taken;
}

test('begins with its floor and then says no', () => {
  const budget = createRetryBudget(settings, createFakeClock());
  expect(drain(budget)).toBe(5);
  expect(budget.withdraw()).toBe(false);
});

test('ten calls earn one retry', () => {
  const budget = createRetryBudget({ retryBudgetRatio: 0.125, retryBudgetFloor: 5 }, createFakeClock());
  drain(budget);
  for (let call = 0; call < 7; call += 1) budget.deposit();
  expect(budget.withdraw()).toBe(false);
  budget.deposit();
  expect(budget.withdraw()).toBe(true);
});

test('healthy hours save up no storm', async () => {
  const clock = createFakeClock();
  const budget = createRetryBudget(settings, clock);
  for (let call = 0; call < 10_000; call += 1) budget.deposit();
  await clock.advance(3_600_000);
  expect(drain(budget)).toBe(5);
});

test('an upstream that is rarely called earns its floor back within a minute', async () => {
  const clock = createFakeClock();
  const budget = createRetryBudget(settings, clock);
  drain(budget);
  await clock.advance(12_000);
  expect(drain(budget)).toBe(1);
  await clock.advance(60_000);
  expect(budget.tokens()).toBe(5);
});

test('with everything failing, retries stay near a tenth of the calls', () => {
  const budget = createRetryBudget({ retryBudgetRatio: 0.1, retryBudgetFloor: 20 }, createFakeClock());
  let retries = 0;
  for (let call = 0; call < 1_000; call += 1) {
    budget.deposit();
    while (budget.withdraw()) retries += 1;
  }
  expect(retries).toBeGreaterThanOrEqual(100);
  expect(retries).toBeLessThanOrEqual(120);
});

test('a floor of nothing allows no retry', () => {
  const budget = createRetryBudget({ retryBudgetRatio: 1, retryBudgetFloor: 0 }, createFakeClock());
  budget.deposit();
  expect(budget.withdraw()).toBe(false);
});

/** One bucket for all who share it, which never fills with time. */
function createBucket(clock: FakeClock) {
  const told: number[] = [];
  let left = settings.retryBudgetFloor;
  let isAway = false;
  const shared: SharedTokens = {
    async exchange(change, most) {
      if (isAway) return undefined;
      told.push(change);
      left = Math.min(most, left + change);
      return left;
    },
  };
  return {
    told,
    share: () => createRetryBudget(settings, clock, shared),
    set isAway(value: boolean) {
      isAway = value;
    },
  };
}

test('processes that share their tokens have one reserve together', async () => {
  const clock = createFakeClock();
  const bucket = createBucket(clock);
  const [here, there] = [bucket.share(), bucket.share()];
  expect(drain(here)).toBe(5);
  await clock.settle();
  there.deposit();
  await clock.settle();
  expect(drain(there)).toBe(0);
});

test('what two took of the same tokens at once they owe', async () => {
  const clock = createFakeClock();
  const bucket = createBucket(clock);
  const [here, there] = [bucket.share(), bucket.share()];
  expect([drain(here), drain(there)]).toEqual([5, 5]);
  await clock.settle();
  for (let call = 0; call < 40; call += 1) here.deposit();
  await clock.advance(1_000);
  here.deposit();
  await clock.settle();
  expect(drain(here)).toBe(0);
});

test('what calls earn is told once in a second, what retries take at once', async () => {
  const clock = createFakeClock();
  const bucket = createBucket(clock);
  const budget = bucket.share();
  for (let call = 0; call < 3; call += 1) {
    budget.deposit();
    await clock.settle();
  }
  expect(bucket.told).toHaveLength(1);
  budget.withdraw();
  await clock.settle();
  expect(bucket.told.slice(1)).toEqual([expect.closeTo(-0.8)]);
  await clock.advance(1_000);
  budget.deposit();
  await clock.settle();
  expect(bucket.told).toHaveLength(3);
});

test('while nobody can say what all have left, each process keeps its own account, and tells none of it later', async () => {
  const clock = createFakeClock();
  const bucket = createBucket(clock);
  const budget = bucket.share();
  bucket.isAway = true;
  expect(drain(budget)).toBe(5);
  await clock.advance(12_000);
  expect(drain(budget)).toBe(1);
  bucket.isAway = false;
  await clock.advance(1_000);
  budget.deposit();
  await clock.settle();
  expect(bucket.told).toEqual([expect.closeTo(0.1)]);
  expect(drain(budget)).toBe(5);
});

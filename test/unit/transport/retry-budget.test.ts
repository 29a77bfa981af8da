import { expect, test } from '@jest/globals';
import { createRetryBudget } from '../../../src/transport/retry-budget.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

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

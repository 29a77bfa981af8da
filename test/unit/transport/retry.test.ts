import { expect, test } from '@jest/globals';
import { Call, type Step } from '../../../src/transport/call.ts';
import { withRetry } from '../../../src/transport/retry.ts';
import { createRetryBudget } from '../../../src/transport/retry-budget.ts';
import type { RetryPolicy } from '../../../src/transport/retry-decision.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aFailure, anAnswer, aRead, aWrite, createScriptedStep } from './stub-step.ts';

const policy: RetryPolicy = { maxAttempts: 3, backoffBaseMs: 100, backoffCapMs: 2_000, minAttemptMs: 50 };

function setUp(step: Step, floor = 20) {
  const clock = createFakeClock();
  const budget = createRetryBudget({ retryBudgetRatio: 0, retryBudgetFloor: floor }, clock);
  return { clock, retrying: withRetry(policy, budget, clock)(step) };
}

test('one reset is invisible to the caller', async () => {
  const { step, requests } = createScriptedStep(aFailure('reset'), anAnswer());
  const { clock, retrying } = setUp(step);
  const answer = retrying(aRead(), new Call());
  await clock.advance(49);
  expect(requests).toHaveLength(1);
  await clock.advance(1);
  expect((await answer).status).toBe(200);
  expect(requests).toHaveLength(2);
  expect(clock.timers()).toBe(0);
});

test('an answer that stays transient is given after three attempts, as it is', async () => {
  const { step, requests } = createScriptedStep(anAnswer(503, { 'retry-after': '1' }));
  const { clock, retrying } = setUp(step);
  const answer = retrying(aRead(), new Call());
  await clock.advance(10_000);
  expect((await answer).status).toBe(503);
  expect(requests).toHaveLength(3);
});

test('waits as long as Retry-After says', async () => {
  const { step, requests } = createScriptedStep(anAnswer(503, { 'retry-after': '3' }), anAnswer());
  const { clock, retrying } = setUp(step);
  const answer = retrying(aRead(), new Call());
  await clock.advance(2_999);
  expect(requests).toHaveLength(1);
  await clock.advance(100);
  expect((await answer).status).toBe(200);
});

test('gives a 429 whose wait is beyond the deadline at once', async () => {
  const { step, requests } = createScriptedStep(anAnswer(429, { 'retry-after': '60' }));
  const { clock, retrying } = setUp(step);
  expect((await retrying(aRead(), new Call(clock.now() + 10_000))).status).toBe(429);
  expect(requests).toHaveLength(1);
});

test('a write without a key that was sent is never sent again', async () => {
  const { step, requests } = createScriptedStep(aFailure('timeout', true), anAnswer(201));
  const { retrying } = setUp(step);
  await expect(retrying(aWrite(), new Call())).rejects.toMatchObject({ failure: 'timeout', sent: true });
  expect(requests).toHaveLength(1);
});

test('a write that could not be sent is', async () => {
  const { step, requests } = createScriptedStep(aFailure('connect'), anAnswer(201));
  const { clock, retrying } = setUp(step);
  const answer = retrying(aWrite(), new Call());
  await clock.advance(1_000);
  expect((await answer).status).toBe(201);
  expect(requests).toHaveLength(2);
});

test('a write under a key is repeated unchanged after silence', async () => {
  const { step, requests } = createScriptedStep(aFailure('timeout'), aFailure('reset'), anAnswer(201));
  const { clock, retrying } = setUp(step);
  const request = aWrite({ repeat: 'keyed', headers: { 'idempotency-key': 'k1' } });
  const answer = retrying(request, new Call());
  await clock.advance(5_000);
  expect((await answer).status).toBe(201);
  expect(requests).toEqual([request, request, request]);
});

test('`sent` speaks of all attempts: the last one was not sent, the first one was', async () => {
  const { step } = createScriptedStep(aFailure('timeout', true), aFailure('connect', false));
  const { clock, retrying } = setUp(step);
  const answer = expect(retrying(aWrite({ repeat: 'keyed' }), new Call())).rejects.toMatchObject({
    failure: 'connect',
    sent: true,
  });
  await clock.advance(5_000);
  await answer;
});

test('when a retry is refused, the attempt before it is what the caller hears', async () => {
  const afterAnswer = setUp(createScriptedStep(anAnswer(503), aFailure('refused')).step);
  const answer = afterAnswer.retrying(aRead(), new Call());
  await afterAnswer.clock.advance(1_000);
  expect((await answer).status).toBe(503);

  const afterSilence = setUp(createScriptedStep(aFailure('reset', true), aFailure('refused')).step);
  const failure = expect(afterSilence.retrying(aRead(), new Call())).rejects.toMatchObject({
    failure: 'reset',
    sent: true,
  });
  await afterSilence.clock.advance(1_000);
  await failure;
});

test('an empty budget ends in the first failure', async () => {
  const { step, requests } = createScriptedStep(aFailure('reset'), anAnswer());
  const { retrying } = setUp(step, 0);
  await expect(retrying(aRead(), new Call())).rejects.toMatchObject({ failure: 'reset' });
  expect(requests).toHaveLength(1);
});

test('an abort ends the wait for a retry at once and leaves no timer', async () => {
  const { step, requests } = createScriptedStep(aFailure('reset', true));
  const { clock, retrying } = setUp(step);
  const call = new Call();
  const answer = expect(retrying(aRead(), call)).rejects.toMatchObject({ failure: 'aborted', sent: true });
  await clock.settle();
  call.abort();
  await answer;
  expect(clock.timers()).toBe(0);
  expect(requests).toHaveLength(1);
});

test('a call that was aborted during its attempt is not tried again', async () => {
  const { step, requests } = createScriptedStep(aFailure('timeout', true));
  const { retrying } = setUp(step);
  const call = new Call();
  call.aborted = true;
  await expect(retrying(aWrite({ repeat: 'keyed' }), call)).rejects.toMatchObject({ failure: 'timeout' });
  expect(requests).toHaveLength(1);
});

test('an error that is not of the transport passes untouched', async () => {
  const { retrying } = setUp(async () => {
    throw new RangeError('bug');
  });
  await expect(retrying(aRead(), new Call())).rejects.toThrow(RangeError);
});

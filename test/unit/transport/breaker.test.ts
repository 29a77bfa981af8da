import { expect, test } from '@jest/globals';
import { createBreaker } from '../../../src/transport/breaker.ts';
import { Call } from '../../../src/transport/call.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aFailure, anAnswer, aRead, createPendingStep } from './stub-step.ts';

const policy = { breakerFailures: 3, breakerOpenMs: 5_000 };

function setUp() {
  const clock = createFakeClock();
  const { step, attempts } = createPendingStep();
  const opened: (number | string)[] = [];
  const breaker = createBreaker(policy, clock, (turn) => {
    opened.push(turn.phase === 'open' ? turn.retryAfterSeconds : turn.phase);
  });
  const guarded = breaker.wrap((request, call) => {
    call.attemptedAt = clock.now();
    return step(request, call);
  });
  const ask = () => {
    const answer = guarded(aRead(), new Call());
    answer.catch(() => undefined);
    return answer;
  };
  async function end(how: 'reset' | 'timeout' | 'invalid' | 'connect' | 'aborted' | 'refused' | number) {
    const answer = ask();
    const attempt = attempts.at(-1);
    if (typeof how === 'number') attempt?.answer(anAnswer(how));
    else attempt?.fail(aFailure(how));
    await answer.catch(() => undefined);
  }
  return { clock, attempts, opened, breaker, ask, end };
}

test.each([['reset'], ['timeout'], ['invalid'], ['connect'], [500], [503]] as const)('%s counts', async (how) => {
  const { breaker, end, opened } = setUp();
  for (let time = 0; time < 2; time += 1) await end(how);
  expect(breaker.phase()).toBe('closed');
  await end(how);
  expect(breaker.phase()).toBe('open');
  expect(opened).toEqual([5]);
});

test.each([['aborted'], ['refused'], [200], [400], [401], [404], [429]] as const)('%s does not', async (how) => {
  const { breaker, end } = setUp();
  for (let time = 0; time < 20; time += 1) await end(how);
  expect(breaker.phase()).toBe('closed');
});

test('a 4xx shows that the upstream lives', async () => {
  const { breaker, end } = setUp();
  for (const how of ['reset', 'reset', 404, 'reset', 'reset'] as const) await end(how);
  expect(breaker.phase()).toBe('closed');
});

test('open, it refuses without asking and says when to come again', async () => {
  const { clock, attempts, end, ask } = setUp();
  for (let time = 0; time < 3; time += 1) await end('reset');
  await clock.advance(1_500);
  await expect(ask()).rejects.toMatchObject({ failure: 'refused', sent: false, retryAfterSeconds: 4 });
  expect(attempts).toHaveLength(3);
});

test('after the period one probe goes through, the others are refused until it is back', async () => {
  const { clock, attempts, breaker, end, ask, opened } = setUp();
  for (let time = 0; time < 3; time += 1) await end('reset');
  await clock.advance(5_000);
  const probe = ask();
  expect(breaker.phase()).toBe('half-open');
  await expect(ask()).rejects.toMatchObject({ failure: 'refused' });
  await expect(ask()).rejects.toMatchObject({ failure: 'refused' });
  expect(attempts).toHaveLength(4);
  attempts.at(-1)?.answer(anAnswer());
  await probe;
  expect(breaker.phase()).toBe('closed');
  expect(opened).toEqual([5, 'closed']);
  await end(200);
  expect(attempts).toHaveLength(5);
});

test('a probe that hung for four seconds is followed by the next one a second later', async () => {
  const { clock, attempts, breaker, end, ask } = setUp();
  for (let time = 0; time < 3; time += 1) await end('reset');
  await clock.advance(5_000);
  const probe = ask();
  await clock.advance(4_000);
  attempts.at(-1)?.fail(aFailure('timeout'));
  await expect(probe).rejects.toMatchObject({ failure: 'timeout' });
  expect(breaker.phase()).toBe('open');
  await clock.advance(1_000);
  await end(200);
  expect(breaker.phase()).toBe('closed');
});

test('a probe whose caller left gives its place to the next', async () => {
  const { clock, breaker, end } = setUp();
  for (let time = 0; time < 3; time += 1) await end('reset');
  await clock.advance(5_000);
  await end('aborted');
  expect(breaker.phase()).toBe('half-open');
  await end(200);
  expect(breaker.phase()).toBe('closed');
});

test('what was in flight when it opened neither closes it nor keeps it open', async () => {
  const { clock, attempts, breaker, end, ask } = setUp();
  const late = [ask(), ask()];
  for (let time = 0; time < 3; time += 1) await end('reset');
  await clock.advance(1_000);
  attempts[0]?.answer(anAnswer());
  attempts[1]?.fail(aFailure('timeout'));
  await Promise.allSettled(late);
  expect(breaker.phase()).toBe('open');
  await clock.advance(4_000);
  await end(200);
  expect(breaker.phase()).toBe('closed');
});

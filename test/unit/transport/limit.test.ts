import { describe, expect, test } from '@jest/globals';
import { Call } from '../../../src/transport/call.ts';
import { createLimiter } from '../../../src/transport/limit.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aFailure, anAnswer, aRead, createPendingStep } from './stub-step.ts';

function setUp(differences: Partial<Parameters<typeof createLimiter>[0]> = {}) {
  const clock = createFakeClock();
  const { step, attempts } = createPendingStep();
  const settings = { maxInFlight: 2, maxInFlightPerIdentity: 2, maxQueued: 3, maxPauseMs: 60_000, ...differences };
  const limiter = createLimiter(settings, clock);
  const limited = limiter.wrap(step);
  function ask(path = '/things', call = new Call(), identity = 'T11111111 a') {
    const answer = limited(aRead({ path, identity }), call);
    answer.catch(() => undefined);
    return answer;
  }
  const asked = () => attempts.map(({ request }) => request.path);
  return { clock, attempts, limiter, ask, asked };
}

describe('places', () => {
  test('so many are in flight, the rest follow in the order in which they came', async () => {
    const { clock, attempts, limiter, ask, asked } = setUp();
    for (const path of ['/1', '/2', '/3', '/4']) ask(path);
    expect(asked()).toEqual(['/1', '/2']);
    expect(limiter.state()).toEqual({ inFlight: 2, queued: 2, pausedUntil: undefined });
    attempts[1]?.answer(anAnswer());
    await clock.settle();
    expect(asked()).toEqual(['/1', '/2', '/3']);
    attempts[0]?.fail(aFailure('reset'));
    await clock.settle();
    expect(asked()).toEqual(['/1', '/2', '/3', '/4']);
    attempts[2]?.answer(anAnswer());
    attempts[3]?.answer(anAnswer());
    await clock.settle();
    expect(limiter.state()).toEqual({ inFlight: 0, queued: 0, pausedUntil: undefined });
  });

  test('whoever comes while others wait does not overtake them', async () => {
    const { clock, attempts, ask, asked } = setUp({ maxInFlight: 1 });
    ask('/1');
    ask('/2');
    attempts[0]?.answer(anAnswer());
    ask('/3');
    await clock.settle();
    expect(asked()).toEqual(['/1', '/2']);
  });

  test('one identity fills its own places and leaves the others to the rest', async () => {
    const { clock, attempts, limiter, ask, asked } = setUp({ maxInFlight: 3, maxInFlightPerIdentity: 2, maxQueued: 9 });
    for (const path of ['/a1', '/a2', '/a3', '/a4']) ask(path, new Call(), 'a');
    ask('/b1', new Call(), 'b');
    ask('/b2', new Call(), 'b');
    await clock.settle();
    expect(asked()).toEqual(['/a1', '/a2', '/b1']);
    attempts[2]?.answer(anAnswer());
    await clock.settle();
    expect(asked().slice(3)).toEqual(['/b2']);
    attempts[0]?.answer(anAnswer());
    await clock.settle();
    expect(asked().slice(4)).toEqual(['/a3']);
    for (const attempt of attempts) attempt.answer(anAnswer());
    await clock.settle();
    attempts.at(-1)?.answer(anAnswer());
    await clock.settle();
    expect(limiter.state()).toMatchObject({ inFlight: 0, queued: 0 });
  });

  test('a full queue refuses at once', async () => {
    const { ask, limiter } = setUp();
    for (let waiting = 0; waiting < 5; waiting += 1) ask();
    const refusal = { failure: 'refused', reason: 'busy', sent: false, retryAfterSeconds: 1 };
    await expect(ask()).rejects.toMatchObject(refusal);
    expect(limiter.state().queued).toBe(3);
  });

  test('the time in the queue is told', async () => {
    const { clock, attempts, ask } = setUp({ maxInFlight: 1 });
    ask();
    const call = new Call();
    ask('/late', call);
    await clock.advance(120);
    attempts[0]?.answer(anAnswer());
    await clock.settle();
    expect(call.queuedMs).toBe(120);
  });
});

describe('leaving', () => {
  test('an aborted request leaves the queue at once, unsent', async () => {
    const { clock, attempts, limiter, ask, asked } = setUp({ maxInFlight: 1 });
    ask('/1');
    const call = new Call();
    const answer = ask('/2', call);
    ask('/3');
    call.abort();
    await expect(answer).rejects.toMatchObject({ failure: 'aborted', sent: false });
    expect(limiter.state().queued).toBe(1);
    attempts[0]?.answer(anAnswer());
    await clock.settle();
    expect(asked()).toEqual(['/1', '/3']);
  });

  test('one aborted in the moment of its admission is not sent, and its place is free again', async () => {
    const { clock, attempts, limiter, ask, asked } = setUp({ maxInFlight: 1 });
    ask('/1');
    const call = new Call();
    const answer = ask('/2', call);
    attempts[0]?.answer(anAnswer());
    while (limiter.state().queued > 0) await Promise.resolve();
    call.abort();
    await expect(answer).rejects.toMatchObject({ failure: 'aborted' });
    await clock.settle();
    expect(asked()).toEqual(['/1']);
    expect(limiter.state().inFlight).toBe(0);
  });

  test('one that comes aborted is not taken in', async () => {
    const { ask, asked } = setUp();
    const call = new Call();
    call.abort();
    await expect(ask('/1', call)).rejects.toMatchObject({ failure: 'aborted', sent: false });
    expect(asked()).toEqual([]);
  });

  test('all who wait can be refused', async () => {
    const { limiter, ask } = setUp({ maxInFlight: 1 });
    ask();
    const waiting = [ask(), ask()];
    limiter.refuseWaiting(5);
    for (const answer of waiting) {
      await expect(answer).rejects.toMatchObject({ failure: 'refused', sent: false, retryAfterSeconds: 5 });
    }
    expect(limiter.state()).toMatchObject({ inFlight: 1, queued: 0 });
  });
});

describe('a pause', () => {
  async function paused(retryAfter: string, differences = {}) {
    const world = setUp(differences);
    world.ask('/limited');
    world.attempts[0]?.answer(anAnswer(429, { 'retry-after': retryAfter }));
    await world.clock.settle();
    return world;
  }

  test('a 429 with Retry-After holds everybody back until then', async () => {
    const { clock, limiter, ask, asked } = await paused('3');
    expect(limiter.state().pausedUntil).toBe(clock.now() + 3_000);
    ask('/1');
    ask('/2');
    await clock.advance(2_999);
    expect(asked()).toEqual(['/limited']);
    await clock.advance(1);
    expect(asked()).toEqual(['/limited', '/1', '/2']);
    expect(limiter.state().pausedUntil).toBeUndefined();
    expect(clock.timers()).toBe(0);
  });

  test('whose deadline is earlier is refused at once and told when', async () => {
    const { clock, ask } = await paused('3');
    await expect(ask('/1', new Call(clock.now() + 2_000))).rejects.toMatchObject({
      failure: 'refused',
      sent: false,
      retryAfterSeconds: 3,
    });
    const patient = ask('/2', new Call(clock.now() + 4_000));
    await clock.advance(3_000);
    await expect(Promise.race([patient, 'waits'])).resolves.toBe('waits');
  });

  test('so are those who waited already', async () => {
    const { clock, attempts, ask, limiter } = setUp({ maxInFlight: 1 });
    ask('/limited');
    const hasty = ask('/1', new Call(clock.now() + 1_000));
    ask('/2', new Call(clock.now() + 10_000));
    attempts[0]?.answer(anAnswer(429, { 'retry-after': '2' }));
    await expect(hasty).rejects.toMatchObject({ failure: 'refused', retryAfterSeconds: 2 });
    expect(limiter.state().queued).toBe(1);
  });

  test.each([-2, 0, 2])('timers that are %d ms late neither lose nor reorder anybody', async (late) => {
    const standing = createFakeClock();
    let ahead = 0;
    const clock = {
      now: () => standing.now() + ahead,
      setTimer: (task: () => void, ms: number) => standing.setTimer(task, ms > 10 ? ms + late : ms),
    };
    const { step, attempts } = createPendingStep();
    const transportLimits = { maxInFlight: 2, maxInFlightPerIdentity: 2, maxQueued: 3, maxPauseMs: 60_000 };
    const limited = createLimiter(transportLimits, clock).wrap(step);
    limited(aRead({ path: '/limited' }), new Call());
    attempts[0]?.answer(anAnswer(429, { 'retry-after': '1' }));
    await standing.settle();
    limited(aRead({ path: '/1' }), new Call());
    ahead = Math.max(0, late);
    await standing.advance(1_000 - ahead);
    limited(aRead({ path: '/2' }), new Call());
    await standing.advance(10);
    expect(attempts.map(({ request }) => request.path)).toEqual(['/limited', '/1', '/2']);
  });

  test('is bounded', async () => {
    const { clock, limiter } = await paused('86400', { maxPauseMs: 5_000 });
    expect(limiter.state().pausedUntil).toBe(clock.now() + 5_000);
  });

  test.each(['soon', '-1', ''])('Retry-After %j makes none', async (retryAfter) => {
    const { limiter } = await paused(retryAfter);
    expect(limiter.state().pausedUntil).toBeUndefined();
  });

  test('can be turned off', async () => {
    const { limiter } = await paused('3', { maxPauseMs: 0 });
    expect(limiter.state().pausedUntil).toBeUndefined();
  });

  test('a later 429 prolongs it, an earlier end does not shorten it', async () => {
    const { clock, attempts, limiter, ask } = setUp({ maxInFlight: 3 });
    for (let call = 0; call < 3; call += 1) ask();
    const start = clock.now();
    for (const [index, retryAfter] of ['2', '5', '1'].entries()) {
      attempts[index]?.answer(anAnswer(429, { 'retry-after': retryAfter }));
      await clock.settle();
    }
    expect(limiter.state().pausedUntil).toBe(start + 5_000);
  });

  test('no timer runs when nobody waits any more', async () => {
    const { clock, ask } = await paused('30');
    const call = new Call();
    ask('/1', call);
    expect(clock.timers()).toBe(1);
    call.abort();
    expect(clock.timers()).toBe(0);
  });

  test('a 503 pauses nobody', async () => {
    const { attempts, clock, limiter, ask } = setUp();
    ask();
    attempts[0]?.answer(anAnswer(503, { 'retry-after': '30' }));
    await clock.settle();
    expect(limiter.state().pausedUntil).toBeUndefined();
  });
});

test('a pause is told to those who share it, and kept when another tells of it', async () => {
  const clock = createFakeClock();
  const { step, attempts } = createPendingStep();
  const settings = { maxInFlight: 2, maxInFlightPerIdentity: 2, maxQueued: 3, maxPauseMs: 60_000 };
  const announced: number[] = [];
  let tell = (_ms: number): void => undefined;
  const limiter = createLimiter(settings, clock, {
    announce: (ms) => announced.push(ms),
    listen: (pause) => {
      tell = pause;
    },
  });
  const limited = limiter.wrap(step);
  const answer = limited(aRead(), new Call());
  attempts[0]?.answer(anAnswer(429, { 'retry-after': '2' }));
  await answer;
  expect(announced).toEqual([2_000]);
  tell(5_000);
  expect(limiter.state().pausedUntil).toBe(clock.now() + 5_000);
  expect(announced).toHaveLength(1);
});

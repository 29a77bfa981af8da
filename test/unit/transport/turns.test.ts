import { expect, test } from '@jest/globals';
import { Call } from '../../../src/transport/call.ts';
import { createCoalescer } from '../../../src/transport/coalesce.ts';
import { createTurns } from '../../../src/transport/turns.ts';
import { anAnswer, aRead, aWrite, createPendingStep, createScriptedStep } from './stub-step.ts';

/** An event loop whose turns the test makes, and whose clock moves by the work that is done. */
function setUp() {
  let now = 0;
  let deferred: (() => void)[] = [];
  const turns = createTurns({ now: () => now, defer: (next) => void deferred.push(next) });
  const done: string[] = [];
  return {
    turns,
    done,
    work(name: string, ms: number): void {
      done.push(name);
      now += ms;
    },
    async nextTurn(): Promise<void> {
      const due = deferred;
      deferred = [];
      for (const task of due) {
        task();
        await settle();
      }
    },
    deferrals: () => deferred.length,
  };
}

/** All microtasks run before it resolves. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('work begins at once where a turn has none yet; the rest waits and is begun a little at a time', async () => {
  const { turns, work, done, nextTurn, deferrals } = setUp();
  const begin = async (name: string, ms: number) => {
    await turns.next(0);
    work(name, ms);
  };
  for (const [name, ms] of [
    ['a', 2],
    ['b', 50],
    ['c', 0.5],
    ['d', 0.5],
    ['e', 0.5],
  ] as const) {
    begin(name, ms);
    await settle();
  }
  expect(done).toEqual(['a']);
  await nextTurn();
  expect(done).toEqual(['a', 'b']);
  begin('f', 1);
  await nextTurn();
  expect(done).toEqual(['a', 'b', 'c', 'd']);
  await nextTurn();
  expect(done).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  await nextTurn();
  // An idle process is not woken.
  expect(deferrals()).toBe(0);
  expect(turns.next(0)).toBeUndefined();
});

test('the oldest operation goes on first, or is begun', async () => {
  const { turns, work, done, nextTurn } = setUp();
  const send = turns.wrap(createScriptedStep(anAnswer()).step);
  const goOn = (name: string, since?: number) =>
    send({ ...aRead(), ...(since !== undefined && { since }) }, new Call()).then(() => work(name, 2));
  turns.next(0);
  work('before', 2);
  for (const since of [4, 2.5]) turns.next(since)?.then(() => work(`new of ${since}`, 2));
  for (const since of [3, 1, 2]) goOn(`of ${since}`, since);
  goOn('also of 2', 2);
  goOn('for all');
  for (let turn = 1; turn <= 7; turn += 1) await nextTurn();
  expect(done).toEqual(['before', 'for all', 'of 1', 'of 2', 'also of 2', 'new of 2.5', 'of 3', 'new of 4']);
});

test('where all else takes long, work takes longer too, so that refusals do not starve it', async () => {
  const { turns, work, done, nextTurn } = setUp();
  turns.next(0);
  work('before', 1);
  const names = Array.from({ length: 9 }, (_, index) => `piece ${index}`);
  for (const name of names) turns.next(0)?.then(() => work(name, 10));
  await nextTurn();
  work('refusals', 50);
  await nextTurn();
  // 10 ms are what all else takes as a rule.
  expect(done).toEqual(['before', 'piece 0', 'refusals', ...names.slice(1, 5)]);
});

test('callers who share an answer do not all go on with it in one turn (promise 15)', async () => {
  const { turns, work, done, nextTurn } = setUp();
  const { step, attempts } = createPendingStep();
  const send = turns.wrap(createCoalescer().wrap(step));
  const names = Array.from({ length: 10 }, (_, index) => `caller ${index}`);
  for (const name of names) send(aRead(), new Call()).then(() => work(name, 20));
  attempts[0]?.answer(anAnswer());
  await settle();
  expect(attempts).toHaveLength(1);
  expect(done).toHaveLength(1);
  for (let turn = 1; turn <= 9; turn += 1) {
    await nextTurn();
    expect(done).toHaveLength(1 + turn);
  }
  expect(done).toEqual(names);
});

test('a caller that leaves while it waits is told at once, and holds up nobody', async () => {
  const { turns, work, done, nextTurn } = setUp();
  const send = turns.wrap(createScriptedStep(anAnswer()).step);
  turns.next(0);
  work('before', 20);
  const leaving = new Call();
  const left = send(aRead(), leaving);
  const stayed = send(aRead(), new Call()).then(() => work('stayed', 1));
  await settle();
  leaving.abort();
  await expect(left).rejects.toMatchObject({ failure: 'aborted' });
  await nextTurn();
  await stayed;
  expect(done).toEqual(['before', 'stayed']);
});

test('the outcome of a write waits for no turn', async () => {
  const { turns, work } = setUp();
  const answer = anAnswer(201);
  const send = turns.wrap(createScriptedStep(answer).step);
  turns.next(0);
  work('before', 20);
  expect(await send(aWrite(), new Call())).toBe(answer);
});

test('an answer that did not change waits for none either: it was worked on before', async () => {
  const { turns, work } = setUp();
  const answer = { ...anAnswer(), isUnchanged: true } as const;
  const send = turns.wrap(createScriptedStep(answer).step);
  turns.next(0);
  work('before', 20);
  expect(await send(aRead(), new Call())).toBe(answer);
});

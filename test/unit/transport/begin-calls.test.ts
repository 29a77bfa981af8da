import { expect, test } from '@jest/globals';
import { beginCalls } from '../../../src/transport/begin-calls.ts';
import { anAnswer, aRead, createPendingStep } from './stub-step.ts';

test('one signal ends all of its calls, and no others', async () => {
  const { step, attempts } = createPendingStep();
  const send = beginCalls(step);
  const controller = new AbortController();
  const ended = [1, 2, 3].map(() => send(aRead({ signal: controller.signal })));
  const other = send(aRead({ signal: new AbortController().signal }));
  controller.abort();
  for (const answer of ended) await expect(answer).rejects.toMatchObject({ failure: 'aborted' });
  attempts[3]?.answer(anAnswer());
  expect((await other).status).toBe(200);
});

test('a call that has ended is not aborted any more', async () => {
  const { step, attempts } = createPendingStep();
  const send = beginCalls(step);
  const controller = new AbortController();
  const answer = send(aRead({ signal: controller.signal }));
  attempts[0]?.answer(anAnswer());
  await answer;
  controller.abort();
  expect(attempts[0]?.call.aborted).toBe(false);
});

test('a signal that has fired begins an aborted call', async () => {
  const { step, attempts } = createPendingStep();
  beginCalls(step)(aRead({ signal: AbortSignal.abort() })).catch(() => undefined);
  expect(attempts[0]?.call.aborted).toBe(true);
});

test('the deadline goes along; without one there is all time', () => {
  const { step, attempts } = createPendingStep();
  const send = beginCalls(step);
  send(aRead({ deadline: 5 }));
  send(aRead());
  expect(attempts.map(({ call }) => call.deadline)).toEqual([5, Number.POSITIVE_INFINITY]);
});

test('hundreds of calls under one signal are one listener', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error) => warnings.push(warning);
  process.on('warning', listen);
  const { step } = createPendingStep();
  const send = beginCalls(step);
  const { signal } = new AbortController();
  for (let call = 0; call < 300; call += 1) send(aRead({ signal }));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', listen);
  expect(warnings).toEqual([]);
});

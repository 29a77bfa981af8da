import { expect, test } from '@jest/globals';
import { Call } from '../../../src/transport/call.ts';
import { letWritesFinish } from '../../../src/transport/let-writes-finish.ts';
import { anAnswer, aRead, aWrite, createPendingStep } from './stub-step.ts';

test('a write that was sent goes on when its caller leaves, who hears so at once', async () => {
  const { step, attempts } = createPendingStep();
  const call = new Call();
  const answer = letWritesFinish()(step)(aWrite(), call);
  call.abort();
  await expect(answer).rejects.toMatchObject({ failure: 'aborted', sent: true });
  expect(attempts[0]?.call.aborted).toBe(true);
  attempts[0]?.answer(anAnswer(201));
});

test('a write that waits to be sent is given up, unsent', async () => {
  let stopped = false;
  const call = new Call();
  const answer = letWritesFinish()(
    (_, inner) =>
      new Promise((_resolve, reject) => {
        inner.waitingFor = {
          stop() {
            stopped = true;
            reject(inner.abortedError());
          },
        };
      }),
  )(aWrite(), call);
  call.abort();
  await expect(answer).rejects.toMatchObject({ failure: 'aborted', sent: false });
  expect(stopped).toBe(true);
});

test('a write whose call is aborted beforehand is not begun', async () => {
  const { step, attempts } = createPendingStep();
  const call = new Call();
  call.abort();
  await expect(letWritesFinish()(step)(aWrite(), call)).rejects.toMatchObject({ failure: 'aborted', sent: false });
  expect(attempts).toHaveLength(0);
});

test('the end of a write is its caller’s, with what is to be told of it', async () => {
  const { step, attempts } = createPendingStep();
  const call = new Call(1_234);
  const answer = letWritesFinish()(step)(aWrite(), call);
  expect(attempts[0]?.call.deadline).toBe(1_234);
  attempts[0]?.answer(anAnswer(201));
  expect((await answer).status).toBe(201);
  expect(call).toMatchObject({ sent: true, attempts: 1 });
});

test('a read is passed on as it is', async () => {
  const { step, attempts } = createPendingStep();
  const call = new Call();
  const answer = letWritesFinish()(step)(aRead(), call);
  expect(attempts[0]?.call).toBe(call);
  call.abort();
  await expect(answer).rejects.toMatchObject({ failure: 'aborted' });
});

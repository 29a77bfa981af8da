import { expect, test } from '@jest/globals';
import { Call } from '../../../src/transport/call.ts';
import { type TransportEvent, withAttemptEvents, withCallEvents } from '../../../src/transport/observe.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aFailure, anAnswer, aRead, aWrite, createPendingStep } from './stub-step.ts';

function setUp(wrap: typeof withCallEvents) {
  const clock = createFakeClock();
  const events: TransportEvent[] = [];
  const { step, attempts } = createPendingStep();
  const observed = wrap({ upstream: 'dintero', observe: (event) => events.push(event), clock })(step);
  return { clock, events, attempts, observed };
}

test('a call that was answered', async () => {
  const { clock, events, attempts, observed } = setUp(withCallEvents);
  const answer = observed({ ...aRead(), requestId: 'r1', batchSize: 4 }, new Call());
  await clock.advance(25);
  attempts[0]?.answer({ ...anAnswer(404), cache: 'hit', age: 3 });
  await answer;
  expect(events).toEqual([
    {
      kind: 'call',
      upstream: 'dintero',
      operation: 'listThings',
      method: 'GET',
      requestId: 'r1',
      status: 404,
      durationMs: 25,
      queuedMs: 0,
      attempts: 1,
      cache: 'hit',
      ageSeconds: 3,
      coalesced: false,
      batchSize: 4,
    },
  ]);
});

test('a call without an answer', async () => {
  const { events, attempts, observed } = setUp(withCallEvents);
  const call = new Call();
  call.queuedMs = 7;
  call.coalesced = true;
  const answer = observed(aRead(), call);
  attempts[0]?.fail(aFailure('timeout'));
  await expect(answer).rejects.toMatchObject({ failure: 'timeout' });
  expect(events).toMatchObject([{ kind: 'call', failure: 'timeout', cache: 'off', queuedMs: 7, coalesced: true }]);
  expect(events[0]).not.toHaveProperty('status');
});

test('an attempt, timed from its own start', async () => {
  const { clock, events, attempts, observed } = setUp(withAttemptEvents);
  const call = new Call();
  call.attempts = 1;
  call.attemptedAt = clock.now() + 5;
  const answer = observed(aRead(), call);
  await clock.advance(15);
  attempts[0]?.answer(anAnswer(503));
  await answer;
  expect(events).toEqual([
    {
      kind: 'attempt',
      upstream: 'dintero',
      operation: 'listThings',
      method: 'GET',
      status: 503,
      durationMs: 10,
      queuedMs: 0,
      attempt: 2,
      abandoned: false,
    },
  ]);
});

test('the end of a write whose caller has left', async () => {
  const { events, attempts, observed } = setUp(withAttemptEvents);
  const call = new Call();
  const answer = observed(aWrite(), call);
  call.abort();
  attempts[0]?.answer(anAnswer(201));
  await answer;
  expect(events).toMatchObject([{ kind: 'attempt', operation: 'createThing', status: 201, abandoned: true }]);
});

test('an error of the gateway itself is neither a status nor a failure', async () => {
  const { events, attempts, observed } = setUp(withCallEvents);
  const answer = observed(aRead(), new Call());
  attempts[0]?.fail(new RangeError('bug'));
  await expect(answer).rejects.toThrow(RangeError);
  expect(events[0]).not.toHaveProperty('failure');
  expect(events[0]).not.toHaveProperty('status');
});

test('an event holds no path, header, body or identity', async () => {
  const { events, attempts, observed } = setUp(withCallEvents);
  const request = aRead({
    path: '/secret-path',
    headers: { authorization: 'secret-header' },
    body: 'secret-body',
    identity: 'secret-identity',
  });
  const answer = observed(request, new Call());
  attempts[0]?.answer(anAnswer(200, { 'x-secret': 'secret-answer' }, 'secret-answer'));
  await answer;
  expect(JSON.stringify(events)).not.toContain('secret');
});

test('who looks on before an attempt sends headers along with it, and is told how it ended', async () => {
  const { events, attempts, observed } = setUp(withAttemptEvents);
  const ended: TransportEvent[] = [];
  const numbers: number[] = [];
  const request = {
    ...aRead(),
    beginAttempt(attempt: number) {
      numbers.push(attempt);
      return { headers: { traceparent: '00-1-2-01' }, ended: (event: TransportEvent) => void ended.push(event) };
    },
  };
  const answer = observed(request, new Call());
  expect(attempts[0]?.request.headers).toEqual({ ...aRead().headers, traceparent: '00-1-2-01' });
  attempts[0]?.answer(anAnswer(200));
  await answer;
  expect([numbers, ended]).toEqual([[1], events]);
});

import { expect, test } from '@jest/globals';
import { Call } from '../../../src/transport/call.ts';
import { createCoalescer } from '../../../src/transport/coalesce.ts';
import type { UpstreamRequest } from '../../../src/transport/http.ts';
import { aFailure, anAnswer, aRead, aWrite, createPendingStep } from './stub-step.ts';

function setUp() {
  const { step, attempts } = createPendingStep();
  const coalescer = createCoalescer();
  const shared = coalescer.wrap(step);
  function ask(request: UpstreamRequest = aRead(), call = new Call()) {
    const answer = shared(request, call);
    answer.catch(() => undefined);
    return answer;
  }
  return { attempts, coalescer, ask };
}

test('a hundred identical reads are one call', async () => {
  const { attempts, ask } = setUp();
  const calls = Array.from({ length: 100 }, () => new Call());
  const answers = calls.map((call) => ask(aRead(), call));
  expect(attempts).toHaveLength(1);
  const answer = anAnswer();
  attempts[0]?.answer(answer);
  for (const given of await Promise.all(answers)) {
    expect(given).toEqual({ ...answer, isShared: true });
    expect(given.body).toBe(answer.body);
  }
  expect(calls.map((call) => call.coalesced)).toEqual([false, ...Array(99).fill(true)]);
  expect(calls.map((call) => call.attempts)).toEqual([1, ...Array(99).fill(0)]);
});

test('an answer that one alone has waited for is not said to be shared', async () => {
  const { attempts, ask } = setUp();
  const leaver = new Call();
  const left = ask(aRead(), leaver);
  const stayed = ask();
  leaver.abort();
  await expect(left).rejects.toMatchObject({ failure: 'aborted' });
  attempts[0]?.answer(anAnswer());
  expect(await stayed).not.toHaveProperty('isShared');
});

test.each([
  ['identity', aRead({ identity: 'T11111111 b' })],
  ['path', aRead({ path: '/things?limit=2' })],
  ['language', aRead({ headers: { accept: 'application/json', 'accept-language': 'no' } })],
  ['header value', aRead({ headers: { accept: 'text/plain' } })],
  ['method', aRead({ method: 'POST' })],
])('another %s is another call', (_, other) => {
  const { attempts, ask } = setUp();
  ask(aRead());
  ask(other);
  expect(attempts).toHaveLength(2);
});

test('an identity cannot be continued by a path, nor a path by a header', () => {
  const { attempts, ask } = setUp();
  ask(aRead({ identity: 'a', path: '/b', headers: { c: 'd' } }));
  ask(aRead({ identity: 'a', path: '/b?c:d', headers: {} }));
  ask(aRead({ identity: 'a/', path: '/b', headers: { c: 'd' } }));
  expect(attempts).toHaveLength(3);
});

test('a renewed token and a request id do not keep reads of one identity apart', () => {
  const { attempts, ask } = setUp();
  ask(aRead({ headers: { authorization: 'Bearer 1', 'x-request-id': '1', traceparent: '1' } }));
  ask(aRead({ headers: { authorization: 'Bearer 2', 'x-request-id': '2', traceparent: '2' } }));
  expect(attempts).toHaveLength(1);
});

test('writes are never shared', () => {
  const { attempts, ask } = setUp();
  ask(aWrite());
  ask(aWrite());
  ask(aRead({ method: 'POST' }));
  ask(aRead({ method: 'POST' }));
  expect(attempts).toHaveLength(4);
});

test('a failure is shared by those who wait, and the next to ask asks anew', async () => {
  const { attempts, ask } = setUp();
  const answers = [ask(), ask()];
  attempts[0]?.fail(aFailure('reset'));
  for (const answer of answers) await expect(answer).rejects.toMatchObject({ failure: 'reset' });
  const again = ask();
  expect(attempts).toHaveLength(2);
  attempts[1]?.answer(anAnswer());
  expect((await again).status).toBe(200);
});

test('one that leaves, even the first, does not end it for the others', async () => {
  const { attempts, ask } = setUp();
  const leader = new Call();
  const left = ask(aRead(), leader);
  const stays = ask();
  leader.abort();
  await expect(left).rejects.toMatchObject({ failure: 'aborted' });
  attempts[0]?.answer(anAnswer());
  expect((await stays).status).toBe(200);
  expect(attempts[0]?.call.aborted).toBe(false);
});

test('when all have left, it ends, and is not joined any more', async () => {
  const { attempts, ask } = setUp();
  const calls = [new Call(), new Call()];
  const answers = calls.map((call) => ask(aRead(), call));
  for (const call of calls) call.abort();
  const next = ask();
  expect(attempts).toHaveLength(2);
  expect(attempts[0]?.call.aborted).toBe(true);
  for (const answer of answers) await expect(answer).rejects.toMatchObject({ failure: 'aborted' });
  attempts[1]?.answer(anAnswer());
  expect((await next).status).toBe(200);
});

test('the shared call has as much time as the most patient of its callers', () => {
  const { attempts, ask } = setUp();
  ask(aRead(), new Call(1_000));
  expect(attempts[0]?.call.deadline).toBe(1_000);
  ask(aRead(), new Call(3_000));
  ask(aRead(), new Call(2_000));
  expect(attempts[0]?.call.deadline).toBe(3_000);
});

test('after an invalidation nobody joins what began before, and those who wait still get it', async () => {
  const { attempts, coalescer, ask } = setUp();
  const before = ask();
  const other = ask(aRead({ identity: 'T11111111 ab' }));
  coalescer.invalidate('T11111111 a\n');
  const after = ask();
  expect(attempts).toHaveLength(3);
  ask(aRead({ identity: 'T11111111 ab' }));
  expect(attempts).toHaveLength(3);
  attempts[0]?.answer(anAnswer(200, {}, 'old'));
  expect((await before).body.toString()).toBe('old');
  ask();
  expect(attempts).toHaveLength(3);
  attempts[2]?.answer(anAnswer(200, {}, 'new'));
  expect((await after).body.toString()).toBe('new');
  attempts[1]?.answer(anAnswer());
  await other;
});

test('a call that comes aborted joins nothing', async () => {
  const { attempts, ask } = setUp();
  const call = new Call();
  call.abort();
  await expect(ask(aRead(), call)).rejects.toMatchObject({ failure: 'aborted', sent: false });
  expect(attempts).toHaveLength(0);
});

import { describe, expect, test } from '@jest/globals';
import type { Repeat, TransportFailure } from '../../../src/transport/http.ts';
import { decideRetry, type RetryPolicy, type RetryQuestion } from '../../../src/transport/retry-decision.ts';

const policy: RetryPolicy = { maxAttempts: 3, backoffBaseMs: 100, backoffCapMs: 300, minAttemptMs: 50 };
const now = 1_000_000;

function decide(differences: Partial<RetryQuestion>, over: Partial<RetryPolicy> = {}) {
  const question: RetryQuestion = {
    attempt: 1,
    outcome: { failure: 'reset', sent: true },
    repeat: 'safe',
    deadline: Number.POSITIVE_INFINITY,
    now,
    random: 0.5,
    ...differences,
  };
  return decideRetry(question, { ...policy, ...over });
}

describe('after an answer', () => {
  const transient = [408, 429, 502, 503, 504];

  test.each(transient)('a read answered %d is tried again', (status) => {
    expect(decide({ outcome: { status, retryAfter: undefined } }).kind).toBe('wait');
  });

  test.each([200, 204, 301, 307, 400, 401, 403, 404, 409, 418, 422, 425, 451, 500, 501, 505, 507])(
    'a read answered %d is not',
    (status) => {
      expect(decide({ outcome: { status, retryAfter: '1' } }).kind).toBe('give-up');
    },
  );

  test.each(transient.flatMap((status) => [['unsent', status] as const, ['keyed', status] as const]))(
    'a write (%s) answered %d is not',
    (repeat, status) => {
      expect(decide({ repeat, outcome: { status, retryAfter: '0' } }).kind).toBe('give-up');
    },
  );
});

describe('without an answer', () => {
  const silent: readonly TransportFailure[] = ['connect', 'timeout', 'reset'];
  const final: readonly TransportFailure[] = ['aborted', 'invalid', 'refused'];
  const all: readonly Repeat[] = ['safe', 'unsent', 'keyed'];

  test.each(silent.flatMap((failure) => [[failure, true] as const, [failure, false] as const]))(
    '%s (sent: %s): a read and a write under a key are tried again, a write without one only if it was not sent',
    (failure, sent) => {
      const kindOf = (repeat: Repeat) => decide({ repeat, outcome: { failure, sent } }).kind;
      expect(kindOf('safe')).toBe('wait');
      expect(kindOf('keyed')).toBe('wait');
      expect(kindOf('unsent')).toBe(sent ? 'give-up' : 'wait');
    },
  );

  test.each(final.flatMap((failure) => all.map((repeat) => [failure, repeat] as const)))(
    '%s: nothing (%s) is tried again',
    (failure, repeat) => {
      expect(decide({ repeat, outcome: { failure, sent: false } }).kind).toBe('give-up');
      expect(decide({ repeat, outcome: { failure, sent: true } }).kind).toBe('give-up');
    },
  );
});

describe('how often', () => {
  test('three attempts are all', () => {
    expect([1, 2, 3, 4].map((attempt) => decide({ attempt }).kind)).toEqual(['wait', 'wait', 'give-up', 'give-up']);
  });

  test('one attempt means none again', () => {
    expect(decide({ attempt: 1 }, { maxAttempts: 1 }).kind).toBe('give-up');
  });
});

describe('how long', () => {
  test('full jitter: from nothing up to a bound that doubles and is capped', () => {
    const over = { maxAttempts: 10 };
    expect(decide({ attempt: 1, random: 0 }, over)).toEqual({ kind: 'wait', ms: 0 });
    expect([1, 2, 3, 4, 9].map((attempt) => decide({ attempt, random: 1 }, over))).toEqual(
      [100, 200, 300, 300, 300].map((ms) => ({ kind: 'wait', ms })),
    );
    expect(decide({ attempt: 2, random: 0.25 }, over)).toEqual({ kind: 'wait', ms: 50 });
  });

  test('Retry-After is the least, jitter comes on top', () => {
    expect(decide({ outcome: { status: 503, retryAfter: '2' } })).toEqual({ kind: 'wait', ms: 2_050 });
    const inThreeSeconds = new Date(now + 3_000).toUTCString();
    expect(decide({ outcome: { status: 429, retryAfter: inThreeSeconds }, random: 0 })).toEqual({
      kind: 'wait',
      ms: 3_000,
    });
  });

  test.each(['soon', '-5', ''])('Retry-After %j is treated as absent', (retryAfter) => {
    expect(decide({ outcome: { status: 503, retryAfter } })).toEqual({ kind: 'wait', ms: 50 });
  });
});

describe('the deadline', () => {
  test('a retry that has its least time left is begun, one that has a millisecond less is not', () => {
    expect(decide({ deadline: now + 100 }).kind).toBe('wait');
    expect(decide({ deadline: now + 99 }).kind).toBe('give-up');
    expect(decide({ deadline: now - 1 }).kind).toBe('give-up');
  });

  test('a Retry-After beyond it gives up at once', () => {
    const outcome = { status: 429, retryAfter: '60' };
    expect(decide({ outcome, deadline: now + 10_000 }).kind).toBe('give-up');
    expect(decide({ outcome, deadline: now + 61_000 }).kind).toBe('wait');
  });
});

import { describe, expect, test } from '@jest/globals';
import {
  type CachePolicy,
  isUpstreamFailure,
  judgeAnswer,
  judgeEntry,
  mayStandInFor,
} from '../../../src/transport/cache-decision.ts';
import { aFailure, anAnswer } from './stub-step.ts';

const policy: CachePolicy = {
  cacheFreshSeconds: 10,
  cacheStaleWhileRevalidateSeconds: 20,
  cacheStaleIfErrorSeconds: 600,
  cacheNegativeSeconds: 1,
};

test.each([
  [200, 0, 'fresh'],
  [200, 9_999, 'fresh'],
  [200, 10_000, 'renew'],
  [200, 29_999, 'renew'],
  [200, 30_000, 'stand-in'],
  [200, 599_999, 'stand-in'],
  [200, 600_000, 'expired'],
  [404, 999, 'fresh'],
  [404, 1_000, 'expired'],
] as const)('an answer %d kept for %d ms is %s', (status, ageMs, usefulness) => {
  expect(judgeEntry(status, ageMs, policy)).toBe(usefulness);
});

describe('what an answer does to its entry', () => {
  test.each([200, 201, 203, 204, 299])('%d is kept as long as it can be of use', (status) => {
    expect(judgeAnswer(anAnswer(status), policy)).toEqual({ kind: 'keep', ttlMs: 600_000 });
  });

  test('the longest of its uses counts', () => {
    const short = { ...policy, cacheStaleIfErrorSeconds: 0 };
    expect(judgeAnswer(anAnswer(200), short)).toEqual({ kind: 'keep', ttlMs: 30_000 });
  });

  test('404 is kept for its own short time, or not at all', () => {
    expect(judgeAnswer(anAnswer(404), policy)).toEqual({ kind: 'keep', ttlMs: 1_000 });
    expect(judgeAnswer(anAnswer(404), { ...policy, cacheNegativeSeconds: 0 })).toEqual({ kind: 'drop' });
  });

  test.each([206, 301, 304, 307, 400, 401, 403, 409, 410, 422])('%d drops it', (status) => {
    expect(judgeAnswer(anAnswer(status), policy)).toEqual({ kind: 'drop' });
  });

  test.each([408, 429, 500, 502, 503, 504])('%d leaves it', (status) => {
    expect(judgeAnswer(anAnswer(status), policy)).toEqual({ kind: 'leave' });
  });

  test.each(['no-store', 'private, No-Store', 'max-age=60,no-store'])('cache-control %j is heeded', (header) => {
    expect(judgeAnswer(anAnswer(200, { 'cache-control': header }), policy)).toEqual({ kind: 'drop' });
  });
});

test('an entry stands in for failures of the upstream only', () => {
  expect([408, 429, 500, 503].every(isUpstreamFailure)).toBe(true);
  expect([200, 304, 400, 401, 403, 404, 422].some(isUpstreamFailure)).toBe(false);
  expect(
    (['connect', 'timeout', 'reset', 'invalid', 'refused'] as const).every((failure) =>
      mayStandInFor(aFailure(failure)),
    ),
  ).toBe(true);
  expect(mayStandInFor(aFailure('aborted'))).toBe(false);
  expect(mayStandInFor(new Error('bug'))).toBe(false);
});

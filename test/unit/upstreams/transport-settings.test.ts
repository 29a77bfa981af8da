import { expect, test } from '@jest/globals';
import { transportDefaults } from '../../../src/transport/settings.ts';
import { readTransportSettings } from '../../../src/upstreams/transport-settings.ts';

test('nothing set: the transport’s own defaults, no cache, and few requests of one Dintero account at once', () => {
  expect(readTransportSettings({})).toEqual({
    values: { dintero: { ...transportDefaults, maxInFlightPerIdentity: 20 }, abillify: transportDefaults },
  });
});

test('the cache is on with a short default, and off whatever else is set', () => {
  const fresh = (environment: Record<string, string>) => {
    const read = readTransportSettings(environment);
    return 'values' in read ? read.values.dintero.cacheFreshSeconds : read.problems;
  };
  expect(fresh({ CACHE: 'on' })).toBe(5);
  expect(fresh({ CACHE: 'on', CACHE_SECONDS: '30' })).toBe(30);
  expect(fresh({ CACHE: 'off', CACHE_SECONDS: '30' })).toBe(0);
});

test('what is set holds for both upstreams, places of one account for its own', () => {
  const read = readTransportSettings({
    UPSTREAM_TIMEOUT_MS: '700',
    UPSTREAM_RETRY_PERCENT: '20',
    DINTERO_MAX_IN_FLIGHT: '7',
    ABILLIFY_MAX_IN_FLIGHT: '8',
  });
  if (!('values' in read)) throw new Error(read.problems.join());
  const { dintero, abillify } = read.values;
  for (const settings of [dintero, abillify]) {
    expect(settings).toMatchObject({ attemptTimeoutMs: 700, retryBudgetRatio: 0.2 });
  }
  expect([dintero.maxInFlightPerIdentity, abillify.maxInFlightPerIdentity]).toEqual([7, 8]);
});

test('a value out of range is named, and not shown', () => {
  const read = readTransportSettings({ UPSTREAM_ATTEMPTS: '11', BREAKER_FAILURES: 'many', CACHE: 'yes' });
  expect(read).toEqual({
    problems: [
      'UPSTREAM_ATTEMPTS must be a whole number from 1 to 10',
      'BREAKER_FAILURES must be a whole number from 1 to 1000',
      'CACHE must be one of: off, on',
    ],
  });
});

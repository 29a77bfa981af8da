import { z } from 'zod';
import { type Environment, oneOf, optional, type Reading, readSettings, wholeNumber } from '../settings/setting.ts';
import { type TransportSettings, transportDefaults } from '../transport/settings.ts';

export type TransportConfigs = Readonly<Record<'dintero' | 'abillify', TransportSettings>>;

const byDefault = transportDefaults;

/** How both upstreams are called; what only one of them needs otherwise has its name in front. */
export const transportSettings = z.object({
  UPSTREAM_TIMEOUT_MS: optional(
    'Longest time for one try of an upstream call, from its start to the last byte of the answer.',
    String(byDefault.attemptTimeoutMs),
    wholeNumber(50, 60_000),
  ),
  UPSTREAM_CONNECT_TIMEOUT_MS: optional(
    'Longest time until a connection to an upstream stands; kept to within a second.',
    String(byDefault.connectTimeoutMs),
    wholeNumber(50, 30_000),
  ),
  UPSTREAM_ATTEMPTS: optional(
    'Tries of one call, the first included; 1 is no retries. Writes are repeated only where that cannot do them twice.',
    String(byDefault.maxAttempts),
    wholeNumber(1, 10),
  ),
  UPSTREAM_RETRY_PERCENT: optional(
    'Retries allowed for each hundred calls of an upstream, so that one in trouble is not asked much more often than a healthy one.',
    String(byDefault.retryBudgetRatio * 100),
    wholeNumber(0, 100),
  ),
  UPSTREAM_RETRY_RESERVE: optional(
    'Retries that may be saved up; an upstream that is rarely called earns as many back in a minute.',
    String(byDefault.retryBudgetFloor),
    wholeNumber(0, 1_000),
  ),
  UPSTREAM_MAX_BODY_BYTES: optional(
    'Largest answer of an upstream, counted inflated.',
    String(byDefault.maxBodyBytes),
    wholeNumber(1_024, 104_857_600),
  ),
  UPSTREAM_MAX_IN_FLIGHT: optional(
    'Requests to one upstream at once.',
    String(byDefault.maxInFlight),
    wholeNumber(1, 1_000),
  ),
  DINTERO_MAX_IN_FLIGHT: optional(
    'Of them those of one Dintero account, whose limits are not documented.',
    '20',
    wholeNumber(1, 1_000),
  ),
  ABILLIFY_MAX_IN_FLIGHT: optional(
    'Of them those of one Abillify login.',
    String(byDefault.maxInFlightPerIdentity),
    wholeNumber(1, 1_000),
  ),
  UPSTREAM_MAX_QUEUED: optional(
    'Requests that wait for their turn at one upstream; further ones are refused as `RATE_LIMITED`.',
    String(byDefault.maxQueued),
    wholeNumber(0, 100_000),
  ),
  UPSTREAM_MAX_PAUSE_MS: optional(
    'Longest pause that an upstream’s 429 with Retry-After may cause for everybody; 0 is none.',
    String(byDefault.maxPauseMs),
    wholeNumber(0, 600_000),
  ),
  BREAKER_FAILURES: optional(
    'Failed tries in a row after which an upstream is not asked for a while.',
    String(byDefault.breakerFailures),
    wholeNumber(1, 1_000),
  ),
  BREAKER_OPEN_MS: optional(
    'How long it is not asked then; afterwards one request at a time probes it.',
    String(byDefault.breakerOpenMs),
    wholeNumber(100, 600_000),
  ),
  SHARE_IN_FLIGHT: optional(
    '`on` lets equal reads in flight share one call, for each account and credential; `off` makes each of them.',
    'on',
    oneOf(['off', 'on']),
  ),
  CACHE: optional(
    '`on` keeps upstreams’ answers for each account and credential; `off` asks every time.',
    'off',
    oneOf(['off', 'on']),
  ),
  CACHE_SECONDS: optional('How long a kept answer is given without asking.', '5', wholeNumber(1, 86_400)),
  CACHE_RENEW_SECONDS: optional(
    'How much longer it is given while it is renewed behind.',
    String(byDefault.cacheStaleWhileRevalidateSeconds),
    wholeNumber(0, 86_400),
  ),
  CACHE_STALE_SECONDS: optional(
    'Up to which age it stands in for an upstream that fails.',
    String(byDefault.cacheStaleIfErrorSeconds),
    wholeNumber(0, 86_400),
  ),
  CACHE_NOT_FOUND_SECONDS: optional(
    'How long an upstream’s 404 is remembered.',
    String(byDefault.cacheNegativeSeconds),
    wholeNumber(0, 60),
  ),
  CACHE_MAX_BYTES: optional(
    'What is kept of one upstream in this process; the least used goes first.',
    String(byDefault.cacheMaxBytes),
    wholeNumber(1_048_576, 999_999_999),
  ),
});

export function readTransportSettings(environment: Environment): Reading<TransportConfigs> {
  const read = readSettings(transportSettings, environment);
  if ('problems' in read) return read;
  const { values } = read;
  const shared: TransportSettings = {
    ...byDefault,
    connectTimeoutMs: values.UPSTREAM_CONNECT_TIMEOUT_MS,
    attemptTimeoutMs: values.UPSTREAM_TIMEOUT_MS,
    maxBodyBytes: values.UPSTREAM_MAX_BODY_BYTES,
    maxAttempts: values.UPSTREAM_ATTEMPTS,
    retryBudgetRatio: values.UPSTREAM_RETRY_PERCENT / 100,
    retryBudgetFloor: values.UPSTREAM_RETRY_RESERVE,
    breakerFailures: values.BREAKER_FAILURES,
    breakerOpenMs: values.BREAKER_OPEN_MS,
    maxInFlight: values.UPSTREAM_MAX_IN_FLIGHT,
    maxQueued: values.UPSTREAM_MAX_QUEUED,
    maxPauseMs: values.UPSTREAM_MAX_PAUSE_MS,
    shareInFlight: values.SHARE_IN_FLIGHT === 'on',
    cacheFreshSeconds: values.CACHE === 'on' ? values.CACHE_SECONDS : 0,
    cacheStaleWhileRevalidateSeconds: values.CACHE_RENEW_SECONDS,
    cacheStaleIfErrorSeconds: values.CACHE_STALE_SECONDS,
    cacheNegativeSeconds: values.CACHE_NOT_FOUND_SECONDS,
    cacheMaxBytes: values.CACHE_MAX_BYTES,
  };
  return {
    values: {
      dintero: { ...shared, maxInFlightPerIdentity: values.DINTERO_MAX_IN_FLIGHT },
      abillify: { ...shared, maxInFlightPerIdentity: values.ABILLIFY_MAX_IN_FLIGHT },
    },
  };
}

import { describe, expect, test } from '@jest/globals';
import { createCache } from '../../../src/transport/cache.ts';
import type { CachePolicy } from '../../../src/transport/cache-decision.ts';
import { type CacheStore, createMemoryStore } from '../../../src/transport/cache-store.ts';
import { Call } from '../../../src/transport/call.ts';
import type { UpstreamRequest } from '../../../src/transport/http.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aFailure, anAnswer, aRead, aWrite, createPendingStep } from './stub-step.ts';

const defaults: CachePolicy = {
  cacheFreshSeconds: 10,
  cacheStaleWhileRevalidateSeconds: 0,
  cacheStaleIfErrorSeconds: 600,
  cacheNegativeSeconds: 1,
};

function setUp(policy: Partial<CachePolicy> = {}, store: CacheStore = createMemoryStore(1_000_000)) {
  const clock = createFakeClock();
  const { step, attempts } = createPendingStep();
  const cache = createCache({ ...defaults, ...policy }, store, clock);
  const cached = cache.wrap(step);
  const ask = (request: UpstreamRequest = aRead()) => {
    const answer = cached(request, new Call());
    answer.catch(() => undefined);
    return answer;
  };
  /** Asks, and ends the attempt that it makes. */
  async function askAnd(response: ReturnType<typeof anAnswer>, request?: UpstreamRequest) {
    const answer = ask(request);
    await clock.settle();
    attempts.at(-1)?.answer(response);
    return answer;
  }
  return { clock, attempts, cache, ask, askAnd };
}

describe('fresh', () => {
  test('a kept answer is given without asking, and says how old it is', async () => {
    const { clock, attempts, ask, askAnd } = setUp();
    expect(await askAnd(anAnswer(200, {}, 'one'))).toMatchObject({ status: 200, cache: 'miss', age: 0 });
    await clock.advance(9_999);
    const hit = await ask();
    expect(hit).toMatchObject({ status: 200, cache: 'hit', age: 9 });
    expect(hit.body.toString()).toBe('one');
    expect(hit.isShared).toBe(true);
    expect(attempts).toHaveLength(1);
  });

  test('after its time the upstream is asked', async () => {
    const { clock, attempts, askAnd } = setUp();
    await askAnd(anAnswer(200, {}, 'one'));
    await clock.advance(10_000);
    const renewed = await askAnd(anAnswer(200, {}, 'two'));
    expect(renewed).toMatchObject({ cache: 'miss', age: 0 });
    expect(renewed.body.toString()).toBe('two');
    expect(attempts).toHaveLength(2);
  });

  test.each([
    ['identity', aRead({ identity: 'T11111111 b' })],
    ['path', aRead({ path: '/things/1' })],
    ['language', aRead({ headers: { accept: 'application/json', 'accept-language': 'no' } })],
  ])('another %s has its own', async (_, other) => {
    const { attempts, ask, askAnd, clock } = setUp();
    await askAnd(anAnswer(200, {}, 'mine'));
    ask(other);
    await clock.settle();
    expect(attempts).toHaveLength(2);
  });

  test('writes and POSTs pass by', async () => {
    const { attempts, askAnd } = setUp();
    for (const request of [aWrite(), aWrite(), aRead({ method: 'POST' }), aRead({ method: 'POST' })]) {
      expect((await askAnd(anAnswer(200), request)).cache).toBeUndefined();
    }
    expect(attempts).toHaveLength(4);
  });
});

describe('what is not kept', () => {
  test.each([301, 401, 403, 422, 429, 500, 503])('%d', async (status) => {
    const { attempts, askAnd } = setUp();
    await askAnd(anAnswer(status));
    expect((await askAnd(anAnswer(200))).status).toBe(200);
    expect(attempts).toHaveLength(2);
  });

  test('failures', async () => {
    const { attempts, ask, askAnd, clock } = setUp();
    const failed = ask();
    await clock.settle();
    attempts[0]?.fail(aFailure('reset'));
    await expect(failed).rejects.toMatchObject({ failure: 'reset' });
    expect((await askAnd(anAnswer(200))).cache).toBe('miss');
  });

  test('a 404 for longer than its moment', async () => {
    const { clock, attempts, ask, askAnd } = setUp();
    await askAnd(anAnswer(404));
    expect(await ask()).toMatchObject({ status: 404, cache: 'hit' });
    await clock.advance(1_000);
    const failed = ask();
    await clock.settle();
    attempts[1]?.fail(aFailure('reset'));
    await expect(failed).rejects.toMatchObject({ failure: 'reset' });
  });
});

describe('when the upstream fails', () => {
  test.each([429, 500, 503])('an old answer stands in for %d', async (status) => {
    const { clock, askAnd } = setUp();
    await askAnd(anAnswer(200, {}, 'one'));
    await clock.advance(300_000);
    const given = await askAnd(anAnswer(status));
    expect(given).toMatchObject({ status: 200, cache: 'stale', age: 300 });
    expect(given.body.toString()).toBe('one');
  });

  test.each(['connect', 'timeout', 'reset', 'invalid', 'refused'] as const)('and for %s', async (failure) => {
    const { clock, attempts, ask, askAnd } = setUp();
    await askAnd(anAnswer());
    await clock.advance(20_000);
    const given = ask();
    await clock.settle();
    attempts[1]?.fail(aFailure(failure));
    expect(await given).toMatchObject({ cache: 'stale', age: 20 });
  });

  test('but not beyond its age, and not for an abort', async () => {
    const { clock, attempts, ask, askAnd } = setUp();
    await askAnd(anAnswer());
    await clock.advance(20_000);
    const left = ask();
    await clock.settle();
    attempts[1]?.fail(aFailure('aborted'));
    await expect(left).rejects.toMatchObject({ failure: 'aborted' });
    await clock.advance(580_000);
    expect((await askAnd(anAnswer(503))).status).toBe(503);
  });

  test.each([401, 403, 404])('a %d is the answer, and the old one is gone', async (status) => {
    const { clock, askAnd } = setUp();
    await askAnd(anAnswer());
    await clock.advance(20_000);
    expect((await askAnd(anAnswer(status))).status).toBe(status);
    await clock.advance(2_000);
    expect((await askAnd(anAnswer(503))).status).toBe(503);
  });
});

describe('renewing behind', () => {
  test('the old answer is given at once and the new one to the next', async () => {
    const { clock, attempts, ask, askAnd } = setUp({ cacheStaleWhileRevalidateSeconds: 20 });
    await askAnd(anAnswer(200, {}, 'one'));
    await clock.advance(15_000);
    expect(await ask()).toMatchObject({ cache: 'stale', age: 15 });
    expect(attempts).toHaveLength(2);
    attempts[1]?.answer(anAnswer(200, {}, 'two'));
    await clock.settle();
    const next = await ask();
    expect(next).toMatchObject({ cache: 'hit', age: 0 });
    expect(next.body.toString()).toBe('two');
  });

  test('a failure behind changes nothing', async () => {
    const { clock, attempts, ask, askAnd } = setUp({ cacheStaleWhileRevalidateSeconds: 20 });
    await askAnd(anAnswer());
    await clock.advance(15_000);
    await ask();
    attempts[1]?.fail(aFailure('reset'));
    await clock.settle();
    expect(await ask()).toMatchObject({ cache: 'stale' });
  });
});

describe('revalidation', () => {
  test('an answer with an etag is asked after, and 304 makes it fresh again', async () => {
    const { clock, attempts, ask, askAnd } = setUp();
    await askAnd(anAnswer(200, { etag: '"v1"' }, 'one'));
    await clock.advance(20_000);
    const confirmed = await askAnd(anAnswer(304, {}, ''));
    expect(confirmed).toMatchObject({ status: 200, cache: 'revalidated', age: 0 });
    expect(confirmed.body.toString()).toBe('one');
    expect(attempts[1]?.request.headers).toEqual({ accept: 'application/json', 'if-none-match': '"v1"' });
    await clock.advance(5_000);
    expect(await ask()).toMatchObject({ cache: 'hit', age: 5 });
  });

  test('another answer takes its place', async () => {
    const { clock, ask, askAnd } = setUp();
    await askAnd(anAnswer(200, { etag: '"v1"' }, 'one'));
    await clock.advance(20_000);
    expect(await askAnd(anAnswer(200, { etag: '"v2"' }, 'two'))).toMatchObject({ cache: 'miss' });
    expect((await ask()).body.toString()).toBe('two');
  });
});

describe('invalidation', () => {
  test('drops what begins so, for that identity alone', async () => {
    const { attempts, cache, ask, askAnd, clock } = setUp();
    const others = aRead({ identity: 'T11111111 b' });
    await askAnd(anAnswer());
    await askAnd(anAnswer(), others);
    await cache.invalidate('T11111111 a\n');
    expect((await ask(others)).cache).toBe('hit');
    ask();
    await clock.settle();
    expect(attempts).toHaveLength(3);
  });

  test('an answer that was asked for before it is given, but not kept', async () => {
    const { attempts, cache, ask, clock } = setUp();
    const before = ask();
    await clock.settle();
    await cache.invalidate('T11111111 a\n');
    attempts[0]?.answer(anAnswer(200, {}, 'old'));
    expect((await before).body.toString()).toBe('old');
    ask();
    await clock.settle();
    expect(attempts).toHaveLength(2);
  });
});

test('a store that answers later will do', async () => {
  const inside = createMemoryStore(1_000_000);
  const remote: CacheStore = {
    get: async (key) => inside.get(key),
    set: async (key, entry, ttlMs) => inside.set(key, entry, ttlMs),
    delete: async (key) => inside.delete(key),
    deleteByPrefix: async (prefix) => inside.deleteByPrefix(prefix),
  };
  const { cache, ask, askAnd } = setUp({}, remote);
  await askAnd(anAnswer());
  expect((await ask()).cache).toBe('hit');
  await cache.invalidate('T11111111 a\n');
  expect((await askAnd(anAnswer())).cache).toBe('miss');
});

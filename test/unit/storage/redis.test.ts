import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { KeyValueStore } from '../../../src/graph/mutation/key-value-store.ts';
import { createRedisCacheStore } from '../../../src/storage/redis-cache-store.ts';
import { createRedisCounts } from '../../../src/storage/redis-counts.ts';
import { connectRedis, type RedisLink } from '../../../src/storage/redis-link.ts';
import { createRedisPauses } from '../../../src/storage/redis-pauses.ts';
import { createRedisStore } from '../../../src/storage/redis-store.ts';
import { createRedisTokens } from '../../../src/storage/redis-tokens.ts';
import type { CacheEntry, CacheStore } from '../../../src/transport/cache-store.ts';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/start-redis.ts';

const MINUTE = 60_000;

describeWithRedis('two replicas and one Redis', () => {
  let redis: TestRedis;
  let lines: string[];
  let codes: unknown[];
  let links: RedisLink[];

  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(async () => {
    lines = [];
    codes = [];
    const warn = (fields: object, message: string) => {
      codes.push(Reflect.get(fields, 'code'));
      lines.push(message);
    };
    const log = { warn, info: record };
    const times = { answerMs: 250, silenceMs: 1 };
    links = [await connectRedis(redis.url, log, times), await connectRedis(redis.url, log, times)];
  });
  afterEach(() => Promise.all(links.map((link) => link.close())));
  afterAll(() => redis.kill());

  function record(_fields: object, message: string): void {
    lines.push(message);
  }

  function pair<T>(create: (link: RedisLink) => T): [T, T] {
    const [first, second] = links;
    if (!first || !second) throw new Error('There are two replicas.');
    return [create(first), create(second)];
  }

  /** Asks until the link has found its way back. */
  async function untilBack(): Promise<void> {
    for (const link of links) while ((await link.ask((client) => client.ping())) === 'away') await sleep(5);
  }

  test('a value that one has written the other reads, once, until it is deleted or its time is over', async () => {
    const [here, there] = pair(createRedisStore);
    expect(await here.setIfAbsent('a', 'first', MINUTE)).toBe(true);
    expect(await there.setIfAbsent('a', 'second', MINUTE)).toBe(false);
    expect(await there.get('a')).toBe('first');
    await there.delete('a');
    expect(await here.get('a')).toBeNull();
    await here.set('b', 'brief', 1);
    await sleep(5);
    expect(await there.get('b')).toBeNull();
  });

  test.each<[string, RegExp, (store: TestRedis) => unknown, (store: TestRedis) => unknown]>([
    ['gone', /^(SocketClosedUnexpectedlyError|E[A-Z]+)$/, (server) => server.kill(), (server) => server.start()],
    ['silent', /^TooLate$/, (server) => server.freeze(), (server) => server.wake()],
  ])(
    'while Redis is %s each works alone with what it knows, says so once, and both find back',
    async (_how, code, leave, comeBack) => {
      const [here, there] = pair(createRedisStore);
      await here.set('mine', 'before', MINUTE);
      await leave(redis);
      expect(await here.get('mine')).toBe('before');
      expect(await here.setIfAbsent('mine', 'again', MINUTE)).toBe(false);
      expect(await here.setIfAbsent('lonely', 'meanwhile', MINUTE)).toBe(true);
      expect(await here.setIfAbsent('lonely', 'again', MINUTE)).toBe(false);
      expect(await there.get('lonely')).toBeNull();
      expect(lines).toEqual(Array(2).fill('Redis does not answer; this replica works alone until it does'));
      expect(codes).toEqual(Array(2).fill(expect.stringMatching(code)));
      await comeBack(redis);
      await untilBack();
      expect(lines.slice(2)).toEqual(Array(2).fill('Redis answers again'));
      expect(await here.get('lonely')).toBe('meanwhile');
      expect(await here.setIfAbsent('lonely', 'again', MINUTE)).toBe(false);
      expect(await there.setIfAbsent('new', 'shared', MINUTE)).toBe(true);
      expect(await here.get('new')).toBe('shared');
      await there.delete('new');
    },
  );

  function createCaches(): [CacheStore, CacheStore] {
    return pair((link) => createRedisCacheStore(link, 'dintero', 1024 * 1024));
  }

  async function readAndKeep(store: CacheStore, key: string, text: string): Promise<void> {
    await store.get(key);
    await store.set(key, entryOf(text), MINUTE);
  }

  async function textOf(store: CacheStore | KeyValueStore, key: string): Promise<string | undefined> {
    const entry = await store.get(key);
    return typeof entry === 'object' && entry !== null ? entry.response.body.toString() : undefined;
  }

  test('an answer that one has kept the other gives, byte for byte, to the same identity alone', async () => {
    const [here, there] = createCaches();
    await readAndKeep(here, 'anna\n/products', 'æøå\n{}');
    expect(await there.get('anna\n/products')).toEqual(entryOf('æøå\n{}'));
    expect(await there.get('berit\n/products')).toBeUndefined();
    await there.delete('anna\n/products');
    expect(await here.get('anna\n/products')).toBeUndefined();
  });

  test('what one has forgotten after a write no other gives any more, nor keeps what was asked for before it', async () => {
    const [here, there] = createCaches();
    await readAndKeep(here, 'anna\n/groups', 'old');
    await readAndKeep(here, 'berit\n/groups', 'hers');
    await there.get('anna\n/catalogs');
    await here.deleteByPrefix('anna\n');
    await there.set('anna\n/catalogs', entryOf('asked for before the write'), MINUTE);
    expect(await textOf(there, 'anna\n/groups')).toBeUndefined();
    expect(await textOf(here, 'anna\n/catalogs')).toBeUndefined();
    expect(await textOf(there, 'berit\n/groups')).toBe('hers');
  });

  test('a pause that one was asked for all of an upstream hear of, also after Redis was gone', async () => {
    const heard: string[] = [];
    const [here, there] = pair((link) => createRedisPauses(link, 'dintero'));
    const [, elsewhere] = pair((link) => createRedisPauses(link, 'abillify'));
    here.listen((ms) => heard.push(`here ${ms}`));
    there.listen((ms) => heard.push(`there ${ms}`));
    elsewhere.listen((ms) => heard.push(`elsewhere ${ms}`));
    await untilBack();
    here.announce(1_500.2);
    while (heard.length < 2) await sleep(1);
    expect(heard.toSorted()).toEqual(['here 1501', 'there 1501']);
    await redis.kill();
    here.announce(1);
    await redis.start();
    await untilBack();
    there.announce(7_000);
    while (heard.length < 4) await sleep(1);
    expect(heard.slice(2).toSorted()).toEqual(['here 7000', 'there 7000']);
  });

  test('requests are counted together, each name in its own window; alone when Redis is gone', async () => {
    const [here, there] = pair(createRedisCounts);
    expect(await here.count('anna', MINUTE)).toEqual({ requests: 1, leftMs: expect.any(Number) });
    const { requests, leftMs } = await there.count('anna', MINUTE);
    expect(requests).toBe(2);
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(MINUTE);
    expect(await there.count('berit', MINUTE)).toMatchObject({ requests: 1 });
    expect(await here.count('carl', 1)).toMatchObject({ requests: 1 });
    await sleep(5);
    expect(await there.count('carl', MINUTE)).toMatchObject({ requests: 1 });
    await redis.kill();
    expect(await here.count('anna', MINUTE)).toMatchObject({ requests: 1 });
    expect(await here.count('anna', MINUTE)).toMatchObject({ requests: 2 });
    expect(await there.count('anna', MINUTE)).toMatchObject({ requests: 1 });
    await redis.start();
    await untilBack();
    expect(await here.count('anna', MINUTE)).toMatchObject({ requests: 1 });
    expect(await there.count('anna', MINUTE)).toMatchObject({ requests: 2 });
  });

  test('retries are taken from one bucket, which fills within a minute and never beyond its brim', async () => {
    const [here, there] = pair((link) => createRedisTokens(link, 'dintero'));
    const [elsewhere] = pair((link) => createRedisTokens(link, 'abillify'));
    expect(await here.exchange(-19.5, 20)).toBe(0.5);
    const left = await there.exchange(-4, 20);
    expect(left).toBeGreaterThanOrEqual(-3.5);
    expect(left).toBeLessThan(0);
    expect(await elsewhere.exchange(7, 20)).toBe(20);
    expect(await there.exchange(0, 20)).toBeGreaterThanOrEqual(left ?? 0);
    expect(await here.exchange(1_000, 20)).toBe(20);
    await redis.kill();
    expect(await here.exchange(-1, 20)).toBeUndefined();
    await redis.start();
    await untilBack();
    expect(await there.exchange(-1, 20)).toBe(19);
  });

  test('what was to be forgotten while Redis was silent is forgotten before it is asked again', async () => {
    const [here] = createCaches();
    await readAndKeep(here, 'anna\n/groups', 'old');
    redis.freeze();
    await here.deleteByPrefix('anna\n');
    expect(await textOf(here, 'anna\n/groups')).toBeUndefined();
    await readAndKeep(here, 'anna\n/groups', 'kept alone');
    expect(await textOf(here, 'anna\n/groups')).toBe('kept alone');
    redis.wake();
    await untilBack();
    expect(await textOf(here, 'anna\n/groups')).toBeUndefined();
  });
});

test('without a Redis at the address the link is there all the same, and says so', async () => {
  const lines: string[] = [];
  const log = { warn: (_fields: object, line: string) => lines.push(line), info: () => undefined };
  const link = await connectRedis('redis://127.0.0.1:1', log);
  expect(await link.ask((client) => client.ping())).toBe('away');
  expect(lines).toHaveLength(1);
  await link.close();
});

function entryOf(text: string): CacheEntry {
  return { response: { status: 200, headers: { etag: '"1"' }, body: Buffer.from(text) }, storedAt: 1_700_000_000_000 };
}

import type { KeyValueStore } from '../graph/mutation/key-value-store.ts';
import { createMemoryStore } from './memory-store.ts';
import type { RedisLink } from './redis-link.ts';

const PREFIX = 'gateway:';

/**
 * Keeps values in Redis, for all replicas. What this replica wrote it keeps itself as well: while Redis is away it answers from that, and
 * what it wrote meanwhile counts afterwards, too.
 *
 * @param maxBytes of each of the two kinds that it keeps itself
 */
export function createRedisStore(redis: RedisLink, maxBytes?: number): KeyValueStore {
  const bounds = maxBytes === undefined ? {} : { maxBytes };
  /** What Redis was given, too. */
  const mirror = createMemoryStore(bounds);
  /** What Redis was not there to take. */
  const alone = createMemoryStore(bounds);
  return {
    async get(name) {
      const shared = await redis.ask((client) => client.get(PREFIX + name));
      if (shared === 'away') return (await alone.get(name)) ?? mirror.get(name);
      return shared.answer ?? alone.get(name);
    },
    async setIfAbsent(name, value, lifetimeMs) {
      if ((await alone.get(name)) !== null) return false;
      const set = await redis.ask((client) =>
        client.set(PREFIX + name, value, { condition: 'NX', expiration: { type: 'PX', value: lifetimeMs } }),
      );
      if (set === 'away') return (await mirror.get(name)) === null && alone.setIfAbsent(name, value, lifetimeMs);
      if (set.answer === null) return false;
      await mirror.set(name, value, lifetimeMs);
      return true;
    },
    async set(name, value, lifetimeMs) {
      const set = await redis.ask((client) =>
        client.set(PREFIX + name, value, { expiration: { type: 'PX', value: lifetimeMs } }),
      );
      await (set === 'away' ? alone : mirror).set(name, value, lifetimeMs);
    },
    async delete(name) {
      await Promise.all([mirror.delete(name), alone.delete(name)]);
      await redis.ask((client) => client.del(PREFIX + name));
    },
  };
}

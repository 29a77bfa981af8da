import { createHash } from 'node:crypto';
import { RESP_TYPES } from '@redis/client';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { type CacheEntry, type CacheStore, createMemoryStore } from '../transport/cache-store.ts';
import type { RedisLink } from './redis-link.ts';

/** Longer than any entry is kept, so that nothing of an old generation is left when its number is forgotten. */
const GENERATION_SECONDS = 7 * 24 * 60 * 60;
const MAX_ASKED = 10_000;

/*
 * Entries of one identity carry its generation in their keys; forgetting them all is one step to the next generation. A cluster keeps what
 * stands between braces in one place.
 */
const READ = `local generation = redis.call('GET', KEYS[1]) or '0'
return {generation, redis.call('GET', ARGV[1] .. generation .. ':' .. ARGV[2])}`;
const REMOVE = `local generation = redis.call('GET', KEYS[1]) or '0'
return redis.call('DEL', ARGV[1] .. generation .. ':' .. ARGV[2])`;
const FORGET = `redis.call('INCR', KEYS[1])
return redis.call('EXPIRE', KEYS[1], ARGV[1])`;

/**
 * Keeps answers of one upstream in Redis, for all replicas; while Redis is away, up to `maxBytes` of them in this process.
 *
 * An answer is kept under the generation in which it was asked for: what was read before a write, by whichever replica, is never found
 * after it.
 */
export function createRedisCacheStore(redis: RedisLink, upstream: string, maxBytes: number): CacheStore {
  let own = createMemoryStore(maxBytes);
  let outages = redis.outages();
  /** Generation in which a key that is not kept was first asked for. */
  const asked = new LRUCache<string, string>({ max: MAX_ASKED });
  /** Identities to forget that Redis was not told of. */
  const unforgotten = new Set<string>();

  /** What other replicas wrote during an outage is not known here: the next one begins with nothing. */
  function alone(): CacheStore {
    if (outages !== redis.outages()) {
      outages = redis.outages();
      own = createMemoryStore(maxBytes);
    }
    return own;
  }

  async function forget(identity: string): Promise<boolean> {
    const { generationKey } = place(upstream, identity);
    const told = await redis.ask((client) =>
      client.eval(FORGET, { keys: [generationKey], arguments: [String(GENERATION_SECONDS)] }),
    );
    return told !== 'away';
  }

  /** False while Redis still holds what was to be forgotten. */
  async function isUpToDate(): Promise<boolean> {
    for (const identity of unforgotten) {
      if (!(await forget(identity))) return false;
      unforgotten.delete(identity);
    }
    return true;
  }

  return {
    async get(key) {
      if (!(await isUpToDate())) return alone().get(key);
      const { generationKey, prefix, name } = place(upstream, identityOf(key), key);
      const found = await redis.ask((client) =>
        client
          .withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer })
          .eval(READ, { keys: [generationKey], arguments: [prefix, name] }),
      );
      if (found === 'away' || !Array.isArray(found.answer)) return alone().get(key);
      const [generation, stored]: unknown[] = found.answer;
      const entry = Buffer.isBuffer(stored) ? readEntry(stored) : undefined;
      if (entry || !asked.has(key)) asked.set(key, String(generation));
      return entry;
    },
    async set(key, entry, ttlMs) {
      const generation = asked.get(key);
      asked.delete(key);
      const { prefix, name } = place(upstream, identityOf(key), key);
      const told =
        generation === undefined
          ? 'away'
          : await redis.ask((client) =>
              client.set(`${prefix}${generation}:${name}`, writeEntry(entry), {
                expiration: { type: 'PX', value: Math.max(1, Math.ceil(ttlMs)) },
              }),
            );
      if (told === 'away') await alone().set(key, entry, ttlMs);
    },
    async delete(key) {
      await alone().delete(key);
      const { generationKey, prefix, name } = place(upstream, identityOf(key), key);
      await redis.ask((client) => client.eval(REMOVE, { keys: [generationKey], arguments: [prefix, name] }));
    },
    async deleteByPrefix(keyPrefix) {
      await alone().deleteByPrefix(keyPrefix);
      const identity = identityOf(keyPrefix);
      if (!(await forget(identity))) unforgotten.add(identity);
    },
  };
}

/** Keys begin with the identity and a line break. */
function identityOf(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf('\n')));
}

function place(upstream: string, identity: string, key = '') {
  const owner = `gateway:cache:{${upstream}:${digest(identity)}}`;
  return { generationKey: `${owner}:generation`, prefix: `${owner}:`, name: digest(key) };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** A line of JSON, then the body as it is. */
function writeEntry({ response: { status, headers, body }, storedAt }: CacheEntry): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify({ status, headers, storedAt })}\n`), body]);
}

/** What cannot be read is not there. */
function readEntry(stored: Buffer): CacheEntry | undefined {
  const end = stored.indexOf('\n');
  const head = entryHead.safeParse(stored.toString('utf8', 0, Math.max(0, end)));
  if (!head.success) return undefined;
  const { status, headers, storedAt } = head.data;
  return { response: { status, headers, body: stored.subarray(end + 1) }, storedAt };
}

const entryHead = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('is no JSON');
      return z.NEVER;
    }
  })
  .pipe(z.object({ status: z.number(), headers: z.record(z.string(), z.string()), storedAt: z.number() }));

import DataLoader from 'dataloader';
import { asAnswer } from './as-answer.ts';
import type { Call, Found } from './port.ts';

/** Answers one key: null when nothing has it. */
export interface KeyedLoader<K, T> {
  load(key: K): Promise<T | null>;
  /**
   * Looks up what each of these objects is about to be asked for, each key once, and resolves when all is known: `loadFor` then answers them without a
   * promise. Never rejects.
   */
  lookAhead<O extends object>(objects: readonly O[], keyOf: (object: O) => K): Promise<void>;
  /** What was looked ahead for this object; for any other, a load of the key. */
  loadFor(object: object, key: K): T | null | Promise<T | null>;
  /** Remembers values that came another way, such as in a list; those without a key are passed over. */
  prime(values: Iterable<T | Error>, keyOf: (value: T) => K | null): void;
  /** Forgets what is known of all keys, after a write. */
  clearAll(): void;
}

/**
 * A loader that asks for all keys of one tick together, each once, and hands the answers out by identity: whatever order or gaps the source
 * answers with, no key gets another's value.
 */
export function loadById<K, T>(
  getMany: (keys: readonly K[]) => Promise<Found<T>>,
  keyText: (key: K) => string,
): KeyedLoader<K, T> {
  const loader = new DataLoader<K, T | null, string>(
    async (keys) => {
      const found = await getMany(keys);
      return keys.map((key) => found.get(keyText(key)) ?? null);
    },
    { cacheKeyFn: keyText },
  );
  // Most of what comes in lists is never asked for by its key: it is looked through when the first key is.
  const cameAlong: (() => void)[] = [];
  // By object, not by key: others that ask for the same key wait for their own batch, so that what they lead to is still looked up together.
  const ahead = new Map<object, T | null | Error>();
  return {
    load,
    async lookAhead(objects, keyOf) {
      const indexes = new Map<string, number>();
      const loads: Promise<T | null | Error>[] = [];
      const indexOf = objects.map((object) => {
        const key = keyOf(object);
        const text = keyText(key);
        const known = indexes.get(text);
        if (known !== undefined) return known;
        indexes.set(text, loads.length);
        return loads.push(load(key).catch(asAnswer)) - 1;
      });
      const answers = await Promise.all(loads);
      objects.forEach((object, position) => {
        ahead.set(object, answers[indexOf[position] ?? -1] ?? null);
      });
    },
    loadFor(object, key) {
      const known = ahead.get(object);
      if (known === undefined) return load(key);
      return known instanceof Error ? Promise.reject(known) : known;
    },
    prime(values, keyOf) {
      cameAlong.push(() => {
        for (const value of values) {
          if (value instanceof Error) continue;
          const key = keyOf(value);
          if (key !== null) loader.prime(key, value);
        }
      });
    },
    clearAll() {
      cameAlong.length = 0;
      ahead.clear();
      loader.clearAll();
    },
  };

  function load(key: K): Promise<T | null> {
    for (const prime of cameAlong.splice(0)) prime();
    return loader.load(key);
  }
}

/** Asks for keys that a loader gathered, as one batch before whoever looks on. */
export async function inBatch<K, T>(
  loader: string,
  keys: readonly K[],
  call: Call,
  getMany: (keys: readonly K[], call: Call) => Promise<T>,
): Promise<T> {
  const look = call.watch?.beginBatch?.({ loader, keys: keys.length });
  if (!look) return getMany(keys, call);
  try {
    return await getMany(keys, { ...call, watch: look.watch });
  } finally {
    look.end();
  }
}

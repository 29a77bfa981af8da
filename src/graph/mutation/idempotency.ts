import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import type { KeyValueStore } from './key-value-store.ts';

/** A creation that a caller gave a name. */
export interface NamedCreation {
  /** Account and caller: keys of one never meet those of another. */
  readonly identity: string;
  /** The mutation's field. */
  readonly field: string;
  /** The caller's key. */
  readonly key: string;
  /** Everything else that the mutation was given. */
  readonly input: unknown;
  /** Epoch milliseconds; waiting for another request with the same key ends there. */
  readonly deadline: number | undefined;
}

/** Runs a creation once for each key: a repeat gets the first outcome, a reuse with another input a `CONFLICT`. */
export interface Idempotency {
  /** `create` is told whether an earlier try may have got through, though its outcome was never known. */
  run<T>(
    creation: NamedCreation,
    isOutcome: (stored: unknown) => stored is T,
    create: (mayExist: boolean) => Promise<T>,
  ): Promise<T>;
}

/** Abillify's own time; the same for Dintero, which has none. Source: facts about Abillify, section 3.3. */
const KEPT_MS = 24 * 60 * 60 * 1000;
/** Longer than any operation may take with its writes let finish; a process that dies in between blocks its keys so long. */
const LOCK_MS = 120_000;
const POLL_MS = 20;

export function createIdempotency(store: KeyValueStore, now: () => number = Date.now): Idempotency {
  return {
    async run(creation, isOutcome, create) {
      const name = nameOf(creation);
      await bind(name, hash(creation.input));
      for (;;) {
        const outcome = await recall(name, isOutcome);
        if (outcome) return outcome.value;
        if (await store.setIfAbsent(`${name}:lock`, 'held', LOCK_MS)) break;
        if (creation.deadline !== undefined && now() >= creation.deadline) throw stillRunning();
        await sleep(POLL_MS);
      }
      try {
        const outcome = await recall(name, isOutcome);
        return outcome ? outcome.value : await runOnce(name, create);
      } finally {
        await store.delete(`${name}:lock`);
      }
    },
  };

  /** Ties the key to the first input that it came with. */
  async function bind(name: string, input: string): Promise<void> {
    if (await store.setIfAbsent(`${name}:input`, input, KEPT_MS)) return;
    const first = await store.get(`${name}:input`);
    if (first !== null && first !== input) throw otherInput();
  }

  async function recall<T>(name: string, isOutcome: (stored: unknown) => stored is T): Promise<{ value: T } | null> {
    const text = await store.get(`${name}:outcome`);
    if (text === null) return null;
    const outcome = outcomeRecord.parse(JSON.parse(text));
    if ('conflict' in outcome) throw new GatewayError('CONFLICT', outcome.conflict.message, outcome.conflict.details);
    return isOutcome(outcome.created) ? { value: outcome.created } : null;
  }

  /**
   * A success and a conflict are kept. When nothing was created for another reason the key is free again. After an unknown outcome the key
   * stays tied to its input, and the repeat looks for the object before it creates it.
   */
  async function runOnce<T>(name: string, create: (mayExist: boolean) => Promise<T>): Promise<T> {
    try {
      const created = await create((await store.get(`${name}:unknown`)) !== null);
      await keep(name, { created });
      return created;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (error.code === 'CONFLICT') {
        const { upstream, problems } = error.details;
        await keep(name, { conflict: { message: error.message, details: { upstream, problems } } });
      } else if (error.code === 'OUTCOME_UNKNOWN') {
        await store.set(`${name}:unknown`, 'true', KEPT_MS);
      } else {
        await store.delete(`${name}:input`);
      }
      throw error;
    }
  }

  function keep(name: string, outcome: unknown): Promise<void> {
    return store.set(`${name}:outcome`, JSON.stringify(outcome), KEPT_MS);
  }
}

/** A key for the object to create that is the same whenever the same creation is asked for again. */
export function keyFromCreation({ identity, field, key, input }: Omit<NamedCreation, 'deadline'>): string {
  return hash([identity, field, key, input]).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

const outcomeRecord = z.union([
  z.object({ created: z.unknown().refine((value) => value !== undefined) }),
  z.object({
    conflict: z.object({
      message: z.string(),
      details: z.object({
        upstream: z.string().optional(),
        problems: z.array(z.object({ field: z.array(z.string()), message: z.string() })).optional(),
      }),
    }),
  }),
]);

function nameOf({ identity, field, key }: NamedCreation): string {
  return `idempotency:${hash([identity, field, key])}`;
}

function hash(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex');
}

function otherInput(): GatewayError {
  const message = 'This idempotency key was used with another input within 24 hours.';
  return new GatewayError('CONFLICT', message, { problems: [{ field: ['input', 'idempotencyKey'], message }] });
}

function stillRunning(): GatewayError {
  const message = 'The first request with this idempotency key is still at work; ask again.';
  return new GatewayError('CONFLICT', message, { problems: [{ field: ['input', 'idempotencyKey'], message }] });
}

import { expect, test } from '@jest/globals';
import { GatewayError } from '../../../../src/graph/errors.ts';
import { createIdempotency, keyFromCreation, type NamedCreation } from '../../../../src/graph/mutation/idempotency.ts';
import { createMemoryStore } from '../../../../src/storage/memory-store.ts';

const HOUR_MS = 60 * 60 * 1000;

const creation = { identity: 'T11223344', field: 'createGroup', key: 'k', input: { name: 'a' }, deadline: undefined };

const isText = (stored: unknown): stored is string => typeof stored === 'string';

function setUp() {
  let now = 0;
  const calls: boolean[] = [];
  const idempotency = createIdempotency(createMemoryStore({ now: () => now }), () => now);
  const run = (changes: Partial<NamedCreation> = {}, outcome: () => Promise<string> = async () => 'made') =>
    idempotency.run({ ...creation, ...changes }, isText, (mayExist) => {
      calls.push(mayExist);
      return outcome();
    });
  return { run, calls, pass: (ms: number) => (now += ms) };
}

test('a key is remembered for 24 hours, and free afterwards', async () => {
  const { run, calls, pass } = setUp();
  expect(await run()).toBe('made');
  pass(24 * HOUR_MS - 1);
  expect(await run({}, async () => 'again')).toBe('made');
  pass(1);
  expect(await run({ input: { name: 'b' } }, async () => 'again')).toBe('again');
  expect(calls).toEqual([false, false]);
});

test('a key belongs to one account and one field', async () => {
  const { run, calls } = setUp();
  await run();
  await run({ identity: 'T99999999' });
  await run({ field: 'createCatalog' });
  expect(calls).toHaveLength(3);
});

test('waiting for another request with the same key ends at the deadline', async () => {
  const { run } = setUp();
  let finish = (_outcome: string): void => undefined;
  const first = run({}, () => new Promise((resolve) => (finish = resolve)));
  await expect(run({ deadline: 0 })).rejects.toMatchObject({ code: 'CONFLICT' });
  finish('made');
  expect(await first).toBe('made');
});

test('a repeat after an unknown outcome is told so; after a known failure it is not', async () => {
  const { run, calls } = setUp();
  const fail = (code: 'OUTCOME_UNKNOWN' | 'FORBIDDEN') => async () => {
    throw new GatewayError(code, 'failed');
  };
  await expect(run({}, fail('FORBIDDEN'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(run({}, fail('OUTCOME_UNKNOWN'))).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  await expect(run({ input: { name: 'b' } })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await run()).toBe('made');
  expect(calls).toEqual([false, false, true]);
});

test('a conflict is kept with its place and upstream', async () => {
  const { run, calls } = setUp();
  const details = { upstream: 'dintero', problems: [{ field: ['input', 'groupId'], message: 'in use' }] };
  const conflict = async () => {
    throw new GatewayError('CONFLICT', 'in use', details);
  };
  await expect(run({}, conflict)).rejects.toMatchObject({ code: 'CONFLICT', details });
  await expect(run()).rejects.toMatchObject({ code: 'CONFLICT', message: 'in use', details });
  expect(calls).toHaveLength(1);
});

test('a key made from a creation is the same for the same one, another for any other, and shaped as a UUID', () => {
  const key = keyFromCreation(creation);
  expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  expect(keyFromCreation({ ...creation })).toBe(key);
  const others = [{ identity: 'x' }, { field: 'x' }, { key: 'x' }, { input: {} }].map((change) =>
    keyFromCreation({ ...creation, ...change }),
  );
  expect(new Set([key, ...others]).size).toBe(5);
});

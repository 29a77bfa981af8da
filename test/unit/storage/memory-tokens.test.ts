import { expect, test } from '@jest/globals';
import { createMemoryTokens } from '../../../src/storage/memory-tokens.ts';

test('retries are taken by all from one bucket, which fills within a minute and never beyond what it holds', async () => {
  let now = 0;
  const { exchange } = createMemoryTokens(() => now);
  expect(await exchange(0, 10)).toBe(10);
  expect(await exchange(-8, 10)).toBe(2);
  expect(await exchange(-4, 10)).toBe(-2);
  now += 30_000;
  expect(await exchange(0, 10)).toBe(3);
  now += 600_000;
  expect(await exchange(0.5, 10)).toBe(10);
  // A clock that is put back takes nothing away.
  now -= 1_000_000;
  expect(await exchange(-1, 10)).toBe(9);
});

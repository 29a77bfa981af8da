import { expect, test } from '@jest/globals';
import { readOnce } from '../../../src/graph/read-once.ts';

/** A reader that counts what it reads. */
function createCounter(): { readonly asked: unknown[]; readonly read: (request: unknown) => Promise<number> } {
  const asked: unknown[] = [];
  return {
    asked,
    async read(request) {
      asked.push(request);
      return asked.length;
    },
  };
}

test('a page is read once, at once or one after the other', async () => {
  const counter = createCounter();
  const pages = readOnce(counter.read);
  const request = { first: 20, after: null, filter: { name: 'Stablestol' } };
  expect(await Promise.all([pages.read(request), pages.read({ ...request })])).toEqual([1, 1]);
  expect(await pages.read(structuredClone(request))).toBe(1);
  expect(counter.asked).toEqual([request]);
});

test.each([
  [{ first: 21, after: null, filter: { name: 'Stablestol' } }],
  [{ first: 20, after: [null, 0], filter: { name: 'Stablestol' } }],
  [{ first: 20, after: null, filter: { name: 'Sofa' } }],
  [{ first: 20, after: null, filter: { name: null } }],
])('%j is another page', async (other) => {
  const pages = readOnce(createCounter().read);
  expect(await pages.read({ first: 20, after: null, filter: { name: 'Stablestol' } })).toBe(1);
  expect(await pages.read(other)).toBe(2);
});

test('a failure is shared, and gone after a write as everything is', async () => {
  let reads = 0;
  const pages = readOnce(async (name: string) => {
    reads += 1;
    if (reads === 1) throw new Error('down');
    return name;
  });
  const outcomes = await Promise.allSettled([pages.read('a'), pages.read('a')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(reads).toBe(1);
  pages.clearAll();
  expect(await pages.read('a')).toBe('a');
});

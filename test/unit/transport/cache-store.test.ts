import { expect, test } from '@jest/globals';
import { createMemoryStore } from '../../../src/transport/cache-store.ts';
import { anAnswer } from './stub-step.ts';

const anEntry = (bytes = 10) => ({ response: anAnswer(200, {}, 'x'.repeat(bytes)), storedAt: 0 });

test('gives back what it was given, until it is deleted', () => {
  const store = createMemoryStore(1_000_000);
  const entry = anEntry();
  store.set('a', entry, 1_000);
  expect(store.get('a')).toBe(entry);
  store.delete('a');
  expect(store.get('a')).toBeUndefined();
});

test('deletes by prefix, and nothing else', () => {
  const store = createMemoryStore(1_000_000);
  for (const key of ['a\n/x', 'a\n/y', 'ab\n/x']) store.set(key, anEntry(), 1_000);
  store.deleteByPrefix('a\n');
  expect(['a\n/x', 'a\n/y', 'ab\n/x'].map((key) => store.get(key) !== undefined)).toEqual([false, false, true]);
});

test('holds no more bytes than it may, what is made of bodies included, and drops what was not asked for longest', () => {
  const store = createMemoryStore(2_100_000);
  for (let index = 0; index < 10; index += 1) {
    store.set(`${index}`, anEntry(100_000), 1_000);
    store.get('0');
  }
  const kept = Array.from({ length: 10 }, (_, index) => index).filter((index) => store.get(`${index}`) !== undefined);
  expect(kept).toEqual([0, 7, 8, 9]);
});

test('an entry that is larger than the whole is not kept', () => {
  const store = createMemoryStore(10_000);
  store.set('a', anEntry(20_000), 1_000);
  expect(store.get('a')).toBeUndefined();
});

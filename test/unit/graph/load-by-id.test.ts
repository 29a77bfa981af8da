import { expect, test } from '@jest/globals';
import { loadById } from '../../../src/graph/load-by-id.ts';
import type { Found } from '../../../src/graph/port.ts';

interface Thing {
  readonly name: string;
}

/** A source that knows some things by their key, and what it was asked. */
function createSource(things: Readonly<Record<string, Thing | Error>>): {
  readonly asked: (readonly string[])[];
  readonly getMany: (keys: readonly string[]) => Promise<Found<Thing>>;
} {
  const asked: (readonly string[])[] = [];
  return {
    asked,
    async getMany(keys) {
      asked.push(keys);
      return new Map(Object.entries(things).reverse());
    },
  };
}

const same = (key: string): string => key;
const a = { name: 'A' };
const b = { name: 'B' };

test('keys of one tick are asked together, each once, and answered by identity', async () => {
  const source = createSource({ b, a, c: { name: 'nobody asked for it' } });
  const loader = loadById(source.getMany, same);
  const answers = await Promise.all(['a', 'b', 'a', 'b', 'a'].map((key) => loader.load(key)));
  expect(answers).toEqual([a, b, a, b, a]);
  expect(source.asked).toEqual([['a', 'b']]);
});

test('a key that nothing has is null, and is not asked for again', async () => {
  const source = createSource({ a });
  const loader = loadById(source.getMany, same);
  expect(await Promise.all([loader.load('x'), loader.load('a')])).toEqual([null, a]);
  expect(await loader.load('x')).toBeNull();
  expect(source.asked).toEqual([['x', 'a']]);
});

test('a failing key fails alone', async () => {
  const broken = new Error('broken');
  const loader = loadById(createSource({ a, b: broken }).getMany, same);
  const [ofA, ofB, ofC] = await Promise.allSettled([loader.load('a'), loader.load('b'), loader.load('c')]);
  expect([ofA, ofB, ofC]).toEqual([
    { status: 'fulfilled', value: a },
    { status: 'rejected', reason: broken },
    { status: 'fulfilled', value: null },
  ]);
});

test('a failing source fails all that was asked together', async () => {
  const down = new Error('down');
  const loader = loadById<string, Thing>(() => Promise.reject(down), same);
  const outcomes = await Promise.allSettled([loader.load('a'), loader.load('b')]);
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([down, down]);
});

test('keys are told apart by their text, not by being the same object', async () => {
  const asked: (readonly { id: number }[])[] = [];
  const loader = loadById<{ id: number }, Thing>(
    async (keys) => {
      asked.push(keys);
      return new Map([['key 1', a]]);
    },
    ({ id }) => `key ${id}`,
  );
  expect(await Promise.all([loader.load({ id: 1 }), loader.load({ id: 1 }), loader.load({ id: 2 })])).toEqual([
    a,
    a,
    null,
  ]);
  expect(asked).toEqual([[{ id: 1 }, { id: 2 }]]);
});

test('what came another way is not asked for, and never replaces what was asked first', async () => {
  const source = createSource({ b });
  const loader = loadById(source.getMany, same);
  loader.prime([a, new Error('unreadable')], () => 'a');
  expect(await loader.load('a')).toBe(a);
  expect(source.asked).toEqual([]);

  expect(await loader.load('b')).toBe(b);
  loader.prime([{ name: 'other B' }], () => 'b');
  expect(await loader.load('b')).toBe(b);
});

test('what has no key is passed over', async () => {
  const source = createSource({ a });
  const loader = loadById(source.getMany, same);
  loader.prime([{ name: 'nameless' }], () => null);
  expect(await loader.load('a')).toBe(a);
  expect(source.asked).toEqual([['a']]);
});

test('after a write everything is asked anew', async () => {
  const source = createSource({ a, b });
  const loader = loadById(source.getMany, same);
  loader.prime([{ name: 'old A' }], () => 'a');
  await loader.load('b');
  loader.clearAll();
  expect(await Promise.all([loader.load('a'), loader.load('b')])).toEqual([a, b]);
  expect(source.asked).toEqual([['b'], ['a', 'b']]);
});

test('what was looked ahead for an object is there at once, failures are promises, and everybody else loads', async () => {
  const broken = new Error('broken');
  const source = createSource({ a, b: broken });
  const loader = loadById(source.getMany, same);
  const [one, two, failing, missing, other] = [{ key: 'a' }, { key: 'a' }, { key: 'b' }, { key: 'x' }, { key: 'a' }];
  await loader.lookAhead([one, two, failing, missing], ({ key }) => key);
  expect(source.asked).toEqual([['a', 'b', 'x']]);
  expect([one, two, missing].map((object) => loader.loadFor(object, object.key))).toEqual([a, a, null]);
  await expect(loader.loadFor(failing, 'b')).rejects.toBe(broken);
  expect(loader.loadFor(other, 'a')).toBeInstanceOf(Promise);
  expect(await loader.loadFor(other, 'a')).toBe(a);
  expect(source.asked).toHaveLength(1);
});

test('a failing source is not asked again by what was looked ahead', async () => {
  const down = new Error('down');
  let asked = 0;
  const loader = loadById<string, Thing>(() => {
    asked += 1;
    return Promise.reject(down);
  }, same);
  const objects = [{ key: 'a' }, { key: 'b' }];
  await loader.lookAhead(objects, ({ key }) => key);
  const outcomes = await Promise.allSettled(objects.map((object) => loader.loadFor(object, object.key)));
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([down, down]);
  expect(asked).toBe(1);
});

test('after a write, what was looked ahead is forgotten', async () => {
  const source = createSource({ a });
  const loader = loadById(source.getMany, same);
  const object = { key: 'a' };
  await loader.lookAhead([object], ({ key }) => key);
  loader.clearAll();
  expect(await loader.loadFor(object, 'a')).toBe(a);
  expect(source.asked).toEqual([['a'], ['a']]);
});

import { expect, test } from '@jest/globals';
import { chunkKeys } from '../../../../src/upstreams/abillify/chunk-keys.ts';
import { filterQuery, oneOf } from '../../../../src/upstreams/abillify/filter.ts';
import { restPath } from '../../../../src/upstreams/rest/path.ts';

function lengths(keys: readonly string[]): readonly number[] {
  return chunkKeys(keys).map((chunk) => chunk.length);
}

function numbered(count: number, text = 'B'): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${text}${index}`);
}

test('by hundreds, in order, without loss', () => {
  expect(lengths([])).toEqual([]);
  expect(lengths(numbered(1))).toEqual([1]);
  expect(lengths(numbered(100))).toEqual([100]);
  expect(lengths(numbered(101))).toEqual([100, 1]);
  expect(lengths(numbered(250))).toEqual([100, 100, 50]);
  expect(chunkKeys(numbered(250)).flat()).toEqual(numbered(250));
});

test('100 keys of common length are one call', () => {
  expect(lengths(numbered(100, 'Stuhl Malmö 1'))).toEqual([100]);
});

test.each(['x', ' ', '%', '"', '\\', 'ø', '漢', '🪑', '\u0001'])(
  'keys of 255 × %j fit a URL in every style of filters, and as few chunks as that allows',
  (character) => {
    const keys = Array.from({ length: 100 }, (_, index) => `${character.repeat(252)}${100 + index}`);
    const chunks = chunkKeys(keys);
    expect(chunks.flat()).toEqual(keys);
    const longest = chunks.map((chunk) =>
      Math.max(
        ...(['flat', 'nested', 'json'] as const).map((style) => {
          const filter = filterQuery([oneOf('reference', chunk)], style);
          return restPath('/a/base/path/api', ['productgroups'], { page: 50, pageSize: 100, sort: 'id', ...filter })
            .length;
        }),
      ),
    );
    expect(Math.max(...longest)).toBeLessThan(8_000);
    if (chunks.length < keys.length) expect(Math.min(...longest.slice(0, -1))).toBeGreaterThan(3_900);
  },
);

test('a single key is a chunk, however long', () => {
  expect(lengths(['x'.repeat(20_000), 'y'])).toEqual([1, 1]);
});

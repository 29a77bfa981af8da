import { expect, test } from '@jest/globals';
import { boundNames } from '../../../src/telemetry/operation-names.ts';

test('the first names keep theirs, however often they come; later ones are counted together', () => {
  const nameOf = boundNames(2);
  expect(['A', 'B', 'C', 'A', 'D', 'B'].map(nameOf)).toEqual(['A', 'B', 'other', 'A', 'other', 'B']);
});

test('no name, and one that is too long, take no place', () => {
  const nameOf = boundNames(1);
  expect([undefined, null, '', 'x'.repeat(65), 'A'].map(nameOf)).toEqual([
    'anonymous',
    'anonymous',
    'anonymous',
    'other',
    'A',
  ]);
});

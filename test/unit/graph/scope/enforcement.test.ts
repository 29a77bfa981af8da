import { expect, test } from '@jest/globals';
import { createSchema } from '../../../../src/graph/schema.ts';
import { mayUse } from '../../../../src/graph/scope/enforcement.ts';

test.each([
  ['Group.productGroup', 'all', true],
  ['Group.productGroup', ['read:products'], true],
  ['Group.productGroup', ['admin:productgroups'], true],
  ['Group.productGroup', [], false],
  ['Group.productGroup', ['read:checkout'], false],
  ['Mutation.createGroup', ['read:products'], false],
  ['Group.name', [], true],
] as const)('whether %s lets in who holds %j: %s', (coordinate, scopes, isOpen) => {
  expect(mayUse(coordinate, createSchema(), { id: 'caller', scopes })).toBe(isOpen);
});

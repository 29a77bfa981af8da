import { expect, test } from '@jest/globals';
import { parseScopeClaim } from '../../../src/graph/scope-claim.ts';

test.each([
  [{ scope: 'read:products write:hooks' }, ['read:products', 'write:hooks']],
  [{ scope: '  read:products  ' }, ['read:products']],
  [{ scope: ['read:products', 'write:hooks'] }, ['read:products', 'write:hooks']],
  [{ scp: 'read:products' }, ['read:products']],
  [{ scp: ['read:products'] }, ['read:products']],
  [{ scope: 'read:products', scp: ['write:hooks', 'read:products'] }, ['read:products', 'write:hooks']],
  [{ scope: '', aud: 'x' }, []],
  [{ scope: [] }, []],
])('%j carries %j', (claims, names) => {
  expect(parseScopeClaim(claims)).toEqual(names);
});

test.each([
  undefined,
  null,
  'read:products',
  7,
  [],
  {},
  { scope: 7 },
  { scope: null },
  { scope: [7] },
  { scope: { read: 'products' } },
])('%j tells no scopes', (claims) => {
  expect(parseScopeClaim(claims)).toBeUndefined();
});

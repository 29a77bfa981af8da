import { expect, test } from '@jest/globals';
import { DINTERO_SCOPES } from '../../../src/upstreams/dintero/scopes.ts';

test('the catalogue holds the 52 rows of the table and the scopes of the Products API, each once', () => {
  const names = DINTERO_SCOPES.map((scope) => scope.name);
  expect(new Set(names).size).toBe(52 + 3);
  expect(names.slice(-3)).toEqual(['admin:products', 'write:products', 'read:products']);
});

test('what the table describes is described, and nothing is made up for the rest', () => {
  const described = DINTERO_SCOPES.filter((scope) => scope.description !== null);
  const kinds = new Set(described.map((scope) => scope.action));
  expect(described).toHaveLength(12 + 3);
  expect(kinds).toEqual(new Set(['admin', 'public', 'write', 'read']));
  expect(DINTERO_SCOPES.find((scope) => scope.name === 'read:hooks')).toEqual({
    kind: 'Scope',
    name: 'read:hooks',
    action: 'read',
    resource: 'hooks',
    path: null,
    description: null,
  });
});

test('the one name that breaks the shape is in the catalogue too', () => {
  expect(DINTERO_SCOPES.find((scope) => scope.action === 'create' && scope.resource === 'accounts')?.path).toBe(
    'auth:refresh_token',
  );
});

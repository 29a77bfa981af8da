import { expect, test } from '@jest/globals';
import { impliesScope, isGrantedBy, parseScope, type ScopeName } from '../../../../src/graph/scope/model.ts';

function scope(name: string): ScopeName {
  const parsed = parseScope(name);
  if (!parsed) throw new Error(`${name} has no shape of a scope`);
  return parsed;
}

test.each([
  ['admin:account', 'admin', 'account', null],
  ['read:products', 'read', 'products', null],
  ['write:accounts:/auth/users', 'write', 'accounts', '/auth/users'],
  ['read:shopping:/orders/ANY/events', 'read', 'shopping', '/orders/ANY/events'],
  ['create:accounts:auth:refresh_token', 'create', 'accounts', 'auth:refresh_token'],
])('%s is taken apart', (name, action, resource, path) => {
  expect(parseScope(name)).toEqual({ name, action, resource, path });
});

test.each([
  '',
  'read',
  'read:',
  ':products',
  'read:products:',
  'READ:products',
  'checkout:admin',
  'manage:products',
  'read: products',
  ' read:products',
  'read:products /x',
  'read:/products',
  'read::x',
])('%j is no scope', (name) => {
  expect(parseScope(name)).toBeUndefined();
});

test.each([
  ['read:products', 'read:products'],
  ['admin:products', 'write:products'],
  ['admin:products', 'read:products'],
  ['write:products', 'read:products'],
  ['write:accounts', 'write:accounts:/auth/users'],
  ['admin:accounts', 'read:accounts:/auth/users'],
  ['write:discounts:/available_for_receipt', 'read:discounts:/available_for_receipt'],
  ['write:shopping:/orders/ANY/events', 'read:shopping:/orders/7/events'],
  ['write:shopping:/orders/ANY/events', 'write:shopping:/orders/ANY/events'],
  ['create:accounts:auth:refresh_token', 'create:accounts:auth:refresh_token'],
  ['user:shopping', 'user:shopping'],
])('%s implies %s', (held, wanted) => {
  expect(impliesScope(scope(held), scope(wanted))).toBe(true);
});

test.each([
  ['read:products', 'write:products'],
  ['write:products', 'admin:products'],
  ['admin:account', 'read:accounts'],
  ['admin:accounts', 'read:account'],
  ['admin:products', 'read:productss'],
  ['admin:customers', 'user:customers'],
  ['admin:customers', 'public:customers'],
  ['admin:customers', 'create:customers:/users'],
  ['create:customers', 'create:customers:/users'],
  ['create:accounts', 'create:accounts:auth:refresh_token'],
  ['user:customers', 'public:customers'],
  ['public:discounts', 'read:discounts'],
  ['user:discounts', 'read:discounts'],
  ['create:account', 'read:account'],
  ['write:accounts:/auth/users', 'write:accounts'],
  ['write:accounts:/auth/passwordless', 'write:accounts:/auth/passwordless/code'],
  ['write:accounts:/auth/users', 'write:accounts:/auth/users/no-mfa'],
  ['write:shopping:/orders/7/events', 'write:shopping:/orders/ANY/events'],
  ['write:shopping:/orders/ANY/events', 'write:shopping:/orders/7/8/events'],
  ['write:shopping:/orders/ANY/events', 'write:shopping:/orders//events'],
  ['write:shopping:/orders/ANY/events', 'write:shopping:/carts/7/events'],
])('%s does not imply %s', (held, wanted) => {
  expect(impliesScope(scope(held), scope(wanted))).toBe(false);
});

test('any one held name is enough, and names of no known shape grant nothing', () => {
  const wanted = scope('read:products');
  expect(isGrantedBy(wanted, ['openid', 'read:hooks', 'admin:products'])).toBe(true);
  expect(isGrantedBy(wanted, ['openid', 'read:hooks', 'products:read'])).toBe(false);
  expect(isGrantedBy(wanted, [])).toBe(false);
});

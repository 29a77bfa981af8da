/** Which paths there are, what each verb does on them, and which scopes open it. */

import type { FakeResponse } from '../../../fake-kit/server.ts';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';
import { insist, key } from './checks.ts';
import { answerList } from './list.ts';
import { createNamedRow, deleteNamedRow, liveCatalog, updateNamedRow } from './named-rows.ts';
import { createProduct, updateProduct } from './products.ts';

interface Operation {
  /** Any one of them is enough. */
  readonly scopes: readonly string[];
  readonly answer: (call: Call) => FakeResponse;
}

interface Route {
  /** Below `/v1/accounts/{aid}`; a segment in braces takes a key. */
  readonly path: readonly string[];
  readonly verbs: Readonly<Record<string, Operation | 'token'>>;
}

/** Documented for catalogs and the product list; for the rest the likeliest. */
const read = (answer: Operation['answer']): Operation => ({
  scopes: ['admin:products', 'write:products', 'read:products'],
  answer,
});
const write = (answer: Operation['answer']): Operation => ({ scopes: ['admin:products', 'write:products'], answer });

const routes: readonly Route[] = [
  { path: ['auth', 'token'], verbs: { POST: 'token' } },
  {
    path: ['products', 'catalogs'],
    verbs: {
      GET: read((call) => answerList(call, { plural: 'catalogs', rows: call.state.catalogs })),
      POST: write(createNamedRow('catalog')),
    },
  },
  {
    path: ['products', 'catalogs', '{catalog_id}'],
    verbs: { PUT: write(updateNamedRow('catalog')), DELETE: write(deleteNamedRow('catalog')) },
  },
  {
    path: ['products', 'catalogs', '{catalog_id}', 'products'],
    verbs: { GET: read(listProducts), POST: write(createProduct) },
  },
  { path: ['products', 'catalogs', '{catalog_id}', 'products', '{product_id}'], verbs: { PUT: write(updateProduct) } },
  { path: ['products', 'groups'], verbs: { GET: read(listGroups), POST: write(createNamedRow('group')) } },
  {
    path: ['products', 'groups', '{group_id}'],
    verbs: { PUT: write(updateNamedRow('group')), DELETE: write(deleteNamedRow('group')) },
  },
];

export interface Found {
  /** The path's account: `oid` on the token endpoint, `aid` elsewhere. */
  readonly account: string;
  readonly operation: Operation | 'token';
  readonly keys: readonly string[];
}

/** A 404 for an unknown path, a 405 for a verb that the path does not have, a 400 for a malformed account or key. */
export function findOperation(method: string, segments: readonly string[]): Found {
  const [version, accounts, account = '', ...rest] = segments;
  const inside = version === 'v1' && accounts === 'accounts';
  const route = inside ? routes.find(({ path }) => fits(path, rest)) : undefined;
  if (route === undefined) throw new ApiError(404, 'There is no such path');
  const operation = route.verbs[method];
  if (operation === undefined) {
    const allow = Object.keys(route.verbs).join(', ');
    throw new ApiError(405, `This path takes ${allow}`, { headers: { allow } });
  }
  if (operation !== 'token' && !/^[PT]\d{8}$/.test(account)) throw new ApiError(400, 'The account id is malformed');
  const keys = route.path.flatMap((name, index) => {
    if (!name.startsWith('{')) return [];
    insist(key, rest[index], `path.${name.slice(1, -1)}`);
    return [rest[index] ?? ''];
  });
  return { account, operation, keys };
}

function fits(path: readonly string[], segments: readonly string[]): boolean {
  return (
    path.length === segments.length &&
    path.every((name, index) => (name.startsWith('{') ? segments[index] !== '' : name === segments[index]))
  );
}

function listGroups(call: Call): FakeResponse {
  const filters = { group_id: { isKey: true, read: (row: { key: string }) => row.key } };
  return answerList(call, { plural: 'groups', rows: call.state.groups, filters });
}

function listProducts(call: Call): FakeResponse {
  const { key: catalogId } = liveCatalog(call.state, call.keys[0]);
  return answerList(call, { plural: 'products', rows: call.state.productsOf(catalogId), filters: productFilters });
}

const productFilters = {
  product_id: { isKey: true, read: (row: { key: string }) => row.key },
  product_name: { isKey: false, read: (row: { fields: Readonly<Record<string, unknown>> }) => row.fields.product_name },
};

import { parseScope, type Scope } from '../../graph/scope/model.ts';

/**
 * Dintero's table of available scopes, row by row, with the descriptions it has (docs.dintero.com, "Create new applications / client").
 * The table is not complete, so no credential is judged by it; it lacks above all the scopes of the Products API, which that API's own
 * pages name. Those come last, described here by what the API lets each do.
 */
const ROWS: readonly (readonly [name: string, description?: string])[] = [
  ['admin:account', 'Fully manage account and account user'],
  ['write:accounts'],
  ['read:accounts'],
  ['write:accounts:/auth/users'],
  ['write:accounts:/auth/passwordless'],
  ['write:accounts:/auth/passwordless/code'],
  ['write:accounts:/management/settings/connections/instabank'],
  ['write:accounts:/management/settings/connections/vipps'],
  ['create:account'],
  ['create:applicant'],
  ['create:accounts:auth:refresh_token'],
  ['admin:automations', 'Fully manage Automations'],
  ['write:automations'],
  ['read:automations'],
  ['admin:checkout', 'Fully manage checkout'],
  ['write:checkout'],
  ['read:checkout'],
  ['admin:customers', 'Fully manage eCRM Customer Data Platform'],
  ['write:customers'],
  ['read:customers'],
  ['create:customers:/users'],
  ['public:customers', 'Access public resources (read-only)'],
  ['user:customers'],
  ['admin:discounts', 'Fully manage DealEngine'],
  ['write:discounts'],
  ['read:discounts'],
  ['write:discounts:/available_for_receipt'],
  ['read:discounts:/available_for_receipt'],
  ['write:discounts:/events'],
  ['public:discounts', 'Access public resources (read-only)'],
  ['user:discounts'],
  ['admin:hooks', 'Fully manage subscription hooks'],
  ['write:hooks'],
  ['read:hooks'],
  ['admin:locations', 'Fully manage sale locations'],
  ['write:locations'],
  ['read:locations'],
  ['admin:receipts', 'Fully manage eReceipts'],
  ['write:receipts'],
  ['read:receipts'],
  ['user:receipts'],
  ['admin:shopping', 'Fully manage Shopping'],
  ['write:shopping'],
  ['read:shopping'],
  ['write:shopping:/orders/ANY/events'],
  ['read:shopping:/orders/ANY/events'],
  ['user:shopping'],
  ['admin:wallets', 'Fully manage eWallet/eGift Cards'],
  ['write:wallets'],
  ['read:wallets'],
  ['write:wallets:/info'],
  ['write:wallets:/transactions'],
  ['admin:products', 'Manage catalogs, products and groups in full'],
  ['write:products', 'List, create and change catalogs, products and groups'],
  ['read:products', 'List catalogs, products and groups'],
];

export const DINTERO_SCOPES: readonly Scope[] = ROWS.map(([name, description = null]) => {
  const parsed = parseScope(name);
  if (!parsed) throw new Error(`${name} is not the name of a scope`);
  return { kind: 'Scope', ...parsed, description };
});

/**
 * The Dintero Products API as it is documented, on a port of this machine: tokens, catalogs, groups and products of one
 * account. What the documentation leaves open is a choice made at the start (`Choices`), its default the likeliest:
 *
 * - Nothing cascades: deleting a catalog hides its products (their paths answer 404) until a POST with its key revives
 *   it; products keep their deleted groups.
 * - A POST with a deleted row's key revives that row, at its old place in the list and with its old uuid.
 * - Lists are in the order of creation.
 */

import { createMerchant, type Merchant } from '../../../fake-kit/furniture.ts';
import { type FakeRequest, type FakeResponse, type FakeServer, startFakeServer } from '../../../fake-kit/server.ts';
import { ApiError, errorBody } from './api-error.ts';
import { type Choices, type DinteroFault, dinteroFaults } from './call.ts';
import { findOperation } from './routes.ts';
import { createState, type Write } from './state.ts';
import { createTokens, type FakeClient } from './tokens.ts';

export interface DinteroFakeOptions extends Partial<Choices> {
  /** Default 0: any free port. */
  readonly port?: number;
  readonly host?: string;
  /** P or T and eight digits. Default T11223344. */
  readonly accountId?: string;
  /** Default: one client with `admin:products`. */
  readonly clients?: readonly FakeClient[];
  /** How many products the account has over all its catalogs; see `createMerchant`. */
  readonly size?: number;
  /** Other data than `createMerchant` gives. */
  readonly merchant?: Merchant;
  /** Default 14400, four hours. */
  readonly tokenLifetimeSeconds?: number;
  /** Epoch milliseconds. Default `Date.now`. */
  readonly clock?: () => number;
  /** For faults that strike by chance. Default `Math.random`. */
  readonly random?: () => number;
}

export interface DinteroFake extends FakeServer<DinteroFault> {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  readonly accountId: string;
  /** The first client's credentials. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** What was written through the API since the start or the last reset, oldest first. */
  writes(): readonly Write[];
  /** All rows as the API shapes them, deleted ones too. */
  rows(): { readonly catalogs: unknown[]; readonly groups: unknown[]; readonly products: unknown[] };
  /** Every token issued so far is refused from now on. */
  revokeTokens(): void;
}

const defaultClient: FakeClient = {
  clientId: '5b6f7a54-2f0e-4c0b-9a51-7d3f0c1e8a42',
  clientSecret: 'fake-client-secret',
  scopes: ['admin:products'],
};

export async function startDinteroFake(options: DinteroFakeOptions = {}): Promise<DinteroFake> {
  const { accountId = 'T11223344', clients = [defaultClient], clock = Date.now } = options;
  const { clientId, clientSecret } = clients[0] ?? defaultClient;
  const choices: Choices = {
    listEnd: options.listEnd ?? 'absent',
    duplicates: options.duplicates ?? '409',
    put: options.put ?? 'merge',
    groupKeys: options.groupKeys ?? 'id',
    createStatus: options.createStatus ?? 200,
  };
  const merchant = options.merchant ?? createMerchant({ size: options.size });
  const tokens = createTokens({
    accountId,
    clients,
    lifetimeSeconds: options.tokenLifetimeSeconds ?? 14_400,
    clock,
    baseUrl: () => `${server.url}/v1`,
  });
  let state = createState(merchant, clientId);

  const server = await startFakeServer<DinteroFault>({
    port: options.port,
    host: options.host,
    clock,
    random: options.random,
    handle,
    ownFaults: dinteroFaults,
    errorBody,
    onReset() {
      state = createState(merchant, clientId);
    },
  });

  async function handle(request: FakeRequest<DinteroFault>): Promise<FakeResponse> {
    try {
      return await answer(request);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, message, findings, headers } = error;
      return { status, headers, body: errorBody(status, message, findings) };
    }
  }

  async function answer(request: FakeRequest<DinteroFault>): Promise<FakeResponse> {
    const { account, operation, keys } = findOperation(request.method, request.segments);
    if (operation === 'token') return tokens.issue(request, account);

    if (request.faults.has('revoked-token')) throw new ApiError(401, 'The access token was revoked');
    const caller = await tokens.verify(request.headers.authorization, account);
    if (!operation.scopes.some((scope) => caller.scopes.includes(scope))) {
      throw new ApiError(403, `One of these scopes is needed: ${operation.scopes.join(', ')}`);
    }
    const at = new Date(request.receivedAt).toISOString();
    return operation.answer({ request, keys, by: caller.clientId, at, state, choices });
  }

  return {
    ...server,
    baseUrl: `${server.url}/v1`,
    accountId,
    clientId,
    clientSecret,
    writes: () => state.writes,
    rows: () => ({ catalogs: state.catalogs.all(), groups: state.groups.all(), products: state.allProducts() }),
    revokeTokens: tokens.revoke,
  };
}

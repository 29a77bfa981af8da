/**
 * The Abillify product groups API as it is documented, on a port of this machine: the list and the create call of one
 * merchant. What the documentation leaves open is a choice made at the start (`Choices`), its default the likeliest.
 */

import { createMerchant, type Merchant } from '../../../fake-kit/furniture.ts';
import { type FakeRequest, type FakeResponse, type FakeServer, startFakeServer } from '../../../fake-kit/server.ts';
import { ApiError, errorBody, errorResponse } from './api-error.ts';
import type { Choices } from './call.ts';
import { answerCreate } from './create.ts';
import { type AbillifyFault, abillifyFaults } from './faults.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { answerList } from './list.ts';
import { type Row, rowOf } from './row.ts';
import { createRowStore } from './row-store.ts';

export type { AbillifyFault } from './faults.ts';
export type { FilterStyle } from './filter.ts';
export type { Row } from './row.ts';

export type Permission = 'read' | 'write';

export interface AbillifyFakeOptions extends Partial<Choices> {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** How many products the merchant has, which decides how many groups; see `createMerchant`. */
  readonly size?: number;
  /** Other data than `createMerchant` gives. */
  readonly merchant?: Merchant;
  /** The documentation's sample login by default: demo and p@55w0rd. */
  readonly username?: string;
  readonly password?: string;
  /** What the login may do. Default: both. */
  readonly permissions?: readonly Permission[];
  /** How long an Idempotency-Key is remembered. Default 24 hours. */
  readonly keyLifetimeMs?: number;
  /** Epoch milliseconds. Default `Date.now`. */
  readonly clock?: () => number;
  /** For faults that strike by chance. Default `Math.random`. */
  readonly random?: () => number;
}

export interface AbillifyFake extends FakeServer<AbillifyFault> {
  /** Ends in `/api`. */
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  /** All rows as on the wire, by id. */
  rows(): readonly Row[];
  /** How many rows were really created since the start or the last reset: a replay creates none. */
  creates(): number;
}

export async function startAbillifyFake(options: AbillifyFakeOptions = {}): Promise<AbillifyFake> {
  const { username = 'demo', password = 'p@55w0rd', permissions = ['read', 'write'], clock = Date.now } = options;
  const { keyLifetimeMs = 24 * 60 * 60 * 1000, merchant = createMerchant({ size: options.size }) } = options;
  const choices: Choices = {
    filterStyle: options.filterStyle ?? 'flat',
    maxPageSize: options.maxPageSize ?? Number.POSITIVE_INFINITY,
    keyReuse: options.keyReuse ?? 'replay',
    deniedStatus: options.deniedStatus ?? 403,
    createStatus: options.createStatus ?? 200,
  };
  const login = `${username}:${password}`;
  const createState = () => ({
    store: createRowStore(merchant.productGroups.map(rowOf)),
    answers: createKeptAnswers(keyLifetimeMs),
  });
  let state = createState();

  const server = await startFakeServer<AbillifyFault>({
    port: options.port,
    host: options.host,
    clock,
    random: options.random,
    handle,
    ownFaults: abillifyFaults,
    errorBody,
    onReset() {
      state = createState();
    },
  });

  function handle(request: FakeRequest<AbillifyFault>): FakeResponse {
    try {
      return answer(request);
    } catch (error) {
      if (error instanceof ApiError) return errorResponse(error);
      throw error;
    }
  }

  function answer(request: FakeRequest<AbillifyFault>): FakeResponse {
    if (loginOf(request.headers.authorization) !== login) throw new ApiError(401, 'Unauthorized');
    const [root, resource, ...rest] = request.segments;
    if (root !== 'api' || resource !== 'productgroups' || rest.length > 0) throw new ApiError(404, 'NotFound');
    switch (request.method) {
      case 'GET':
        permit('read');
        return answerList({ request, choices, ...state });
      case 'POST':
        permit('write');
        return answerCreate({ request, choices, ...state });
      default:
        throw new ApiError(405, 'MethodNotAllowed');
    }
  }

  function permit(permission: Permission): void {
    if (!permissions.includes(permission)) throw new ApiError(choices.deniedStatus, `No permission to ${permission}`);
  }

  return {
    ...server,
    baseUrl: `${server.url}/api`,
    username,
    password,
    rows: () => state.store.entries.map(({ row }) => row),
    creates: () => state.store.entries.length - merchant.productGroups.length,
  };
}

/** The user and password of a Basic header (RFC 7617), joined by a colon. */
function loginOf(authorization = ''): string {
  const [, credentials = ''] = /^Basic +(\S+)$/i.exec(authorization) ?? [];
  return Buffer.from(credentials, 'base64').toString();
}

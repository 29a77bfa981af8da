import type { FastifyRequest } from 'fastify';
import type { Caller } from '../graph/caller.ts';
import { chooseAccount } from './auth/choose-account.ts';
import type { Door } from './auth/door.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body is read. */
    caller: Caller;
    account: string;
  }
}

export interface Entrance {
  readonly door: Door;
  /** Configured Dintero accounts; the first is for callers who choose none. */
  readonly accounts: readonly string[];
  /** Whether the bare page is shown to everybody: it holds no data, and asks like any other client. */
  readonly hasPage: boolean;
}

const VISITOR: Caller = { id: 'visitor', scopes: [] };

/** Finds out who asks and for which account, by headers alone. */
export async function letIn({ door, accounts, hasPage }: Entrance, request: FastifyRequest): Promise<void> {
  if (hasPage && request.method === 'GET' && !request.url.includes('?')) {
    request.caller = VISITOR;
    request.account = accounts[0] ?? '';
    return;
  }
  const admission = await door(request.headers);
  request.caller = admission.caller;
  request.account = chooseAccount(request.headers, admission, accounts);
}

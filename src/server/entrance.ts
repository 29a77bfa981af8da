import type { FastifyRequest } from 'fastify';
import type { Caller } from '../graph/caller.ts';
import { chooseAccount } from './auth/choose-account.ts';
import type { GuardedDoor } from './auth/slow-guessing.ts';
import { EXPLAIN_HEADER, type Explain, readExplain } from './cost/explain.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body is read. */
    caller: Caller;
    account: string;
    explain: Explain;
  }
}

export interface Entrance {
  readonly door: GuardedDoor;
  /** Configured Dintero accounts; the first is for callers who choose none. */
  readonly accounts: readonly string[];
  /** Whether every caller may have operations explained. */
  readonly isDevelopment: boolean;
}

/** Finds out who asks and for which account, by headers alone. */
export async function letIn({ door, accounts, isDevelopment }: Entrance, request: FastifyRequest): Promise<void> {
  const admission = await door(request.headers, request.ip);
  request.caller = admission.caller;
  request.account = chooseAccount(request.headers, admission, accounts);
  request.explain = readExplain(request.headers[EXPLAIN_HEADER], admission.caller.scopes, isDevelopment);
}

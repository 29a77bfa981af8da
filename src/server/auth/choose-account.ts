import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../refusal.ts';
import type { Admission } from './door.ts';

/**
 * The account that a request is for: the one its `X-Dintero-Account` names, else the first.
 *
 * An account that is not configured and one that is not for this caller are refused alike, so that nobody can find out which there are.
 */
export function chooseAccount(
  headers: IncomingHttpHeaders,
  { accounts }: Admission,
  configured: readonly string[],
): string {
  const [first = ''] = configured;
  const allowed = accounts === 'all' ? configured : accounts.length === 0 ? [first] : accounts;
  const named = headers['x-dintero-account'];
  const chosen = named ?? (allowed.includes(first) ? first : allowed.find((account) => configured.includes(account)));
  if (typeof chosen === 'string' && allowed.includes(chosen) && configured.includes(chosen)) return chosen;
  throw new Refusal(403, 'FORBIDDEN', 'The account in `X-Dintero-Account` is not open to this caller.');
}

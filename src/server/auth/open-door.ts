import type { IncomingHttpHeaders } from 'node:http';
import { ANYBODY } from '../../graph/caller.ts';
import { type Admission, callerId } from './door.ts';

/**
 * Lets everybody in; what they may do is for the upstreams to decide.
 *
 * @param credentialHeaders whose values are passed on to the upstreams, and so tell callers apart
 */
export function createOpenDoor(
  credentialHeaders: readonly string[],
): (headers: IncomingHttpHeaders) => Promise<Admission> {
  return async (headers) => {
    const credentials = credentialHeaders.map((name) => String(headers[name] ?? ''));
    const isNamed = credentials.some((credential) => credential !== '');
    const caller = isNamed ? { ...ANYBODY, id: callerId('credentials', ...credentials) } : ANYBODY;
    return { caller, accounts: 'all' };
  };
}

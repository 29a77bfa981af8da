import { createHash } from 'node:crypto';

/** Tells credentials apart without holding them: no two share answers, and none can be read out of a key or a log line. */
export function fingerprint(...credential: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(credential)).digest('base64url');
}

import { createHash } from 'node:crypto';

/** On every resource (create-group and create-product pages); there is no `updated_by`. Deleted rows stay, marked. */
export interface Audit {
  readonly id: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly deleted_by?: string;
  readonly deleted_at?: string;
}

/** `identity` names the row within the account; the same identity always gets the same uuid. */
export function newAudit(identity: string, by: string, at: string): Audit {
  return { id: uuidOf(identity), created_at: at, created_by: by, updated_at: at };
}

/** Written now; a deleted row is alive again. */
export function touched({ id, created_at, created_by }: Audit, at: string): Audit {
  return { id, created_at, created_by, updated_at: at };
}

export function deleted(audit: Audit, by: string, at: string): Audit {
  return { ...audit, updated_at: at, deleted_by: by, deleted_at: at };
}

/** A version 8 uuid (RFC 9562, section 5.8). */
function uuidOf(identity: string): string {
  const hex = createHash('sha256').update(identity).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

import type { Audit } from '../audit.ts';

/** A group. `details` is null where only key and name are known, as inside a product. */
export interface Group {
  readonly kind: 'Group';
  readonly groupId: string;
  readonly name: string | null;
  readonly details: GroupDetails | null;
}

export interface GroupDetails extends Audit {
  readonly uuid: string | null;
}

import { createHmac, randomBytes } from 'node:crypto';

/**
 * Opaque places in lists. A cursor says nothing and cannot be computed from rows, yet the same place of the same list
 * always has the same one, and it opens no other list and no other filter.
 */
export interface Cursors {
  /** `list` names the list with its filters. */
  cursorOf(list: string, position: number): string;
  /** Undefined for a cursor that this list never gave out. */
  positionOf(list: string, cursor: string): number | undefined;
}

export function createCursors(): Cursors {
  const secret = randomBytes(32);
  const places = new Map<string, { readonly list: string; readonly position: number }>();

  return {
    cursorOf(list, position) {
      const cursor = createHmac('sha256', secret).update(`${position} ${list}`).digest('base64url').slice(0, 32);
      places.set(cursor, { list, position });
      return cursor;
    },
    positionOf(list, cursor) {
      const place = places.get(cursor);
      return place?.list === list ? place.position : undefined;
    },
  };
}

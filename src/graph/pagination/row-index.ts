import type { Position } from '../port.ts';
import { badCursor } from './cursor.ts';

/**
 * The index, from 0, at which a list goes on whose positions are the indexes of its rows.
 *
 * @throws GatewayError `BAD_USER_INPUT`, for a position comes back by way of the caller.
 */
export function indexAfter(position: Position | null): number {
  if (position === null) return 0;
  const [last] = position;
  if (position.length !== 1 || typeof last !== 'number' || last < 0) throw badCursor('it names no place in this list');
  return last + 1;
}

import { createHash } from 'node:crypto';
import { GatewayError } from '../errors.ts';
import type { Position } from '../port.ts';

const VERSION = 1;

/**
 * Names one list: what is listed, of which account, under which filter and order. Cursors carry its fingerprint, so that one from another list
 * is told apart instead of being misread.
 */
export type ListFingerprint = string;

export function listFingerprint(account: string, list: string, selection: unknown): ListFingerprint {
  return createHash('sha256')
    .update(JSON.stringify([account, list, selection]))
    .digest('base64url')
    .slice(0, 12);
}

export function encodeCursor(list: ListFingerprint, position: Position): string {
  return Buffer.from(JSON.stringify([VERSION, list, position])).toString('base64url');
}

/** @throws GatewayError `BAD_USER_INPUT` for what the gateway did not make, made for another list, or made in another version. */
export function decodeCursor(list: ListFingerprint, cursor: string): Position {
  const decoded = parse(cursor);
  if (!Array.isArray(decoded) || decoded.length !== 3 || decoded[0] !== VERSION || !isPosition(decoded[2])) {
    throw badCursor('it is not a cursor of this gateway');
  }
  if (decoded[1] !== list) {
    throw badCursor('it belongs to another list, filter, order or account');
  }
  return decoded[2];
}

/** For sources, whose positions come back by way of the caller. */
export function badCursor(reason: string): GatewayError {
  return new GatewayError(
    'BAD_USER_INPUT',
    `\`after\` cannot be used: ${reason}. Pass on a cursor of the same field with the same arguments.`,
  );
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function isPosition(value: unknown): value is Position {
  return (
    Array.isArray(value) &&
    value.every((part) => part === null || typeof part === 'string' || Number.isSafeInteger(part))
  );
}

import { GatewayError } from '../errors.ts';

const VERSION = 1;

/** How many keys name an object of each type below its account. */
const KEY_COUNTS = { Catalog: 1, Group: 1, Product: 2, ProductGroup: 1, Scope: 1 } as const;

export type NodeType = keyof typeof KEY_COUNTS;

export interface NodeId {
  readonly type: NodeType;
  readonly keys: readonly string[];
}

/** Opaque, versioned, and tied to the account: the same key in another account is another object. */
export function encodeNodeId(account: string, type: NodeType, ...keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([VERSION, type, account, ...keys])).toString('base64url');
}

/** @throws GatewayError `BAD_USER_INPUT` for what the gateway did not make, or made for another account. */
export function decodeNodeId(account: string, id: string): NodeId {
  const decoded = parse(id);
  if (!isNodeId(decoded)) {
    throw new GatewayError('BAD_USER_INPUT', 'The id is not a global id of this gateway.');
  }
  const [, type, owner, ...keys] = decoded;
  if (owner !== account) {
    throw new GatewayError('BAD_USER_INPUT', 'The id belongs to another account.');
  }
  return { type, keys };
}

function isNodeId(value: unknown): value is [number, NodeType, string, ...string[]] {
  if (!Array.isArray(value)) return false;
  const [version, type, ...texts] = value;
  return (
    version === VERSION &&
    isNodeType(type) &&
    texts.length === KEY_COUNTS[type] + 1 &&
    texts.every((text) => typeof text === 'string')
  );
}

function isNodeType(value: unknown): value is NodeType {
  return typeof value === 'string' && Object.hasOwn(KEY_COUNTS, value);
}

function parse(id: string): unknown {
  try {
    return JSON.parse(Buffer.from(id, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

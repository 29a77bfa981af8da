import type { GatewayContext } from '../context.ts';
import type { Node } from '../node/node.ts';
import { keyFromCreation } from './idempotency.ts';
import { InputProblems } from './input-problems.ts';

type Kind = Node['kind'];
type NodeOf<K extends Kind> = Extract<Node, { kind: K }>;

/** A creation that may have been asked for before. */
export interface Creation<K extends Kind> {
  /** The caller's key for it, from the input or the request's header. */
  readonly idempotencyKey: string | null;
  /** A key for the object, for a caller that names none: the same one whenever the same creation is asked for again. */
  newKey(): string;
  /** Creates, or answers what was created the first time. `mayExist`: an earlier try may have got through, though nobody knows. */
  once(create: (mayExist: boolean) => Promise<NodeOf<K>>): Promise<NodeOf<K>>;
}

/** @throws GatewayError `BAD_USER_INPUT` for an idempotency key that no upstream would take. */
export function beginCreation<K extends Kind>(
  context: GatewayContext,
  field: string,
  kind: K,
  { idempotencyKey, ...input }: { readonly idempotencyKey?: string | null | undefined },
): Creation<K> {
  const key = idempotencyKey ?? context.idempotencyKey;
  if (key === null) return { idempotencyKey: null, newKey: context.newKey, once: (create) => create(false) };
  checkIdempotencyKey(key);
  const creation = {
    identity: `${context.account} ${context.caller.id}`,
    field,
    key,
    input,
    deadline: context.deadline,
  };
  return {
    idempotencyKey: key,
    newKey: () => keyFromCreation(creation),
    once: (create) =>
      context.idempotency.run(creation, (stored): stored is NodeOf<K> => isOfKind(kind, stored), create),
  };
}

/** Source: facts about Abillify, section 3.3: up to 255 characters; a header carries printable ASCII without loss. */
function checkIdempotencyKey(key: string): void {
  const problems = new InputProblems();
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    problems.add(['input', 'idempotencyKey'], 'A key is 1 to 255 printable ASCII characters without spaces.');
  }
  problems.throwIfAny();
}

function isOfKind(kind: Kind, stored: unknown): boolean {
  return typeof stored === 'object' && stored !== null && Reflect.get(stored, 'kind') === kind;
}

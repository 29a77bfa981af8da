const ACTIONS = ['admin', 'write', 'read', 'create', 'public', 'user'] as const;

export type ScopeAction = (typeof ACTIONS)[number];

/** A scope's name, taken apart. */
export interface ScopeName {
  readonly name: string;
  readonly action: ScopeAction;
  readonly resource: string;
  /** All that follows the second colon, as written: `/orders/ANY/events`, once `auth:refresh_token`; null for the whole resource. */
  readonly path: string | null;
}

export interface Scope extends ScopeName {
  readonly kind: 'Scope';
  readonly description: string | null;
}

/** Takes `action:resource` or `action:resource:path` apart; undefined for what has another shape or an unknown action. */
export function parseScope(name: string): ScopeName | undefined {
  const [, actionText, resource, path = null] = /^([a-z]+):([^:/\s]+)(?::(\S+))?$/.exec(name) ?? [];
  const action = ACTIONS.find((known) => known === actionText);
  return action && resource ? { name, action, resource, path } : undefined;
}

/**
 * Whether a holder of one scope may do all that the other permits; a scope implies itself. On one resource, spelled the same, admin implies
 * write and write implies read, and the whole resource implies every part of it. A part implies no part below it, and the other actions imply
 * nothing.
 */
export function impliesScope(held: ScopeName, wanted: ScopeName): boolean {
  if (held.resource !== wanted.resource) return false;
  const needed = LADDER.indexOf(wanted.action);
  if (needed === -1) return held.name === wanted.name;
  return LADDER.indexOf(held.action) >= needed && impliesPath(held.path, wanted.path);
}

/** Whether one of these names is the scope, or implies it. Names of no known shape grant nothing. */
export function isGrantedBy(wanted: ScopeName, heldNames: readonly string[]): boolean {
  return heldNames.some((name) => {
    const held = parseScope(name);
    return held !== undefined && impliesScope(held, wanted);
  });
}

/** Each action implies those before it. */
const LADDER: readonly ScopeAction[] = ['read', 'write', 'admin'];

/** `ANY` stands for one segment, whatever it is. */
function impliesPath(held: string | null, wanted: string | null): boolean {
  if (held === null) return true;
  if (wanted === null) return false;
  const wantedSegments = wanted.split('/');
  const heldSegments = held.split('/');
  return (
    heldSegments.length === wantedSegments.length &&
    heldSegments.every(
      (segment, index) => segment === wantedSegments[index] || (segment === 'ANY' && wantedSegments[index] !== ''),
    )
  );
}

import type { Call } from '../port.ts';
import type { Scope } from './model.ts';
import type { ScopeSource } from './source.ts';

/** Scopes for one request. */
export interface ScopeLoader {
  readonly all: readonly Scope[];
  /** The token is looked at once, however many scopes ask. */
  granted(): Promise<readonly string[] | null>;
}

export function createScopeLoader(source: ScopeSource, call: Call): ScopeLoader {
  let granted: Promise<readonly string[] | null> | undefined;
  return {
    all: source.all,
    granted: () => {
      granted ??= source.granted(call);
      return granted;
    },
  };
}

import type { UpstreamName } from '../errors.ts';
import type { Call } from '../port.ts';
import type { Scope } from './model.ts';

/** What the graph needs from whoever grants scopes. */
export interface ScopeSource {
  /** Whose scopes these are: its refusals are about them. */
  readonly upstream: UpstreamName;
  /** Every known scope, in a fixed order. No call. */
  readonly all: readonly Scope[];
  /** Names on the token in use; null when the token does not tell. */
  granted(call: Call): Promise<readonly string[] | null>;
}

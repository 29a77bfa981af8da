import type { Caller } from '../caller.ts';
import type { Call } from '../port.ts';
import type { ScopeSource } from './source.ts';

/** Scopes for one request. */
export interface ScopeLoader extends Pick<ScopeSource, 'all' | 'upstream'> {
  /** What the caller may do: by its own credentials where the gateway asks for some, else by the upstream's token. Null when neither tells. */
  granted(): Promise<readonly string[] | null>;
  /** The token is looked at once, however many scopes ask. */
  ofToken(): Promise<readonly string[] | null>;
}

export function createScopeLoader(source: ScopeSource, call: Call, caller: Caller): ScopeLoader {
  let onToken: Promise<readonly string[] | null> | undefined;
  return {
    all: source.all,
    upstream: source.upstream,
    granted: async () => (caller.scopes === 'all' ? ofToken() : caller.scopes),
    ofToken,
  };

  function ofToken(): Promise<readonly string[] | null> {
    call.origin?.dependsOnMore();
    onToken ??= source.granted(call);
    return onToken;
  }
}

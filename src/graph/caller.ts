/** Who asks, as far as the graph needs to know. Never holds a credential. */
export interface Caller {
  /** Tells callers apart without telling who they are: a fingerprint, the same for every request of one caller. */
  readonly id: string;
  /** Names of the scopes that the caller holds; `all` where the gateway leaves the decision to the upstreams. */
  readonly scopes: readonly string[] | 'all';
}

/** Everybody, where nobody is asked for credentials. */
export const ANYBODY: Caller = { id: 'anybody', scopes: 'all' };

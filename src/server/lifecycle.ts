/**
 * Where the server is in its life. Each phase leads to the next one alone, and `closed` to none:
 * - `starting`: not listening yet.
 * - `ready`: takes requests.
 * - `draining`: still answers, each answer closing its connection; whoever sends requests here is told to look elsewhere.
 * - `closed`: all that was taken is answered.
 */
export type LifecycleState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'draining' }
  | { readonly phase: 'closed' };

export interface Lifecycle {
  state(): LifecycleState;
  /** It listens. */
  open(): void;
  drain(): void;
  close(): void;
}

export function createLifecycle(): Lifecycle {
  let state: LifecycleState = { phase: 'starting' };
  return {
    state: () => state,
    open() {
      if (state.phase === 'starting') state = { phase: 'ready' };
    },
    drain() {
      if (state.phase === 'ready') state = { phase: 'draining' };
    },
    close() {
      state = { phase: 'closed' };
    },
  };
}

/** Whether requests should be sent here, as balancers ask it. */
export function isReady({ phase }: LifecycleState): boolean {
  switch (phase) {
    case 'ready':
      return true;
    case 'starting':
    case 'draining':
    case 'closed':
      return false;
  }
}

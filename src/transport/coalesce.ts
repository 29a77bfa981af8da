import { Call, type Step, type Stoppable, type Wrapper } from './call.ts';
import type { UpstreamRequest, UpstreamResponse } from './http.ts';
import { isShareable, shareKey } from './share-key.ts';

export interface Coalescer {
  readonly wrap: Wrapper;
  /** Nobody joins a read in flight whose key begins so any more: its answer may be older than a write. */
  invalidate(prefix: string): void;
}

interface Waiter extends Stoppable {
  readonly call: Call;
  /** Whether it is the one that began the shared call. */
  readonly leads: boolean;
  resolve(response: UpstreamResponse): void;
  reject(error: unknown): void;
}

interface Shared {
  readonly key: string;
  readonly call: Call;
  waiters: Waiter[];
}

/**
 * Reads with one key share one call while it is in flight. It belongs to none of them: it ends early only when all
 * have left, and its failure is theirs alone: the next to ask asks anew.
 */
export function createCoalescer(): Coalescer {
  const inFlight = new Map<string, Shared>();

  function begin(key: string, next: Step, request: UpstreamRequest, deadline: number): Shared {
    const shared: Shared = { key, call: new Call(deadline), waiters: [] };
    inFlight.set(key, shared);
    next(request, shared.call).then(
      (response) => {
        const waiters = finish(shared);
        const given: UpstreamResponse = waiters.length > 1 ? { ...response, isShared: true } : response;
        for (const waiter of waiters) waiter.resolve(given);
      },
      (error: unknown) => {
        for (const waiter of finish(shared)) waiter.reject(error);
      },
    );
    return shared;
  }

  function join(shared: Shared, call: Call, leads: boolean): Promise<UpstreamResponse> {
    call.coalesced = !leads;
    shared.call.deadline = Math.max(shared.call.deadline, call.deadline);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { call, leads, resolve, reject, stop: () => leave(shared, waiter) };
      shared.waiters.push(waiter);
      call.waitingFor = waiter;
    });
  }

  function leave(shared: Shared, waiter: Waiter): void {
    release(shared, waiter);
    shared.waiters = shared.waiters.filter((other) => other !== waiter);
    waiter.reject(waiter.call.abortedError());
    if (shared.waiters.length > 0) return;
    remove(shared);
    shared.call.abort();
  }

  /** Takes the waiters out too: a Map's memory holds on to what was deleted, and would hold the answers with it. */
  function finish(shared: Shared): readonly Waiter[] {
    remove(shared);
    const { waiters } = shared;
    shared.waiters = [];
    for (const waiter of waiters) release(shared, waiter);
    return waiters;
  }

  function remove(shared: Shared): void {
    if (inFlight.get(shared.key) === shared) inFlight.delete(shared.key);
  }

  return {
    wrap: (next) => (request, call) => {
      if (!isShareable(request)) return next(request, call);
      if (call.aborted) return Promise.reject(call.abortedError());
      const key = shareKey(request);
      const shared = inFlight.get(key);
      return shared === undefined
        ? join(begin(key, next, request, call.deadline), call, true)
        : join(shared, call, false);
    },
    invalidate(prefix) {
      for (const key of inFlight.keys()) if (key.startsWith(prefix)) inFlight.delete(key);
    },
  };
}

function release(shared: Shared, { call, leads }: Waiter): void {
  call.waitingFor = undefined;
  if (leads) call.adopt(shared.call);
  else call.sent = shared.call.sent;
}

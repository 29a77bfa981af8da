import type { Call, Step, Stoppable, Wrapper } from './call.ts';
import type { Clock } from './clock.ts';
import { type RefusalReason, TransportError, type UpstreamRequest, type UpstreamResponse } from './http.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { TransportSettings } from './settings.ts';
import type { SharedPauses } from './shared-pauses.ts';

export interface Limiter {
  readonly wrap: Wrapper;
  /** Refuses everybody who waits: none of them would be served in time. */
  refuseWaiting(retryAfterSeconds: number): void;
  state(): { readonly inFlight: number; readonly queued: number; readonly pausedUntil: number | undefined };
}

interface Waiter extends Stoppable {
  readonly call: Call;
  readonly identity: string;
  admit(): void;
  refuse(error: TransportError): void;
}

/**
 * At most so many attempts in flight, of each identity and of all, a bounded queue before them in the order of arrival
 * (who waits for others of the same identity holds back nobody else), and a pause for everybody when the upstream
 * answers 429 with Retry-After, to this process or to one that shares its pauses.
 */
export function createLimiter(
  settings: Pick<TransportSettings, 'maxInFlight' | 'maxInFlightPerIdentity' | 'maxQueued' | 'maxPauseMs'>,
  clock: Pick<Clock, 'now' | 'setTimer'>,
  pauses?: SharedPauses,
): Limiter {
  const waiting = new Set<Waiter>();
  /** Identities with attempts in flight. */
  const inFlightOf = new Map<string, number>();
  let inFlight = 0;
  let pausedUntil = 0;
  let cancelWakeUp: (() => void) | undefined;

  function hasRoom(identity: string): boolean {
    return inFlight < settings.maxInFlight && hasOwnRoom(identity) && !isPaused();
  }

  function hasOwnRoom(identity: string): boolean {
    return (inFlightOf.get(identity) ?? 0) < settings.maxInFlightPerIdentity;
  }

  function take(identity: string): void {
    inFlight += 1;
    inFlightOf.set(identity, (inFlightOf.get(identity) ?? 0) + 1);
  }

  function release(identity: string): void {
    inFlight -= 1;
    const left = (inFlightOf.get(identity) ?? 1) - 1;
    if (left === 0) inFlightOf.delete(identity);
    else inFlightOf.set(identity, left);
    admitWaiting();
  }

  function isPaused(): boolean {
    if (pausedUntil !== 0 && clock.now() >= pausedUntil) pausedUntil = 0;
    return pausedUntil !== 0;
  }

  async function attempt(next: Step, request: UpstreamRequest, call: Call): Promise<UpstreamResponse> {
    try {
      // Between being admitted and being here an abort finds nobody to stop.
      if (call.aborted) throw call.abortedError();
      const response = await next(request, call);
      if (response.status === 429) obey(parseRetryAfter(response.headers['retry-after'], clock.now()));
      return response;
    } finally {
      release(request.identity);
    }
  }

  function obey(retryAfterMs: number | undefined): void {
    if (retryAfterMs === undefined) return;
    pauseFor(retryAfterMs);
    pauses?.announce(retryAfterMs);
  }

  function admitWaiting(): void {
    for (const waiter of waiting) {
      if (inFlight >= settings.maxInFlight || isPaused()) return;
      if (hasOwnRoom(waiter.identity)) waiter.admit();
    }
  }

  function pauseFor(ms: number): void {
    if (settings.maxPauseMs === 0) return;
    pausedUntil = Math.max(pausedUntil, clock.now() + Math.min(ms, settings.maxPauseMs));
    for (const waiter of waiting) {
      if (waiter.call.deadline <= pausedUntil) waiter.refuse(pausedError());
    }
    wakeUpAfterPause();
  }

  /** Only while somebody waits, so that an idle process is not kept alive; again if it was early or the pause grew. */
  function wakeUpAfterPause(): void {
    if (waiting.size === 0 || cancelWakeUp !== undefined || !isPaused()) return;
    const cancel = clock.setTimer(() => {
      cancelWakeUp = undefined;
      admitWaiting();
      wakeUpAfterPause();
    }, pausedUntil - clock.now());
    cancelWakeUp = () => {
      cancelWakeUp = undefined;
      cancel();
    };
  }

  function enqueue(identity: string, call: Call): Promise<void> {
    if (isPaused() && call.deadline <= pausedUntil) return Promise.reject(pausedError());
    if (waiting.size >= settings.maxQueued)
      return Promise.reject(refusal('busy', 'The queue for the upstream is full', 1));
    const queuedAt = clock.now();
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(waiter);
        if (waiting.size === 0) cancelWakeUp?.();
        call.waitingFor = undefined;
        call.queuedMs += clock.now() - queuedAt;
      };
      const waiter: Waiter = {
        call,
        identity,
        admit() {
          leave();
          take(identity);
          resolve();
        },
        refuse(error) {
          leave();
          reject(error);
        },
        stop() {
          waiter.refuse(call.abortedError());
        },
      };
      waiting.add(waiter);
      call.waitingFor = waiter;
      wakeUpAfterPause();
    });
  }

  function pausedError(): TransportError {
    return refusal('paused', 'The upstream asked for a pause', Math.ceil((pausedUntil - clock.now()) / 1000));
  }

  pauses?.listen(pauseFor);

  return {
    wrap: (next) => (request, call) => {
      if (call.aborted) return Promise.reject(call.abortedError());
      const { identity } = request;
      const isFirst = waiting.size === 0;
      // The timer that ends a pause may be late.
      if (!isFirst) admitWaiting();
      if (!hasRoom(identity)) return enqueue(identity, call).then(() => attempt(next, request, call));
      take(identity);
      // Those who were admitted before begin a moment after it; nobody overtakes them there.
      return isFirst ? attempt(next, request, call) : Promise.resolve().then(() => attempt(next, request, call));
    },
    refuseWaiting(retryAfterSeconds) {
      for (const waiter of waiting)
        waiter.refuse(refusal('failing', 'The upstream fails; the queue was emptied', retryAfterSeconds));
    },
    state: () => ({ inFlight, queued: waiting.size, pausedUntil: isPaused() ? pausedUntil : undefined }),
  };
}

function refusal(reason: RefusalReason, message: string, retryAfterSeconds: number): TransportError {
  return new TransportError('refused', message, {
    sent: false,
    reason,
    retryAfterSeconds: Math.max(1, retryAfterSeconds),
  });
}

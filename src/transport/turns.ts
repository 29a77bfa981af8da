import type { Wrapper } from './call.ts';

/** How long one turn of the event loop takes up work before the rest waits for the next turns. Short, since each turn accepts a single new connection. */
const TURN_MS = 3;
/** What is taken up at the same moment: nobody knows yet how long it will take. */
const TURN_PIECES = 4;
/** Of what waited, each piece is begun when the one before has shown how long it takes. */
const MOST_PIECES = 128;
/** Where all else that a turn has to do takes long, work gets as long, up to this: neither starves the other. */
const LONGEST_TURN_MS = 50;

export interface TurnsWorld {
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
  /** Calls back in the next turn of the event loop, in the order of asking, each time with the promises of the one before settled. */
  readonly defer: (next: () => void) => void;
}

export interface Turns {
  /** Undefined when work may begin now; else resolves when it may. */
  next(): Promise<void> | undefined;
  /** Gives a read's answer to its caller, who then works on it, in a turn that has room for that. */
  readonly wrap: Wrapper;
}

/**
 * Keeps the event loop's turns short however much comes at once: many answers of upstreams, one answer that many wait for, many requests. What does
 * not fit waits in the order of arrival and is begun a little at a time; in between sockets are read, what is refused is answered, and timers fire.
 * It makes nothing faster, but a process that has too much to do still does what takes no time at once.
 */
export function createTurns({ now, defer }: TurnsWorld = systemTurns): Turns {
  const waiting = new Set<() => void>();
  /** While nothing waits: of the turn in which work was taken up last. */
  let turn = { beganAt: 0, pieces: 0, isOver: true };
  let isWorkDeferred = false;

  function takesUp(): boolean {
    if (isWorkDeferred) return false;
    if (turn.isOver) {
      turn = { beganAt: now(), pieces: 0, isOver: false };
      defer(() => {
        turn.isOver = true;
      });
    } else if (turn.pieces === TURN_PIECES || now() - turn.beganAt >= TURN_MS) return false;
    turn.pieces += 1;
    return true;
  }

  function wait(admit: () => void): void {
    waiting.add(admit);
    if (!isWorkDeferred) deferWork(turn.beganAt);
  }

  /** Work until the turn has been at it as long as it was at other things since `workedAt`: one piece at least. */
  function deferWork(workedAt: number): void {
    isWorkDeferred = true;
    let endsAt = 0;
    defer(() => {
      const since = now();
      endsAt = since + Math.min(LONGEST_TURN_MS, Math.max(TURN_MS, since - workedAt));
      admitNext();
    });
    for (let piece = 1; piece < MOST_PIECES && piece < waiting.size; piece += 1) {
      defer(() => {
        if (now() < endsAt) admitNext();
      });
    }
    defer(() => {
      if (waiting.size > 0) deferWork(now());
      else isWorkDeferred = false;
    });
  }

  function admitNext(): void {
    const [admit] = waiting;
    if (admit === undefined) return;
    waiting.delete(admit);
    admit();
  }

  return {
    next: () => (takesUp() ? undefined : new Promise(wait)),
    wrap: (next) => async (request, call) => {
      const response = await next(request, call);
      // What became of a write is known now, and must not be lost in a queue.
      if (request.repeat !== 'safe' || response.isUnchanged || call.aborted || takesUp()) return response;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          waiting.delete(admit);
          call.waitingFor = undefined;
        };
        const admit = (): void => {
          leave();
          resolve(response);
        };
        wait(admit);
        call.waitingFor = {
          stop() {
            leave();
            reject(call.abortedError());
          },
        };
      });
    },
  };
}

const systemTurns: TurnsWorld = { now: () => performance.now(), defer: (next) => void setImmediate(next) };

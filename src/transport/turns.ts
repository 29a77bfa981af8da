import type { Wrapper } from './call.ts';

/** How long one turn of the event loop takes up work before the rest waits for turns of its own. */
const TURN_MS = 10;
/** What is taken up at the same moment: nobody knows yet how long it will take. */
const TURN_PIECES = 4;

export interface TurnsWorld {
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
  /** Calls back in the next turn of the event loop. */
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
  /** Of the turn in which work was taken up last; over when nothing more is deferred. */
  let turn = { beganAt: 0, pieces: 0, isOver: true };

  function takesUp(): boolean {
    if (waiting.size > 0) return false;
    if (turn.isOver) begin();
    else if (turn.pieces === TURN_PIECES || isLong()) return false;
    turn.pieces += 1;
    return true;
  }

  function isLong(): boolean {
    return now() - turn.beganAt >= TURN_MS;
  }

  function begin(): void {
    turn = { beganAt: now(), pieces: 0, isOver: false };
    defer(end);
  }

  /** Long work is followed by one piece, which may be as long. */
  function end(): void {
    const most = isLong() ? 1 : TURN_PIECES;
    turn.isOver = true;
    if (waiting.size === 0) return;
    begin();
    for (const admit of waiting) {
      if (turn.pieces === most) return;
      waiting.delete(admit);
      turn.pieces += 1;
      admit();
    }
  }

  return {
    next: () => (takesUp() ? undefined : new Promise((resolve) => waiting.add(resolve))),
    wrap: (next) => async (request, call) => {
      const response = await next(request, call);
      // What became of a write is known now, and must not be lost in a queue.
      if (request.repeat !== 'safe' || call.aborted || takesUp()) return response;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          waiting.delete(admit);
          call.waitingFor = undefined;
        };
        const admit = (): void => {
          leave();
          resolve(response);
        };
        waiting.add(admit);
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

import type { Wrapper } from './call.ts';

/**
 * How long one turn of the event loop takes up work before the rest waits for the next turns. Short, since each turn accepts a single new connection, and since only the next turn
 * brings what those that were worked on asked for.
 */
const TURN_MS = 1;
/** Of what waited, each piece is begun when the one before has shown how long it takes. */
const MOST_PIECES = 128;
/** What a turn has to do beside takes no longer than this as a rule. */
const OTHERS_MS = 10;
/** Where it does, as with a flood of requests that are refused, work gets as much longer, up to this: neither starves the other. */
const LONGEST_TURN_MS = 50;

export interface TurnsWorld {
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
  /** Calls back in the next turn of the event loop, in the order of asking, each time with the promises of the one before settled. */
  readonly defer: (next: () => void) => void;
}

export interface Turns {
  /** Undefined when work may begin on an operation that came at `since`; else resolves when it may. */
  next(since: number): Promise<void> | undefined;
  /** Gives a read's answer to its caller, who then works on it, in a turn that has room for that. */
  readonly wrap: Wrapper;
}

/**
 * Keeps the event loop's turns short however much comes at once: many answers of upstreams, one answer that many wait for, many requests. What does
 * not fit waits and is begun a little at a time; in between sockets are read, what is refused is answered, and timers fire.
 *
 * The oldest operation goes on first. Otherwise a loaded process would begin them all before it ended one: each holds what it has read so far, and the garbage collector would
 * copy all of that again and again.
 */
export function createTurns({ now, defer }: TurnsWorld = systemTurns): Turns {
  /** The oldest first; of one age in the order of arrival. */
  const waiting: Piece[] = [];
  /** While nothing waits: whether this turn has taken up work. Nobody knows yet how long that will take, so it is one piece. */
  let hasWork = false;
  let isWorkDeferred = false;

  function takesUp(): boolean {
    if (isWorkDeferred || hasWork) return false;
    hasWork = true;
    defer(() => {
      hasWork = false;
    });
    return true;
  }

  function wait(piece: Piece): void {
    const place = waiting.findLastIndex((other) => other.since <= piece.since) + 1;
    waiting.splice(place, 0, piece);
    if (!isWorkDeferred) deferWork(now());
  }

  /** Work, one piece at least; longer where the turn was at other things for long, since `workedAt`. */
  function deferWork(workedAt: number): void {
    isWorkDeferred = true;
    let endsAt = 0;
    defer(() => {
      const since = now();
      endsAt = since + Math.min(LONGEST_TURN_MS, Math.max(TURN_MS, since - workedAt - OTHERS_MS));
      admitNext();
    });
    for (let piece = 1; piece < MOST_PIECES && piece < waiting.length; piece += 1) {
      defer(() => {
        if (now() < endsAt) admitNext();
      });
    }
    defer(() => {
      if (waiting.length > 0) deferWork(now());
      else isWorkDeferred = false;
    });
  }

  function admitNext(): void {
    waiting.shift()?.admit();
  }

  function leave(piece: Piece): void {
    const place = waiting.indexOf(piece);
    if (place !== -1) waiting.splice(place, 1);
  }

  return {
    next: (since) => (takesUp() ? undefined : new Promise((admit) => wait({ since, admit }))),
    wrap: (next) => async (request, call) => {
      const response = await next(request, call);
      // What became of a write is known now, and must not be lost in a queue.
      if (request.repeat !== 'safe' || response.isUnchanged || call.aborted || takesUp()) return response;
      return new Promise((resolve, reject) => {
        const piece: Piece = {
          since: request.since ?? 0,
          admit() {
            call.waitingFor = undefined;
            resolve(response);
          },
        };
        wait(piece);
        call.waitingFor = {
          stop() {
            call.waitingFor = undefined;
            leave(piece);
            reject(call.abortedError());
          },
        };
      });
    },
  };
}

/** Work that waits. */
interface Piece {
  /** When the operation that it belongs to came. */
  readonly since: number;
  admit(): void;
}

const systemTurns: TurnsWorld = { now: () => performance.now(), defer: (next) => void setImmediate(next) };

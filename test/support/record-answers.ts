import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

/** Node tells there of every connection that a server takes. */
const CONNECTIONS = 'net.server.socket';

export interface RecordedAnswers {
  /** Pieces in the order in which they were written. */
  readonly texts: readonly string[];
  end(): void;
}

/**
 * All that a server of this process writes to its connections: what clients read and what they do not wait for, and what is no HTTP answer at all. Compressed
 * bodies stay as they are; whoever asks for them searches what came.
 *
 * @param port of the server, as soon as it is known
 */
export function recordAnswers(port: () => number | undefined): RecordedAnswers {
  const texts: string[] = [];
  const watch = (message: unknown): void => {
    const socket = typeof message === 'object' && message !== null ? Reflect.get(message, 'socket') : undefined;
    if (!(socket instanceof Socket) || socket.localPort !== port()) return;
    socket.write = noting(socket.write);
    socket.end = noting(socket.end);
  };
  subscribe(CONNECTIONS, watch);
  return { texts, end: () => void unsubscribe(CONNECTIONS, watch) };

  function noting<F extends (...args: never[]) => unknown>(write: F): F {
    return new Proxy(write, {
      apply(target, self, args) {
        const [piece] = args;
        if (typeof piece === 'string' || piece instanceof Uint8Array) texts.push(Buffer.from(piece).toString());
        return Reflect.apply(target, self, args);
      },
    });
  }
}

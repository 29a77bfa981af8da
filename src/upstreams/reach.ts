import { connect } from 'node:net';
import type { Logger } from 'pino';
import type { Connection } from './index.ts';

const REACH_MS = 2_000;

/** An upstream that is away at the start may come back, and the other one serves without it: that is worth a line, not the start. */
export async function warnOfUnreachable(connections: readonly Connection[], log: Logger): Promise<void> {
  const origins = new Map(connections.map((connection) => [new URL(connection.baseUrl).origin, connection]));
  await Promise.all(
    [...origins].map(async ([origin, { upstream, isFake }]) => {
      const problem = isFake ? null : await tryToReach(new URL(origin), REACH_MS);
      if (problem === null) return;
      log.warn(
        { upstream, origin, problem },
        `${upstream} cannot be reached; its part of every answer fails until it can`,
      );
    }),
  );
}

/** Opens and ends one TCP connection, without a byte. Null when it stood; else why not, as a system's error code. */
export function tryToReach({ protocol, hostname, port }: URL, timeoutMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (protocol === 'https:' ? 443 : 80)),
    });
    const end = (problem: string | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(problem);
    };
    const timer = setTimeout(() => end('ETIMEDOUT'), timeoutMs);
    // A process that is told to stop does not wait for it.
    socket.unref();
    timer.unref();
    socket.once('connect', () => end(null));
    socket.on('error', (error: Error & { readonly code?: string }) => end(error.code ?? error.name));
  });
}

import { connect } from 'node:net';

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

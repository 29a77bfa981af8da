import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Sends bytes over a connection of its own and reads whatever comes until the server ends it, or until `enough` is
 * satisfied. `ended` says how: by the server, by a reset, or by this function because it was enough.
 */
export async function exchange(
  port: number,
  request: string,
  enough: (received: string) => boolean = () => false,
): Promise<{ received: string; ended: 'end' | 'reset' | 'enough' }> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let ended: 'end' | 'reset' | 'enough' = 'end';
  socket.on('error', () => {
    ended = 'reset';
  });
  socket.on('data', (chunk) => {
    received += chunk.toString();
    if (!enough(received)) return;
    ended = 'enough';
    socket.destroy();
  });
  socket.write(request);
  await once(socket, 'close').catch(() => {});
  return { received, ended };
}

export function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: fake\r\n\r\n`;
}

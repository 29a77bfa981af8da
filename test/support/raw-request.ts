import { connect, type Socket } from 'node:net';

/** Sends bytes to a server just as they stand, and gathers whatever comes back until the connection ends. */
export function sendRaw(
  url: string,
  bytes: string | Buffer,
): { readonly socket: Socket; readonly answer: Promise<string> } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
  socket.write(bytes);
  return { socket, answer };
}

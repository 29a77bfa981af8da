import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Connections over which nothing came yet: node:http does not count them as idle, so that they would hold up its end. */
export function watchUnusedConnections(server: Server): { end(): void } {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return {
    end() {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    },
  };
}

import { createServer, type Socket } from 'node:net';

export interface RawServer {
  readonly origin: string;
  /** Whole requests as they came, in order. */
  readonly requests: readonly string[];
  /** Every connection so far, ended ones included. */
  readonly connections: readonly Socket[];
  close(): Promise<void>;
}

/** Answers one whole request on its connection; `index` counts requests over all connections from 0. */
export type Misbehave = (socket: Socket, index: number) => void;

/** A TCP server on a free port that says exactly what the test tells it to, right or wrong. */
export function startRawServer(onRequest: Misbehave, onConnection?: (socket: Socket) => void): Promise<RawServer> {
  const requests: string[] = [];
  const connections: Socket[] = [];
  const server = createServer((socket) => {
    connections.push(socket);
    socket.on('error', () => undefined);
    onConnection?.(socket);
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      for (let end = endOfRequest(received); end !== undefined; end = endOfRequest(received)) {
        requests.push(received.slice(0, end));
        received = received.slice(end);
        onRequest(socket, requests.length - 1);
      }
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
        requests,
        connections,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            for (const socket of connections) socket.destroy();
          }),
      });
    });
  });
}

function endOfRequest(received: string): number | undefined {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = Number(/content-length: (\d+)/i.exec(received.slice(0, head))?.[1] ?? 0);
  const end = head + 4 + length;
  return received.length >= end ? end : undefined;
}

/** A right answer with its length, as bytes for the wire. */
export function wire(body: string | Buffer, headers: readonly string[] = [], status = '200 OK'): Buffer {
  const bytes = Buffer.from(body);
  const head = [`HTTP/1.1 ${status}`, `content-length: ${bytes.length}`, ...headers].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]);
}

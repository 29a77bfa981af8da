import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { tryToReach } from '../../../src/upstreams/reach.ts';

async function listen(): Promise<{ readonly port: number; readonly received: string[]; close(): Promise<void> }> {
  const received: string[] = [];
  const server = createServer((socket) => socket.on('data', (chunk) => received.push(String(chunk)))).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    received,
    async close() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('who listens is reached, and told nothing', async () => {
  const { port, received, close } = await listen();
  expect(await tryToReach(new URL(`http://127.0.0.1:${port}/api`), 2_000)).toBeNull();
  await close();
  expect(received).toEqual([]);
});

test('who does not is named by the system’s own code', async () => {
  const { port, close } = await listen();
  await close();
  expect(await tryToReach(new URL(`http://127.0.0.1:${port}`), 2_000)).toBe('ECONNREFUSED');
  expect(await tryToReach(new URL('https://nobody.invalid'), 2_000)).toMatch(/^E[A-Z_]+$/);
});

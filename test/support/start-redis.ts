import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect as openSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from '@jest/globals';
import { freePort } from './free-port.ts';

/** A redis-server of its own on a free port, which keeps nothing on disk. */
export interface TestRedis {
  readonly url: string;
  /** Ends it at once, as when its machine fails; `start` brings an empty one to the same port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** It accepts connections and answers nothing, until `wake`. */
  freeze(): void;
  wake(): void;
}

/** For tests against a real Redis: skipped, and saying so, where redis-server is not installed. */
export const describeWithRedis = hasRedis() ? describe : skipPlainly();

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn('redis-server', options, { stdio: 'ignore' });
    await untilItListens(port);
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    },
    freeze: () => void server?.kill('SIGSTOP'),
    wake: () => void server?.kill('SIGCONT'),
  };
}

function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
}

function skipPlainly(): typeof describe.skip {
  process.stderr.write(
    'redis-server is not installed (Debian: apt-get install redis-server): its tests are skipped.\n',
  );
  return describe.skip;
}

async function untilItListens(port: number): Promise<void> {
  for (;;) {
    if (await canConnect(port)) return;
    await sleep(5);
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = openSocket(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

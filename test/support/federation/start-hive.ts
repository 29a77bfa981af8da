import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Running } from '../../../examples/federation/reviews.ts';
import { freePort } from '../free-port.ts';

const HIVE = resolve('examples/federation/hive');
const PROGRAM = join(HIVE, 'node_modules/.bin/hive-gateway');

export interface RouterOptions {
  /** Addresses by name. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly secret: string;
  /** What the router shows where it asks for the subgraphs' SDL itself. */
  readonly ownKey?: string;
}

/** Half a gigabyte: whoever wants to be tested behind it installs it, as CI on GitHub does. */
export const hasHive = existsSync(PROGRAM);
if (!hasHive) process.stderr.write('Hive Gateway is not installed (npm ci in examples/federation/hive): not tested.\n');

/** Hive Gateway with the sample of deploy/routers, keeping answers, on a supergraph that examples/federation/compose.ts makes. */
export async function startHive({ subgraphs, secret, ownKey = '' }: RouterOptions): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
  const environment = { PATH: process.env.PATH, ROUTER_SECRET: secret, API_KEY: ownKey, KEEP_ANSWERS_MS: '5000' };
  const named = Object.entries(subgraphs).map(([name, url]) => `${name}=${url}`);
  const compose = ['--import', import.meta.resolve('tsx'), resolve('examples/federation/compose.ts'), ...named];
  await promisify(execFile)(process.execPath, compose, { cwd: folder, env: environment });
  copyFileSync('deploy/routers/hive-gateway.config.ts', join(HIVE, 'gateway.config.ts'));
  const port = await freePort();
  const where = ['--host', '127.0.0.1', '--port', String(port)];
  const child = spawn(process.execPath, [PROGRAM, 'supergraph', join(folder, 'supergraph.graphql'), ...where], {
    cwd: HIVE,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await new Promise<void>((listens, fails) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('Listening on') && listens());
    child.once('exit', () => fails(new Error('Hive Gateway did not start.')));
  });
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    async close() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

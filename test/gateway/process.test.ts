import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { describeAllSettings } from '../../src/config.ts';
import { SAMPLE_QUERY } from '../../src/gateway.ts';

/** The process as `npm start` runs it, but from the sources. */
interface Running {
  readonly child: ChildProcess;
  output(): string;
  /** Resolves with the address it prints. */
  listening(): Promise<string>;
  ended(): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

const started = new Set<ChildProcess>();

afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
});

function run(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  const written = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (written.out += chunk));
  child.stderr.on('data', (chunk) => (written.err += chunk));
  const end = once(child, 'close');
  return {
    child,
    output: () => written.out,
    async listening() {
      for (;;) {
        const [, url] = /Gateway on (http:\S+)\/graphql/.exec(written.out) ?? [];
        if (url) return url;
        await Promise.race([once(child.stdout, 'data'), end.then(() => Promise.reject(new Error(written.err)))]);
      }
    },
    async ended() {
      await end;
      return { code: child.exitCode, ...written };
    },
  };
}

test('starts on the embedded fakes, says so, and answers the query that it prints', async () => {
  const gateway = run();
  const url = await gateway.listening();
  expect(gateway.output()).toContain(SAMPLE_QUERY);
  expect(gateway.output()).toMatch(/dintero +embedded fake at http:\/\/127\.0\.0\.1:\d+\/v1/);
  expect(gateway.output()).toMatch(/abillify +embedded fake at http:\/\/127\.0\.0\.1:\d+\/api/);
  expect(gateway.output()).toMatch(/account T11223344 \(test data\)/);
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SAMPLE_QUERY }),
  });
  const { data, errors } = JSON.parse(await answer.text());
  expect(errors).toBeUndefined();
  expect(data.products.nodes).toHaveLength(3);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it with exit code 0', async (signal) => {
  const gateway = run();
  const url = await gateway.listening();
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  gateway.child.kill(signal);
  expect(await gateway.ended()).toMatchObject({ code: 0, err: '' });
});

test('an upstream configured by half stops the start and names what is missing, and no value', async () => {
  const gateway = run([], { DINTERO_CLIENT_SECRET: 'hush-hush', PORT: 'x', AUTH_MODE: 'open' });
  const { code, out, err } = await gateway.ended();
  expect([code, out]).toEqual([2, '']);
  for (const name of ['DINTERO_ACCOUNT_ID', 'DINTERO_CLIENT_ID', 'PORT']) expect(err).toContain(name);
  expect(err).not.toContain('hush-hush');
});

test('a port in use is one clear line', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { code, err } = await run([], { PORT: port }).ended();
  server.close();
  expect([code, err]).toEqual([1, `The gateway could not start: port ${port} is in use; set PORT to another one.\n`]);
});

describe('without starting', () => {
  test('--help lists every setting', async () => {
    const { code, out } = await run(['--help']).ended();
    expect(code).toBe(0);
    for (const { name } of describeAllSettings()) expect(out).toContain(name);
  });

  test('--check-config says whether the settings are complete', async () => {
    expect(await run(['--check-config']).ended()).toMatchObject({ code: 0, err: '' });
    expect(await run(['--check-config'], { PORT: 'x' }).ended()).toMatchObject({ code: 2, out: '' });
  });

  test('an unknown flag is refused', async () => {
    expect(await run(['--frobnicate']).ended()).toMatchObject({ code: 2, err: expect.stringContaining('--help') });
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from '@jest/globals';

const running: ChildProcess[] = [];

function start(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'fakes', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return { child, errors: () => errors };
}

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'prints the environment of both fakes, serves, and ends on %s',
  async (signal) => {
    const { child, errors } = start('--dintero-port', '0', '--abillify-port', '0', '--size', '40');
    const ended = once(child, 'exit');
    const environment = new Map<string, string>();
    for await (const line of createInterface(child.stdout)) {
      const [name = '', value = ''] = line.split(/=(.*)/);
      environment.set(name, value);
      if (environment.size === 8) break;
    }
    expect([...environment.keys()]).toEqual([
      'DINTERO_BASE_URL',
      'DINTERO_ACCOUNT_ID',
      'DINTERO_CLIENT_ID',
      'DINTERO_CLIENT_SECRET',
      'ABILLIFY_BASE_URL',
      'ABILLIFY_USERNAME',
      'ABILLIFY_PASSWORD',
      'AUTH_MODE',
    ]);

    const basic = (name: string, secret: string) =>
      `Basic ${Buffer.from(`${environment.get(name)}:${environment.get(secret)}`).toString('base64')}`;
    const account = `/accounts/${environment.get('DINTERO_ACCOUNT_ID')}`;
    const token = await fetch(`${environment.get('DINTERO_BASE_URL')}${account}/auth/token`, {
      method: 'POST',
      headers: {
        authorization: basic('DINTERO_CLIENT_ID', 'DINTERO_CLIENT_SECRET'),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ grant_type: 'client_credentials', audience: `https://api.dintero.com/v1${account}` }),
    });
    expect(token.status).toBe(200);
    const groups = await fetch(`${environment.get('ABILLIFY_BASE_URL')}/productgroups?page=1&pageSize=2`, {
      headers: { authorization: basic('ABILLIFY_USERNAME', 'ABILLIFY_PASSWORD') },
    });
    expect(groups.status).toBe(200);

    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(errors()).toBe('');
  },
);

test('--help tells how, and starts nothing', async () => {
  const { child } = start('--help');
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(output).toMatch(/--dintero-port[\s\S]*--abillify-port[\s\S]*--size/);
});

test.each([
  [['--size', 'many'], '--size must be an integer from 3 to 1000000'],
  [['--dintero-port', '65536'], '--dintero-port must be an integer from 0 to 65535'],
  [['--colour'], "Unknown option '--colour'"],
])('refuses %j', async (args, message) => {
  const { child, errors } = start(...args);
  expect(await once(child, 'close')).toEqual([2, null]);
  expect(errors()).toContain(message);
  expect(errors()).toContain('Try fakes --help.');
});

test('a port in use ends it with the reason', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const { child, errors } = start('--dintero-port', '0', '--abillify-port', String(port));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(errors()).toBe(`The fakes could not start: port ${port} is in use; give another one by --abillify-port.\n`);
  taken.close();
});

import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { describeAllSettings } from '../../src/config.ts';
import { SAMPLE_QUERY } from '../../src/graph/sample-query.ts';
import { endProcesses, runProcess } from '../support/run-process.ts';

/** Processes start slowly where many do at once. */
jest.setTimeout(30_000);

afterEach(endProcesses);

const run = (args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) =>
  runProcess({ args, environment });

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

test('an upstream configured by half stops the start and names what is missing, and no value (promise 66)', async () => {
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

import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { startGateway } from '../support/start-gateway.ts';

/** Processes start slowly where many do at once. */
jest.setTimeout(60_000);

const run = promisify(execFile);
const describeWithCurl = spawnSync('curl', ['--version']).status === 0 ? describe : describe.skip;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-docs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeWithCurl('what is asked by curl', () => {
  test('README.md: the first question', async () => {
    await using gateway = await startGateway();
    const answer = JSON.parse(await shell(blockOf('README.md', 'curl'), ['http://127.0.0.1:4000', gateway.url]));
    expect(answer.errors).toBeUndefined();
    expect(answer.data.products.nodes).toHaveLength(3);
    expect(JSON.stringify(answer.data)).toContain('"title":{"value":"Stuhl"}');
  });

  test('docs/telemetry.md: the metrics', async () => {
    await using gateway = await startGateway({ environment: { METRICS: 'on' } });
    const [, command = ''] = /^(curl .*)$/m.exec(blockOf('docs/telemetry.md', 'curl')) ?? [];
    expect(await shell(command, ['http://127.0.0.1:4000', gateway.url])).toMatch(/^# HELP /);
  });

  test.each(['docs/command-line.md', 'examples/storefront/README.md'])('%s: a fault, and its end', async (page) => {
    const fake = await startAbillifyFake();
    try {
      const [, begin = ''] = /(curl -X POST [^`\n]*)/.exec(read(page)) ?? [];
      const [, end = ''] = /(curl -X DELETE [^`\n]*)/.exec(read(page)) ?? [];
      const status = async () => (await fetch(`${fake.baseUrl}/productGroup`)).status;
      const before = await status();
      await shell(begin, ['http://127.0.0.1:4012', new URL(fake.baseUrl).origin]);
      expect(await status()).toBe(503);
      await shell(end, ['http://127.0.0.1:4012', new URL(fake.baseUrl).origin]);
      expect(await status()).toBe(before);
    } finally {
      await fake.close();
    }
  });
});

describe('what the gateway’s own program is asked', () => {
  test('docs/command-line.md: explain prints what the page shows', async () => {
    const out = await shell(blockOf('docs/command-line.md', ' explain '));
    const [shown = ''] = /^HundredProducts, query[\s\S]*?(?=^```)/m.exec(read('docs/command-line.md')) ?? [];
    expect(out).toContain(shown.trimEnd());
  });

  test('docs/command-line.md: schema writes two files', async () => {
    await shell(blockOf('docs/command-line.md', ' schema '), ['> ', `> ${folder}/`]);
    expect(buildSchema(readFileSync(join(folder, 'schema.graphql'), 'utf8')).getQueryType()).toBeDefined();
    expect(readFileSync(join(folder, 'subgraph.graphql'), 'utf8')).toContain('@key');
  });

  test('docs/security.md: persist writes a manifest', async () => {
    await shell(blockOf('docs/security.md', 'npm run persist'), ['> ', `> ${folder}/`]);
    const { operations } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    expect(operations.map(({ name }: { name: string }) => name)).toContain('HundredProducts');
  });

  test('README.md: the settings of a live gateway are complete', async () => {
    const [script = ''] = blockOf('README.md', 'DINTERO_ACCOUNT_ID').split(' && npm start');
    expect(await shell(script, ['npm start --', 'node --import tsx src/main.ts'])).toBe(
      'The configuration is complete.\n',
    );
  });
});

/** Runs it in the repository, the gateway from its sources; every `from` becomes `to`. */
async function shell(script: string, [from, to]: readonly [string, string] = ['', '']): Promise<string> {
  const own = script.replaceAll('node dist/main.js', 'node --import tsx src/main.ts');
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn' };
  const { stdout } = await run('bash', ['-euc', from === '' ? own : own.replaceAll(from, to)], { env });
  return stdout;
}

/** The commands in which this stands. */
function blockOf(page: string, words: string): string {
  const blocks = [...read(page).matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  const found = blocks.find((block) => block.includes(words));
  if (found === undefined) throw new Error(`${page} has no commands with ${words}`);
  return found;
}

function read(page: string): string {
  return readFileSync(page, 'utf8');
}

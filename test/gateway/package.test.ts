import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

/** Compiles and packs the whole program. */
jest.setTimeout(240_000);

const run = promisify(execFile);

/** Installing asks the registry for every dependency: CI does it, and whoever sets this. */
const installTest = process.env.PACKAGE_INSTALL === '1' ? test : test.skip;

/** What a build and a package are made of. */
const CHECKOUT = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
].concat(['src', 'schema', 'playground', 'docs/examples']);

let folder: string;
let archive: string;
let paths: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-package-'));
  const checkout = join(folder, 'checkout');
  for (const path of CHECKOUT) cpSync(path, join(checkout, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(checkout, 'node_modules'));
  await run('npm', ['run', 'build'], { cwd: checkout });
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts'], { cwd: checkout });
  const [{ filename, files }] = JSON.parse(stdout);
  archive = join(checkout, filename);
  paths = files.map(({ path }: { path: string }) => path);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('holds the built program, the contract and its papers, and nothing else', () => {
  const others = paths.filter(
    (path) => !/^(dist\/.*\.(js|d\.ts)|dist\/pages\/[\w.-]+|schema\/.*\.graphql)$/.test(path),
  );
  expect(others.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/main.js',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/pages/graphiql.js',
      'schema/subgraph/entities.graphql',
    ]),
  );
});

test('unpacked beside its dependencies it starts by its bin', async () => {
  const place = join(folder, 'unpacked');
  mkdirSync(place);
  await run('tar', ['-xzf', archive, '--strip-components', '1', '-C', place]);
  symlinkSync(resolve('node_modules'), join(place, 'node_modules'));
  await expectToServe(join(place, 'dist/main.js'), place);
});

test('is a library: the programs of docs/embedding.md fit its types, and run', async () => {
  const place = join(folder, 'library');
  const inside = join(place, 'node_modules/dintero-abillify-gateway');
  mkdirSync(inside, { recursive: true });
  await run('tar', ['-xzf', archive, '--strip-components', '1', '-C', inside]);
  symlinkSync(resolve('node_modules'), join(inside, 'node_modules'));
  writeFileSync(join(place, 'package.json'), '{ "type": "module" }');
  const [embedded = '', tested = '', ...others] = programsOf('docs/embedding.md');
  expect(others).toEqual([]);
  writeFileSync(join(place, 'embedded.ts'), embedded);
  writeFileSync(join(place, 'tested.ts'), tested);
  writeFileSync(
    join(place, 'wrong.ts'),
    `import type { Gateway } from 'dintero-abillify-gateway';
    // @ts-expect-error: an address is text
    export const port = (gateway: Gateway): number => gateway.url;`,
  );
  const options = '--ignoreConfig --strict --skipLibCheck --module nodenext --target es2023 --types node'.split(' ');
  const types = ['--typeRoots', resolve('node_modules/@types')];
  const files = ['embedded.ts', 'tested.ts', 'wrong.ts'];
  await run(resolve('node_modules/.bin/tsc'), [...options, ...types, ...files], { cwd: place });
  const { stdout } = await run(process.execPath, ['embedded.js'], { cwd: place });
  expect(JSON.parse(stdout)).toEqual({ data: { viewer: { account: 'T11223344' } } });
  await run(process.execPath, ['--test', 'tested.js'], { cwd: place });
});

installTest('installed into an empty folder it starts by its bin', async () => {
  const place = join(folder, 'installed');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{}');
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', archive], { cwd: place });
  await expectToServe(join(place, 'node_modules/.bin/dintero-abillify-gateway'), place);
});

async function expectToServe(program: string, cwd: string): Promise<void> {
  const child = spawn(process.execPath, [program, '--json'], {
    cwd,
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(child.stdout, 'data');
    const { url } = JSON.parse(String(line));
    const answer = await fetch(`${url}?query={viewer{account}}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(await answer.json()).toEqual({ data: { viewer: { account: 'T11223344' } } });
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}

function programsOf(page: string): readonly string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, program = '']) => program);
}

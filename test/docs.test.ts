import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { describeAllSettings } from '../src/config.ts';
import { ERROR_CODES } from '../src/graph/errors.ts';
import { createSchema } from '../src/graph/schema.ts';
import { endProcesses, runProcess } from './support/run-process.ts';

/** Processes start slowly where many do at once. */
jest.setTimeout(60_000);

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = [
  ...readdirSync(ROOT),
  ...filesBelow('docs'),
  ...readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}/README.md`),
].filter((path) => path.endsWith('.md') && existsSync(join(ROOT, path)));

/** Names in capitals that are none of the gateway's settings; of OpenTelemetry's there are more than the gateway reads. */
const OTHER_NAMES = new Set([
  ...Object.keys(ERROR_CODES),
  ...[...read('schema/mutation.graphql').matchAll(/^ {2}([A-Z_]+)$/gm)].map(([, name = '']) => name),
  ...variablesOf('test', '.ts'),
  ...variablesOf('examples/storefront', '.js'),
  ...variablesOf('examples/storefront/test', '.ts'),
  ...[...read('.ci/run').matchAll(/\b([A-Z_]+)(?:=|:-)/g)].map(([, name = '']) => name),
  'NODE_DISABLE_COMPILE_CACHE',
]);
const SETTINGS = new Set(describeAllSettings().map(({ name }) => name));

/** Programs that are not the gateway's own. */
const OTHER_PROGRAMS = new Set(['curl', 'openssl', 'docker', 'kubectl', 'kustomize', 'chromium', 'apt-get']);

/** By subcommand, the flags that its help tells. */
let flags: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  const overview = await helpOf([]);
  const names = [...overview.matchAll(/^ {2}([a-z-]+) {2,}/gm)].map(([, name = '']) => name);
  const helps = await Promise.all(names.map((name) => helpOf([name])));
  flags = new Map(names.map((name, index) => [name, new Set(helps[index]?.match(/--[a-z-]+/g))]));
});
afterAll(endProcesses);

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  test('leads to what exists', () => {
    const named = [...text.matchAll(/`((?:src|schema|test|docs|bench|examples|deploy)\/[\w./-]*[\w/])`/g)].map(
      ([, path = '']) => path,
    );
    const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)/g)].map(([, target = '']) => target.split('#'));
    const linked = links.filter(([path]) => path).map(([path = '']) => normalize(join(dirname(page), path)));
    const local = page.startsWith('examples/') ? dirname(page) : '';
    expect([...named, ...linked].filter((path) => !isThere(path) && !isThere(join(local, path)))).toEqual([]);
    const anchors = links.filter(([path, anchor]) => anchor && (!path || path.endsWith('.md')));
    const missing = anchors.filter(
      ([path, anchor = '']) => !anchorsOf(path ? join(dirname(page), path) : page).has(anchor),
    );
    expect(missing).toEqual([]);
  });

  test('names settings that there are', () => {
    const named = [...text.matchAll(/(?<![\w$%-])(?!OTEL_)([A-Z][A-Z\d]*(?:_[A-Z\d]+)+)(?![\w*])/g)].map(
      ([, name = '']) => name,
    );
    expect([...new Set(named)].filter((name) => !SETTINGS.has(name) && !OTHER_NAMES.has(name))).toEqual([]);
  });

  test('tells commands that there are', () => {
    const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
    const inline = [...text.matchAll(/`((?:npm|npx|node) [^`]+)`/g)].map(([, command = '']) => command);
    expect([...blocks, ...inline].flatMap((script) => problemsOf(script, dirname(page)))).toEqual([]);
  });

  test('shows JSON and GraphQL that is some', () => {
    for (const [, block = ''] of text.matchAll(/^```json\n([\s\S]*?)^```$/gm)) JSON.parse(block);
    for (const [, block = ''] of text.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)) {
      const document = parse(block);
      const isAsked = document.definitions.some(({ kind }) => kind === 'OperationDefinition');
      expect(isAsked ? validate(createSchema(), document) : []).toEqual([]);
    }
  });
});

test('command-line.md tells each command, and flags that it has', () => {
  const rows = [...read('docs/command-line.md').matchAll(/^\| `([a-z-]+)([^`]*)` \|/gm)];
  expect(rows.map(([, name]) => name).sort()).toEqual([...flags.keys()].sort());
  for (const [, name = '', rest = ''] of rows) {
    expect([...rest.matchAll(/--[a-z-]+/g)].filter(([flag]) => !flags.get(name)?.has(flag))).toEqual([]);
  }
});

/** What is wrong with the commands of a script, which begins in the folder of its page or, mostly, in the root. */
function problemsOf(script: string, home: string): readonly string[] {
  const commands = script
    .replace(/\\\n/g, ' ')
    .replace(/ +#.*$/gm, '')
    .replace(/'[^']*'|\$\([^)]*\)/g, "''")
    .split(/\n|&&|\|/)
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first);
  let folder = home.startsWith('examples/') ? home : '';
  return commands.flatMap((words) => {
    const [program = '', ...args] = words.filter((word) => !/^(export|[A-Z_]+=.*)$/.test(word));
    if (program === '' || OTHER_PROGRAMS.has(program)) return [];
    if (program === 'cd') {
      folder = join(folder, args[0] ?? '');
      return isThere(folder) ? [] : [`There is no folder ${folder}`];
    }
    if (program === 'npm') return problemOfNpm(args, folder);
    if (program === 'npx')
      return args[0] === 'tsx' && isThere(join(folder, args[1] ?? '')) ? ownFlags(args.slice(2)) : [words.join(' ')];
    if (program === 'node' && args[0] === 'dist/main.js') return ownFlags(args.slice(1));
    return [`Unknown command: ${words.join(' ')}`];
  });
}

function problemOfNpm([command = '', ...args]: readonly string[], folder: string): readonly string[] {
  const name = command === 'run' ? (args[0] ?? '') : command;
  if (name === 'ci') return [];
  const packages = [join(folder, 'package.json'), 'package.json', 'bench/package.json'].filter(isThere);
  const script = packages.map((file) => JSON.parse(read(file)).scripts[name]).find((one) => one !== undefined);
  if (script === undefined) return [`There is no npm script ${name} in ${folder || 'the root'}`];
  const passed = args.slice(args.indexOf('--') + 1);
  if (!args.includes('--') || name === 'test')
    return passed.filter((word) => /^test\//.test(word) && !isTestFilter(word));
  return ownFlags(/main\.[jt]s (\w+)$/.exec(script) ? [script.split(' ').at(-1), ...passed] : passed);
}

/** Arguments of the gateway's own program, up to where the output goes. */
function ownFlags(args: readonly string[]): readonly string[] {
  const [first = ''] = args;
  const name = flags.has(first) ? first : 'start';
  if (first !== '' && !first.startsWith('-') && !flags.has(first) && !first.includes('='))
    return [`There is no command ${first}`];
  return args
    .filter((word) => /^--[a-z]/.test(word) && !flags.get(name)?.has(word))
    .map((flag) => `${name} has no ${flag}`);
}

async function helpOf(args: readonly string[]): Promise<string> {
  const { out } = await runProcess({ args: [...args, '--help'] }).ended();
  return out;
}

/** As GitHub makes them of headings, and what a page names itself. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  const named = [...read(page).matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);
  return new Set([...headings, ...named]);
}

function isTestFilter(pattern: string): boolean {
  return filesBelow('test').some((path) => path.startsWith(pattern));
}

function variablesOf(folder: string, ending: string): readonly string[] {
  return filesBelow(folder)
    .filter((path) => path.endsWith(ending))
    .flatMap((path) => [...read(path).matchAll(/process\.env\.([A-Z_]+)/g)].map(([, name = '']) => name));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules'))
    .map((path) => `${folder}/${path}`);
}

function isThere(path: string): boolean {
  return existsSync(join(ROOT, path));
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

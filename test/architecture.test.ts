import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A file below src/ and what it imports: files below src/ by path, packages by name. */
interface SourceFile {
  readonly path: string;
  readonly imports: readonly { readonly target: string; readonly isType: boolean }[];
  /** Type assertions, `as const` left out. */
  readonly assertions: number;
}

const files = filesBelow('src', '.ts')
  .filter((path) => !path.includes('/generated/'))
  .map(readSource);

/** Which files a rule speaks of, and all that they may import beside node's own modules. */
interface Rule {
  readonly who: RegExp;
  readonly may: readonly RegExp[];
}

const NODE = /^node:/;
const PACKAGE = /^(?!node:|src\/)/;
const GRAPH_FACTS =
  /^src\/graph\/([\w-]+\/(model|source)|errors|port|caller|audit|context|pagination\/(cursor|row-index)|money\/money|localization\/language-tag|merchant-key|scope-claim)\.ts$/;

/** The first rule that fits a file counts. */
const RULES: readonly Rule[] = [
  { who: /^src\/(main|gateway|config|index)\.ts$|^src\/cli\//, may: [/./] },
  { who: /^src\/transport\//, may: [/^src\/transport\//, PACKAGE] },
  { who: /^src\/telemetry\//, may: [/^src\/(telemetry|settings)\//, PACKAGE] },
  { who: /^src\/settings\//, may: [/^src\/settings\//, PACKAGE] },
  {
    who: /^src\/storage\//,
    may: [
      /^src\/storage\//,
      /^src\/graph\/mutation\/key-value-store\.ts$/,
      /^src\/server\/limits\/request-counts\.ts$/,
      /^src\/transport\/(cache-store|shared-(pauses|tokens))\.ts$/,
      PACKAGE,
    ],
  },
  {
    who: /^src\/workers\//,
    may: [
      /^src\/(workers|storage)\//,
      /^src\/graph\/mutation\/key-value-store\.ts$/,
      /^src\/transport\/(cache-store|shared-(pauses|tokens))\.ts$/,
      PACKAGE,
    ],
  },
  { who: /^src\/fake-kit\//, may: [/^src\/fake-kit\//, PACKAGE] },
  { who: /^src\/graph\/[\w-]+\/(model|source)\.ts$/, may: [GRAPH_FACTS] },
  {
    who: /^src\/graph\/([\w-]+\/|named-)loader\.ts$/,
    may: [GRAPH_FACTS, /^src\/graph\/(load-by-id|named-loader)\.ts$/, /^dataloader$/],
  },
  {
    who: /^src\/graph\/([\w-]+)\/resolvers\.ts$/,
    may: [/^src\/graph\/(?!.*(source|loader|resolvers)\.ts$)/, PACKAGE],
  },
  { who: /^src\/graph\//, may: [/^src\/graph\//, PACKAGE] },
  { who: /^src\/upstreams\/[\w-]+\.ts$/, may: [/^src\/(upstreams|transport|settings|graph|fake-kit)\//, PACKAGE] },
  { who: /^src\/upstreams\/rest\//, may: [/^src\/upstreams\/rest\//, /^src\/transport\//, GRAPH_FACTS, PACKAGE] },
  ...['dintero', 'abillify'].flatMap((api): Rule[] => [
    {
      who: new RegExp(`^src/upstreams/${api}/fake/`),
      may: [new RegExp(`^src/upstreams/${api}/fake/`), /^src\/fake-kit\//, PACKAGE],
    },
    {
      who: new RegExp(`^src/upstreams/${api}/`),
      may: [
        new RegExp(`^src/upstreams/${api}/(?!fake/)`),
        /^src\/upstreams\/rest\//,
        /^src\/transport\//,
        /^src\/settings\//,
        GRAPH_FACTS,
        /^(?!graphql)(?!dataloader)(?!node:|src\/)/,
      ],
    },
  ]),
  { who: /^src\/server\//, may: [/^src\/(server|graph|settings|telemetry)\//, PACKAGE] },
];

describe('who may import whom', () => {
  test.each(files.map((file) => [file.path, file] as const))('%s', (path, file) => {
    const rule = RULES.find(({ who }) => who.test(path));
    expect(rule).toBeDefined();
    const refused = file.imports.filter(
      ({ target }) => !NODE.test(target) && !rule?.may.some((may) => may.test(target)),
    );
    expect(refused.map(({ target }) => target)).toEqual([]);
  });

  test('no file leads back to itself by what it runs, and no top folder to itself at all', () => {
    const byFile = new Map(
      files.map(({ path, imports }) => [path, imports.filter(({ isType }) => !isType).map(({ target }) => target)]),
    );
    expect(cycleIn(byFile)).toEqual([]);
    const byFolder = new Map<string, string[]>();
    for (const { path, imports } of files) {
      if (topFolder(path) === path) continue;
      const folders = imports.map(({ target }) => topFolder(target)).filter((folder) => folder !== topFolder(path));
      byFolder.set(topFolder(path), [...(byFolder.get(topFolder(path)) ?? []), ...folders]);
    }
    expect(cycleIn(byFolder)).toEqual([]);
  });
});

test('types are asserted nowhere but where wire types are made', () => {
  const asserting = files.filter(({ path, assertions }) => assertions > 0 && !path.endsWith('/wire.ts'));
  expect(asserting.map(({ path }) => path)).toEqual([]);
});

test('no file has a name that says nothing, and each is named in kebab-case', () => {
  const names = files.map(({ path }) => path.split('/').at(-1)?.replace(/\.ts$/, '') ?? '');
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  expect(names.filter((name) => /^(utils?|helpers?|common|misc|managers?|services?)$/.test(name))).toEqual([]);
});

test('every file of the contract has its room in the graph', () => {
  const rooms = readdirSync(join(ROOT, 'src/graph'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  /** Of the whole graph rather than of one noun. */
  const shared = ['query', 'scalars', 'cost', 'directives'];
  const contract = filesBelow('schema', '.graphql')
    .filter((path) => dirname(path) === 'schema')
    .map((path) => path.slice('schema/'.length, -'.graphql'.length));
  expect(contract.filter((noun) => !rooms.includes(noun) && !shared.includes(noun))).toEqual([]);
});

function filesBelow(folder: string, ending: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !path.includes('node_modules'))
    .map((path) => `${folder}/${path}`)
    .sort();
}

function readSource(path: string): SourceFile {
  const { body } = parseSync(readFileSync(join(ROOT, path), 'utf8'), { syntax: 'typescript' });
  const imports: { target: string; isType: boolean }[] = [];
  let assertions = 0;
  visit(body, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration': {
        const source = text(child(node, 'source'), 'value');
        if (source !== null) imports.push({ target: resolve(path, source), isType: node.typeOnly === true });
        break;
      }
      case 'CallExpression': {
        const [argument] = Array.isArray(node.arguments) ? node.arguments : [];
        const source = text(child(argument, 'expression'), 'value');
        if (text(child(node, 'callee'), 'type') === 'Import' && source !== null) {
          imports.push({ target: resolve(path, source), isType: true });
        }
        break;
      }
      case 'TsAsExpression':
      case 'TsTypeAssertion':
        assertions += 1;
    }
  });
  return { path, imports, assertions };
}

function resolve(from: string, source: string): string {
  return source.startsWith('.') ? normalize(join(dirname(from), source)) : source;
}

type SyntaxNode = Readonly<Record<string, unknown>>;

function visit(value: unknown, see: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (isNode(value)) {
    if (typeof value.type === 'string') see(value);
    for (const item of Object.values(value)) visit(item, see);
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null;
}

function child(node: unknown, name: string): unknown {
  return isNode(node) ? node[name] : undefined;
}

function text(node: unknown, name: string): string | null {
  const value = child(node, name);
  return typeof value === 'string' ? value : null;
}

function topFolder(path: string): string {
  return relative('', path.startsWith('src/') ? path.split('/').slice(0, 2).join('/') : path);
}

/** The members of one cycle, in order; empty when there is none. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const found = walk(start, []);
    if (found) return found;
  }
  return [];

  function walk(name: string, way: string[]): string[] | null {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const next of graph.get(name) ?? []) {
      const found = walk(next, [...way, name]);
      if (found) return found;
    }
    done.add(name);
    return null;
  }
}

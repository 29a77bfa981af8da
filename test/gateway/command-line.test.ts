import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { buildClientSchema, buildSchema } from 'graphql';
import { describeAllSettings } from '../../src/config.ts';
import { endProcesses, runProcess } from '../support/run-process.ts';
import { temporaryFile } from '../support/temporary-file.ts';

/** Processes start slowly where many do at once. */
jest.setTimeout(60_000);

afterEach(endProcesses);

const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runProcess({ args, environment }).ended();

const NAMES = ['start', 'check-config', 'schema', 'explain', 'persist', 'fakes', 'version'];

describe('help', () => {
  test('lists the commands and the settings', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const name of NAMES) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    for (const { name } of describeAllSettings()) expect(out).toContain(name);
  });

  test('of each command tells its options and exit codes, and starts nothing', async () => {
    const helps = await Promise.all(NAMES.map((name) => run([name, '--help'])));
    for (const [index, { code, out, err }] of helps.entries()) {
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`Usage: dintero-abillify-gateway ${NAMES[index]} [options]`);
      expect(out).toMatch(/--quiet[\s\S]*--help[\s\S]*Exit codes: 0 .* 1 .* 2 /);
    }
  });
});

test.each([
  [['frobnicate'], 'There is no command frobnicate. Commands: start, '],
  [['strat'], 'There is no command strat. Did you mean start? '],
  [['version', '--frobnicate'], "Unknown option '--frobnicate'"],
  [['version', 'file.graphql'], 'file.graphql'],
  [['explain'], 'explain needs files.'],
  [['persist', '--quiet'], 'persist needs files.'],
  [['schema', '--role', 'router'], '--role must be standalone or subgraph.'],
  [['explain', '--variables', '[]', 'docs/examples/product-page.graphql'], '--variables must be a JSON object.'],
])('%j is called wrongly: one line, a hint, and exit code 2', async (args, message) => {
  const { code, out, err } = await run(args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
  expect(err).toMatch(/\nTry .*--help\.\n$/);
});

test('version is the package’s', async () => {
  const { version, name } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(await run(['version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  expect(JSON.parse((await run(['version', '--json'])).out)).toEqual({ name, version, node: process.version });
});

describe('schema', () => {
  test('prints what the gateway serves alone, or behind a router', async () => {
    const alone = await run(['schema']);
    expect(buildSchema(alone.out).getQueryType()?.getFields()).toHaveProperty('products');
    const subgraph = await run(['schema', '--role', 'subgraph']);
    expect([subgraph.code, subgraph.err]).toEqual([0, '']);
    expect(subgraph.out).toMatch(/type Product\b[^{]*@key\(fields: "id"/);
  });

  test('as JSON is an introspection', async () => {
    const { out } = await run(['schema', '--json']);
    expect(buildClientSchema(JSON.parse(out)).getMutationType()?.getFields()).toHaveProperty('createProduct');
  });

  test('when quiet only tells whether it can be made', async () => {
    expect(await run(['schema', '--quiet'])).toEqual({ code: 0, out: '', err: '' });
  });
});

test('check-config as JSON tells the problems, and no value', async () => {
  expect(await run(['check-config', '--json'])).toMatchObject({ code: 0, out: '{"isComplete":true,"problems":[]}\n' });
  const { code, out } = await run(['check-config', '--json'], { PORT: 'x17', DINTERO_CLIENT_SECRET: 'hush' });
  expect([code, JSON.parse(out).isComplete]).toEqual([2, false]);
  expect(JSON.parse(out).problems).toContainEqual(expect.stringMatching(/^PORT must be/));
  expect(out).not.toMatch(/hush|x17/);
});

describe('explain', () => {
  const PRODUCTS = `query Many($first: Int) {
    products(catalogId: "S23", first: $first) { nodes { ...Titles } }
  }
  fragment Titles on Product { name groups { productGroup { label } } }
  query Me { viewer { account } }`;

  async function explain(text: string, args: readonly string[] = [], environment = {}) {
    using file = temporaryFile('client.graphql', text);
    return await run(['explain', ...args, file.path], environment);
  }

  test('tells calls and scopes of each operation, by the variables given', async () => {
    const { code, out } = await explain(PRODUCTS, ['--json', '--variables', '{"first": 100}']);
    expect(code).toBe(0);
    const [many, me] = JSON.parse(out);
    expect(many).toMatchObject({
      name: 'Many',
      type: 'query',
      calls: { dintero: 1 },
      isWithin: true,
      assumed: {},
      scopes: {
        'Query.products': [['read:products']],
        'Group.productGroup': [['read:products'], ['read:productgroups']],
      },
    });
    expect(many.fields.map(({ path }: { path: string }) => path)).toEqual([
      'products',
      'products.nodes.groups.productGroup',
    ]);
    expect(me).toMatchObject({ name: 'Me', calls: {}, scopes: {} });
  });

  test('takes the largest page for a number that nobody gave, and says so', async () => {
    const { code, out } = await explain(PRODUCTS);
    expect(code).toBe(0);
    expect(out).toMatch(/^Many, query in .*client\.graphql\n {2}calls {3}5 to dintero, \d+ to abillify$/m);
    expect(out).toMatch(/^ {2}assumed \$first: 500$/m);
    expect(out).toMatch(/^ {2}scopes {2}read:products for Query\.products$/m);
  });

  test('ends with 1 for an operation that may not run', async () => {
    const { code, out } = await explain(PRODUCTS, [], { MAX_UPSTREAM_CALLS: '4' });
    expect(code).toBe(1);
    expect(out).toContain('MORE THAN THE 4 ALLOWED');
  });

  test('names file and line of what does not fit the schema', async () => {
    const { code, out, err } = await explain('query A {\n  productz { id }\n}');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/"productz"[\s\S]*client\.graphql:2:3/);
  });

  test('a file that is not there is one line', async () => {
    const { code, err } = await run(['explain', 'nowhere.graphql']);
    expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(err).toContain('nowhere.graphql');
  });
});

test('start says in which role it runs and, in production, points at no page', async () => {
  const gateway = runProcess({ environment: { GRAPH_ROLE: 'subgraph', NODE_ENV: 'production' } });
  const url = await gateway.listening();
  expect(gateway.output()).toContain(
    `${url}/graphql (production, a subgraph for a federated router), account T11223344`,
  );
  expect(gateway.output()).not.toContain('browser');
  gateway.child.kill('SIGTERM');
  expect((await gateway.ended()).code).toBe(0);
  const visited = runProcess();
  const address = await visited.listening();
  expect(visited.output()).toContain(`${address}/graphiql`);
});

test('start as JSON says where and on what', async () => {
  const gateway = runProcess({ args: ['start', '--json'], environment: { GRAPH_ROLE: 'subgraph' } });
  await gateway.printed('\n');
  expect(JSON.parse(gateway.output())).toMatchObject({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/),
    role: 'subgraph',
    environment: 'development',
    connections: [
      { upstream: 'dintero', isFake: true },
      { upstream: 'abillify', isFake: true },
    ],
  });
});

test('fakes as JSON are settings', async () => {
  const fakes = runProcess({
    args: ['fakes', '--dintero-port', '0', '--abillify-port', '0', '--size', '10', '--json'],
  });
  await fakes.printed('\n');
  const settings = JSON.parse(fakes.output());
  expect(settings).toMatchObject({ AUTH_MODE: 'open', DINTERO_BASE_URL: expect.stringContaining('http://127.0.0.1:') });
  expect(await run(['check-config'], settings)).toMatchObject({ code: 0 });
});

test('fakes on a port in use is one clear line', async () => {
  await using taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  expect(await run(['fakes', '--abillify-port', '0', '--dintero-port', port])).toEqual({
    code: 1,
    out: '',
    err: `The fakes could not start: port ${port} is in use; give another one by --dintero-port.\n`,
  });
});

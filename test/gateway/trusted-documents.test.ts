import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConfigError, parseConfig } from '../../src/config.ts';
import { readAnswer, startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

/** For a process that compiles the program first, on a machine that may be busy. */
const START_MS = 60_000;
const VIEWER = '{ viewer { account } }';
const ACCOUNT = { viewer: { account: 'T11223344' } };

function byHash(sha256Hash: string) {
  return { persistedQuery: { version: 1, sha256Hash } };
}

describe('automatic persisted queries', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  test('a hash is asked for its document once, and runs from then on', async () => {
    const extensions = byHash(sha256(VIEWER));
    expect((await gateway.post(JSON.stringify({ extensions }), JSON_TYPE)).codes).toEqual([
      'PERSISTED_QUERY_NOT_FOUND',
    ]);
    expect((await gateway.ask(VIEWER, { extensions })).body.data).toEqual(ACCOUNT);
    expect((await gateway.post(JSON.stringify({ extensions }), JSON_TYPE)).body.data).toEqual(ACCOUNT);
  });

  test('a document under the hash of another is refused', async () => {
    const { status } = await gateway.ask('{ __typename }', { extensions: byHash(sha256(VIEWER)) });
    expect(status).toBe(400);
    const again = await gateway.post(JSON.stringify({ extensions: byHash(sha256(VIEWER)) }), JSON_TYPE);
    expect(again.body.data).toEqual(ACCOUNT);
  });

  test('are off where DOCUMENTS says any', async () => {
    await using plain = await startGateway({ environment: { DOCUMENTS: 'any' } });
    expect((await plain.ask(VIEWER, { extensions: byHash(sha256(VIEWER)) })).codes).toEqual([
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ]);
  });
});

describe('registered documents alone (promise 62)', () => {
  const registered = `query Account { viewer { ...Who } }

fragment Who on Viewer { account }
`;
  const rename = 'mutation Make($name: String!) { createGroup(input: { name: $name }) { group { name } } }';
  let manifest: string;
  let gateway: TestGateway;

  beforeAll(async () => {
    using documents = temporaryFile('documents.graphql', `${registered}\n${rename}`);
    manifest = await persist(documents.path);
    using file = temporaryFile('manifest.json', manifest);
    gateway = await startGateway({ environment: { DOCUMENTS: 'registered', DOCUMENTS_MANIFEST: file.path } });
  }, START_MS);
  afterAll(() => gateway.close());

  function idOf(name: string): string {
    const { operations }: { operations: { id: string; name: string }[] } = JSON.parse(manifest);
    return operations.find((operation) => operation.name === name)?.id ?? '';
  }

  test('npm run persist keeps each operation on its own, with its fragments, under the hash of its text', () => {
    const { operations }: { operations: { id: string; name: string; type: string; body: string }[] } =
      JSON.parse(manifest);
    expect(operations.map(({ name, type }) => [name, type])).toEqual([
      ['Account', 'query'],
      ['Make', 'mutation'],
    ]);
    for (const { id, body } of operations) expect(id).toBe(sha256(body));
    expect(operations[0]?.body).toContain('fragment Who');
    expect(operations[1]?.body).not.toContain('fragment Who');
  });

  test('run by id, in either of the two ways to name it, though their file is gone', async () => {
    const id = idOf('Account');
    const bodies = [{ extensions: byHash(id) }, { documentId: id }, { documentId: `sha256:${id}` }];
    for (const body of bodies) {
      expect((await gateway.post(JSON.stringify(body), JSON_TYPE)).body.data).toEqual(ACCOUNT);
    }
    const get = `${gateway.url}/graphql?extensions=${encodeURIComponent(JSON.stringify(byHash(id)))}`;
    expect((await readAnswer(await fetch(get, { headers: { 'apollo-require-preflight': '1' } }))).body.data).toEqual(
      ACCOUNT,
    );
  });

  test('run by text, however it is spaced', async () => {
    expect((await gateway.ask(registered)).body.data).toEqual(ACCOUNT);
    expect((await gateway.ask(registered.replaceAll(/\s+/g, ' \n# a remark\n '))).body.data).toEqual(ACCOUNT);
  });

  test('run with variables', async () => {
    const body = { documentId: idOf('Make'), variables: { name: 'Made' } };
    expect((await gateway.post(JSON.stringify(body), JSON_TYPE)).body.data).toEqual({
      createGroup: { group: { name: 'Made' } },
    });
  });

  test.each([
    ['another text', { query: VIEWER }, 403, 'FORBIDDEN'],
    ['a text that is no GraphQL', { query: '"""' }, 403, 'FORBIDDEN'],
    ['introspection', { query: '{ __schema { types { name } } }' }, 403, 'FORBIDDEN'],
    ['another text beside a registered id', { query: VIEWER, documentId: 'REGISTERED' }, 403, 'FORBIDDEN'],
    ['an unknown id', { documentId: sha256(VIEWER) }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
    ['an unknown hash', { extensions: byHash(sha256(VIEWER)) }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
    ['an unknown hash with its text', { query: VIEWER, extensions: byHash(sha256(VIEWER)) }, 403, 'FORBIDDEN'],
    ['nothing', { variables: {} }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
    ['the name of something that every object has', { documentId: '__proto__' }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
  ])('%s does not run', async (_name, asked, status, code) => {
    const body = JSON.stringify(asked).replace('REGISTERED', idOf('Account'));
    const answer = await gateway.post(body, JSON_TYPE);
    expect([answer.status, answer.codes]).toEqual([status, [code]]);
  });

  test('GET takes no other text either', async () => {
    const get = `${gateway.url}/graphql?query=${encodeURIComponent(VIEWER)}`;
    const answer = await readAnswer(await fetch(get, { headers: { 'apollo-require-preflight': '1' } }));
    expect([answer.status, answer.codes]).toEqual([403, ['FORBIDDEN']]);
  });

  test.each([
    [{ DOCUMENTS: 'registered' }],
    [{ DOCUMENTS: 'registered', DOCUMENTS_MANIFEST: '/nowhere' }],
    [{ DOCUMENTS: 'registered', DOCUMENTS_MANIFEST: fileURLToPath(import.meta.url) }],
  ])('%j stops the start by name', (environment) => {
    expect(() => parseConfig(environment)).toThrow(ConfigError);
    expect(() => parseConfig(environment)).toThrow(/^DOCUMENTS_MANIFEST /);
  });

  test('a manifest whose ids are not the hashes of its texts is refused', () => {
    using file = temporaryFile('manifest.json', manifest.replace('viewer', 'scopes'));
    expect(() => parseConfig({ DOCUMENTS: 'registered', DOCUMENTS_MANIFEST: file.path })).toThrow(
      /^DOCUMENTS_MANIFEST /,
    );
  });
});

test(
  'npm run persist names what is wrong with a file, and makes nothing',
  async () => {
    using bad = temporaryFile('bad.graphql', '{ nothing }');
    await expect(persist(bad.path)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('bad.graphql'),
    });
    await expect(persist()).rejects.toMatchObject({ code: 2 });
  },
  START_MS,
);

const JSON_TYPE = { 'content-type': 'application/json' };

async function persist(...files: readonly string[]): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'src/main.ts', 'persist', ...files],
    {
      cwd: root,
      env: { PATH: process.env.PATH },
    },
  );
  return stdout;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { findLeak, wordsThatLeak } from '../support/find-leak.ts';
import { sendRaw } from '../support/raw-request.ts';
import { endProcesses, runProcess } from '../support/run-process.ts';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

/** Words that stand in every secret, and nowhere else. */
const CANARIES = {
  clientId: 'canary-client-5e1d',
  clientSecret: 'canary-secret-77aa',
  username: 'canary-user-03c9',
  password: 'canary-password-b41f',
  apiKey: 'canary-key-9d20',
  upstreamBody: 'canary-upstream-body-61fe',
};

const QUERIES = [
  '{ groups(first: 2) { nodes { groupId productGroup { label } } } }',
  '{ products(first: 2) { nodes { name } } catalogs { nodes { createdAt } } }',
  '{ productGroups(first: 2) { nodes { label ancestors { label } } } }',
  'mutation { createGroup(input: { groupId: "g", name: "G" }) { group { groupId } userErrors { code message } } }',
  'mutation { createProductGroup(input: { reference: "g" }) { productGroup { label } userErrors { code message } } }',
  '{ viewer { account grantedScopes { name } } }',
  '{ nothing }',
  '{',
];

const FAULTS = [
  { kind: 'status', status: 400, body: { error: { message: 'no' }, note: CANARIES.upstreamBody } },
  { kind: 'status', status: 401, body: CANARIES.upstreamBody },
  { kind: 'status', status: 403, body: { error: { message: CANARIES.upstreamBody } } },
  { kind: 'status', status: 404, body: { error: { message: CANARIES.upstreamBody } } },
  { kind: 'status', status: 500, body: { error: { message: CANARIES.upstreamBody } } },
  { kind: 'status', status: 503, body: `<html>${CANARIES.upstreamBody}</html>` },
  { kind: 'redirect', status: 307, location: `http://elsewhere.example/${CANARIES.upstreamBody}` },
  { kind: 'status', status: 200, body: { [CANARIES.upstreamBody]: [1] } },
  { kind: 'status', status: 200, body: `{"groups": [${CANARIES.upstreamBody}` },
  { kind: 'reset' },
  { kind: 'html' },
  { kind: 'bad-json' },
  { kind: 'cut', framing: 'length' },
] as const;

describe.each(['development', 'production'])('in %s', (environment) => {
  test('no answer and no log line holds a secret, a stack, a path or an upstream’s address or words, whatever fails (promises 27 and 47)', async () => {
    using keys = temporaryFile(
      'keys.json',
      JSON.stringify([{ name: 'n', sha256: sha256(CANARIES.apiKey), scopes: ['admin:products'] }]),
    );
    await using gateway = await startGateway({
      dintero: {
        clients: [{ clientId: CANARIES.clientId, clientSecret: CANARIES.clientSecret, scopes: ['admin:products'] }],
      },
      abillify: { username: CANARIES.username, password: CANARIES.password },
      environment: {
        NODE_ENV: environment,
        AUTH_MODE: 'keys',
        API_KEYS_FILE: keys.path,
        BREAKER_FAILURES: '1000',
        UPSTREAM_ATTEMPTS: '1',
      },
    });
    const texts = await everything(gateway);
    const words = [...wordsThatLeak(gateway.dintero, gateway.abillify), ...OTHER_WORDS];
    expect(words.filter((word) => /^eyJ/.test(word)).length).toBeGreaterThan(0);
    expect(findLeak(texts, words)).toBeUndefined();
    expect(texts.length).toBeGreaterThan(QUERIES.length * FAULTS.length);
  }, 60_000);
});

/** Every query under every fault of either upstream: the answers, headers included, and the log. */
async function everything(gateway: TestGateway): Promise<readonly string[]> {
  const texts: string[] = [];
  const headers = { 'x-api-key': CANARIES.apiKey };
  for (const fault of [null, ...FAULTS]) {
    for (const upstream of [gateway.dintero, gateway.abillify]) {
      if (fault) upstream.faults.add({ fault });
      const answers = await Promise.all(QUERIES.map((query) => gateway.ask(query, { headers })));
      for (const answer of answers) texts.push(answer.text, JSON.stringify([...answer.headers]));
      upstream.faults.clear();
    }
  }
  for (const path of ['/ready', '/health', '/nothing', '/%zz'])
    texts.push(await (await fetch(`${gateway.url}${path}`)).text());
  texts.push((await gateway.ask(QUERIES[0] ?? '', { headers: { 'x-api-key': `${CANARIES.apiKey}-wrong` } })).text);
  expect(gateway.logLines.length).toBeGreaterThan(QUERIES.length);
  return [...texts, ...gateway.logLines];
}

/** Beside the credentials that every gateway of the tests is searched for when it closes. */
const OTHER_WORDS = [
  CANARIES.apiKey,
  sha256(CANARIES.apiKey),
  CANARIES.upstreamBody,
  'elsewhere.example',
  '/v1/accounts',
  '/api/productgroups',
  process.cwd(),
];

describe('every answer and line of the whole suite is searched, and the search finds what is there', () => {
  test('in texts', () => {
    expect(findLeak(['nothing', 'a secret here'], ['other', 'secret'])).toBe('"secret" stands in a secret here');
  });

  test('in whatever a gateway of the tests writes, also to a client that speaks no HTTP', async () => {
    const gateway = await startGateway({ abillify: { username: 'canary', password: 'Bad Request' } });
    expect(await sendRaw(gateway.url, 'hello\r\n\r\n').answer).toContain('Bad Request');
    await expect(gateway.close()).rejects.toThrow('"Bad Request" stands in HTTP/1.1 400 Bad Request');
  });

  test('in what a process of its own answers and prints', async () => {
    const settings = { AUTH_MODE: 'open', ABILLIFY_USERNAME: 'canary', ABILLIFY_BASE_URL: 'http://127.0.0.1:1' };
    const answers = runProcess({ environment: { ...settings, ABILLIFY_PASSWORD: 'alive' } });
    await fetch(`${await answers.listening()}/health`);
    expect(endProcesses).toThrow('"alive" stands in HTTP/1.1 200 OK');
    await runProcess({ args: ['--help'], environment: { ...settings, ABILLIFY_PASSWORD: 'TCP port' } }).ended();
    expect(endProcesses).toThrow('TCP port');
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

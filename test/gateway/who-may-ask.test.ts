import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPair } from 'jose';
import { ConfigError, parseConfig } from '../../src/config.ts';
import { createIssuer, type TestIssuer } from '../support/sign-token.ts';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const QUERY = '{ groups(first: 1) { nodes { groupId } } }';
const LIVE = {
  DINTERO_ACCOUNT_ID: 'T12345678',
  DINTERO_CLIENT_ID: 'client',
  DINTERO_CLIENT_SECRET: 'secret',
};

describe('which mode is in use is said on purpose', () => {
  test('on the fakes everybody may ask', () => {
    expect(parseConfig({}).auth).toEqual({ mode: 'open' });
  });

  test('with a live upstream the start is refused until AUTH_MODE is set', () => {
    expect(problemsOf(LIVE)).toEqual([expect.stringMatching(/^AUTH_MODE is missing/)]);
    expect(parseConfig({ ...LIVE, AUTH_MODE: 'open' }).auth).toEqual({ mode: 'open' });
  });

  test.each([
    [{ AUTH_MODE: 'keys' }, 'API_KEYS_FILE'],
    [{ AUTH_MODE: 'keys', API_KEYS_FILE: '/nowhere' }, 'API_KEYS_FILE'],
    [{ AUTH_MODE: 'jwt', JWT_AUDIENCE: 'a', JWT_JWKS_URL: 'https://a.example/jwks' }, 'JWT_ISSUER'],
    [{ AUTH_MODE: 'jwt', JWT_ISSUER: 'i', JWT_JWKS_URL: 'https://a.example/jwks' }, 'JWT_AUDIENCE'],
    [{ AUTH_MODE: 'jwt', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' }, 'JWT_JWKS_URL'],
    [{ AUTH_MODE: 'jwt', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a', JWT_JWKS_URL: 'http://a.example/jwks' }, 'JWT_JWKS_URL'],
    [{ AUTH_MODE: 'jwt', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a', JWT_KEY_FILE: '/nowhere' }, 'JWT_KEY_FILE'],
  ])('%j lacks %s', (environment, name) => {
    expect(problemsOf(environment)).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  });

  test('a token made for the gateway is never passed on to Dintero', () => {
    const jwt = { AUTH_MODE: 'jwt', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a', JWT_JWKS_URL: 'https://a.example/jwks' };
    expect(problemsOf({ ...LIVE, ...jwt, DINTERO_CREDENTIALS: 'caller' })).toEqual([
      expect.stringMatching(/^DINTERO_CREDENTIALS must not be caller/),
    ]);
  });
});

describe('API keys', () => {
  const key = 'k-0f2b7c52d1a94e7f';
  const file = temporaryFile(
    'keys.json',
    JSON.stringify([
      { name: 'other', sha256: sha256('another key'), scopes: [] },
      { name: 'shop', sha256: sha256(key), scopes: ['read:products'] },
    ]),
  );
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway({ environment: { AUTH_MODE: 'keys', API_KEYS_FILE: file.path } });
  });
  afterAll(async () => {
    await gateway.close();
    file[Symbol.dispose]();
  });

  test('a key of the file lets in', async () => {
    const { status, body } = await gateway.ask(QUERY, { headers: { 'x-api-key': key } });
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
  });

  test.each([
    ['no key', {}],
    ['an unknown key', { 'x-api-key': 'k-0f2b7c52d1a94e7e' }],
    ['the hash itself', { 'x-api-key': sha256(key) }],
    ['a key as a bearer token', { authorization: `Bearer ${key}` }],
    ['an empty key', { 'x-api-key': '' }],
  ])('%s is refused before anything is asked', async (_name, headers) => {
    gateway.dintero.requests.clear();
    const { status, codes, headers: answered } = await gateway.ask(QUERY, { headers });
    expect(status).toBe(401);
    expect(codes).toEqual(['UNAUTHENTICATED']);
    expect(answered.get('www-authenticate')).toBe('ApiKey');
    expect(gateway.dintero.requests).toHaveLength(0);
  });

  test('health needs no key', async () => {
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
  });
});

describe('who guesses keys', () => {
  const key = 'k-of-somebody-who-came-before';
  const other = 'k-of-somebody-who-did-not';
  let gateway: TestGateway;

  beforeAll(async () => {
    using file = temporaryFile('keys.json', keyFile({ shop: key, other }));
    gateway = await startGateway({
      environment: {
        AUTH_MODE: 'keys',
        API_KEYS_FILE: file.path,
        WRONG_LOGINS: '3',
        TRUSTED_PROXIES: '127.0.0.1',
      },
    });
  });
  afterAll(() => gateway.close());

  const askFrom = (address: string, shown: string) =>
    gateway.ask(QUERY, { headers: { 'x-api-key': shown, 'x-forwarded-for': address } });

  test('is slowed by address, and right guesses with wrong ones; who came before goes on', async () => {
    expect((await askFrom('10.0.0.1', key)).status).toBe(200);
    const guesses = [];
    for (let guess = 0; guess < 5; guess += 1) guesses.push((await askFrom('10.0.0.1', `guess-${guess}`)).status);
    expect(guesses).toEqual([401, 401, 401, 429, 429]);
    const { status, codes, headers } = await askFrom('10.0.0.1', other);
    expect([status, codes]).toEqual([429, ['RATE_LIMITED']]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await askFrom('10.0.0.1', key)).status).toBe(200);
    expect((await askFrom('10.0.0.2', other)).status).toBe(200);
    expect((await askFrom('10.0.0.1', other)).status).toBe(200);
  });

  test('counts a network of IPv6 as one address', async () => {
    const guesses = [];
    for (let guess = 1; guess <= 4; guess += 1) {
      guesses.push((await askFrom(`2001:db8:0:1::${guess}`, `guess-${guess}`)).status);
    }
    expect(guesses).toEqual([401, 401, 401, 429]);
    expect((await askFrom('2001:db8:0:2::1', 'guess')).status).toBe(401);
  });

  test('requests without a key are no guesses', async () => {
    for (let times = 0; times < 5; times += 1) expect((await askFrom('10.0.0.3', '')).status).toBe(401);
    expect((await askFrom('10.0.0.3', key)).status).toBe(200);
  });
});

describe('the file of keys', () => {
  test('is read again when another one takes its place; one that cannot be read changes nothing and is told', async () => {
    using file = temporaryFile('keys.json', keyFile({ first: 'k-first' }));
    await using gateway = await startGateway({ environment: { AUTH_MODE: 'keys', API_KEYS_FILE: file.path } });
    const statusWith = async (shown: string) => (await gateway.ask(QUERY, { headers: { 'x-api-key': shown } })).status;
    const told = (text: string) => gateway.logLines.filter((line) => line.includes(text));
    expect(await statusWith('k-first')).toBe(200);

    replaceFile(file.path, '[{"name": "half');
    await waitFor(() => told('the API keys stay as they are').length > 0);
    expect(await statusWith('k-first')).toBe(200);

    replaceFile(file.path, keyFile({ second: 'k-second', third: 'k-third' }));
    await waitFor(() => told('the API keys were read anew').length > 0);
    expect(await Promise.all(['k-first', 'k-second', 'k-third'].map(statusWith))).toEqual([401, 200, 200]);
    expect(told('API keys')).toHaveLength(2);
    for (const line of told('API keys')) expect(line).not.toContain(file.path);
  });
});

describe('bearer tokens', () => {
  let issuer: TestIssuer;
  let gateway: TestGateway;
  let keysAreThere = true;
  let fetches = 0;

  beforeAll(async () => {
    issuer = await createIssuer();
    gateway = await startGateway({
      environment: {
        AUTH_MODE: 'jwt',
        JWT_JWKS_URL: 'https://login.example.com/jwks',
        JWT_ISSUER: issuer.issuer,
        JWT_AUDIENCE: `others,${issuer.audience}`,
      },
      world: {
        fetch: async () => {
          fetches += 1;
          if (!keysAreThere) throw new TypeError('fetch failed');
          return new Response(issuer.keySet, { status: 200 });
        },
      },
    });
  });
  afterAll(() => gateway.close());

  function askWith(token: string) {
    return gateway.ask(QUERY, { headers: { authorization: `Bearer ${token}` } });
  }

  test('that the keys cannot be had is not the caller’s fault', async () => {
    keysAreThere = false;
    const { status, headers } = await askWith(await issuer.sign());
    keysAreThere = true;
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('5');
  });

  test.each([
    ['scope as text', { scope: 'openid read:products' }],
    ['scp as a list', { scp: ['read:products'] }],
  ])('a right token lets in, with its scopes: %s', async (_name, claims) => {
    const { status, body } = await askWith(await issuer.sign(claims));
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
  });

  test('the keys were fetched once for all of them', () => {
    expect(fetches).toBe(2);
  });

  test('the clock may be off a little', async () => {
    expect((await askWith(await issuer.sign({}, { until: -2 }))).status).toBe(200);
  });

  test.each<[string, () => Promise<string>]>([
    ['ended', () => issuer.sign({}, { until: -10 })],
    ['of another issuer', () => issuer.sign({ iss: 'https://elsewhere.example.com/' })],
    ['for another audience', () => issuer.sign({ aud: 'somebody-else' })],
    ['not to be used yet', () => issuer.sign({ nbf: Math.floor(Date.now() / 1000) + 60 })],
    ['without an end', () => issuer.sign({ exp: undefined })],
    ['signed with another key', async () => issuer.sign({}, { key: (await generateKeyPair('ES256')).privateKey })],
    ['of an unknown key', () => issuer.sign({}, { header: { kid: 'second' } })],
    ['without a signature', async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
    ['changed on the way', async () => changed(await issuer.sign({ scope: 'read:products' }))],
    ['no token at all', async () => 'a.b.c'],
  ])('a token that is %s is refused', async (_name, sign) => {
    gateway.dintero.requests.clear();
    const { status, codes, headers } = await askWith(await sign());
    expect(status).toBe(401);
    expect(codes).toEqual(['UNAUTHENTICATED']);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(gateway.dintero.requests).toHaveLength(0);
  });

  test('without a token the gateway asks for one', async () => {
    const { status, headers } = await gateway.ask(QUERY);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  test('the caller’s token and other headers never travel upstream (promise 29)', async () => {
    gateway.dintero.requests.clear();
    const token = await issuer.sign({ scope: 'read:products' });
    await gateway.ask('{ groups(first: 1) { nodes { productGroup { label } } } }', {
      headers: { authorization: `Bearer ${token}`, cookie: 'session=1', 'x-odd': 'odd' },
    });
    const sent = [...gateway.dintero.requests, ...gateway.abillify.requests];
    expect(sent.length).toBeGreaterThan(1);
    for (const { headers } of sent) {
      expect(headers.authorization).not.toContain(token);
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('x-odd');
    }
  });
});

describe('an issuer’s key from a file', () => {
  test('verifies as the published ones do', async () => {
    const issuer = await createIssuer();
    using file = temporaryFile('keys.json', issuer.keySet);
    await using gateway = await startGateway({
      environment: {
        AUTH_MODE: 'jwt',
        JWT_KEY_FILE: file.path,
        JWT_ISSUER: issuer.issuer,
        JWT_AUDIENCE: issuer.audience,
      },
    });
    const headers = { authorization: `Bearer ${await issuer.sign({ scope: 'read:products' })}` };
    expect((await gateway.ask(QUERY, { headers })).status).toBe(200);
    expect((await gateway.ask(QUERY)).status).toBe(401);
  });
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** As orchestrators do it: whole, in one step. */
function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

async function waitFor(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(50);
}

function keyFile(keys: Readonly<Record<string, string>>): string {
  const entries = Object.entries(keys).map(([name, key]) => ({ name, sha256: sha256(key), scopes: ['read:products'] }));
  return JSON.stringify(entries);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Other claims under the same signature. */
function changed(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = Buffer.from(JSON.stringify({ scope: 'admin:products', exp: 9_999_999_999 })).toString('base64url');
  return [header, claims, signature].join('.');
}

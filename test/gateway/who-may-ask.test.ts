import { createHash } from 'node:crypto';
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

  test('the caller’s token never travels upstream', async () => {
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Other claims under the same signature. */
function changed(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = Buffer.from(JSON.stringify({ scope: 'admin:products', exp: 9_999_999_999 })).toString('base64url');
  return [header, claims, signature].join('.');
}

import { describe, expect, test } from '@jest/globals';
import { ConfigError, describeAllSettings, parseConfig } from '../../src/config.ts';

const DINTERO = { DINTERO_ACCOUNT_ID: 'T12345678', DINTERO_CLIENT_ID: 'client', DINTERO_CLIENT_SECRET: 'hush' };
const ABILLIFY = {
  ABILLIFY_BASE_URL: 'https://x.abillify.dev/api',
  ABILLIFY_USERNAME: 'me',
  ABILLIFY_PASSWORD: 'hush',
};

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('nothing set is a complete configuration on the embedded fakes', () => {
  const config = parseConfig({});
  expect(config).toMatchObject({ port: 4000, host: '127.0.0.1', auth: { mode: 'open' }, role: 'standalone' });
  expect(config.upstreams).toMatchObject({ dintero: null, abillify: null });
});

test('an empty value counts as unset', () => {
  expect(parseConfig({ PORT: '', DINTERO_ACCOUNT_ID: ' ' })).toEqual(parseConfig({}));
});

test('an upstream is read whole, with its defaults', () => {
  const { upstreams } = parseConfig({ ...DINTERO, ...ABILLIFY, AUTH_MODE: 'open' });
  expect(upstreams.dintero).toMatchObject({ accountId: 'T12345678', clientId: 'client', groupKeys: 'id-name' });
  expect(upstreams.dintero?.baseUrl.href).toBe('https://api.dintero.com/v1');
  expect(upstreams.abillify).toMatchObject({ username: 'me', filterStyle: 'flat' });
});

describe('an upstream configured by half', () => {
  test.each(Object.entries(DINTERO))('lacks everything but %s', (name, value) => {
    const others = Object.keys(DINTERO).filter((other) => other !== name);
    const problems = problemsOf({ [name]: value, AUTH_MODE: 'open' });
    for (const other of others) expect(problems.join('\n')).toMatch(new RegExp(`^${other} is missing`, 'm'));
  });

  test('is told for both upstreams at once, along with everything else', () => {
    const problems = problemsOf({ DINTERO_CLIENT_ID: 'c', ABILLIFY_USERNAME: 'u', PORT: 'x', AUTH_MODE: 'open' }).join(
      '\n',
    );
    for (const name of [
      'DINTERO_ACCOUNT_ID',
      'DINTERO_CLIENT_SECRET',
      'ABILLIFY_BASE_URL',
      'ABILLIFY_PASSWORD',
      'PORT',
    ]) {
      expect(problems).toMatch(new RegExp(`^${name} `, 'm'));
    }
  });
});

describe('a malformed value is refused by name, and never shown', () => {
  test.each([
    ['PORT', '70000'],
    ['PORT', '4000.5'],
    ['PORT', '-1'],
    ['NODE_ENV', 'prod'],
    ['LOG_LEVEL', 'loud'],
    ['AUTH_MODE', 'closed'],
    ['GRAPH_ROLE', 'router'],
    ['LANGUAGES', 'en,not a language'],
    ['LANGUAGES', ','],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://shop.example.com/path'],
    ['DEADLINE_MS', '1'],
    ['FAKE_SIZE', '0'],
  ])('%s=%s', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  });

  test.each([
    ['DINTERO_ACCOUNT_ID', 'T1234567'],
    ['DINTERO_ACCOUNT_ID', 'X12345678'],
    ['DINTERO_ACCOUNT_ID', 'T12345678\n'],
    ['DINTERO_BASE_URL', 'http://api.dintero.com/v1'],
    ['DINTERO_BASE_URL', 'ftp://api.dintero.com/v1'],
    ['DINTERO_BASE_URL', 'https://user:pass@api.dintero.com/v1'],
    ['DINTERO_BASE_URL', 'https://api.dintero.com/v1?x=1'],
    ['DINTERO_BASE_URL', 'products.example'],
    ['DINTERO_GROUP_KEYS', 'both'],
    ['ABILLIFY_FILTER_STYLE', 'xml'],
  ])('%s=%j', (name, value) => {
    const problems = problemsOf({ ...DINTERO, ...ABILLIFY, AUTH_MODE: 'open', [name]: value });
    const isTrimmed = value.trim() !== value;
    expect(problems).toEqual(isTrimmed ? [] : [expect.stringMatching(new RegExp(`^${name} `))]);
    expect(problems.join()).not.toContain('hush');
    if (!isTrimmed) expect(problems.join()).not.toContain(value);
  });

  test.each(['http://127.0.0.1:4011/v1', 'http://localhost/v1', 'http://[::1]:1/v1', 'https://api.dintero.com/v1/'])(
    'plain http is for this machine alone: %s',
    (url) => {
      expect(problemsOf({ ...DINTERO, AUTH_MODE: 'open', DINTERO_BASE_URL: url })).toEqual([]);
    },
  );

  test.each([
    'http://127.0.0.1.example.com/v1',
    'http://localhost.example.com/v1',
    'http://0.0.0.0/v1',
    'http://10.0.0.1/v1',
  ])('and not for %s', (url) => {
    expect(problemsOf({ ...DINTERO, AUTH_MODE: 'open', DINTERO_BASE_URL: url })).toHaveLength(1);
  });
});

test('every setting has a description, and its default is accepted as written', () => {
  for (const { name, description, default: written } of describeAllSettings()) {
    expect(description).toMatch(/\.$/);
    if (written !== null && written !== '' && !name.startsWith('DINTERO') && !name.startsWith('ABILLIFY')) {
      expect(problemsOf({ [name]: written })).toEqual([]);
    }
  }
});

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

describe('a name that is almost that of a setting', () => {
  test.each([
    ['DINTERO_ACCOUNTID', 'DINTERO_ACCOUNT_ID'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['max_depth', 'MAX_DEPTH'],
  ])('%s is refused, and %s told instead', (written, meant) => {
    expect(problemsOf({ [written]: 'hush' })).toEqual([`${written} is not a setting; write ${meant}`]);
  });

  test.each([
    ['the setting is there, too', { LOG_LEVEL: 'info', LOGLEVEL: 'verbose' }],
    ['it has no value', { CORS_ORIGIN: '' }],
    ['it is short, or far from any', { PROT: '1', HOSTNAME: 'box', DINTERO_SERVICE_HOST: '10.0.0.1', REDIS_PORT: '1' }],
    ['it is OpenTelemetry’s', { OTEL_SDK_DISABLE: 'true' }],
  ])('is let pass where %s', (_, environment) => {
    expect(problemsOf(environment)).toEqual([]);
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

describe('traces', () => {
  const otlp = { OTEL_TRACES_EXPORTER: 'otlp' };

  test('are off unless asked for, and off when OpenTelemetry is disabled', () => {
    expect(parseConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }).traces).toBeNull();
    expect(parseConfig({ ...otlp, OTEL_SDK_DISABLED: 'true' }).traces).toBeNull();
  });

  test('go to the documented places by default', () => {
    expect(parseConfig(otlp).traces).toEqual({
      otlp: { protocol: 'http/protobuf', url: 'http://localhost:4318/v1/traces', headers: {}, timeoutMs: 10_000 },
      sampler: { name: 'parentbased_always_on', ratio: 1 },
      resource: { 'service.name': 'dintero-abillify-gateway' },
      withContext: true,
      delayMs: 5_000,
      maxQueued: 2_048,
    });
  });

  test('what is said of traces alone comes first', () => {
    const { traces } = parseConfig({
      ...otlp,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com/base/',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_HEADERS: 'a=1, b=two%2C%20three',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'a=2',
      OTEL_EXPORTER_OTLP_TIMEOUT: '3000',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=other,deployment.environment.name=test',
      OTEL_SERVICE_NAME: 'shop-api',
    });
    expect(traces).toMatchObject({
      otlp: {
        protocol: 'http/protobuf',
        url: 'https://collector.example.com/base/v1/traces',
        headers: { a: '2', b: 'two, three' },
        timeoutMs: 3_000,
      },
      resource: { 'service.name': 'shop-api', 'deployment.environment.name': 'test' },
    });
  });

  test.each([
    ['OTEL_TRACES_EXPORTER', 'zipkin'],
    ['OTEL_SDK_DISABLED', 'yes'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'https://me:hush@collector.example.com'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'grpc'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'hush'],
    ['OTEL_EXPORTER_OTLP_TRACES_HEADERS', 'x=hush%'],
    ['OTEL_EXPORTER_OTLP_TIMEOUT', '10s'],
    ['OTEL_EXPORTER_OTLP_TRACES_TIMEOUT', '0'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'hush'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
    ['OTEL_PROPAGATORS', 'tracecontext,b3'],
    ['OTEL_BSP_SCHEDULE_DELAY', '-1'],
    ['OTEL_BSP_MAX_QUEUE_SIZE', '0'],
  ])('%s that is no good is told, without its value', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} must be `))]);
    expect(problems.join()).not.toContain('hush');
  });
});

import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { parseLanguageTag } from './graph/localization/language-tag.ts';
import { type AuthConfig, authSettings, readAuthConfig } from './server/auth/settings.ts';
import {
  type DocumentsConfig,
  type EdgeConfig,
  edgeSettings,
  type OperationLimits,
  readDocumentsConfig,
  toEdgeConfig,
  toOperationLimits,
} from './server/settings.ts';
import { misspelledNames } from './settings/misspelled-names.ts';
import {
  describeSettings,
  type Environment,
  oneOf,
  optional,
  readSettings,
  type Setting,
  type TextSchema,
  text,
  wholeNumber,
} from './settings/setting.ts';
import { readTracesConfig, type TracesConfig, tracesSettings } from './telemetry/traces-settings.ts';
import {
  describeUpstreamSettings,
  passesOn,
  readUpstreamSettings,
  type UpstreamConfigs,
} from './upstreams/settings.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly environment: (typeof ENVIRONMENTS)[number];
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Processes that serve the port together. */
  readonly workers: number;
  /** Whether /metrics is there. */
  readonly hasMetrics: boolean;
  /** Null: operations are not traced. */
  readonly traces: TracesConfig | null;
  readonly auth: AuthConfig;
  readonly role: (typeof ROLES)[number];
  /** For the role of a subgraph. */
  readonly subgraph: SubgraphConfig;
  /** Where replicas share what outlives a request; null: each keeps its own. */
  readonly redisUrl: string | null;
  /** Whether what was made of an upstream's answer is used again while the same bytes come. */
  readonly reuseUnchanged: boolean;
  /** Whether operations that come again are executed by generated code. */
  readonly compilesOperations: boolean;
  /** Languages to fall back to, best first. */
  readonly languages: readonly string[];
  /** Web origins that may call, beside Apollo Sandbox in development. */
  readonly corsOrigins: readonly string[];
  readonly deadlineMs: number;
  readonly edge: EdgeConfig;
  readonly limits: OperationLimits;
  readonly documents: DocumentsConfig;
  readonly drainMs: number;
  readonly shutdownMs: number;
  /** Products that the embedded fakes hold. */
  readonly fakeSize: number;
  readonly upstreams: UpstreamConfigs;
}

export interface SubgraphConfig {
  /** What the router shows; null: everybody who reaches the port is taken for the router. */
  readonly routerSecret: string | null;
  /** Representations that one `_entities` field takes. */
  readonly maxRepresentations: number;
}

/** Every problem of the environment, a line each: the setting's name and what it must be, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const ENVIRONMENTS = ['development', 'production', 'test'] as const;
const ROLES = ['standalone', 'subgraph'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const languages: TextSchema<string[]> = z.string().transform((written, context) => {
  const tags = splitList(written).map(parseLanguageTag);
  const known = tags.filter((tag) => tag !== undefined);
  if (known.length === 0 || known.length < tags.length) {
    context.addIssue('must be language tags separated by commas, for example en,de');
  }
  return known;
});

const origins: TextSchema<string[]> = z.string().transform((written, context) => {
  const list = splitList(written);
  if (!list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)) {
    context.addIssue('must be origins separated by commas, for example https://shop.example.com');
  }
  return list;
});

const MIN_SECRET = 16;

const secret: TextSchema<string | null> = z.string().transform((written, context) => {
  if (written !== '' && !/^[\x21-\x7e]+$/.test(written)) context.addIssue('must be printable ASCII without spaces');
  if (written !== '' && written.length < MIN_SECRET) context.addIssue(`must be ${MIN_SECRET} characters or more`);
  return written || null;
});

const redisUrl: TextSchema<string | null> = z.string().transform((written, context) => {
  if (written !== '' && !(URL.canParse(written) && /^rediss?:$/.test(new URL(written).protocol))) {
    context.addIssue('must be a redis:// or rediss:// address');
  }
  return written || null;
});

const MAX_WORKERS = 64;

const workers: TextSchema<number> = z.string().transform((written, context) => {
  if (written === 'auto') return Math.min(MAX_WORKERS, availableParallelism());
  const { data, error } = wholeNumber(1, MAX_WORKERS).safeParse(written);
  if (error) context.addIssue(`must be auto or a whole number from 1 to ${MAX_WORKERS}`);
  return data ?? 1;
});

const gatewaySettings = z.object({
  PORT: optional('TCP port to listen on; 0 takes a free one.', '4000', wholeNumber(0, 65_535)),
  HOST: optional('Address to listen on; `0.0.0.0` in a container.', '127.0.0.1', text),
  WORKERS: optional(
    `Processes that serve the port together, up to ${MAX_WORKERS}; \`auto\` is one for each core that Node sees.`,
    '1',
    workers,
  ),
  NODE_ENV: optional(
    '`production` turns the pages for browsers and introspection off.',
    'development',
    oneOf(ENVIRONMENTS),
  ),
  LOG_LEVEL: optional(`Least severe lines to log: ${LOG_LEVELS.join(', ')}.`, 'info', oneOf(LOG_LEVELS)),
  METRICS: optional(
    '`on` serves metrics for Prometheus at `/metrics`, without credentials, to whoever reaches the port.',
    'off',
    oneOf(['on', 'off']),
  ),
  GRAPH_ROLE: optional(
    '`standalone` serves the graph on its own, `subgraph` behind a federated router.',
    'standalone',
    oneOf(ROLES),
  ),
  ROUTER_SECRET: optional(
    'What the router sends as `X-Router-Secret`, 16 characters or more: a subgraph then answers `_service` and `_entities` to it alone.',
    '',
    secret,
  ),
  MAX_REPRESENTATIONS: optional('Representations that one `_entities` field takes.', '100', wholeNumber(1, 1_000)),
  REDIS_URL: optional(
    'Redis where replicas share what outlives a request, for example `redis://redis:6379/0`; without it each keeps its own.',
    '',
    redisUrl,
  ),
  REUSE_UNCHANGED: optional(
    'Whether what was made of an upstream’s answer is used again while the same bytes come: `on` or `off`. Every request asks all the same.',
    'on',
    oneOf(['on', 'off']),
  ),
  COMPILED_EXECUTION: optional(
    'Whether operations that come again are executed by generated code: `on` or `off`. The answers are the same.',
    'on',
    oneOf(['on', 'off']),
  ),
  LANGUAGES: optional('Languages to fall back to, best first, separated by commas.', 'en,de', languages),
  CORS_ORIGINS: optional(
    'Web origins that may call from a browser, separated by commas; in development Apollo Sandbox may, too.',
    '',
    origins,
  ),
  DEADLINE_MS: optional(
    'Longest time for one operation; a client asks for less by `Gateway-Deadline`.',
    '10000',
    wholeNumber(100, 60_000),
  ),
  DRAIN_MS: optional(
    'How long requests are still taken when told to stop, while `/ready` says 503; longer than balancers take to notice.',
    '500',
    wholeNumber(0, 60_000),
  ),
  SHUTDOWN_MS: optional(
    'Longest time to end when told to stop; operations that take longer are answered with what they have.',
    '10000',
    wholeNumber(0, 60_000),
  ),
  FAKE_SIZE: optional('Products in the embedded fakes’ catalogs.', '250', wholeNumber(10, 100_000)),
});

/** All settings, for `--help` and the documentation. */
export function describeAllSettings(): readonly Setting[] {
  return [gatewaySettings, tracesSettings, authSettings, edgeSettings]
    .flatMap(describeSettings)
    .concat(describeUpstreamSettings());
}

/**
 * Reads all settings. An empty value counts as unset; nothing is guessed from a malformed one.
 *
 * @throws ConfigError with every problem at once.
 */
export function parseConfig(environment: Environment): Config {
  const own = readSettings(gatewaySettings, environment);
  const edge = readSettings(edgeSettings, environment);
  const upstreams = readUpstreamSettings(environment);
  const isLive = 'values' in upstreams && (upstreams.values.dintero !== null || upstreams.values.abillify !== null);
  const auth = readAuthConfig(environment, isLive);
  const documents = 'values' in edge ? readDocumentsConfig(edge.values) : edge;
  const traces = readTracesConfig(environment);
  const names = describeAllSettings().map(({ name }) => name);
  const misspelled = misspelledNames(environment, names);
  if (
    misspelled.length > 0 ||
    'problems' in own ||
    'problems' in edge ||
    'problems' in upstreams ||
    'problems' in auth ||
    'problems' in documents ||
    'problems' in traces
  ) {
    const reads = [{ problems: misspelled }, own, edge, upstreams, auth, documents, traces];
    throw new ConfigError([...new Set(reads.flatMap((read) => ('problems' in read ? read.problems : [])))]);
  }
  if (auth.values.mode === 'jwt' && passesOn('authorization', upstreams.values)) {
    throw new ConfigError([
      'DINTERO_CREDENTIALS must not be caller with AUTH_MODE jwt: a token made for the gateway would be sent to Dintero',
    ]);
  }
  const { values } = own;
  if (values.GRAPH_ROLE === 'subgraph' && documents.values.mode === 'registered') {
    throw new ConfigError([
      'DOCUMENTS must not be registered with GRAPH_ROLE subgraph: a router writes its own documents, and registers those of its clients itself',
    ]);
  }
  if (values.WORKERS > 1 && values.REDIS_URL === null && keepsAnswers(upstreams.values)) {
    throw new ConfigError([
      'WORKERS must be 1 with CACHE on, unless REDIS_URL is set: a write at one worker would leave old answers at the others',
    ]);
  }
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    environment: values.NODE_ENV,
    logLevel: values.LOG_LEVEL,
    workers: values.WORKERS,
    hasMetrics: values.METRICS === 'on',
    traces: traces.values,
    auth: auth.values,
    edge: toEdgeConfig(edge.values, isLive),
    limits: toOperationLimits(edge.values),
    documents: documents.values,
    role: values.GRAPH_ROLE,
    subgraph: { routerSecret: values.ROUTER_SECRET, maxRepresentations: values.MAX_REPRESENTATIONS },
    redisUrl: values.REDIS_URL,
    reuseUnchanged: values.REUSE_UNCHANGED === 'on',
    compilesOperations: values.COMPILED_EXECUTION === 'on',
    languages: values.LANGUAGES,
    corsOrigins: values.CORS_ORIGINS,
    deadlineMs: values.DEADLINE_MS,
    drainMs: values.DRAIN_MS,
    shutdownMs: values.SHUTDOWN_MS,
    fakeSize: values.FAKE_SIZE,
    upstreams: upstreams.values,
  });
}

function keepsAnswers({ transport }: UpstreamConfigs): boolean {
  return transport !== undefined && Object.values(transport).some(({ cacheFreshSeconds }) => cacheFreshSeconds > 0);
}

function splitList(written: string): string[] {
  return written
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

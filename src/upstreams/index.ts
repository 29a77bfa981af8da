import type { Sources } from '../graph/context.ts';
import { describeSettings, type Environment, isAnySet, readSettings, type Setting } from '../settings/setting.ts';
import type { Clock } from '../transport/clock.ts';
import type { Observe } from '../transport/observe.ts';
import type { TransportSettings } from '../transport/settings.ts';
import { createTransport, type Transport, type TransportState } from '../transport/transport.ts';
import { type AbillifyConfig, abillifySettings, toAbillifyConfig } from './abillify/config.ts';
import { createAbillify } from './abillify/index.ts';
import { type DinteroConfig, dinteroSettings, toDinteroConfig } from './dintero/config.ts';
import { createDintero } from './dintero/index.ts';

/** Null: nothing of it is configured, so its embedded fake takes its place. */
export interface UpstreamConfigs {
  readonly dintero: DinteroConfig | null;
  readonly abillify: AbillifyConfig | null;
}

export interface ConnectOptions {
  /** Products that embedded fakes hold. */
  readonly fakeSize: number;
  readonly observe?: Observe;
  readonly clock?: Clock;
  readonly transport?: Partial<TransportSettings>;
}

/** What one upstream is connected to, as people are told. */
export interface Connection {
  readonly upstream: string;
  readonly isFake: boolean;
  readonly baseUrl: string;
  readonly account: string;
  state(): TransportState;
}

export interface Upstreams {
  readonly sources: Sources;
  /** The Dintero account, which the whole gateway works for. */
  readonly account: string;
  readonly connections: readonly Connection[];
  close(): Promise<void>;
}

/** The register: one line for each API. */
const SETTINGS = { dintero: dinteroSettings, abillify: abillifySettings };

export function describeUpstreamSettings(): readonly Setting[] {
  return Object.values(SETTINGS).flatMap(describeSettings);
}

/** Each upstream is wholly configured or not at all: half of it is a list of what is missing. */
export function readUpstreamSettings(
  environment: Environment,
): { readonly values: UpstreamConfigs } | { readonly problems: readonly string[] } {
  const dintero = isAnySet(SETTINGS.dintero, environment) ? readSettings(SETTINGS.dintero, environment) : null;
  const abillify = isAnySet(SETTINGS.abillify, environment) ? readSettings(SETTINGS.abillify, environment) : null;
  const problems = [dintero, abillify].flatMap((read) => (read && 'problems' in read ? read.problems : []));
  if (problems.length > 0) return { problems };
  return {
    values: {
      dintero: dintero && 'values' in dintero ? toDinteroConfig(dintero.values) : null,
      abillify: abillify && 'values' in abillify ? toAbillifyConfig(abillify.values) : null,
    },
  };
}

/** Calls sockets for each upstream, starting the embedded fake of each one that is not configured. */
export async function connectUpstreams(configs: UpstreamConfigs, options: ConnectOptions): Promise<Upstreams> {
  const dintero: DinteroConfig & Partial<Embedded> = configs.dintero ?? (await startDinteroFake(options.fakeSize));
  const abillify: AbillifyConfig & Partial<Embedded> = configs.abillify ?? (await startAbillifyFake(options.fakeSize));
  const dinteroTransport = openTransport('dintero', dintero.baseUrl, options);
  const abillifyTransport = openTransport('abillify', abillify.baseUrl, options);
  return {
    sources: {
      ...createDintero(dintero, dinteroTransport.send, options.clock?.now),
      ...createAbillify(abillify, abillifyTransport.send),
    },
    account: dintero.accountId,
    connections: [
      describe('dintero', dintero, dintero.accountId, dinteroTransport),
      describe('abillify', abillify, abillify.username, abillifyTransport),
    ],
    async close() {
      await Promise.all([dinteroTransport.close(), abillifyTransport.close()]);
      await Promise.all([dintero.close?.(), abillify.close?.()]);
    },
  };
}

interface Embedded {
  close(): Promise<void>;
}

/** Loaded only when needed: a live gateway holds no fake. */
async function startDinteroFake(size: number): Promise<DinteroConfig & Embedded> {
  const { startDinteroFake: start } = await import('./dintero/fake/index.ts');
  const fake = await start({ size });
  return {
    baseUrl: new URL(fake.baseUrl),
    accountId: fake.accountId,
    clientId: fake.clientId,
    clientSecret: fake.clientSecret,
    groupKeys: 'id-name',
    close: fake.close,
  };
}

async function startAbillifyFake(size: number): Promise<AbillifyConfig & Embedded> {
  const { startAbillifyFake: start } = await import('./abillify/fake/index.ts');
  const fake = await start({ size });
  return {
    baseUrl: new URL(fake.baseUrl),
    username: fake.username,
    password: fake.password,
    filterStyle: 'flat',
    close: fake.close,
  };
}

/** Dintero's limits are not documented: a few calls at once are known to be polite. */
const LIMITS: Readonly<Record<string, Partial<TransportSettings>>> = {};

function openTransport(upstream: string, baseUrl: URL, { observe, clock, transport }: ConnectOptions): Transport {
  return createTransport({
    upstream,
    origin: baseUrl.origin,
    settings: { ...LIMITS[upstream], ...transport },
    ...(observe && { observe }),
    ...(clock && { clock }),
  });
}

function describe(
  upstream: string,
  config: { readonly baseUrl: URL } & Partial<Embedded>,
  account: string,
  transport: Transport,
): Connection {
  return {
    upstream,
    isFake: config.close !== undefined,
    baseUrl: config.baseUrl.href,
    account,
    state: transport.state,
  };
}

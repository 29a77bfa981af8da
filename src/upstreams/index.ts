import { LRUCache } from 'lru-cache';
import type { Sources } from '../graph/context.ts';
import type { CacheStore } from '../transport/cache-store.ts';
import type { Clock } from '../transport/clock.ts';
import type { Observe } from '../transport/observe.ts';
import { type TransportSettings, transportDefaults } from '../transport/settings.ts';
import type { SharedPauses } from '../transport/shared-pauses.ts';
import type { SharedTokens } from '../transport/shared-tokens.ts';
import { createTransport, type Transport, type TransportState } from '../transport/transport.ts';
import type { Turns } from '../transport/turns.ts';
import type { AbillifyConfig } from './abillify/config.ts';
import { createAbillify } from './abillify/index.ts';
import type { DinteroConfig } from './dintero/config.ts';
import { createDintero } from './dintero/index.ts';
import { type EmbeddedFakes, embedFakes, type FakeOptions } from './embedded-fakes.ts';
import { fingerprint } from './rest/fingerprint.ts';
import { type AccountConfigs, passedHeaders, type REGISTER, type UpstreamConfigs } from './settings.ts';
import type { TransportConfigs } from './transport-settings.ts';

export interface ConnectOptions extends FakeOptions {
  /** What stands in for upstreams that are not configured; fakes in this process unless given. */
  readonly fakes?: EmbeddedFakes;
  readonly observe?: Observe;
  readonly clock?: Clock;
  /** Instead of what the configuration says of both upstreams. */
  readonly transport?: Partial<TransportSettings>;
  /** When callers go on with what came; at once unless given. */
  readonly turns?: Turns;
  /** What replicas share of the upstream of a name; each has its own unless given. */
  readonly shared?: SharedByReplicas;
}

export interface SharedByReplicas {
  /** Where answers are kept, up to `maxBytes` of them in this process. */
  cacheOf(name: string, maxBytes: number): CacheStore;
  pausesOf(name: string): SharedPauses;
  retriesOf(name: string): SharedTokens;
}

/** What one upstream is connected to, as people are told. */
export interface Connection {
  readonly upstream: string;
  readonly isFake: boolean;
  readonly baseUrl: string;
  readonly account: string;
  state(): TransportState;
  /** Until the token that the gateway has for this account ends, 0 afterwards; null without one. */
  tokenSecondsLeft(): number | null;
}

/** Headers as node:http hands them over. */
export type CallerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Upstreams {
  /** The first account's, asked with the gateway's own credentials. */
  readonly sources: Sources;
  /** The first Dintero account. */
  readonly account: string;
  /** All Dintero accounts, the first one included. */
  readonly accounts: readonly string[];
  /** Names of the callers' headers whose credentials are passed on, in lower case. */
  readonly credentialHeaders: readonly string[];
  /** Nothing that these sources remember is ever shared with another account or credential. */
  sourcesFor(account: string, headers: CallerHeaders): Sources;
  readonly connections: readonly Connection[];
  /** Lets what was sent end; after `patienceMs` without an answer. */
  close(patienceMs?: number): Promise<void>;
}

/** Calls sockets for each upstream, starting the embedded fake of each one that is not configured. */
export async function connectUpstreams(configs: UpstreamConfigs, options: ConnectOptions): Promise<Upstreams> {
  const fakes = options.fakes ?? embedFakes(options);
  const transports = new Map<string, Transport>();
  const opened = await Promise.all([configs, ...(configs.furtherAccounts ?? [])].map(openAccount));
  const accounts = new Map(opened.map((account) => [account.id, account]));
  const [first] = opened;
  if (!first) throw new TypeError('There is no account');
  return {
    sources: first.sourcesFor({}),
    account: first.id,
    accounts: [...accounts.keys()],
    credentialHeaders: [...new Set(opened.flatMap((account) => account.credentialHeaders))],
    sourcesFor(account, headers) {
      const chosen = accounts.get(account);
      if (!chosen) throw new TypeError('The account is not configured');
      return chosen.sourcesFor(headers);
    },
    connections: opened.flatMap((account) => account.connections),
    async close(patienceMs) {
      await Promise.all([...transports.values()].map((transport) => transport.close(patienceMs)));
      await fakes.close();
    },
  };

  async function openAccount(config: AccountConfigs): Promise<Account> {
    const dintero: DinteroConfig = config.dintero ?? (await fakes.dintero());
    const abillify: AbillifyConfig = config.abillify ?? (await fakes.abillify());
    const dinteroTransport = transport('dintero', dintero.baseUrl);
    const abillifyTransport = transport('abillify', abillify.baseUrl);
    const now = options.clock?.now ?? Date.now;
    const forDintero = perCredential('dintero', dintero, (credential) =>
      createDintero(dintero, dinteroTransport.send, now, credential),
    );
    const forAbillify = perCredential('abillify', abillify, (credential) =>
      createAbillify(abillify, abillifyTransport.send, credential),
    );
    const tokenSecondsLeft = (): number | null => {
      const expiresAt = forDintero({}).tokenExpiresAt();
      return expiresAt === null ? null : Math.max(0, (expiresAt - now()) / 1000);
    };
    const login = 'credentials' in abillify ? 'the caller’s' : abillify.username;
    return {
      id: dintero.accountId,
      sourcesFor: (headers) => ({ ...forDintero(headers).sources, ...forAbillify(headers) }),
      credentialHeaders: [...passedHeaders('dintero', dintero), ...passedHeaders('abillify', abillify)],
      connections: [
        {
          ...describe('dintero', config.dintero === null, dintero.baseUrl, dintero.accountId, dinteroTransport),
          tokenSecondsLeft,
        },
        describe('abillify', config.abillify === null, abillify.baseUrl, login, abillifyTransport),
      ],
    };
  }

  /** Accounts at one origin share its sockets, limits and breaker; what is shared between requests is keyed by identity there. */
  function transport(upstream: keyof TransportConfigs, baseUrl: URL): Transport {
    const name = `${upstream} ${baseUrl.origin}`;
    const settings = { ...(configs.transport?.[upstream] ?? transportDefaults), ...options.transport };
    const known = transports.get(name) ?? openTransport(upstream, baseUrl, name, settings, options);
    transports.set(name, known);
    return known;
  }
}

interface Account {
  readonly id: string;
  sourcesFor(headers: CallerHeaders): Sources;
  readonly credentialHeaders: readonly string[];
  readonly connections: readonly Connection[];
}

/** Of callers whose credentials are passed on; beyond it the one that was not seen longest is forgotten. */
const REMEMBERED_CALLERS = 1_000;
const REMEMBERED_MS = 10 * 60_000;

/** The gateway's own credentials are one; of callers' each has sources of its own, remembered by a fingerprint. */
function perCredential<T extends object>(
  upstream: keyof typeof REGISTER,
  config: object,
  create: (credential: string | undefined) => T,
): (headers: CallerHeaders) => T {
  const [header] = passedHeaders(upstream, config);
  const own = create(undefined);
  if (header === undefined) return () => own;
  const known = new LRUCache<string, T>({ max: REMEMBERED_CALLERS, ttl: REMEMBERED_MS });
  return (headers) => {
    const credential = headers[header];
    if (typeof credential !== 'string') return own;
    const key = fingerprint(credential);
    const sources = known.get(key) ?? create(credential);
    known.set(key, sources);
    return sources;
  };
}

function openTransport(
  upstream: string,
  baseUrl: URL,
  name: string,
  settings: TransportSettings,
  { observe, clock, turns, shared }: ConnectOptions,
): Transport {
  return createTransport({
    upstream,
    origin: baseUrl.origin,
    settings,
    ...(shared && {
      store: shared.cacheOf(name, settings.cacheMaxBytes),
      pauses: shared.pausesOf(name),
      retryTokens: shared.retriesOf(name),
    }),
    ...(observe && { observe }),
    ...(clock && { clock }),
    ...(turns && { turns }),
  });
}

function describe(upstream: string, isFake: boolean, baseUrl: URL, account: string, { state }: Transport): Connection {
  return { upstream, isFake, baseUrl: baseUrl.href, account, state, tokenSecondsLeft: () => null };
}

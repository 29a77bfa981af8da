import { isAnySet } from '../../src/settings/setting.ts';
import type { TransportSettings } from '../../src/transport/settings.ts';
import { createTransport } from '../../src/transport/transport.ts';
import { type DinteroConfig, dinteroSettings } from '../../src/upstreams/dintero/config.ts';
import { type DinteroFake, type DinteroFakeOptions, startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { createDintero, type DinteroSources } from '../../src/upstreams/dintero/index.ts';
import { readUpstreamSettings } from '../../src/upstreams/settings.ts';

/** A live account is written to only when that is asked for. */
export const mayWriteToDintero = !isAnySet(dinteroSettings, process.env) || process.env.CONTRACT_WRITES === '1';

/** Requests since the last look. */
export interface DinteroCalls {
  readonly api: number;
  readonly token: number;
}

/** Dintero's sources over real connections. */
export interface DinteroUnderTest {
  readonly sources: DinteroSources;
  /** Null when a live account answers. */
  readonly fake: DinteroFake | null;
  takeCalls(): DinteroCalls;
  close(): Promise<void>;
}

export interface DinteroOnFake extends DinteroUnderTest {
  readonly fake: DinteroFake;
  /** Raw paths below `/products` since the last look, without taking them. */
  paths(): readonly string[];
}

export interface StartDinteroOptions extends DinteroFakeOptions {
  /** One try for each call unless it says otherwise: what is tested is how often the sources ask. */
  readonly transport?: Partial<TransportSettings>;
}

/** The account that the environment names, by the gateway's own settings; the fake when it names none. */
export async function connectDintero(options: StartDinteroOptions = {}): Promise<DinteroUnderTest> {
  const settings = readUpstreamSettings(process.env);
  if ('problems' in settings) throw new Error(settings.problems.join('\n'));
  const { dintero } = settings.values;
  return dintero ? { ...connect(dintero, options), fake: null } : startDintero(options);
}

/** `clock` is the sources' and the fake's. */
export async function startDintero(options: StartDinteroOptions = {}): Promise<DinteroOnFake> {
  const fake = await startDinteroFake(options);
  const { accountId, clientId, clientSecret } = fake;
  const config = {
    baseUrl: new URL(fake.baseUrl),
    accountId,
    clientId,
    clientSecret,
    groupKeys: options.groupKeys === 'group_id' ? 'group_id-group_name' : 'id-name',
  } as const;
  const { sources, close } = connect(config, options);
  return {
    sources,
    fake,
    takeCalls() {
      const token = fake.requests.count(({ segments }) => segments.at(-1) === 'token');
      const api = fake.requests.length - token;
      fake.requests.clear();
      return { api, token };
    },
    paths: () => fake.requests.flatMap(({ path }) => path.split(`/${accountId}/products/`).slice(1)),
    async close() {
      await close();
      await fake.close();
    },
  };
}

function connect(
  config: DinteroConfig,
  { transport: settings, clock }: StartDinteroOptions,
): Omit<DinteroUnderTest, 'fake'> {
  let calls = { api: 0, token: 0 };
  const transport = createTransport({
    upstream: 'dintero',
    origin: config.baseUrl.origin,
    settings: { maxAttempts: 1, ...settings },
    observe(event) {
      if (event.kind === 'attempt') calls[event.operation === 'getToken' ? 'token' : 'api'] += 1;
    },
  });
  return {
    sources: createDintero(config, transport.send, clock).sources,
    takeCalls() {
      const taken = calls;
      calls = { api: 0, token: 0 };
      return taken;
    },
    close: transport.close,
  };
}

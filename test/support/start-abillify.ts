import type { ProductGroupSource } from '../../src/graph/product-group/source.ts';
import { isAnySet } from '../../src/settings/setting.ts';
import type { TransportSettings } from '../../src/transport/settings.ts';
import { createTransport } from '../../src/transport/transport.ts';
import { type AbillifyConfig, abillifySettings } from '../../src/upstreams/abillify/config.ts';
import {
  type AbillifyFake,
  type AbillifyFakeOptions,
  startAbillifyFake,
} from '../../src/upstreams/abillify/fake/index.ts';
import { createAbillify } from '../../src/upstreams/abillify/index.ts';
import { readUpstreamSettings } from '../../src/upstreams/settings.ts';

/** A live merchant is written to only when that is asked for. */
export const mayWriteToAbillify = !isAnySet(abillifySettings, process.env) || process.env.CONTRACT_WRITES === '1';

/** Abillify's source over real connections. */
export interface AbillifyUnderTest {
  readonly productGroups: ProductGroupSource;
  /** Null when a live merchant answers. */
  readonly fake: AbillifyFake | null;
  /** Requests since the last look. */
  takeCalls(): number;
  close(): Promise<void>;
}

export interface AbillifyOnFake extends AbillifyUnderTest {
  readonly fake: AbillifyFake;
}

export interface StartAbillifyOptions extends AbillifyFakeOptions {
  /** How the gateway writes filters, when not as the fake reads them. */
  readonly writtenStyle?: AbillifyFakeOptions['filterStyle'];
  /** One try for each call unless it says otherwise: what is tested is how often the source asks. */
  readonly transport?: Partial<TransportSettings>;
}

/** The merchant that the environment names, by the gateway's own settings; the fake when it names none. */
export async function connectAbillify(options: StartAbillifyOptions = {}): Promise<AbillifyUnderTest> {
  const settings = readUpstreamSettings(process.env);
  if ('problems' in settings) throw new Error(settings.problems.join('\n'));
  const { abillify } = settings.values;
  return abillify ? { ...connect(abillify, options), fake: null } : startAbillify(options);
}

export async function startAbillify(options: StartAbillifyOptions = {}): Promise<AbillifyOnFake> {
  const fake = await startAbillifyFake(options);
  const { username, password } = fake;
  const filterStyle = options.writtenStyle ?? options.filterStyle ?? 'flat';
  const { productGroups, close } = connect(
    { baseUrl: new URL(fake.baseUrl), username, password, filterStyle },
    options,
  );
  return {
    productGroups,
    fake,
    takeCalls() {
      const calls = fake.requests.length;
      fake.requests.clear();
      return calls;
    },
    async close() {
      await close();
      await fake.close();
    },
  };
}

function connect(
  config: AbillifyConfig,
  { transport: settings }: StartAbillifyOptions,
): Omit<AbillifyUnderTest, 'fake'> {
  let calls = 0;
  const transport = createTransport({
    upstream: 'abillify',
    origin: config.baseUrl.origin,
    settings: { maxAttempts: 1, ...settings },
    observe({ kind }) {
      if (kind === 'attempt') calls += 1;
    },
  });
  return {
    productGroups: createAbillify(config, transport.send).productGroups,
    takeCalls() {
      const taken = calls;
      calls = 0;
      return taken;
    },
    close: transport.close,
  };
}

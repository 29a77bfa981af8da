import { type AbillifyConfig, readAbillifyConfig } from './abillify/config.ts';
import { type DinteroConfig, readDinteroConfig } from './dintero/config.ts';
import type { AccountConfigs } from './settings.ts';

/** Stands in for upstreams that are not configured. */
export interface EmbeddedFakes {
  dintero(): Promise<DinteroConfig>;
  abillify(): Promise<AbillifyConfig>;
  close(): Promise<void>;
}

/** Settings that lead to fakes, as the environment would name them. */
export type FakeSettings = Readonly<Record<string, string>>;

/** Fakes in this process: one of each API for all accounts that need it, and none if no account does. */
export function embedFakes(size: number): EmbeddedFakes {
  const dintero = once(() => startDintero(size));
  const abillify = once(() => startAbillify(size));
  return {
    dintero: async () => dinteroAt((await dintero.get()).settings),
    abillify: async () => abillifyAt((await abillify.get()).settings),
    async close() {
      await Promise.all([dintero.close(), abillify.close()]);
    },
  };
}

/** Fakes for other processes: those of which some account configures no upstream, and how to reach them. */
export async function startFakesFor(
  accounts: readonly AccountConfigs[],
  size: number,
): Promise<{ readonly settings: FakeSettings; close(): Promise<void> }> {
  const started = await Promise.all([
    ...(accounts.some((account) => account.dintero === null) ? [startDintero(size)] : []),
    ...(accounts.some((account) => account.abillify === null) ? [startAbillify(size)] : []),
  ]);
  return {
    settings: Object.assign({}, ...started.map(({ settings }) => settings)),
    async close() {
      await Promise.all(started.map((fake) => fake.close()));
    },
  };
}

/** Fakes that run in another process. */
export function fakesElsewhere(settings: FakeSettings): EmbeddedFakes {
  return {
    dintero: async () => dinteroAt(settings),
    abillify: async () => abillifyAt(settings),
    close: async () => undefined,
  };
}

interface StartedFake {
  readonly settings: FakeSettings;
  close(): Promise<void>;
}

/** Loaded only when needed: a live gateway holds no fake. */
async function startDintero(size: number): Promise<StartedFake> {
  const { startDinteroFake } = await import('./dintero/fake/index.ts');
  const { baseUrl, accountId, clientId, clientSecret, close } = await startDinteroFake({ size });
  const settings = {
    DINTERO_BASE_URL: baseUrl,
    DINTERO_ACCOUNT_ID: accountId,
    DINTERO_CLIENT_ID: clientId,
    DINTERO_CLIENT_SECRET: clientSecret,
  };
  return { settings, close };
}

async function startAbillify(size: number): Promise<StartedFake> {
  const { startAbillifyFake } = await import('./abillify/fake/index.ts');
  const { baseUrl, username, password, close } = await startAbillifyFake({ size });
  return { settings: { ABILLIFY_BASE_URL: baseUrl, ABILLIFY_USERNAME: username, ABILLIFY_PASSWORD: password }, close };
}

function dinteroAt(settings: FakeSettings): DinteroConfig {
  const read = readDinteroConfig(settings);
  if ('problems' in read) throw new TypeError(read.problems.join());
  return read.values;
}

function abillifyAt(settings: FakeSettings): AbillifyConfig {
  const read = readAbillifyConfig(settings);
  if ('problems' in read) throw new TypeError(read.problems.join());
  return read.values;
}

function once(start: () => Promise<StartedFake>): { get(): Promise<StartedFake>; close(): Promise<void> } {
  let started: Promise<StartedFake> | undefined;
  return {
    get() {
      started ??= start();
      return started;
    },
    async close() {
      await (await started)?.close();
    },
  };
}

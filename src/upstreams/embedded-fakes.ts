import type { Merchant } from '../fake-kit/furniture.ts';
import { type AbillifyConfig, readAbillifyConfig } from './abillify/config.ts';
import { type DinteroConfig, readDinteroConfig } from './dintero/config.ts';
import type { AccountConfigs } from './settings.ts';

/** Stands in for upstreams that are not configured. */
export interface EmbeddedFakes {
  dintero(): Promise<DinteroConfig>;
  abillify(): Promise<AbillifyConfig>;
  close(): Promise<void>;
}

/** Fakes in this process, of one shop: one of each API for all accounts that need it, and none if no account does. */
export interface FakesHere extends EmbeddedFakes {
  /** What leads other processes to the fakes that these accounts need. */
  settingsFor(accounts: readonly AccountConfigs[]): Promise<FakeSettings>;
}

/** As the environment would name them. */
export type FakeSettings = Readonly<Record<string, string>>;

export interface FakeOptions {
  /** Products that they hold. */
  readonly fakeSize: number;
  /** Told in words what of the start takes its time. */
  readonly report?: (step: string) => void;
}

export function embedFakes(options: FakeOptions): FakesHere {
  const merchant = once(() => createMerchant(options));
  const dintero = once(async () => startDintero(await merchant.get()));
  const abillify = once(async () => startAbillify(await merchant.get()));
  return {
    dintero: async () => dinteroAt((await dintero.get()).settings),
    abillify: async () => abillifyAt((await abillify.get()).settings),
    async settingsFor(accounts) {
      const needed = [
        ...(accounts.some((account) => account.dintero === null) ? [dintero.get()] : []),
        ...(accounts.some((account) => account.abillify === null) ? [abillify.get()] : []),
      ];
      return Object.assign({}, ...(await Promise.all(needed)).map(({ settings }) => settings));
    },
    async close() {
      await Promise.all([dintero, abillify].map(async (fake) => (await fake.begun())?.close()));
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
async function createMerchant({ fakeSize, report }: FakeOptions): Promise<Merchant> {
  const { createMerchant: create } = await import('../fake-kit/furniture.ts');
  const merchant = create({ size: fakeSize, report });
  report?.('Putting products into the fakes');
  return merchant;
}

async function startDintero(merchant: Merchant): Promise<StartedFake> {
  const { startDinteroFake } = await import('./dintero/fake/index.ts');
  const { baseUrl, accountId, clientId, clientSecret, close } = await startDinteroFake({ merchant });
  const settings = {
    DINTERO_BASE_URL: baseUrl,
    DINTERO_ACCOUNT_ID: accountId,
    DINTERO_CLIENT_ID: clientId,
    DINTERO_CLIENT_SECRET: clientSecret,
  };
  return { settings, close };
}

async function startAbillify(merchant: Merchant): Promise<StartedFake> {
  const { startAbillifyFake } = await import('./abillify/fake/index.ts');
  const { baseUrl, username, password, close } = await startAbillifyFake({ merchant });
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

/** What is made when it is first needed, and once. */
function once<T>(make: () => Promise<T>): { get(): Promise<T>; begun(): Promise<T> | undefined } {
  let made: Promise<T> | undefined;
  return {
    get() {
      made ??= make();
      return made;
    },
    begun: () => made,
  };
}

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  describeSettings,
  type Environment,
  isAnySet,
  optional,
  type Reading,
  type Setting,
  text,
} from '../settings/setting.ts';
import { type AbillifyConfig, abillifySettings, readAbillifyConfig } from './abillify/config.ts';
import { type DinteroConfig, dinteroSettings, readDinteroConfig } from './dintero/config.ts';
import { readTransportSettings, type TransportConfigs, transportSettings } from './transport-settings.ts';

/** Null: nothing of it is configured, so its embedded fake takes its place. */
export interface AccountConfigs {
  readonly dintero: DinteroConfig | null;
  readonly abillify: AbillifyConfig | null;
}

export interface UpstreamConfigs extends AccountConfigs {
  /** Beside the first one, which callers get who choose none. */
  readonly furtherAccounts?: readonly AccountConfigs[];
  /** How each upstream is called; by `transportDefaults` unless given. */
  readonly transport?: TransportConfigs;
}

/** The register: one line for each API. */
export const REGISTER = {
  dintero: { settings: dinteroSettings, read: readDinteroConfig, credentialHeader: 'authorization' },
  abillify: { settings: abillifySettings, read: readAbillifyConfig, credentialHeader: 'x-abillify-authorization' },
} as const;

const accountSettings = z.object({
  ACCOUNTS_FILE: optional(
    'JSON file with further accounts, which callers choose by `X-Dintero-Account`: a list of objects with the upstreams’ settings under their names here; what one leaves out holds for all.',
    '',
    text,
  ),
});

export function describeUpstreamSettings(): readonly Setting[] {
  return [...Object.values(REGISTER).map(({ settings }) => settings), accountSettings, transportSettings].flatMap(
    describeSettings,
  );
}

/** Each upstream is wholly configured or not at all: half of it is a list of what is missing. */
export function readUpstreamSettings(
  environment: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Reading<UpstreamConfigs> {
  const first = readAccount(environment);
  const further = readFurtherAccounts(environment, readFile);
  const transport = readTransportSettings(environment);
  if ('problems' in first || 'problems' in further || 'problems' in transport) {
    return { problems: [first, further, transport].flatMap((read) => ('problems' in read ? read.problems : [])) };
  }
  const ids = [first.values, ...further.values].map(({ dintero }) => dintero?.accountId);
  if (new Set(ids).size < ids.length) return { problems: ['ACCOUNTS_FILE names an account twice'] };
  return { values: { ...first.values, furtherAccounts: further.values, transport: transport.values } };
}

function readAccount(environment: Environment): Reading<AccountConfigs> {
  const dintero = isAnySet(dinteroSettings, environment) ? REGISTER.dintero.read(environment) : { values: null };
  const abillify = isAnySet(abillifySettings, environment) ? REGISTER.abillify.read(environment) : { values: null };
  if ('problems' in dintero || 'problems' in abillify) {
    return { problems: [dintero, abillify].flatMap((read) => ('problems' in read ? read.problems : [])) };
  }
  return { values: { dintero: dintero.values, abillify: abillify.values } };
}

const accountList = z.array(z.record(z.string(), z.string()));

function readFurtherAccounts(
  environment: Environment,
  readFile: (path: string) => string,
): Reading<readonly AccountConfigs[]> {
  const path = environment.ACCOUNTS_FILE?.trim();
  if (!path) return { values: [] };
  let entries: z.output<typeof accountList>;
  try {
    entries = accountList.parse(JSON.parse(readFile(path)));
  } catch {
    return { problems: ['ACCOUNTS_FILE must name a readable file with a JSON list of objects whose values are texts'] };
  }
  const accounts: AccountConfigs[] = [];
  for (const [index, entry] of entries.entries()) {
    const read = readAccount({ ...environment, ...entry });
    if ('problems' in read) {
      return { problems: read.problems.map((problem) => `ACCOUNTS_FILE, entry ${index + 1}: ${problem}`) };
    }
    accounts.push(read.values);
  }
  return { values: accounts };
}

/** Whether a caller's header, named in lower case, goes to an upstream as its credential. */
export function passesOn(header: string, { furtherAccounts = [], ...first }: UpstreamConfigs): boolean {
  return [first, ...furtherAccounts].some(({ dintero, abillify }) =>
    [dintero && passedHeaders('dintero', dintero), abillify && passedHeaders('abillify', abillify)].some((headers) =>
      headers?.includes(header),
    ),
  );
}

/** The callers' headers that an upstream's credentials come from: one, or none where they are the gateway's own. */
export function passedHeaders(upstream: keyof typeof REGISTER, config: object): readonly string[] {
  return 'credentials' in config ? [REGISTER[upstream].credentialHeader] : [];
}

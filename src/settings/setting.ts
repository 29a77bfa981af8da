import { z } from 'zod';

/** How the text of one environment variable becomes a value. */
export type TextSchema<T> = z.ZodType<T, string>;

/** One environment variable, as `--help` and the documentation tell it. */
export interface Setting {
  readonly name: string;
  readonly description: string;
  /** As written in the environment; null where the setting is required. */
  readonly default: string | null;
}

type SettingsObject = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/** A setting with a default, whose text is read as that of the environment is. */
export function optional<T>(
  description: string,
  text: string,
  schema: TextSchema<T>,
): z.ZodType<T, string | undefined> {
  return schema.prefault(text).meta({ description, default: text });
}

export function required<T>(description: string, schema: TextSchema<T>): TextSchema<T> {
  return schema.meta({ description });
}

export const text: TextSchema<string> = z.string();

export function describeSettings(settings: SettingsObject): readonly Setting[] {
  return Object.entries(settings.shape).map(([name, schema]) => {
    const { description = '', default: written } = schema.meta() ?? {};
    return { name, description, default: typeof written === 'string' ? written : null };
  });
}

/** Values, or a text for each problem. */
export type Reading<T> = { readonly values: T } | { readonly problems: readonly string[] };

/** A text for each problem, which names the setting and never its value. */
export function readSettings<S extends SettingsObject>(settings: S, environment: Environment): Reading<z.output<S>> {
  const set = Object.entries(settings.shape).flatMap(([name]) => {
    const value = environment[name]?.trim();
    return value ? [[name, value] as const] : [];
  });
  const result = settings.safeParse(Object.fromEntries(set));
  if (result.success) return { values: result.data };
  const meanings = new Map(describeSettings(settings).map(({ name, description }) => [name, description]));
  return {
    problems: result.error.issues.map(({ code, path, message }) => {
      const name = path.join();
      return code === 'invalid_type' ? `${name} is missing. ${meanings.get(name) ?? ''}`.trim() : `${name} ${message}`;
    }),
  };
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the environment names any of these settings; an empty value counts as none. */
export function isAnySet(settings: SettingsObject, environment: Environment): boolean {
  return Object.keys(settings.shape).some((name) => Boolean(environment[name]?.trim()));
}

export function wholeNumber(min: number, max: number): TextSchema<number> {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

export function oneOf<const T extends readonly [string, ...string[]]>(values: T): TextSchema<T[number]> {
  return z.string().transform((text, context) => {
    const known = values.find((value) => value === text);
    if (known === undefined) context.addIssue(`must be one of: ${values.join(', ')}`);
    return known ?? values[0];
  });
}

/** Plain http is for a server on this machine only: credentials would cross the network in clear. */
export function serviceUrl(example: string): TextSchema<URL> {
  return z.string().transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || [url.search, url.hash, url.username, url.password].some((part) => part !== '')) {
      context.addIssue(`must be an absolute URL without query and credentials, for example ${example}`);
      return z.NEVER;
    }
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
      context.addIssue('must begin with https:// (http:// is for loopback addresses only)');
      return z.NEVER;
    }
    url.pathname = url.pathname.replace(/\/+$/, '');
    return url;
  });
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

import type { Detail } from './api-error.ts';

/** A field's value in the form that orders it rightly: ids as numbers of any size, times and texts as strings. */
export type Comparable = bigint | string | boolean;

export type ValueType = 'bigint' | 'string' | 'boolean' | 'timestamp' | 'integer' | 'object' | 'localized object';

const hints: Readonly<Record<ValueType, string>> = {
  bigint: 'Value must be a number or a string containing only a number.',
  string: 'Value must be a string.',
  boolean: 'Value must be true or false.',
  timestamp: 'Value must be a date or a date-time, YYYY-MM-DD or YYYY-MM-DD HH:MM:SS.',
  integer: 'Value must be an integer from 1.',
  object: 'Value must be an object.',
  'localized object': 'Value must be an object of strings by language.',
};

export function wrongType(field: string, expected: ValueType): Detail {
  return {
    error: `Value for field '${field}' is of wrong type, expected ${expected}.`,
    fields: [field],
    hint: hints[expected],
  };
}

/** The pattern of ids, `^-?[0-9]+$`; a JSON number counts too (the hint of the create page's sample), within what a double holds. */
export function readBigint(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^-?[0-9]+$/.test(value) ? BigInt(value) : undefined;
}

/** A date alone stands for its first second. */
export function readTimestamp(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, date, time = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d))?$/.exec(value) ?? [];
  return Number.isNaN(Date.parse(`${date}T${time}Z`)) ? undefined : `${date} ${time}`;
}

/** Booleans come as words in a query string. */
export function readBoolean(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

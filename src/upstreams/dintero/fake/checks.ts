/** What the documentation says about the values of bodies, paths and queries. */

import { ApiError, type Finding } from './api-error.ts';

/** All that is wrong with a value; empty when it is right. */
export type Check = (value: unknown, field: string) => readonly Finding[];

export type Json = Readonly<Record<string, unknown>>;

export const text: Check = (value, field) => must(typeof value === 'string', field, 'must be a string');
export const flag: Check = (value, field) => must(typeof value === 'boolean', field, 'must be a boolean');
export const integer: Check = (value, field) => must(Number.isInteger(value), field, 'must be an integer');

/** ISO 4217, three capitals. */
export const currency: Check = (value, field) =>
  must(typeof value === 'string' && /^[A-Z]{3}$/.test(value), field, 'must be a three-letter currency');

/** RFC 3339 with a zone. */
export const instant: Check = (value, field) => {
  const shape = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
  const right = typeof value === 'string' && shape.test(value) && !Number.isNaN(Date.parse(value));
  return must(right, field, 'must be a date-time');
};

/** The merchant's own ids: 1 to 255 characters, no spaces at either end. */
export const key: Check = (value, field) => {
  if (typeof value !== 'string') return must(false, field, 'must be a string');
  const length = [...value].length;
  return [
    ...must(length >= 1 && length <= 255, field, 'must have 1 to 255 characters'),
    ...must(value === value.trim(), field, 'must not have trailing or leading spaces'),
  ];
};

export function listOf(check: Check): Check {
  return (value, field) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => check(item, `${field}[${index}]`))
      : must(false, field, 'must be an array');
}

/** Null as well: in an update it clears the field (the documentation shows no body of an update). */
export function orNull(check: Check): Check {
  return (value, field) => (value === null ? [] : check(value, field));
}

/** Every field is optional unless named in `required`; unknown fields are let through. */
export function record(fields: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (value, field) => {
    if (!isRecord(value)) return must(false, field, 'must be an object');
    return Object.entries(fields).flatMap(([name, check]) =>
      value[name] === undefined
        ? must(!required.includes(name), `${field}.${name}`, 'is required')
        : check(value[name], `${field}.${name}`),
    );
  };
}

/** Throws a 400 that lists every finding. */
export function insist(check: Check, value: unknown, field: string): void {
  const findings = check(value, field);
  if (findings.length > 0) throw new ApiError(400, 'Validation failed', { findings });
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function must(right: boolean, field: string, message: string): readonly Finding[] {
  return right ? [] : [{ field, message }];
}

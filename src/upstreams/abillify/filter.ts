import { GatewayError } from '../../graph/errors.ts';
import type { Query } from '../rest/path.ts';
import type { FilterStyle } from './config.ts';

/** One condition on a field of the upstream's rows. Source: section 3.1 of the facts, filter vocabulary. */
export interface Condition {
  readonly field: 'id' | 'reference' | 'parent' | 'active' | 'created';
  readonly operator: '$eq' | '$in' | '$gte' | '$lt';
  /** One value, but for `$in`. */
  readonly values: readonly string[];
}

export function equals(field: Condition['field'], value: string): Condition {
  return { field, operator: '$eq', values: [value] };
}

/** Equality for one value, `$in` for more: a list of one is not told apart from its value on the wire. */
export function oneOf(field: Condition['field'], values: readonly string[]): Condition {
  return { field, operator: values.length === 1 ? '$eq' : '$in', values };
}

/** The one place where the wire form of filters stands. */
export function filterQuery(conditions: readonly Condition[], style: FilterStyle): Query {
  switch (style) {
    case 'flat':
      return Object.fromEntries(conditions.map(flat));
    case 'nested':
      return Object.fromEntries(conditions.map(nested));
    case 'json':
      return conditions.length === 0 ? {} : { query: JSON.stringify(asObject(conditions)) };
  }
}

/**
 * Whether the upstream understood every condition, by the filter that it echoes. One that it ignored would give unfiltered rows.
 *
 * @throws GatewayError `UPSTREAM_INVALID_RESPONSE`
 */
export function checkEcho(conditions: readonly Condition[], echo: unknown): void {
  for (const condition of conditions) {
    const echoed = echoedValues(condition, echo);
    const isSame =
      echoed.length === condition.values.length && condition.values.every((value) => echoed.includes(value));
    if (!isSame) throw ignoredFilter(condition);
  }
}

/** @throws GatewayError `UPSTREAM_INVALID_RESPONSE` for a row that the filter should have kept out. */
export function checkRow(conditions: readonly Condition[], read: (field: Condition['field']) => string | null): void {
  for (const condition of conditions) {
    if (!matches(condition, read(condition.field))) throw ignoredFilter(condition);
  }
}

function matches({ operator, values }: Condition, actual: string | null): boolean {
  if (actual === null) return false;
  const [value = ''] = values;
  switch (operator) {
    case '$eq':
    case '$in':
      return values.includes(actual);
    case '$gte':
      return actual >= value;
    case '$lt':
      return actual < value;
  }
}

function flat({ field, operator, values }: Condition): [string, string | readonly string[]] {
  return operator === '$eq' ? [field, values] : [`${field}[${operator}]`, values];
}

function nested({ field, operator, values }: Condition): [string, readonly string[]] {
  if (operator === '$eq') return [`query[${field}]`, values];
  return [`query[${field}][${operator}]${operator === '$in' ? '[]' : ''}`, values];
}

function asObject(conditions: readonly Condition[]): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const { field, operator, values } of conditions) {
    const others = query[field];
    if (operator === '$eq') query[field] = values[0];
    else if (typeof others === 'object') query[field] = { ...others, [operator]: operand(operator, values) };
    else query[field] = { [operator]: operand(operator, values) };
  }
  return query;
}

function operand(operator: Condition['operator'], values: readonly string[]): unknown {
  return operator === '$in' ? values : values[0];
}

/** Echoed as `{ field: { $op: … } }` or, as the documentation writes the properties, `{ "field[$op]": … }`. */
function echoedValues({ field, operator }: Condition, echo: unknown): string[] {
  const filter = property(echo, field);
  if (operator === '$eq') return texts(property(filter, '$eq') ?? filter);
  return texts(property(filter, operator) ?? property(echo, `${field}[${operator}]`));
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || value === null || typeof value === 'object' ? [] : [String(value)];
}

export function ignoredFilter({ field }: Pick<Condition, 'field'>): GatewayError {
  return new GatewayError(
    'UPSTREAM_INVALID_RESPONSE',
    `abillify did not apply the filter on ${field}; its rows cannot be trusted.`,
    { upstream: 'abillify' },
  );
}

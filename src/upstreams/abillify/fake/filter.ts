/** The list page's filters in the three forms that they may have on the wire: the documentation's own samples prove none. */

import { type Detail, invalidValue } from './api-error.ts';
import { type Field, fieldTypes, isField } from './row.ts';
import { compareBy, type Entry, type IndexedField, type RowStore } from './row-store.ts';
import { type Comparable, isRecord, parseJson, readBigint, readBoolean, readTimestamp, wrongType } from './values.ts';

/**
 * - `flat`: `reference[$in]=a&reference[$in]=b`
 * - `nested`: `query[reference][$in][]=a&query[reference][$in][]=b`
 * - `json`: `query={"reference":{"$in":["a","b"]}}`
 */
export type FilterStyle = 'flat' | 'nested' | 'json';

export interface Condition {
  readonly field: Field;
  readonly operator: Operator;
  /** As it came: a list for `$in`. */
  readonly operand: unknown;
  /** What `operand` means; one value but for `$in`. */
  readonly wanted: ReadonlySet<Comparable>;
}

const operators = ['$eq', '$in', '$ne', '$gt', '$gte', '$lt', '$lte'] as const;
type Operator = (typeof operators)[number];

/** What is not understood (another form, another field, another operator) is ignored without a word, as many servers do. */
export function parseFilter(query: URLSearchParams, style: FilterStyle): Condition[] {
  const details: Detail[] = [];
  const conditions = phrasesOf(query, style).flatMap(({ field, operator, operand }) => {
    if (!isField(field) || !isOperator(operator)) return [];
    const operands = operator === '$in' && Array.isArray(operand) ? operand : [operand];
    const wanted = operands.map((value) => readOperand(field, value));
    const known = wanted.filter((value) => value !== undefined);
    if (known.length < wanted.length) details.push(wrongType(field, fieldTypes[field]));
    return [{ field, operator, operand: operator === '$in' ? operands : operand, wanted: new Set(known) }];
  });
  if (details.length > 0) throw invalidValue(details);
  return conditions;
}

/** The `query` of the envelope: equality as the bare value, the rest by operator. */
export function echoOf(conditions: readonly Condition[]): Readonly<Record<string, unknown>> {
  const byField = new Map<string, Record<string, unknown>>();
  for (const { field, operator, operand } of conditions) {
    byField.set(field, { ...byField.get(field), [operator]: operand });
  }
  const echoes = [...byField].map(([field, echo]) => [field, Object.keys(echo).join() === '$eq' ? echo.$eq : echo]);
  return Object.fromEntries(echoes);
}

/** By id; through an index where a condition allows it. */
export function selectEntries(store: RowStore, conditions: readonly Condition[]): readonly Entry[] {
  if (conditions.length === 0) return store.entries;
  const start = conditions.find(usesIndex);
  const candidates = start ? [...start.wanted].flatMap((value) => store.find(start.field, value)) : store.entries;
  const selected = candidates.filter((entry) => conditions.every((condition) => holds(condition, entry)));
  return start ? selected.sort((left, right) => compareBy('id', left, right)) : selected;
}

function usesIndex(condition: Condition): condition is Condition & { readonly field: IndexedField } {
  const { field, operator } = condition;
  return (operator === '$eq' || operator === '$in') && (field === 'id' || field === 'reference' || field === 'parent');
}

function holds({ field, operator, wanted }: Condition, { values }: Entry): boolean {
  const actual = values[field];
  if (operator === '$ne') return actual === null || !wanted.has(actual);
  if (actual === null) return false;
  if (operator === '$eq' || operator === '$in') return wanted.has(actual);
  const [bound = actual] = wanted;
  switch (operator) {
    case '$gt':
      return actual > bound;
    case '$gte':
      return actual >= bound;
    case '$lt':
      return actual < bound;
    case '$lte':
      return actual <= bound;
  }
}

interface Phrase {
  readonly field: string;
  readonly operator: string;
  readonly operand: unknown;
}

function phrasesOf(query: URLSearchParams, style: FilterStyle): Phrase[] {
  switch (style) {
    case 'flat':
      return collect(query, /^(\w+)(?:\[(\$\w+)\])?$/);
    case 'nested':
      return collect(query, /^query\[(\w+)\](?:\[(\$\w+)\](?:\[\d*\])?)?$/);
    case 'json':
      return parseJsonFilter(query.get('query') ?? '{}');
  }
}

/** The pattern's groups are the field and the operator; a repeated name is a list to `$in`, else the last value counts. */
function collect(query: URLSearchParams, pattern: RegExp): Phrase[] {
  const found = new Map<string, { field: string; operator: string; values: string[] }>();
  for (const [name, value] of query) {
    const [matched, field = '', operator = '$eq'] = pattern.exec(name) ?? [];
    if (matched === undefined) continue;
    const key = `${field} ${operator}`;
    const phrase = found.get(key) ?? { field, operator, values: [] };
    phrase.values.push(value);
    found.set(key, phrase);
  }
  return [...found.values()].map(({ field, operator, values }) => ({
    field,
    operator,
    operand: operator === '$in' ? values : values.at(-1),
  }));
}

function parseJsonFilter(text: string): Phrase[] {
  const filter = parseJson(text);
  if (!isRecord(filter)) throw invalidValue([wrongType('query', 'object')]);
  return Object.entries(filter).flatMap(([field, value]) =>
    isRecord(value)
      ? Object.entries(value).map(([operator, operand]) => ({ field, operator, operand }))
      : [{ field, operator: '$eq', operand: value }],
  );
}

function readOperand(field: Field, value: unknown): Comparable | undefined {
  switch (fieldTypes[field]) {
    case 'bigint':
      return readBigint(value);
    case 'boolean':
      return readBoolean(value);
    case 'timestamp':
      return readTimestamp(value);
    case 'string':
      return typeof value === 'string' ? value : undefined;
  }
}

function isOperator(name: string): name is Operator {
  return operators.some((operator) => operator === name);
}

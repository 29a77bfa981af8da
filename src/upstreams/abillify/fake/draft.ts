/** The input of a create call: every field is optional, nothing else is taken (create page). */

import type { LocalizedTexts } from '../../../fake-kit/furniture.ts';
import type { FakeRequest } from '../../../fake-kit/server.ts';
import { ApiError, type Detail, invalidValue } from './api-error.ts';
import type { Row } from './row.ts';
import type { RowStore } from './row-store.ts';
import { isRecord, parseJson, readBigint, type ValueType, wrongType } from './values.ts';

/** What a caller may choose of a row. */
export type Draft = Omit<Row, 'client' | 'committed' | 'created' | 'id' | 'modified'>;

/** Throws a 400 that lists everything that is wrong. */
export function parseDraft({ headers, json }: FakeRequest<string>, store: RowStore): Draft {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    throw new ApiError(400, 'The Content-Type must be application/json');
  }
  if (!isRecord(json)) throw new ApiError(400, 'The body must be a JSON object');

  const details: Detail[] = [];
  const take = <Value>(
    name: keyof Draft,
    type: ValueType,
    fallback: Value,
    read: (value: unknown) => Value | undefined,
  ): Value => {
    if (json[name] === undefined) return fallback;
    const value = read(json[name]);
    if (value === undefined) details.push(wrongType(name, type));
    return value ?? fallback;
  };

  const draft: Draft = {
    reference: take<string | null>('reference', 'string', null, readString),
    meta: take('meta', 'object', {}, (value) => (isRecord(value) ? value : undefined)),
    active: take('active', 'boolean', true, (value) => (typeof value === 'boolean' ? value : undefined)),
    description_long_localized: take('description_long_localized', 'localized object', {}, readLocalized),
    description_short_localized: take('description_short_localized', 'localized object', {}, readLocalized),
    label: take<string | null>('label', 'string', null, readString),
    parent: take<string | null>('parent', 'bigint', null, (value) => readBigint(value)?.toString()),
    title_localized: take('title_localized', 'localized object', {}, readLocalized),
  };
  if (draft.parent !== null && store.find('id', BigInt(draft.parent)).length === 0) {
    details.push({
      error: `No product group has the id ${draft.parent}.`,
      fields: ['parent'],
      hint: 'Value must be the id of a product group.',
    });
  }
  for (const name of Object.keys(json).filter((name) => !Object.hasOwn(draft, name))) {
    details.push({
      error: `Field '${name}' is unknown.`,
      fields: [name],
      hint: `Fields are ${Object.keys(draft).join(', ')}.`,
    });
  }
  if (details.length > 0) throw invalidValue(details);
  return draft;
}

function readString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An object, or the JSON text of one: the page prints the default as the string "{}". */
function readLocalized(value: unknown): LocalizedTexts | undefined {
  const object = typeof value === 'string' ? parseJson(value) : value;
  if (!isRecord(object)) return undefined;
  const texts = Object.entries(object).flatMap(([language, text]) =>
    typeof text === 'string' ? [[language, text]] : [],
  );
  return texts.length === Object.keys(object).length ? Object.fromEntries(texts) : undefined;
}

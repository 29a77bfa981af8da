/**
 * Abillify's JSON as it comes. Missing, null and, for objects, the text "{}" mean the same. Source: sections 3 and 4.1 of the facts about Abillify,
 * reference page on creating product groups.
 */
import Type from 'typebox';
import { DAY, flag, nullish, safeInteger, text, type Wire, type WireType, wireType } from '../rest/wire-type.ts';

/** A bigint in digits; as a JSON number only where nothing was rounded. */
const bigint = Type.Union([Type.String({ pattern: /^-?\d+$/ }), safeInteger]);

const FORM = /^\d{4}-\d\d-\d\d(?:[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?)?$/;
/** `YYYY-MM-DD HH:MM:SS` or a date alone, without zone, of a day that there is. */
const localTime = nullish(
  Type.Refine(
    Type.String(),
    (time) => FORM.test(time) && DAY.test(time.slice(0, 10)),
    () => 'is no date-time without zone',
  ),
);

/** The same in the form of ISO 8601. */
export function toIsoTime(time: string): string {
  return time.length === 10 ? `${time}T00:00:00` : time.replace(' ', 'T');
}

/** Whatever it holds: no schema of its values is looked through. */
const object = Type.Unsafe<Record<string, unknown>>(Type.Object({}));
export const objectWire = wireType(object);

/** Far more languages than there are markets: beyond it a text would cost more to choose than a request may take. */
const MAX_LANGUAGES = 500;
/** Checked here, for half of what a schema of each value would cost. */
const translations = Type.Refine(
  Type.Unsafe<Record<string, string | null>>(Type.Object({})),
  (texts) => areTexts(Object.values(texts)),
  (texts) =>
    Object.keys(texts).length > MAX_LANGUAGES
      ? `has more than ${MAX_LANGUAGES} languages`
      : 'holds something else than texts',
);
function areTexts(values: readonly unknown[]): boolean {
  return values.length <= MAX_LANGUAGES && values.every((value) => typeof value === 'string' || value === null);
}

export const translationsWire = wireType(translations);
export type TranslationsWire = Wire<typeof translationsWire>;

/** JSON inside a text; the empty text stands for no object as well. */
function jsonOf<W>(inner: WireType<W>) {
  return Type.Refine(
    Type.String(),
    (json) => inner.is(parseJsonText(json)),
    () => 'holds no such object',
  );
}

/** Undefined for what is no JSON. */
export function parseJsonText(json: string): unknown {
  try {
    return json === '' ? {} : JSON.parse(json);
  } catch {
    return undefined;
  }
}

const localized = nullish(Type.Union([translations, jsonOf(translationsWire)]));

export const productGroupWire = wireType(
  Type.Object({
    id: bigint,
    client: nullish(bigint),
    reference: text,
    label: text,
    active: flag,
    meta: nullish(Type.Union([object, jsonOf(objectWire)])),
    parent: nullish(bigint),
    title_localized: localized,
    description_short_localized: localized,
    description_long_localized: localized,
    created: localTime,
    modified: localTime,
    committed: localTime,
  }),
);
export type ProductGroupWire = Wire<typeof productGroupWire>;

/** Numbers of the envelope may come as texts. */
const positive = Type.Union([
  Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  Type.String({ pattern: /^[1-9]\d{0,8}$/ }),
]);

/** Rows are read one by one, so that a bad one fails alone. What follows them in the envelope is not documented; a `total` is taken if it is one. */
export const listWire = wireType(
  Type.Object({
    page: positive,
    pageSize: positive,
    query: Type.Optional(Type.Unknown()),
    rows: Type.Array(Type.Unknown()),
    total: Type.Optional(Type.Unknown()),
  }),
);

export const errorWire = wireType(
  Type.Object({
    message: Type.Optional(Type.String()),
    type: Type.Optional(Type.String()),
    details: Type.Optional(
      Type.Array(
        Type.Object({
          error: Type.Optional(Type.String()),
          fields: Type.Optional(Type.Array(Type.String())),
          hint: Type.Optional(Type.String()),
        }),
      ),
    ),
  }),
);

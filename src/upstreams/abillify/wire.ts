/**
 * Abillify's JSON as it comes. Missing, null and, for objects, the text "{}" mean the same. Source: sections 3 and 4.1 of the facts about Abillify,
 * reference page on creating product groups.
 */
import { z } from 'zod';

const text = z.string().nullish();

/** A bigint in digits; as a JSON number only where nothing was rounded. */
const bigint = z.union([z.string().regex(/^-?\d+$/), z.int().transform(String)]);

/** `YYYY-MM-DD HH:MM:SS` or a date alone, without zone; ISO 8601 from here on. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}:\d{2}(\.\d+)?)?$/, 'not a date-time without zone')
  .transform((time) => (time.length === 10 ? `${time}T00:00:00` : time.replace(' ', 'T')))
  .pipe(z.iso.datetime({ local: true, error: 'no such date or time' }))
  .nullish();

const jsonText = z.string().transform((raw, context): unknown => {
  try {
    return raw === '' ? {} : JSON.parse(raw);
  } catch {
    context.addIssue('expected an object');
    return z.NEVER;
  }
});

const object = z.record(z.string(), z.unknown());
const anyObject = z.union([object, jsonText.pipe(object)]).nullish();
/** Far more languages than there are markets: beyond it a text would cost more to choose than a request may take. */
const MAX_LANGUAGES = 500;
const translations = z
  .record(z.string(), z.string().nullable())
  .refine((texts) => Object.keys(texts).length <= MAX_LANGUAGES, `more than ${MAX_LANGUAGES} languages`);
const localized = z.union([translations, jsonText.pipe(translations)]).nullish();

export const productGroupWire = z.object({
  id: bigint,
  client: bigint.nullish(),
  reference: text,
  label: text,
  active: z.boolean().nullish(),
  meta: anyObject,
  parent: bigint.nullish(),
  title_localized: localized,
  description_short_localized: localized,
  description_long_localized: localized,
  created: localTime,
  modified: localTime,
  committed: localTime,
});
export type ProductGroupWire = z.infer<typeof productGroupWire>;

/** Rows are read one by one, so that a bad one fails alone. What follows them in the envelope is not documented; a `total` is taken if it is there. */
export const listWire = z.object({
  page: z.coerce.number().int().positive(),
  pageSize: z.coerce.number().int().positive(),
  query: z.unknown(),
  rows: z.array(z.unknown()),
  total: z.int().nonnegative().optional().catch(undefined),
});

export const errorWire = z.object({
  message: z.string().optional(),
  type: z.string().optional(),
  details: z
    .array(
      z.object({
        error: z.string().optional(),
        fields: z.array(z.string()).optional(),
        hint: z.string().optional(),
      }),
    )
    .optional(),
});

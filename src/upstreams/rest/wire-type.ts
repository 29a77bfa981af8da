import Type, { type Static, type TSchema } from 'typebox';
import { Compile } from 'typebox/schema';
import { z } from 'zod';

/** Something of an upstream's JSON, as it comes. */
export interface WireType<W> {
  /** Looks only: what fits is used as it was parsed, and nothing of it is copied. */
  is(value: unknown): value is W;
  /** Where the value first differs, and how, without anything of the value itself. */
  problemOf(value: unknown): { readonly path: readonly string[]; readonly message: string };
}

export type Wire<T> = T extends WireType<infer W> ? W : never;

/** The check is generated when it is first needed. */
export function wireType<S extends TSchema>(schema: S): WireType<Static<S>> {
  let compiled: ReturnType<typeof Compile<S>> | undefined;
  const validator = (): ReturnType<typeof Compile<S>> => {
    compiled ??= Compile(schema);
    return compiled;
  };
  return {
    is: (value): value is Static<S> => validator().Check(value),
    problemOf(value) {
      const [, [problem]] = validator().Errors(value);
      const path = problem?.instancePath.split('/').slice(1) ?? [];
      if (problem?.keyword === 'required')
        return { path: [...path, ...problem.params.requiredProperties.slice(0, 1)], message: 'is missing' };
      // The pattern itself would tell a client nothing.
      return {
        path,
        message: problem?.keyword === 'pattern' ? 'has another form' : (problem?.message ?? 'has another shape'),
      };
    },
  };
}

/** What may be missing or null. */
export function nullish<S extends TSchema>(schema: S) {
  return Type.Optional(Type.Union([schema, Type.Null()]));
}

export const text = nullish(Type.String());
export const flag = nullish(Type.Boolean());
/** What names an object is never empty. */
export const key = Type.String({ minLength: 1 });
/** Safe integers only: a rounded number would be another one. */
export const safeInteger = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
export const int32 = Type.Integer({ minimum: -(2 ** 31), maximum: 2 ** 31 - 1 });
export const guid = Type.String({ pattern: z.regexes.guid });
/** A date-time with its zone, of a day that there is. Source: RFC 3339, 5.6. */
export const instant = Type.String({ pattern: z.regexes.datetime({ offset: true }) });
/** `YYYY-MM-DD` of a day that there is. */
export const DAY = z.regexes.date;

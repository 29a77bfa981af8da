import type { CreateProductGroupInput } from '../generated/types.ts';
import { InputProblems } from '../mutation/input-problems.ts';
import type { Translations } from './model.ts';
import type { NewProductGroup } from './source.ts';

/** @throws GatewayError `BAD_USER_INPUT` with every problem of the input. */
export function readNewProductGroup(input: CreateProductGroupInput): NewProductGroup {
  const problems = new InputProblems();
  if (input.reference != null) problems.checkKey(['input', 'reference'], input.reference);
  if (input.parentId != null && !/^-?\d{1,19}$/.test(input.parentId)) {
    problems.add(['input', 'parentId'], 'An id is 1 to 19 digits.');
  }
  const title = readTranslations('titleTranslations', input.titleTranslations, problems);
  const shortDescription = readTranslations(
    'shortDescriptionTranslations',
    input.shortDescriptionTranslations,
    problems,
  );
  const longDescription = readTranslations('longDescriptionTranslations', input.longDescriptionTranslations, problems);
  problems.throwIfAny();
  return {
    reference: input.reference ?? null,
    label: input.label ?? null,
    isActive: input.isActive ?? true,
    parentId: input.parentId ?? null,
    meta: input.meta ?? null,
    title,
    shortDescription,
    longDescription,
  };
}

function readTranslations(
  field: string,
  list: CreateProductGroupInput['titleTranslations'],
  problems: InputProblems,
): Translations {
  const translations = new Map<string, string>();
  for (const [index, { language, value }] of (list ?? []).entries()) {
    if (translations.has(language)) problems.add(['input', field, index, 'language'], 'The language is named twice.');
    problems.checkText(['input', field, index, 'value'], value);
    translations.set(language, value);
  }
  return Object.fromEntries(translations);
}

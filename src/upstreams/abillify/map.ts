import type { ProductGroup, Translations } from '../../graph/product-group/model.ts';
import type { NewProductGroup } from '../../graph/product-group/source.ts';
import type { WireType } from '../rest/wire-type.ts';
import {
  objectWire,
  type ProductGroupWire,
  parseJsonText,
  type TranslationsWire,
  toIsoTime,
  translationsWire,
} from './wire.ts';

export function toProductGroup(wire: ProductGroupWire): ProductGroup {
  return {
    kind: 'ProductGroup',
    productGroupId: String(wire.id),
    reference: wire.reference ?? null,
    label: wire.label ?? null,
    isActive: wire.active ?? null,
    clientId: toId(wire.client),
    meta: toObject(wire.meta),
    title: toTranslations(wire.title_localized),
    shortDescription: toTranslations(wire.description_short_localized),
    longDescription: toTranslations(wire.description_long_localized),
    parentId: toId(wire.parent),
    createdAt: toTime(wire.created),
    modifiedAt: toTime(wire.modified),
    committedAt: toTime(wire.committed),
  };
}

/** Where each field of the upstream's create body comes from in the graph's input, for its error details. */
export const INPUT_FIELDS: Readonly<Record<string, string>> = {
  reference: 'reference',
  label: 'label',
  active: 'isActive',
  parent: 'parentId',
  meta: 'meta',
  title_localized: 'titleTranslations',
  description_short_localized: 'shortDescriptionTranslations',
  description_long_localized: 'longDescriptionTranslations',
};

/** The JSON that creates a product group; what is null or empty is left out. Source: page on creating product groups. */
export function toProductGroupBody(productGroup: NewProductGroup): Readonly<Record<string, unknown>> {
  return {
    active: productGroup.isActive,
    ...(productGroup.reference !== null && { reference: productGroup.reference }),
    ...(productGroup.label !== null && { label: productGroup.label }),
    ...(productGroup.parentId !== null && { parent: productGroup.parentId }),
    ...(productGroup.meta !== null && { meta: productGroup.meta }),
    ...localizedField('title_localized', productGroup.title),
    ...localizedField('description_short_localized', productGroup.shortDescription),
    ...localizedField('description_long_localized', productGroup.longDescription),
  };
}

function localizedField(name: string, translations: Translations): Readonly<Record<string, Translations>> {
  return Object.keys(translations).length === 0 ? {} : { [name]: translations };
}

function toId(wire: ProductGroupWire['parent']): string | null {
  return wire == null ? null : String(wire);
}

function toTime(wire: string | null | undefined): string | null {
  return wire == null ? null : toIsoTime(wire);
}

function toObject(wire: ProductGroupWire['meta']): ProductGroup['meta'] {
  return typeof wire === 'string' ? readText(objectWire, wire) : (wire ?? null);
}

function toTranslations(wire: ProductGroupWire['title_localized']): Translations {
  const texts = typeof wire === 'string' ? readText(translationsWire, wire) : wire;
  if (texts == null) return {};
  if (hasTextsAlone(texts)) return texts;
  const translations: Record<string, string> = {};
  for (const language of Object.keys(texts)) {
    const text = texts[language];
    if (text != null) translations[language] = text;
  }
  return translations;
}

/** Most are used as they were parsed. A copy drops a null, and `__proto__`, which is no language and would be one as a property of its own. */
function hasTextsAlone(texts: TranslationsWire): texts is Record<string, string> {
  for (const language in texts) if (texts[language] === null || language === '__proto__') return false;
  return true;
}

/** An object that came as a text, which was looked into before. */
function readText<W>(inner: WireType<W>, json: string): W | null {
  const value = parseJsonText(json);
  return inner.is(value) ? value : null;
}

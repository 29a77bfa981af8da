import type { ProductGroup, Translations } from '../../graph/product-group/model.ts';
import type { NewProductGroup } from '../../graph/product-group/source.ts';
import type { ProductGroupWire } from './wire.ts';

export function toProductGroup(wire: ProductGroupWire): ProductGroup {
  return {
    kind: 'ProductGroup',
    productGroupId: wire.id,
    reference: wire.reference ?? null,
    label: wire.label ?? null,
    isActive: wire.active ?? null,
    clientId: wire.client ?? null,
    meta: wire.meta ?? null,
    title: toTranslations(wire.title_localized),
    shortDescription: toTranslations(wire.description_short_localized),
    longDescription: toTranslations(wire.description_long_localized),
    parentId: wire.parent ?? null,
    createdAt: wire.created ?? null,
    modifiedAt: wire.modified ?? null,
    committedAt: wire.committed ?? null,
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

function toTranslations(wire: Readonly<Record<string, string | null>> | null | undefined): Translations {
  if (wire == null) return {};
  const translations: Record<string, string> = {};
  for (const [language, text] of Object.entries(wire)) {
    if (text !== null) translations[language] = text;
  }
  return translations;
}

import { type FragmentType, graphql, readFragment } from '../generated/index.ts';
import { useLanguage } from './language-context.tsx';

export const LocalizedFields = graphql(`
  fragment LocalizedFields on LocalizedText {
    value
    language
    isFallback
  }
`);

/** A text in the language that it is in, with a mark when that is not the visitor's. */
export function Localized({ text }: { readonly text: FragmentType<typeof LocalizedFields> }) {
  const { language: chosen, text: words } = useLanguage();
  const { value, language, isFallback } = readFragment(LocalizedFields, text);
  if (!isFallback) return value;
  const name = language && new Intl.DisplayNames([chosen], { type: 'language' }).of(language);
  const meaning = name ? words.onlyIn(name) : words.notTranslated;
  return (
    <>
      <span lang={language ?? ''}>{value}</span>{' '}
      <span className="fallback-mark" title={meaning}>
        <span aria-hidden="true">{language ?? '–'}</span>
        <span className="visually-hidden">({meaning})</span>
      </span>
    </>
  );
}

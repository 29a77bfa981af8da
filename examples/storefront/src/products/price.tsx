import { type FragmentType, graphql, readFragment } from '../generated/index.ts';
import { formatPrice } from '../language/format-price.ts';
import { useLanguage } from '../language/language-context.tsx';

export const PriceFields = graphql(`
  fragment PriceFields on Product {
    unit
    price {
      amount
      currency
    }
  }
`);

/** Written by the browser in the visitor's locale, so that another language asks for no product again. */
export function Price({ of }: { readonly of: FragmentType<typeof PriceFields> }) {
  const { text, locale } = useLanguage();
  const { price, unit } = readFragment(PriceFields, of);
  if (!price) return <span className="price price-unknown">{text.onRequest}</span>;
  const isFree = Number(price.amount) === 0;
  return (
    <span className="price">
      {isFree ? text.free : formatPrice(price.amount, price.currency, locale)}
      {unit && <span className="price-unit"> / {unit}</span>}
    </span>
  );
}

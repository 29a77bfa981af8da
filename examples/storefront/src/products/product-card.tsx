import { type FragmentType, graphql, readFragment } from '../generated/index.ts';
import { useLanguage } from '../language/language-context.tsx';
import { Picture } from '../picture/picture.tsx';
import { PlaceLink } from '../place.tsx';
import { Price } from './price.tsx';
import { StockLevel } from './stock-level.tsx';

const ProductCardFields = graphql(`
  fragment ProductCard on Product {
    productId
    name
    isVirtual
    itemsInStorage
    catalog {
      id
      catalogId
    }
    ...PictureFields
    ...PriceFields
  }
`);

export function ProductCard({ product }: { readonly product: FragmentType<typeof ProductCardFields> }) {
  const { text } = useLanguage();
  const card = readFragment(ProductCardFields, product);
  const { productId, name, isVirtual, itemsInStorage, catalog } = card;
  return (
    <PlaceLink className="card" to={{ catalog: catalog?.catalogId, product: productId }}>
      <Picture of={card} />
      <span className="card-name">{name ?? productId}</span>
      <Price of={card} />
      {isVirtual ? (
        <span className="stock-level" data-level="plenty">
          {text.notShipped}
        </span>
      ) : (
        <StockLevel count={itemsInStorage} />
      )}
    </PlaceLink>
  );
}

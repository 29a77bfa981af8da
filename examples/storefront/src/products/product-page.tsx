import { useQuery } from '@apollo/client/react';
import type { ProductPageQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { useLanguage } from '../language/language-context.tsx';
import { Localized } from '../language/localized.tsx';
import { useOutageReport } from '../outage/outage-context.tsx';
import { Picture } from '../picture/picture.tsx';
import { PlaceLink } from '../place.tsx';
import { Price } from './price.tsx';
import { StockTable } from './stock-table.tsx';

const ProductPageDocument = graphql(`
  query ProductPage($catalogId: String!, $productId: String!, $languages: [LanguageTag!]!) {
    product(catalogId: $catalogId, productId: $productId) {
      id
      productId
      name
      description
      isVirtual
      dimension {
        color
        size
        style
        config
        variant
      }
      catalog {
        id
        catalogId
        name
      }
      groups {
        id
        groupId
        name
        productGroup {
          id
          title(languages: $languages) {
            ...LocalizedFields
          }
        }
      }
      ...PictureFields
      ...PriceFields
      ...StockFields
    }
  }
`);

type Product = NonNullable<ProductPageQuery['product']>;

export function ProductPage({ catalogId, productId }: { readonly catalogId: string; readonly productId: string }) {
  const { language, text } = useLanguage();
  const result = useQuery(ProductPageDocument, {
    variables: { catalogId, productId, languages: [language] },
    errorPolicy: 'all',
  });
  const error = useOutageReport(result, result.refetch);
  // While the texts come in another language, the product stays as it was.
  const product =
    result.data?.product ?? (result.loading ? sameProduct(result.previousData?.product, productId) : null);

  if (product) return <ProductView product={product} />;
  if (result.loading && !error) return <PageSkeleton />;
  return (
    <div className="notice">
      <h1>{error ? text.productsFailed : text.notFoundTitle}</h1>
      {error ? (
        <button type="button" className="button" onClick={() => result.refetch()}>
          {text.tryAgain}
        </button>
      ) : (
        <>
          <p>{text.notFoundText}</p>
          <PlaceLink to={{}} className="button">
            {text.toShop}
          </PlaceLink>
        </>
      )}
    </div>
  );
}

function ProductView({ product }: { readonly product: Product }) {
  const { text } = useLanguage();
  const { name, productId, description, catalog, isVirtual } = product;
  const title = name ?? productId;
  return (
    <article className="product">
      <title>{`${title} – Furu & Fjord`}</title>
      <Picture of={product} isLarge />
      <div className="product-words">
        <PlaceLink to={{ catalog: catalog?.catalogId }} className="product-catalog">
          {catalog?.name ?? catalog?.catalogId}
        </PlaceLink>
        <h1>{title}</h1>
        <p className="product-price">
          <Price of={product} /> <span className="price-note">{text.withTax}</span>
        </p>
        {description && <p className="product-description">{description}</p>}
        <Groups product={product} />
        <Details product={product} />
      </div>
      {isVirtual ? null : <StockTable of={product} />}
    </article>
  );
}

/** Titles from Abillify; while it does not answer, the names that Dintero has. */
function Groups({ product }: { readonly product: Product }) {
  const { text } = useLanguage();
  const groups = product.groups.flatMap((group) => group ?? []);
  if (groups.length === 0) return null;
  return (
    <div className="product-groups">
      <h2 className="visually-hidden">{text.foundIn}</h2>
      <ul className="chips">
        {groups.map(({ id, groupId, name, productGroup }) => (
          <li key={id}>
            <PlaceLink to={{ group: groupId }}>
              {productGroup?.title ? <Localized text={productGroup.title} /> : (name ?? groupId)}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Details({ product: { dimension, productId } }: { readonly product: Product }) {
  const { text } = useLanguage();
  const rows = [
    [text.color, dimension?.color],
    [text.size, dimension?.size],
    [text.style, dimension?.style],
    [text.config, dimension?.config],
    [text.variant, dimension?.variant],
    [text.articleNumber, productId],
  ].filter(([, value]) => value);
  return (
    <>
      <h2>{text.details}</h2>
      <dl className="details">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function PageSkeleton() {
  const { text } = useLanguage();
  return (
    <div className="product" role="status">
      <span className="visually-hidden">{text.loading}</span>
      <span className="skeleton skeleton-picture" />
      <div className="product-words">
        {[30, 80, 40, 100, 90].map((width) => (
          <span key={width} className="skeleton" style={{ inlineSize: `${width}%` }} />
        ))}
      </div>
    </div>
  );
}

function sameProduct(previous: ProductPageQuery['product'] | undefined, productId: string): Product | null {
  return previous?.productId === productId ? previous : null;
}

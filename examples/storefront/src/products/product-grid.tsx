import { type ReactNode, useEffect, useRef } from 'react';
import { keysOf, pathTo } from '../groups/build-tree.ts';
import type { GroupBranch } from '../groups/use-groups.ts';
import { useLanguage } from '../language/language-context.tsx';
import { Localized } from '../language/localized.tsx';
import { type Place, PlaceLink } from '../place.tsx';
import { CatalogTabs } from './catalog-tabs.tsx';
import { ProductCard } from './product-card.tsx';
import { type Products, useProducts } from './use-products.ts';

/** Dintero cannot narrow a list of products by group: the shop reads large pages then, and picks. */
const PAGE = { all: 24, picking: 100 };

export function ProductGrid({ place, tree }: { readonly place: Place; readonly tree: readonly GroupBranch[] }) {
  const { text } = useLanguage();
  const list = useProducts(place.catalog, place.group === undefined ? PAGE.all : PAGE.picking);
  const branch = pathTo(tree, place.group).at(-1);
  const products = pickByGroup(list.products, place.group, branch);

  return (
    <>
      <div className="grid-head">
        <GridTitle place={place} branch={branch} groupNames={list.products} />
        <CatalogTabs place={place} />
      </div>
      {list.state === 'failed' ? (
        <Notice title={text.productsFailed}>
          <button type="button" className="button" onClick={() => list.retry()}>
            {text.tryAgain}
          </button>
        </Notice>
      ) : (
        <>
          <ul className="grid" aria-busy={list.state === 'loading'}>
            {products.map((product) => (
              <li key={product.id}>
                <ProductCard product={product} />
              </li>
            ))}
            {list.state === 'loading' && <CardSkeletons count={8} />}
            {list.state === 'ready' && list.more === 'some' && <CardSkeletons count={products.length === 0 ? 8 : 4} />}
          </ul>
          {list.state === 'ready' && list.more === 'none' && products.length === 0 && (
            <Notice title={text.emptyTitle}>
              <p>{text.emptyText}</p>
              <PlaceLink to={{}} className="button">
                {text.toShop}
              </PlaceLink>
            </Notice>
          )}
          <EndOfList list={list} count={products.length} />
        </>
      )}
    </>
  );
}

type Listed = Products['products'];

function pickByGroup(products: Listed, key: string | undefined, branch: GroupBranch | undefined): Listed {
  if (key === undefined) return products;
  const keys = new Set(branch ? keysOf(branch) : [key]);
  return products.filter(({ groups }) => groups.some((group) => group && keys.has(group.groupId)));
}

interface GridTitleProps {
  readonly place: Place;
  readonly branch: GroupBranch | undefined;
  readonly groupNames: Listed;
}

/** The category's title; while Abillify does not answer, its name as Dintero has it. */
function GridTitle({ place, branch, groupNames }: GridTitleProps) {
  const { text } = useLanguage();
  const title = branch?.group.title;
  const intro = branch?.group.shortDescription;
  const groups = groupNames.flatMap((product) => product.groups);
  const plainName = groups.find((group) => group?.groupId === place.group)?.name ?? place.group;
  return (
    <div>
      <h1>{title ? <Localized text={title} /> : place.group === undefined ? text.everything : plainName}</h1>
      {intro && (
        <p className="intro">
          <Localized text={intro} />
        </p>
      )}
    </div>
  );
}

/** Reads on when it comes near the window, again and again until it is pushed out of sight. */
function EndOfList({ list, count }: { readonly list: Products; readonly count: number }) {
  const { text } = useLanguage();
  const end = useRef<HTMLDivElement>(null);
  const { readOn, more, state } = list;
  useEffect(() => {
    if (!end.current || !readOn || more !== 'some') return;
    const observer = new IntersectionObserver(
      (changes) => {
        if (!changes.at(-1)?.isIntersecting) return;
        observer.disconnect();
        readOn();
      },
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [readOn, more]);

  return (
    <div ref={end} className="grid-end">
      <p role="status">
        {state === 'loading' && <span className="visually-hidden">{text.loading}</span>}
        {state === 'ready' && count > 0 && (
          <>
            {text.shown(count)}
            {more === 'none' && ` · ${text.thatIsAll}`}
          </>
        )}
      </p>
      {more === 'failed' && (
        <p className="quiet-failure">
          {text.moreFailed}{' '}
          <button type="button" className="button" onClick={readOn}>
            {text.tryAgain}
          </button>
        </p>
      )}
    </div>
  );
}

function CardSkeletons({ count }: { readonly count: number }) {
  return Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
    <li key={`skeleton-${index}`} className="card card-skeleton" aria-hidden="true">
      <span className="skeleton skeleton-picture" />
      <span className="skeleton" />
      <span className="skeleton" />
    </li>
  ));
}

function Notice({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="notice">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

import type { ErrorLike } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import type { ProductsQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { useOutageReport } from '../outage/outage-context.tsx';

const Products = graphql(`
  query Products($catalogId: String, $first: Int!, $after: String) {
    products(catalogId: $catalogId, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          isVisible
          groups {
            groupId
            name
          }
          ...ProductCard
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Product = NonNullable<NonNullable<ProductsQuery['products']>['edges'][number]['node']>;

export interface Products {
  /** Those on sale, as far as they were read. */
  readonly products: readonly Product[];
  readonly state: 'loading' | 'ready' | 'failed';
  /** What a look at the end of the list does; undefined when there is no more, or when it is on its way. */
  readonly readOn: (() => void) | undefined;
  readonly more: 'none' | 'some' | 'failed';
  readonly retry: () => unknown;
}

/** The products of a catalog, or of all, page by page. A page of up to 100 costs the gateway one upstream call. */
export function useProducts(catalogId: string | undefined, pageSize: number): Products {
  const result = useQuery(Products, {
    variables: { catalogId: catalogId ?? null, first: pageSize },
    errorPolicy: 'all',
  });
  const { data, loading, fetchMore, refetch } = result;
  const list = data?.products;
  const after = list?.pageInfo.endCursor;
  const [failure, setFailure] = useState<{ readonly after: unknown; readonly error: ErrorLike }>();
  const pageError = failure && failure.after === after ? failure.error : undefined;

  const readOn = async () => {
    setFailure(undefined);
    const { error } = await fetchMore({ variables: { after, first: pageSize }, errorPolicy: 'all' });
    if (error) setFailure({ after, error });
  };
  const retry = pageError ? readOn : refetch;
  const error = useOutageReport({ error: result.error ?? pageError, loading }, retry);
  const hasNext = list?.pageInfo.hasNextPage ?? false;
  return {
    products: list?.edges.flatMap(({ node }) => (node?.isVisible ? node : [])) ?? [],
    state: list ? 'ready' : error ? 'failed' : 'loading',
    readOn: hasNext && !loading ? readOn : undefined,
    more: !hasNext ? 'none' : pageError ? 'failed' : 'some',
    retry,
  };
}

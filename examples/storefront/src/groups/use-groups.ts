import { useQuery } from '@apollo/client/react';
import { useEffect, useMemo } from 'react';
import type { GroupTreeQuery } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { useLanguage } from '../language/language-context.tsx';
import { useOutageReport } from '../outage/outage-context.tsx';
import { type Branch, buildTree } from './build-tree.ts';

const GroupTree = graphql(`
  query GroupTree($languages: [LanguageTag!]!, $after: String) {
    productGroups(first: 500, after: $after, filter: { isActive: true }) {
      edges {
        cursor
        node {
          id
          productGroupId
          reference
          parent {
            id
          }
          title(languages: $languages) {
            value
            ...LocalizedFields
          }
          shortDescription(languages: $languages) {
            ...LocalizedFields
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Group = NonNullable<NonNullable<GroupTreeQuery['productGroups']>['edges'][number]['node']>;

export type GroupBranch = Branch<Group>;

export interface Groups {
  readonly tree: readonly GroupBranch[];
  readonly state: 'loading' | 'ready' | 'failed';
  readonly retry: () => unknown;
}

/** All categories in the chosen language, as a tree. */
export function useGroups(): Groups {
  const { language } = useLanguage();
  const result = useQuery(GroupTree, { variables: { languages: [language] }, errorPolicy: 'all' });
  const { loading, fetchMore, refetch } = result;
  const error = useOutageReport(result, refetch);
  const groups = result.data?.productGroups ?? result.previousData?.productGroups;

  const after = groups?.pageInfo.hasNextPage && !loading ? groups.pageInfo.endCursor : undefined;
  useEffect(() => {
    if (after) void fetchMore({ variables: { after }, errorPolicy: 'all' }).catch(() => undefined);
  }, [after, fetchMore]);

  const tree = useMemo(
    () => buildTree(groups?.edges.flatMap(({ node }) => node ?? []) ?? [], language),
    [groups, language],
  );
  return { tree, state: tree.length > 0 ? 'ready' : error ? 'failed' : 'loading', retry: refetch };
}

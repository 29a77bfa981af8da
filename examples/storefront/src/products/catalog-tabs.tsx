import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/index.ts';
import { useLanguage } from '../language/language-context.tsx';
import { useOutageReport } from '../outage/outage-context.tsx';
import { type Place, PlaceLink } from '../place.tsx';

const Catalogs = graphql(`
  query Catalogs {
    catalogs(first: 20) {
      nodes {
        id
        catalogId
        name
      }
    }
  }
`);

/** Narrows the grid to one catalog. */
export function CatalogTabs({ place }: { readonly place: Place }) {
  const { text } = useLanguage();
  const result = useQuery(Catalogs, { errorPolicy: 'all' });
  useOutageReport(result, result.refetch);
  const catalogs = result.data?.catalogs?.nodes.flatMap((catalog) => catalog ?? []) ?? [];
  const tabs = [
    { catalogId: undefined, name: text.allCollections },
    ...catalogs.map(({ catalogId, name }) => ({ catalogId, name: name ?? catalogId })),
  ];
  return (
    <nav aria-label={text.collections}>
      <ul className="tabs">
        {tabs.map(({ catalogId, name }) => (
          <li key={catalogId ?? ''}>
            <PlaceLink
              to={{ catalog: catalogId, group: place.group }}
              aria-current={catalogId === place.catalog ? 'page' : undefined}
            >
              {name}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

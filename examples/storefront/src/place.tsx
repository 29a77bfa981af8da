import { type ComponentProps, type MouseEvent, useSyncExternalStore } from 'react';

/** Where the visitor is: a product's page when `product` is there, else the grid. The merchant's keys stand in the address as they are. */
export interface Place {
  readonly catalog?: string | undefined;
  readonly group?: string | undefined;
  readonly product?: string | undefined;
}

export function usePlace(): Place {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const parameters = new URLSearchParams(search);
  return {
    catalog: parameters.get('catalog') ?? undefined,
    group: parameters.get('group') ?? undefined,
    product: parameters.get('product') ?? undefined,
  };
}

export function PlaceLink({ to, ...rest }: { readonly to: Place } & Omit<ComponentProps<'a'>, 'href' | 'onClick'>) {
  const href = hrefOf(to);
  const follow = (event: MouseEvent) => {
    const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (opensElsewhere) return;
    event.preventDefault();
    window.history.pushState(null, '', href);
    // Only the browser tells of its own steps back and forth.
    window.dispatchEvent(new PopStateEvent('popstate'));
    window.scrollTo(0, 0);
  };
  return <a {...rest} href={href} onClick={follow} />;
}

function hrefOf({ catalog, group, product }: Place): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ catalog, group, product })) {
    if (value !== undefined) parameters.set(name, value);
  }
  return parameters.size === 0 ? '/' : `/?${parameters}`;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  return () => window.removeEventListener('popstate', onChange);
}

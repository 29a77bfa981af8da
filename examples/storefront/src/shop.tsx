import { type RefObject, useEffect, useRef } from 'react';
import { GroupNav } from './groups/group-nav.tsx';
import { useGroups } from './groups/use-groups.ts';
import { useLanguage } from './language/language-context.tsx';
import { LanguageSwitch } from './language/language-switch.tsx';
import { OutageBanner } from './outage/outage-banner.tsx';
import { PlaceLink, usePlace } from './place.tsx';
import { ProductGrid } from './products/product-grid.tsx';
import { ProductPage } from './products/product-page.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { Welcome } from './welcome.tsx';

export function Shop() {
  const { text } = useLanguage();
  const place = usePlace();
  const groups = useGroups();
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main, JSON.stringify(place));
  const isFront = place.group === undefined && place.product === undefined;

  return (
    <>
      <a className="skip" href="#main">
        {text.skip}
      </a>
      <header className="header">
        <PlaceLink to={{}} className="brand">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="9" />
            <path d="M16 5 8 16h4l-5 8h8v4h2v-4h8l-5-8h4z" />
          </svg>
          Furu &amp; Fjord
        </PlaceLink>
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <OutageBanner />
      {isFront && <Welcome />}
      <div className="columns">
        <GroupNav groups={groups} place={place} />
        <main id="main" ref={main} tabIndex={-1}>
          {place.product === undefined || place.catalog === undefined ? (
            <ProductGrid place={place} tree={groups.tree} />
          ) : (
            <ProductPage catalogId={place.catalog} productId={place.product} />
          )}
        </main>
      </div>
      <Glow />
      <footer className="footer">{text.colophon}</footer>
    </>
  );
}

/** A new page is read out from its beginning, as if the browser had loaded it. */
function useFocusOnArrival(target: RefObject<HTMLElement | null>, place: string) {
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    target.current?.focus({ preventScroll: true });
  }, [place, target]);
}

/** The light that drawn lamps give. */
function Glow() {
  return (
    <svg className="visually-hidden" aria-hidden="true">
      <linearGradient id="glow" x2="0" y2="1">
        <stop stopColor="#ffd983" stopOpacity=".5" />
        <stop offset="1" stopColor="#ffd983" stopOpacity="0" />
      </linearGradient>
    </svg>
  );
}

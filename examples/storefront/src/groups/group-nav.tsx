import { useState } from 'react';
import { useLanguage } from '../language/language-context.tsx';
import { Localized } from '../language/localized.tsx';
import { type Place, PlaceLink } from '../place.tsx';
import { pathTo } from './build-tree.ts';
import type { GroupBranch, Groups } from './use-groups.ts';

/** The tree of categories: links, and a button for each branch that opens. On a phone it is folded behind a button of its own. */
export function GroupNav({ groups, place }: { readonly groups: Groups; readonly place: Place }) {
  const { text } = useLanguage();
  const here = JSON.stringify(place);
  /** Where the visitor opened the panel: it is closed again anywhere else. */
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === here;
  const everything = { catalog: place.catalog };
  const openKeys = pathTo(groups.tree, place.group).map(({ key }) => key);
  const isEverything = place.group === undefined && place.product === undefined;
  return (
    <nav className="groups" aria-labelledby="groups-title">
      <h2 id="groups-title">
        <span className="groups-name">{text.categories}</span>
        <button
          type="button"
          className="groups-toggle"
          aria-expanded={isOpen}
          aria-controls="groups-panel"
          onClick={() => setOpenAt(isOpen ? undefined : here)}
        >
          {text.categories}
          <Chevron />
        </button>
      </h2>
      <div id="groups-panel" className={isOpen ? 'groups-panel is-open' : 'groups-panel'}>
        <ul className="tree">
          <li>
            <div className="tree-row">
              <PlaceLink to={everything} aria-current={isEverything ? 'page' : undefined}>
                {text.everything}
              </PlaceLink>
            </div>
          </li>
          {groups.tree.map((branch) => (
            <TreeItem key={branch.key} branch={branch} place={place} openKeys={openKeys} />
          ))}
        </ul>
        {groups.state === 'loading' && <TreeSkeleton />}
        {groups.state === 'failed' && (
          <p className="quiet-failure">
            {text.categoriesFailed}{' '}
            <button type="button" className="link-button" onClick={() => groups.retry()}>
              {text.tryAgain}
            </button>
          </p>
        )}
      </div>
    </nav>
  );
}

interface TreeItemProps {
  readonly branch: GroupBranch;
  readonly place: Place;
  /** The branches on the way to the category that the address names. */
  readonly openKeys: readonly string[];
}

function TreeItem({ branch, place, openKeys }: TreeItemProps) {
  const { text } = useLanguage();
  const { key, group, children } = branch;
  const [wantsOpen, setWantsOpen] = useState<boolean>();
  const isOpen = wantsOpen ?? openKeys.includes(key);
  const isHere = place.group === key && place.product === undefined;
  return (
    <li>
      <div className="tree-row">
        <PlaceLink to={{ catalog: place.catalog, group: key }} aria-current={isHere ? 'page' : undefined}>
          {group.title && <Localized text={group.title} />}
        </PlaceLink>
        {children.length > 0 && (
          <button
            type="button"
            className="tree-toggle"
            aria-expanded={isOpen}
            aria-label={text.below(group.title?.value ?? key)}
            onClick={() => setWantsOpen(!isOpen)}
          >
            <Chevron />
          </button>
        )}
      </div>
      {isOpen && children.length > 0 && (
        <ul>
          {children.map((child) => (
            <TreeItem key={child.key} branch={child} place={place} openKeys={openKeys} />
          ))}
        </ul>
      )}
    </li>
  );
}

function TreeSkeleton() {
  const { text } = useLanguage();
  return (
    <div className="tree-skeleton" role="status">
      <span className="visually-hidden">{text.loading}</span>
      {[72, 54, 63, 48, 66].map((width) => (
        <span key={width} className="skeleton" style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  );
}

function Chevron() {
  return (
    <svg className="chevron" viewBox="0 0 16 16" aria-hidden="true">
      <path d="m4 6 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  );
}

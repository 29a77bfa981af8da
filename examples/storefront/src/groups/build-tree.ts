/** What a tree is made of; the gateway's product groups fit. */
export interface FlatGroup {
  readonly id: string;
  readonly productGroupId: string;
  readonly reference: string | null;
  readonly parent: { readonly id: string } | null;
  readonly title: { readonly value: string } | null;
}

export interface Branch<Group extends FlatGroup> {
  /** The merchant's key, else Abillify's: what the address names. */
  readonly key: string;
  readonly group: Group;
  readonly children: readonly Branch<Group>[];
}

/**
 * The groups that hang below a root, sorted by title. What has no title cannot be shown; what hangs below a missing group, or in a circle,
 * is not reached.
 */
export function buildTree<Group extends FlatGroup>(
  groups: readonly Group[],
  language: string,
): readonly Branch<Group>[] {
  const { compare } = new Intl.Collator(language);
  const named = groups.filter(({ title }) => title !== null);
  const sorted = named.toSorted((one, other) => compare(one.title?.value ?? '', other.title?.value ?? ''));
  const byParent = Map.groupBy(sorted, ({ parent }) => parent?.id);
  const branchesBelow = (parentId: string | undefined): readonly Branch<Group>[] =>
    (byParent.get(parentId) ?? []).map((group) => ({
      key: group.reference ?? group.productGroupId,
      group,
      children: branchesBelow(group.id),
    }));
  return branchesBelow(undefined);
}

/** The branches from the root to this key; empty when it is not in the tree. */
export function pathTo<Group extends FlatGroup>(
  tree: readonly Branch<Group>[],
  key: string | undefined,
): readonly Branch<Group>[] {
  for (const branch of tree) {
    if (branch.key === key) return [branch];
    const below = pathTo(branch.children, key);
    if (below.length > 0) return [branch, ...below];
  }
  return [];
}

/** The keys of a branch and of all below it. */
export function keysOf<Group extends FlatGroup>(branch: Branch<Group>): readonly string[] {
  return [branch.key, ...branch.children.flatMap(keysOf)];
}

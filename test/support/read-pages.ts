import { expect } from '@jest/globals';
import type { Calls, ClientError, TestGraph } from './run-operation.ts';

/** A list of the graph, and what it should hold. */
export interface ListCase {
  /** The connection's field up to its paging arguments, for example `products(catalogId: "S23", `. */
  readonly field: string;
  /** The node's field that tells its objects apart. */
  readonly key: string;
  /** What the list is a field of; a root field when absent. */
  readonly parent?: string;
  /** The keys in order. */
  readonly keys: (graph: TestGraph) => readonly string[];
}

export interface KeyPage {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly key: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export interface PageOutcome {
  readonly page: KeyPage | null;
  readonly errors: readonly ClientError[];
  readonly calls: Calls;
}

export async function readPage(
  graph: TestGraph,
  { field, key, parent }: ListCase,
  first: number | null,
  after: string | null,
): Promise<PageOutcome> {
  const list = `list: ${field} first: $first, after: $after) {
    edges { cursor node { key: ${key} } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }`;
  const { data, errors, calls } = await graph.run<{ list?: KeyPage | null; parent?: { list: KeyPage | null } | null }>(
    `query ($first: Int, $after: String) { ${parent === undefined ? list : `parent: ${parent} { ${list} }`} }`,
    { variables: { first, after } },
  );
  return { page: data.list ?? data.parent?.list ?? null, errors, calls };
}

/** Pages on to the end, as a frontend with infinite scroll does, and checks each page's own promises. */
export async function readToEnd(graph: TestGraph, list: ListCase, first: number): Promise<readonly string[]> {
  const keys: string[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 1_000; pages += 1) {
    const { page, errors }: PageOutcome = await readPage(graph, list, first, after);
    expect(errors).toEqual([]);
    if (page === null) throw new Error('There is no list.');
    const { edges, pageInfo } = page;
    expect(edges.length).toBeLessThanOrEqual(first);
    if (pageInfo.hasNextPage) expect(edges).toHaveLength(first);
    expect(pageInfo).toEqual({
      hasNextPage: expect.any(Boolean),
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
    keys.push(...edges.map(({ node }) => node.key));
    if (!pageInfo.hasNextPage) return keys;
    after = pageInfo.endCursor;
  }
  throw new Error('The list has no end.');
}

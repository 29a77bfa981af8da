import { GatewayError } from '../../graph/errors.ts';
import { indexAfter } from '../../graph/pagination/row-index.ts';
import type { Call, Found, Page, PageItem } from '../../graph/port.ts';
import type { ProductGroup } from '../../graph/product-group/model.ts';
import type {
  ProductGroupListFilter,
  ProductGroupListRequest,
  ProductGroupSource,
} from '../../graph/product-group/source.ts';
import { type Row, textField } from '../rest/row.ts';
import { chunkKeys } from './chunk-keys.ts';
import type { AbillifyClient, ListCall, NumberedPage } from './client.ts';
import { type Condition, equals, oneOf } from './filter.ts';
import { toProductGroupBody } from './map.ts';
import { type PagePlan, planPages } from './page-plan.ts';

/** The upstream's largest page is not documented: this is asked for at most, and less once it answered with less. */
const MAX_PAGE_SIZE = 100;
/** Pages that one read may take; beyond it the caller is told instead of served a list that looks whole. */
const MAX_PAGES = 50;

export function createProductGroupSource(client: AbillifyClient): ProductGroupSource {
  let maxPageSize = MAX_PAGE_SIZE;
  return {
    getMany: (ids, call) => findMany('id', ids, call),
    getManyByReference: (references, call) => findMany('reference', references, call),
    async getChildren(parentIds, call) {
      const found = new Map<string, (ProductGroup | Error)[] | Error>(parentIds.map((id) => [id, []]));
      await forEachChunk(parentIds, found, async (chunk) => {
        const rows = await readAll([oneOf('parent', chunk)], MAX_PAGE_SIZE, Number.POSITIVE_INFINITY, call);
        for (const row of rows) {
          const siblings = found.get(keyIn(row, 'parent'));
          if (Array.isArray(siblings)) siblings.push(row.value);
        }
      });
      return found;
    },
    list,
    create: (productGroup, idempotencyKey, call) =>
      client.create(toProductGroupBody(productGroup), idempotencyKey, call),
  };

  async function findMany(
    field: 'id' | 'reference',
    keys: readonly string[],
    call: Call,
  ): Promise<Found<ProductGroup>> {
    const found = new Map<string, ProductGroup | Error>();
    await forEachChunk(keys, found, async (chunk) => {
      for (const row of await readAll([oneOf(field, chunk)], chunk.length, chunk.length, call)) {
        found.set(keyIn(row, field), row.value);
      }
    });
    return found;
  }

  /** All pages of a list, until one is not full or `expected` rows are there; no row twice. */
  async function readAll(
    conditions: readonly Condition[],
    pageSize: number,
    expected: number,
    call: Call,
  ): Promise<readonly Row<ProductGroup>[]> {
    const rows = new Map<string | number, Row<ProductGroup>>();
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const answer = await read({ page, pageSize: Math.min(pageSize, maxPageSize), sort: 'id', conditions }, call);
      for (const row of answer.rows) rows.set(row.key ?? rows.size, row);
      if (answer.rows.length < answer.pageSize || rows.size >= expected) return [...rows.values()];
    }
    throw tooManyPages();
  }

  async function list(request: ProductGroupListRequest, call: Call): Promise<Page<ProductGroup>> {
    const start = indexAfter(request.after);
    const plan = planPages(start, request.first, maxPageSize);
    const conditions = toConditions(request.filter);
    if (plan.pages.length > MAX_PAGES) throw tooManyPages();
    const pages = await Promise.all(
      plan.pages.map((page) => read({ page, pageSize: plan.pageSize, sort: request.sort, conditions }, call)),
    );
    if (pages.some((page) => page.pageSize < plan.pageSize)) return list(request, call);
    const rows = itemsFrom(start, plan, pages);
    const isLastFull = pages.at(-1)?.rows.length === plan.pageSize;
    return {
      items: rows.slice(0, request.first),
      hasNextPage: rows.length > request.first || (rows.length === request.first && isLastFull),
      totalCount: pages[0]?.total ?? null,
    };
  }

  /** Learns the upstream's largest page from its answer. */
  async function read(list: ListCall, call: Call): Promise<NumberedPage> {
    const page = await client.list(list, call);
    if (page.pageSize < list.pageSize) maxPageSize = Math.min(maxPageSize, page.pageSize);
    return page;
  }
}

/** A chunk that fails costs its own keys. */
async function forEachChunk<T>(
  keys: readonly string[],
  found: Map<string, T | Error>,
  read: (chunk: readonly string[]) => Promise<void>,
): Promise<void> {
  const chunks = chunkKeys(keys).map(async (chunk) => {
    try {
      await read(chunk);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      for (const key of chunk) found.set(key, error);
    }
  });
  await Promise.all(chunks);
}

/** The field that a row was asked for by; one that cannot be read and does not even state it fails its whole chunk. */
function keyIn({ value, raw }: Row<ProductGroup>, field: 'id' | 'reference' | 'parent'): string {
  const key = value instanceof Error ? textField(raw, field) : KEYS[field](value);
  if (key === null && value instanceof Error) throw value;
  return key ?? '';
}

const KEYS = {
  id: (row: ProductGroup) => row.productGroupId,
  reference: (row: ProductGroup) => row.reference,
  parent: (row: ProductGroup) => row.parentId,
};

/** The rows of adjoining pages from `start` on, each with its place in the whole list, none twice. */
function itemsFrom(start: number, plan: PagePlan, pages: readonly NumberedPage[]): readonly PageItem<ProductGroup>[] {
  const items: PageItem<ProductGroup>[] = [];
  const keys = new Set<string>();
  let index = ((plan.pages[0] ?? 1) - 1) * plan.pageSize;
  for (const row of pages.flatMap((page) => page.rows)) {
    if (index >= start && (row.key === null || !keys.has(row.key))) {
      items.push({ value: row.value, position: [index] });
      if (row.key !== null) keys.add(row.key);
    }
    index += 1;
  }
  return items;
}

function toConditions(filter: ProductGroupListFilter): readonly Condition[] {
  const conditions: Condition[] = [];
  if (filter.ids) conditions.push(oneOf('id', filter.ids));
  if (filter.references) conditions.push(oneOf('reference', filter.references));
  if (filter.parentIds) conditions.push(oneOf('parent', filter.parentIds));
  if (filter.isActive !== null) conditions.push(equals('active', String(filter.isActive)));
  if (filter.createdFrom !== null)
    conditions.push({ field: 'created', operator: '$gte', values: [toTime(filter.createdFrom)] });
  if (filter.createdBefore !== null)
    conditions.push({ field: 'created', operator: '$lt', values: [toTime(filter.createdBefore)] });
  return conditions;
}

/** The upstream writes a space where ISO 8601 has a T. */
function toTime(localDateTime: string): string {
  return localDateTime.replace('T', ' ').slice(0, 19);
}

function tooManyPages(): GatewayError {
  return new GatewayError('OPERATION_TOO_LARGE', `More than ${MAX_PAGES} pages of abillify's list would be needed.`, {
    upstream: 'abillify',
  });
}

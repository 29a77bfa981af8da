import { GatewayError } from '../../graph/errors.ts';
import { indexAfter } from '../../graph/pagination/row-index.ts';
import type { Call, Found, PageItem } from '../../graph/port.ts';
import type { ProductGroup } from '../../graph/product-group/model.ts';
import type { ProductGroupListFilter, ProductGroupSource } from '../../graph/product-group/source.ts';
import { keyProblem } from '../rest/path.ts';
import { type Row, textField } from '../rest/row.ts';
import { chunkKeys } from './chunk-keys.ts';
import { type AbillifyClient, fieldOf, type ListCall, type NumberedPage } from './client.ts';
import { type Condition, equals, ignoredFilter, oneOf } from './filter.ts';
import { toProductGroupBody } from './map.ts';
import { type PagePlan, pagesOfSize, planPages } from './page-plan.ts';

/** The upstream's largest page is not documented: this is asked for at most, and what the answer says is followed. */
const MAX_PAGE_SIZE = 100;
/** Pages that one read may take; beyond it the caller is told instead of served a list that looks whole. */
const MAX_PAGES = 50;

type Reference = 'id' | 'reference' | 'parent';
type ListedRows = Pick<ListCall, 'sort' | 'conditions'>;

export function createProductGroupSource(client: AbillifyClient): ProductGroupSource {
  return {
    getMany: (ids, call) => findMany('id', ids, idProblem, call),
    getManyByReference: (references, call) => findMany('reference', references, keyProblem, call),
    async getChildren(parentIds, call) {
      const found = new Map<string, (ProductGroup | Error)[] | Error>(parentIds.map((id) => [id, []]));
      await forEachChunk(parentIds, found, async (chunk) => {
        for await (const rows of walk([oneOf('parent', chunk)], MAX_PAGE_SIZE, call)) {
          for (const row of rows) {
            const siblings = found.get(keyIn(row, 'parent', chunk));
            if (Array.isArray(siblings)) siblings.push(row.value);
          }
        }
      });
      return found;
    },
    async list(request, call) {
      const start = indexAfter(request.after);
      const rows = { sort: request.sort, conditions: toConditions(request.filter) };
      const { plan, pages } = await readStretch(start, request.first, rows, call);
      const items = itemsFrom(start, plan, pages);
      const isLastFull = pages.at(-1)?.rows.length === plan.pageSize;
      return {
        items: items.slice(0, request.first),
        hasNextPage: isLastFull || items.length > request.first,
        totalCount: pages[0]?.total ?? null,
      };
    },
    create: (productGroup, idempotencyKey, call) =>
      client.create(toProductGroupBody(productGroup), idempotencyKey, call),
  };

  /** A key that cannot be, fails alone: the upstream would refuse all that are asked for with it. */
  async function findMany(
    field: 'id' | 'reference',
    keys: readonly string[],
    problemOf: (key: string) => GatewayError | null,
    call: Call,
  ): Promise<Found<ProductGroup>> {
    const found = new Map<string, ProductGroup | Error>();
    const asked = new Set<string>();
    for (const key of keys) {
      const problem = problemOf(key);
      if (problem) found.set(key, problem);
      else asked.add(key);
    }
    await forEachChunk([...asked], found, async (chunk) => {
      let missing = chunk.length;
      for await (const rows of walk([oneOf(field, chunk)], chunk.length, call)) {
        for (const row of rows) {
          const key = keyIn(row, field, chunk);
          if (found.has(key)) continue;
          found.set(key, row.value);
          missing -= 1;
        }
        if (missing === 0) return;
      }
    });
    return found;
  }

  /** Pages one after the other, until one is not full or whoever iterates stops; no row twice. */
  async function* walk(
    conditions: readonly Condition[],
    wantedPageSize: number,
    call: Call,
  ): AsyncGenerator<readonly Row<ProductGroup>[]> {
    const keys = new Set<string>();
    let pageSize = wantedPageSize;
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const answer = await client.list({ page, pageSize, sort: 'id', conditions }, call);
      if (page > 1 && answer.pageSize !== pageSize) throw changedPageSize();
      pageSize = answer.pageSize;
      yield answer.rows.filter((row) => isNew(row, keys));
      if (answer.rows.length < pageSize) return;
    }
    throw tooManyPages();
  }

  /** When the upstream's pages turn out to be smaller than was hoped for, those that came are kept: they are its pages of the same numbers. */
  async function readStretch(
    start: number,
    count: number,
    rows: ListedRows,
    call: Call,
  ): Promise<{ readonly plan: PagePlan; readonly pages: readonly NumberedPage[] }> {
    const hoped = planPages(start, count, MAX_PAGE_SIZE);
    const came = await readPlan(hoped, rows, call);
    const pageSize = came[0]?.pageSize ?? hoped.pageSize;
    const plan = pageSize === hoped.pageSize ? hoped : pagesOfSize(pageSize, start, count);
    const had = new Map(hoped.pages.map((page, index) => [page, came[index]]));
    const pages = await readPlan(plan, rows, call, had);
    if (pages.some((page) => page.pageSize !== pageSize)) throw changedPageSize();
    return { plan, pages };
  }

  /** The pages of a plan side by side, but for those that were read before. */
  async function readPlan(
    { pages, pageSize }: PagePlan,
    rows: ListedRows,
    call: Call,
    had?: ReadonlyMap<number, NumberedPage | undefined>,
  ): Promise<readonly NumberedPage[]> {
    if (pages.length > MAX_PAGES) throw tooManyPages();
    return Promise.all(pages.map((page) => had?.get(page) ?? client.list({ ...rows, page, pageSize }, call)));
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

/** What a row was asked for by. One that cannot be read and does not even state that could be any of them. */
function keyIn({ value, raw }: Row<ProductGroup>, field: Reference, asked: readonly string[]): string {
  const key = value instanceof Error ? textField(raw, field) : fieldOf(value, field);
  if (key !== null && asked.includes(key)) return key;
  throw value instanceof Error ? value : ignoredFilter({ field });
}

/** Source: section 3 of the facts about Abillify, ids are bigints. Zeros in front would name an object by a second text. */
function idProblem(id: string): GatewayError | null {
  if (/^-?\d{1,19}$/.test(id) && String(BigInt.asIntN(64, BigInt(id))) === id) return null;
  return new GatewayError('BAD_USER_INPUT', 'The id of a product group is a whole number of 64 bits, in digits.');
}

/** The rows of adjoining pages from `start` on, each with its place in the whole list, none twice. */
function itemsFrom(start: number, plan: PagePlan, pages: readonly NumberedPage[]): readonly PageItem<ProductGroup>[] {
  const items: PageItem<ProductGroup>[] = [];
  const keys = new Set<string>();
  let index = ((plan.pages[0] ?? 1) - 1) * plan.pageSize;
  for (const row of pages.flatMap((page) => page.rows)) {
    if (index >= start && isNew(row, keys)) items.push({ value: row.value, position: [index] });
    index += 1;
  }
  return items;
}

function isNew({ key }: Row<ProductGroup>, keys: Set<string>): boolean {
  if (key === null) return true;
  if (keys.has(key)) return false;
  keys.add(key);
  return true;
}

function toConditions(filter: ProductGroupListFilter): readonly Condition[] {
  const conditions: Condition[] = [];
  for (const id of [...(filter.ids ?? []), ...(filter.parentIds ?? [])]) {
    const problem = idProblem(id);
    if (problem) throw problem;
  }
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

function changedPageSize(): GatewayError {
  return new GatewayError('UPSTREAM_INVALID_RESPONSE', "abillify's pages changed their size while they were read.", {
    upstream: 'abillify',
  });
}

function tooManyPages(): GatewayError {
  return new GatewayError('OPERATION_TOO_LARGE', `More than ${MAX_PAGES} pages of abillify's list would be needed.`, {
    upstream: 'abillify',
  });
}

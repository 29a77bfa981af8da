import { GatewayError } from '../../graph/errors.ts';
import type { Call } from '../../graph/port.ts';
import type { ProductGroup } from '../../graph/product-group/model.ts';
import type { ProductGroupSort } from '../../graph/product-group/source.ts';
import type { Send } from '../../transport/http.ts';
import { fingerprint } from '../rest/fingerprint.ts';
import { createRestClient, type Decoded, type Rejection } from '../rest/rest-client.ts';
import { parseWire, type Row, type RowReader, readRow, readRows } from '../rest/row.ts';
import type { AbillifyApi } from './config.ts';
import { type Condition, checkEcho, checkRow, filterQuery } from './filter.ts';
import { INPUT_FIELDS, toProductGroup } from './map.ts';
import { errorWire, listWire, type ProductGroupWire, productGroupWire } from './wire.ts';

export interface NumberedPage {
  readonly rows: readonly Row<ProductGroup>[];
  /** The size that the upstream really used, which may be less than was asked for: the page begins at row (page - 1) * pageSize. */
  readonly pageSize: number;
  readonly total: number | null;
}

export interface ListCall {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly sort: ProductGroupSort;
  readonly conditions: readonly Condition[];
}

/** Speaks to one merchant's product groups. Source: sections 3 and 4.1 of the facts about Abillify. */
export interface AbillifyClient {
  /** Page and page size are always sent: the upstream's own default is one row. */
  list(list: ListCall, call: Call): Promise<NumberedPage>;
  create(body: unknown, idempotencyKey: string, call: Call): Promise<ProductGroup>;
}

const PATH = ['productgroups'];

const productGroupReader: RowReader<ProductGroupWire, ProductGroup> = {
  upstream: 'abillify',
  keyField: 'id',
  wire: productGroupWire,
  toModel: toProductGroup,
};

const decodedPages: Decoded<NumberedPage> = new WeakMap();

/** `authorization` is the value of that header. */
export function createAbillifyClient(config: AbillifyApi, authorization: string, send: Send): AbillifyClient {
  const rest = createRestClient({
    upstream: 'abillify',
    send,
    baseUrl: config.baseUrl,
    identity: fingerprint(authorization),
    headers: { authorization },
    readRejection,
  });
  return {
    list({ page, pageSize, sort, conditions }, call) {
      const query = { page, pageSize, sort, ...filterQuery(conditions, config.filterStyle) };
      return rest.call(
        { operation: 'listProductGroups', method: 'GET', segments: PATH, query, repeat: 'safe' },
        call,
        (body) => decodeList({ page, pageSize, conditions }, body),
        decodedPages,
      );
    },
    create(body, idempotencyKey, call) {
      const headers = { 'idempotency-key': idempotencyKey };
      return rest.call(
        { operation: 'createProductGroup', method: 'POST', segments: PATH, headers, body, repeat: 'keyed' },
        call,
        (answer) => {
          const { value } = readRow(productGroupReader, answer, '');
          if (value instanceof Error) throw value;
          return value;
        },
      );
    },
  };
}

function decodeList({ page, pageSize, conditions }: Omit<ListCall, 'sort'>, body: unknown): NumberedPage {
  const list = parseWire('abillify', listWire, body, '');
  const used = Number(list.pageSize);
  if (Number(list.page) !== page || used > pageSize || list.rows.length > used) throw otherPage();
  checkEcho(conditions, list.query);
  const rows = readRows(productGroupReader, list.rows, 'rows');
  for (const { value } of rows) {
    if (!(value instanceof Error)) checkRow(conditions, (field) => fieldOf(value, field));
  }
  return { rows, pageSize: used, total: readTotal(list.total) };
}

function readTotal(total: unknown): number | null {
  return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : null;
}

/** Rows of another page would stand at the wrong place of the list. */
function otherPage(): GatewayError {
  return new GatewayError('UPSTREAM_INVALID_RESPONSE', 'abillify answered with another page than the one asked for.', {
    upstream: 'abillify',
  });
}

/** A product group's value of a field that lists are filtered by, as the upstream writes it. */
export function fieldOf(productGroup: ProductGroup, field: Condition['field']): string | null {
  switch (field) {
    case 'id':
      return productGroup.productGroupId;
    case 'reference':
      return productGroup.reference;
    case 'parent':
      return productGroup.parentId;
    case 'active':
      return productGroup.isActive === null ? null : String(productGroup.isActive);
    case 'created':
      return productGroup.createdAt?.replace('T', ' ') ?? null;
  }
}

/** Abillify's details name its own fields; they are told in the words of the graph's inputs. */
function readRejection(body: unknown): Rejection {
  if (!errorWire.is(body)) return {};
  const { details = [], message, type } = body;
  if (type === 'ERR_UNIQUE_VIOLATION') {
    return {
      message: 'the reference is in use',
      problems: [{ field: ['input', 'reference'], message: 'This reference is in use.' }],
    };
  }
  const problems = details.map(({ error, fields = [], hint }) => ({
    field: ['input', ...fields.slice(0, 1).map((field) => INPUT_FIELDS[field] ?? field)],
    message: [error, hint].filter(Boolean).join(' ').slice(0, 300) || 'Not accepted.',
  }));
  return { message, problems };
}

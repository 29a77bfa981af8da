import { createHash } from 'node:crypto';
import type { Call } from '../../graph/port.ts';
import type { ProductGroup } from '../../graph/product-group/model.ts';
import type { ProductGroupSort } from '../../graph/product-group/source.ts';
import type { Send } from '../../transport/http.ts';
import { createRestClient, type Rejection } from '../rest/rest-client.ts';
import { parseWire, type Row, type RowReader, readRow } from '../rest/row.ts';
import type { AbillifyConfig } from './config.ts';
import { type Condition, checkEcho, checkRow, filterQuery } from './filter.ts';
import { INPUT_FIELDS, toProductGroup } from './map.ts';
import { errorWire, listWire, type ProductGroupWire, productGroupWire } from './wire.ts';

export interface NumberedPage {
  readonly rows: readonly Row<ProductGroup>[];
  /** The size that the upstream really used, which may be less than was asked for. */
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

export function createAbillifyClient(config: AbillifyConfig, send: Send): AbillifyClient {
  const credential = Buffer.from(`${config.username}:${config.password}`).toString('base64');
  const rest = createRestClient({
    upstream: 'abillify',
    send,
    basePath: config.baseUrl.pathname,
    identity: createHash('sha256').update(credential).digest('base64url').slice(0, 16),
    headers: { authorization: `Basic ${credential}` },
    readRejection,
  });
  return {
    list({ page, pageSize, sort, conditions }, call) {
      const query = { page, pageSize, sort, ...filterQuery(conditions, config.filterStyle) };
      return rest.call(
        { operation: 'listProductGroups', method: 'GET', segments: PATH, query, repeat: 'safe' },
        call,
        (body) => decodeList(conditions, body),
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

function decodeList(conditions: readonly Condition[], body: unknown): NumberedPage {
  const list = parseWire('abillify', listWire, body, '');
  checkEcho(conditions, list.query);
  const rows = list.rows.map((raw, index) => readRow(productGroupReader, raw, `rows.${index}`));
  for (const { value } of rows) {
    if (!(value instanceof Error)) checkRow(conditions, filterFields(value));
  }
  return { rows, pageSize: list.pageSize, total: list.total ?? null };
}

function filterFields(row: ProductGroup): Readonly<Record<Condition['field'], string | null>> {
  return {
    id: row.productGroupId,
    reference: row.reference,
    parent: row.parentId,
    active: row.isActive === null ? null : String(row.isActive),
    created: row.createdAt && row.createdAt.replace('T', ' '),
  };
}

/** Abillify's details name its own fields; they are told in the words of the graph's inputs. */
function readRejection(body: unknown): Rejection {
  const parsed = errorWire.safeParse(body);
  if (!parsed.success) return {};
  const { details = [], message, type } = parsed.data;
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

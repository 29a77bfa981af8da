/** Catalogs and groups: a key and a name each, written in the same three ways. */

import { randomUUID } from 'node:crypto';
import type { FakeResponse } from '../../../fake-kit/server.ts';
import { ApiError } from './api-error.ts';
import { deleted, newAudit, touched } from './audit.ts';
import { bodyOf, type Call } from './call.ts';
import { insist, key, record, text } from './checks.ts';
import type { Row } from './collection.ts';
import { identityOf, type State, type Write } from './state.ts';

type Noun = 'catalog' | 'group';

export function createNamedRow(noun: Noun) {
  const [keyField, nameField] = [`${noun}_id`, `${noun}_name`];
  return ({ request, state, choices, by, at }: Call): FakeResponse => {
    const body = bodyOf(request);
    insist(record({ [keyField]: key, [nameField]: text }), body, 'body');
    const wanted = body[keyField];
    const rowKey = typeof wanted === 'string' ? wanted : randomUUID();
    const known = rowsOf(state, noun).find(rowKey);
    if (choices.duplicates === '409' && isLive(known)) throw new ApiError(409, `${keyField} is taken: ${rowKey}`);

    const row = {
      key: rowKey,
      audit: known ? touched(known.audit, at) : newAudit(identityOf(noun, rowKey), by, at),
      fields: { ...known?.fields, ...named(body, nameField) },
    };
    return { status: choices.createStatus, text: write(state, noun, 'create', row) };
  };
}

/** Only the name can be changed; the key and the other read-only fields of the body are ignored. */
export function updateNamedRow(noun: Noun) {
  const nameField = `${noun}_name`;
  return ({ request, keys, state, choices, at }: Call): FakeResponse => {
    const body = bodyOf(request);
    insist(record({ [nameField]: text }), body, 'body');
    const { key: rowKey, audit, fields } = liveRow(state, noun, keys[0]);
    const kept = choices.put === 'merge' ? fields : {};
    const row = { key: rowKey, audit: touched(audit, at), fields: { ...kept, ...named(body, nameField) } };
    return { status: 200, text: write(state, noun, 'update', row) };
  };
}

/** Marks the row and answers it (delete-group and delete-catalog pages). Products keep their catalog and their groups. */
export function deleteNamedRow(noun: Noun) {
  return ({ keys, state, by, at }: Call): FakeResponse => {
    const row = liveRow(state, noun, keys[0]);
    return { status: 200, text: write(state, noun, 'delete', { ...row, audit: deleted(row.audit, by, at) }) };
  };
}

/** A group that came with a product: inserted, renamed, or alive again. */
export function upsertGroup({ state, by, at }: Call, groupId: string, name: string | undefined): void {
  const known = state.groups.find(groupId);
  write(state, 'group', known ? 'update' : 'create', {
    key: groupId,
    audit: known ? touched(known.audit, at) : newAudit(identityOf('group', groupId), by, at),
    fields: name === undefined ? (known?.fields ?? {}) : { group_name: name },
  });
}

export function liveCatalog(state: State, catalogId: string | undefined): Row {
  return liveRow(state, 'catalog', catalogId);
}

function liveRow(state: State, noun: Noun, rowKey = ''): Row {
  const row = rowsOf(state, noun).find(rowKey);
  if (!isLive(row)) throw new ApiError(404, `There is no ${noun} ${rowKey}`);
  return row;
}

export function isLive<R extends Row>(row: R | undefined): row is R {
  return row !== undefined && row.audit.deleted_at === undefined;
}

function rowsOf(state: State, noun: Noun) {
  return noun === 'catalog' ? state.catalogs : state.groups;
}

function named(body: Readonly<Record<string, unknown>>, nameField: string): Row['fields'] {
  return body[nameField] === undefined ? {} : { [nameField]: body[nameField] };
}

function write(state: State, noun: Noun, operation: Write['operation'], row: Row): Buffer {
  const rows = rowsOf(state, noun);
  rows.put(row);
  state.forgetProductJson();
  state.writes.push({ operation, resource: noun, key: row.key });
  return rows.jsonOf(row.key);
}

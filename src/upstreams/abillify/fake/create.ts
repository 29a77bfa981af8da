import type { FakeRequest, FakeResponse } from '../../../fake-kit/server.ts';
import { ApiError, errorResponse } from './api-error.ts';
import type { Call } from './call.ts';
import { type Draft, parseDraft } from './draft.ts';
import { rowJson } from './faults.ts';
import { client } from './row.ts';

/**
 * Creates one product group, or answers what the first request with the same Idempotency-Key was answered. An answer is kept
 * once the input has passed, whatever its status (the idempotency page); all of this happens at one go, so that a
 * second request never overtakes the first.
 */
export function answerCreate(call: Call): FakeResponse {
  const { request, answers, choices } = call;
  const key = parseKey(request.headers);
  const requestBody = request.rawBody.toString();
  const known = key === undefined ? undefined : answers.find(key, request.receivedAt);
  if (known !== undefined) {
    if (choices.keyReuse === 'refuse' && known.requestBody !== requestBody) {
      throw new ApiError(400, 'This Idempotency-Key belongs to another request');
    }
    return known.response;
  }

  const draft = parseDraft(request, call.store);
  const response = perform(call, draft);
  if (key !== undefined) answers.keep(key, { response, requestBody, at: request.receivedAt });
  return response;
}

function perform(call: Call, draft: Draft): FakeResponse {
  const { request, store, choices } = call;
  if (draft.reference !== null && store.find('reference', draft.reference).length > 0) {
    const detail = { error: `Value for field 'reference' exists already.`, fields: ['reference'] };
    return errorResponse(
      new ApiError(409, 'UniqueViolation, see error details', { type: 'ERR_UNIQUE_VIOLATION', details: [detail] }),
    );
  }
  const failure = errorResponse(new ApiError(500, 'Internal server error'));
  if (request.faults.has('failed-create')) return failure;

  const now = zonelessTime(request.receivedAt);
  const entry = store.insert({
    client,
    committed: now,
    created: now,
    id: store.nextId(),
    modified: now,
    ...draft,
  });
  return request.faults.has('failed-after-create')
    ? failure
    : { status: choices.createStatus, text: rowJson(entry, request.faults) };
}

/** Up to 255 characters (the idempotency page). */
function parseKey({ 'idempotency-key': header }: FakeRequest['headers']): string | undefined {
  if (header === undefined) return undefined;
  const key = String(header);
  if (key.length >= 1 && key.length <= 255) return key;
  throw new ApiError(400, 'Idempotency-Key must have 1 to 255 characters');
}

/** `YYYY-MM-DD HH:MM:SS` in UTC; the documentation names no zone. */
function zonelessTime(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
}

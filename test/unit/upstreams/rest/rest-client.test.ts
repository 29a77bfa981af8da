import { describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../../../src/graph/errors.ts';
import type { Call } from '../../../../src/graph/port.ts';
import { TransportError, type TransportFailure, type UpstreamResponse } from '../../../../src/transport/http.ts';
import { createRestClient, type RestRequest } from '../../../../src/upstreams/rest/rest-client.ts';
import { createStubSend, jsonAnswer, textAnswer } from '../../../support/stub-send.ts';

const READ: RestRequest = { operation: 'listThings', method: 'GET', segments: ['things'], repeat: 'safe' };
const WRITE: RestRequest = {
  operation: 'createThing',
  method: 'POST',
  segments: ['things'],
  body: { name: 'Stol' },
  repeat: 'unsent',
};
const SAFE_POST: RestRequest = { ...WRITE, operation: 'getToken', repeat: 'safe' };

function createClient(answer: () => UpstreamResponse, baseUrl = 'https://10.9.8.7/base') {
  const { send, requests } = createStubSend(answer);
  const client = createRestClient({
    upstream: 'dintero',
    send,
    baseUrl: new URL(baseUrl),
    identity: 'T11223344:fingerprint',
    headers: { authorization: 'Basic c2VjcmV0' },
    readRejection: (body) => ({ message: JSON.stringify(body) }),
  });
  return { client, requests };
}

async function failure(request: RestRequest, answer: () => UpstreamResponse): Promise<GatewayError> {
  const { client, requests } = createClient(answer);
  const error: unknown = await client
    .call(request, {}, () => 'success')
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  expect(requests).toHaveLength(1);
  if (!(error instanceof GatewayError)) throw error ?? new Error('The call succeeded.');
  expect(error.details.upstream).toBe('dintero');
  for (const secret of ['10.9.8.7', 'base', 'c2VjcmV0', 'fingerprint']) expect(error.message).not.toContain(secret);
  return error;
}

describe('what is sent', () => {
  test('a read: path, headers, identity, and the caller’s time', async () => {
    const { client, requests } = createClient(() => jsonAnswer(200, {}));
    const { signal } = new AbortController();
    const call: Call = { signal, deadline: 17 };
    await client.call({ ...READ, query: { limit: 1 }, headers: { 'x-one': '1' } }, call, () => null);
    expect(requests).toEqual([
      {
        operation: 'listThings',
        method: 'GET',
        path: '/base/things?limit=1',
        headers: { accept: 'application/json', authorization: 'Basic c2VjcmV0', 'x-one': '1' },
        repeat: 'safe',
        identity: 'T11223344:fingerprint',
        signal,
        deadline: 17,
      },
    ]);
  });

  test('a write says what its body is; without a caller there is no time to keep', async () => {
    const { client, requests } = createClient(() => jsonAnswer(201, {}));
    await client.call(WRITE, {}, () => null);
    expect(requests).toEqual([
      expect.objectContaining({
        method: 'POST',
        body: '{"name":"Stol"}',
        headers: expect.objectContaining({ 'content-type': 'application/json' }),
      }),
    ]);
    expect(requests[0]).not.toHaveProperty('signal');
    expect(requests[0]).not.toHaveProperty('deadline');
  });

  test.each(['https://10.9.8.7', 'https://10.9.8.7/', 'https://10.9.8.7//'])(
    'the base %s has no path',
    async (base) => {
      const { client, requests } = createClient(() => jsonAnswer(200, {}), base);
      await client.call(READ, {}, () => null);
      expect(requests.map(({ path }) => path)).toEqual(['/things']);
    },
  );

  test.each(['.', '..', ''])('the key %j is refused before any call', async (key) => {
    const { client, requests } = createClient(() => jsonAnswer(200, {}));
    const asked = client.call({ ...READ, segments: ['things', key] }, {}, () => null);
    await expect(asked).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(requests).toEqual([]);
  });
});

describe('answers', () => {
  test.each([200, 201, 202, 203])('%i is success', async (status) => {
    const { client } = createClient(() => jsonAnswer(status, { some: ['Møbel', null] }));
    expect(await client.call(READ, {}, (body) => body)).toEqual({ some: ['Møbel', null] });
  });

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/problem+json',
    'application/vnd.dintero.v1+json',
  ])('%s is JSON', async (type) => {
    const { client } = createClient(() => textAnswer(200, '[]', { 'content-type': type }));
    expect(await client.call(READ, {}, (body) => body)).toEqual([]);
  });

  test('null is a body, nothing is none', async () => {
    const withNull = createClient(() => jsonAnswer(200, null)).client;
    expect(await withNull.call(READ, {}, (body) => body)).toBeNull();
    for (const status of [200, 204]) {
      const { client } = createClient(() => textAnswer(status, ''));
      expect(await client.call(READ, {}, (body) => body)).toBeUndefined();
    }
  });

  test.each<[string, UpstreamResponse]>([
    ['a web page', textAnswer(200, '<html>secret</html>', { 'content-type': 'text/html' })],
    ['JSON that says it is a web page', textAnswer(200, '{}', { 'content-type': 'text/html' })],
    ['JSON that says nothing of itself', textAnswer(200, '{}')],
    ['JSON lines', textAnswer(200, '{}', { 'content-type': 'application/jsonlines' })],
    ['half of its JSON', textAnswer(200, '{"secret":[', { 'content-type': 'application/json' })],
    ['two JSONs', textAnswer(200, '{}{"secret":1}', { 'content-type': 'application/json' })],
    ['Latin-1', textAnswer(200, Buffer.from('"Møbel"', 'latin1'), { 'content-type': 'application/json' })],
  ])('%s cannot be read', async (_, response) => {
    const { code, message } = await failure(READ, () => response);
    expect(code).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(message).not.toContain('secret');
  });
});

describe('a body that comes again', () => {
  const answer = jsonAnswer(200, ['Møbel']);

  async function readTwice(response: UpstreamResponse) {
    const { client } = createClient(() => response);
    const decoded = new WeakMap<Buffer, unknown>();
    const read = () => client.call(READ, {}, (body) => body, decoded);
    return { outcomes: [await read(), await read()], isKept: decoded.has(response.body) };
  }

  test('is decoded once', async () => {
    const { outcomes, isKept } = await readTwice({ ...answer, isShared: true });
    expect(outcomes[1]).toBe(outcomes[0]);
    expect(outcomes[0]).toEqual(['Møbel']);
    expect(isKept).toBe(true);
  });

  test('is not looked after unless the transport says that it may come', async () => {
    const { outcomes, isKept } = await readTwice(answer);
    expect(outcomes[1]).not.toBe(outcomes[0]);
    expect(isKept).toBe(false);
  });

  test('is decoded again by another kind of read, and after a failure', async () => {
    const { client } = createClient(() => ({ ...answer, isShared: true }));
    const decoded = new WeakMap<Buffer, string>();
    const fails = (): never => {
      throw new TypeError('another page');
    };
    await expect(client.call(READ, {}, fails, decoded)).rejects.toThrow(TypeError);
    expect(await client.call(READ, {}, JSON.stringify, decoded)).toBe('["Møbel"]');
    expect(await client.call(READ, {}, String, new WeakMap<Buffer, string>())).toBe('Møbel');
  });
});

describe('refusals', () => {
  test.each([
    [300, 'UPSTREAM_INVALID_RESPONSE'],
    [301, 'UPSTREAM_INVALID_RESPONSE'],
    [302, 'UPSTREAM_INVALID_RESPONSE'],
    [304, 'UPSTREAM_INVALID_RESPONSE'],
    [307, 'UPSTREAM_INVALID_RESPONSE'],
    [400, 'BAD_USER_INPUT'],
    [401, 'UNAUTHENTICATED'],
    [402, 'UPSTREAM_INVALID_RESPONSE'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [405, 'UPSTREAM_INVALID_RESPONSE'],
    [408, 'UPSTREAM_TIMEOUT'],
    [409, 'CONFLICT'],
    [410, 'UPSTREAM_INVALID_RESPONSE'],
    [414, 'UPSTREAM_INVALID_RESPONSE'],
    [418, 'UPSTREAM_INVALID_RESPONSE'],
    [422, 'BAD_USER_INPUT'],
    [429, 'RATE_LIMITED'],
    [431, 'UPSTREAM_INVALID_RESPONSE'],
    [500, 'UPSTREAM_UNAVAILABLE'],
    [501, 'UPSTREAM_UNAVAILABLE'],
    [502, 'UPSTREAM_UNAVAILABLE'],
    [503, 'UPSTREAM_UNAVAILABLE'],
    [504, 'UPSTREAM_UNAVAILABLE'],
    [599, 'UPSTREAM_UNAVAILABLE'],
  ])('%i is %s, with a body or without', async (status, code) => {
    const location = 'https://elsewhere.example.com/';
    for (const answer of [
      jsonAnswer(status, { words: 'of the upstream' }, { location }),
      textAnswer(status, '<html>of the upstream</html>', { 'content-type': 'text/html', location }),
      textAnswer(status, '', { location }),
    ]) {
      const error = await failure(READ, () => answer);
      expect(error.code).toBe(code);
      expect(error.message).toContain(`(${status})`);
      expect(error.message).not.toContain('elsewhere');
      expect(error.message).not.toContain('<html>');
      const isAboutInput = [400, 409, 422].includes(status) && error.message.includes('words');
      expect(error.message.includes('of the upstream')).toBe(isAboutInput);
    }
  });

  test('what the upstream says about an input is cut (promise 48)', async () => {
    const { message } = await failure(READ, () => jsonAnswer(400, 'x'.repeat(10_000)));
    expect(message.length).toBeLessThan(400);
  });

  test.each([
    ['0', 0],
    ['30', 30],
    ['Sat, 21 Nov 2026 10:00:30 GMT', 30],
    ['Sat, 21 Nov 2026 09:59:00 GMT', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('Retry-After %j is %j seconds, for 429 and 503', async (retryAfter, seconds) => {
    const headers = { 'retry-after': retryAfter, date: 'Sat, 21 Nov 2026 10:00:00 GMT' };
    for (const status of [429, 503]) {
      const { details } = await failure(READ, () => jsonAnswer(status, {}, headers));
      expect(details.retryAfterSeconds).toBe(seconds);
    }
  });

  test('a date without the date of the answer tells nothing', async () => {
    const headers = { 'retry-after': 'Sat, 21 Nov 2026 10:00:30 GMT' };
    expect((await failure(READ, () => jsonAnswer(429, {}, headers))).details.retryAfterSeconds).toBeUndefined();
  });

  test.each([502, 504])('%i leaves open what became of a write', async (status) => {
    expect((await failure(WRITE, () => jsonAnswer(status, {}))).code).toBe('OUTCOME_UNKNOWN');
    expect((await failure(SAFE_POST, () => jsonAnswer(status, {}))).code).toBe('UPSTREAM_UNAVAILABLE');
  });
});

describe('no answer', () => {
  const failures: readonly (readonly [TransportFailure, string])[] = [
    ['connect', 'UPSTREAM_UNAVAILABLE'],
    ['timeout', 'UPSTREAM_TIMEOUT'],
    ['reset', 'UPSTREAM_UNAVAILABLE'],
    ['aborted', 'UPSTREAM_TIMEOUT'],
    ['invalid', 'UPSTREAM_INVALID_RESPONSE'],
    ['refused', 'UPSTREAM_UNAVAILABLE'],
  ];

  test.each(failures)('%s is %s; of a write that was sent nobody knows', async (kind, code) => {
    for (const sent of [true, false]) {
      const lost = new TransportError(kind, 'ECONNRESET 10.9.8.7:443 base', { sent });
      const thrown = (): never => {
        throw lost;
      };
      const read = await failure(READ, thrown);
      expect(read.code).toBe(code);
      expect(read.details.cause).toBe(lost);
      expect((await failure(SAFE_POST, thrown)).code).toBe(code);
      expect((await failure(WRITE, thrown)).code).toBe(sent ? 'OUTCOME_UNKNOWN' : code);
    }
  });

  test.each([
    ['busy', 'RATE_LIMITED'],
    ['paused', 'RATE_LIMITED'],
    ['failing', 'UPSTREAM_UNAVAILABLE'],
  ] as const)(
    'one that was held back because the upstream is %s is %s and says when to ask again',
    async (reason, expected) => {
      const { code, details } = await failure(READ, () => {
        throw new TransportError('refused', reason, { sent: false, reason, retryAfterSeconds: 3 });
      });
      expect({ code, seconds: details.retryAfterSeconds }).toEqual({ code: expected, seconds: 3 });
    },
  );

  test('an error that is none of the transport stays what it is', async () => {
    const { client } = createClient(() => {
      throw new TypeError('a fault of the gateway');
    });
    await expect(client.call(READ, {}, () => null)).rejects.toThrow(TypeError);
  });
});

import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { TransportError, type UpstreamRequest, type UpstreamResponse } from '../../../../src/transport/http.ts';
import { createTokenSource, type TokenSource, withToken } from '../../../../src/upstreams/dintero/auth.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';
import { createStubSend, jsonAnswer, textAnswer } from '../../../support/stub-send.ts';

const CONFIG = {
  baseUrl: new URL('https://api.example.com/v1'),
  accountId: 'T11223344',
  clientId: 'shop',
  clientSecret: 's:e/c?r&t',
  groupKeys: 'id-name',
} as const;

interface Endpoint {
  readonly tokens: TokenSource;
  readonly clock: FakeClock;
  readonly requests: readonly UpstreamRequest[];
  /** How the endpoint answers from now on. */
  answer: () => UpstreamResponse | Promise<UpstreamResponse>;
}

function createEndpoint(lifetime = 3_600): Endpoint {
  const clock = createFakeClock();
  const { send, requests } = createStubSend(() => endpoint.answer());
  const endpoint: Endpoint = {
    tokens: createTokenSource(CONFIG, 'T11223344:fingerprint', send, clock.now),
    clock,
    requests,
    answer: () => grant(lifetime, requests.length),
  };
  return endpoint;
}

function grant(lifetime: number, number: number): UpstreamResponse {
  return jsonAnswer(200, { access_token: `token-${number}`, token_type: 'Bearer', expires_in: lifetime });
}

/** An answer that comes when the test wants it. */
function later<T>(): { readonly promise: Promise<T>; settle(value: T): void; fail(error: Error): void } {
  let settle = (_value: T): void => undefined;
  let fail = (_error: Error): void => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  return { promise, settle, fail };
}

async function take(endpoint: Endpoint): Promise<string> {
  return (await endpoint.tokens.get({})).value;
}

test('a token is asked for as documented', async () => {
  const endpoint = createEndpoint();
  await take(endpoint);
  expect(endpoint.requests).toEqual([
    {
      operation: 'getToken',
      method: 'POST',
      path: '/v1/accounts/T11223344/auth/token',
      headers: {
        accept: 'application/json',
        authorization: `Basic ${Buffer.from('shop:s:e/c?r&t').toString('base64')}`,
        'content-type': 'application/json',
      },
      body: '{"grant_type":"client_credentials","audience":"https://api.dintero.com/v1/accounts/T11223344"}',
      repeat: 'safe',
      identity: 'T11223344:fingerprint',
      // Ten seconds from now: a longer Retry-After is an error at once.
      deadline: Date.UTC(2026, 0, 1, 0, 0, 10),
    },
  ]);
});

test('tells when the token in use ends, while there is one', async () => {
  const endpoint = createEndpoint(600);
  expect(endpoint.tokens.expiresAt()).toBeNull();
  const token = await endpoint.tokens.get({});
  expect(endpoint.tokens.expiresAt()).toBe(endpoint.clock.now() + 600_000);
  endpoint.tokens.drop(token);
  expect(endpoint.tokens.expiresAt()).toBeNull();
});

describe('many callers', () => {
  test('wait for one request and get the same token', async () => {
    const endpoint = createEndpoint();
    const answer = later<UpstreamResponse>();
    endpoint.answer = () => answer.promise;
    const waiting = Array.from({ length: 100 }, () => take(endpoint));
    await endpoint.clock.settle();
    answer.settle(grant(3_600, 1));
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['token-1']));
    expect(await take(endpoint)).toBe('token-1');
    expect(endpoint.requests).toHaveLength(1);
  });

  test('hear of one failure, and the next one asks again', async () => {
    const endpoint = createEndpoint();
    endpoint.answer = () => textAnswer(500, '');
    const waiting = await Promise.allSettled(Array.from({ length: 10 }, () => take(endpoint)));
    expect(waiting.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect(endpoint.requests).toHaveLength(1);
    endpoint.answer = () => grant(3_600, 2);
    expect(await take(endpoint)).toBe('token-2');
    expect(endpoint.requests).toHaveLength(2);
  });

  test('one that leaves takes it from nobody', async () => {
    const endpoint = createEndpoint();
    const answer = later<UpstreamResponse>();
    endpoint.answer = () => answer.promise;
    const first = new AbortController();
    const leaving = endpoint.tokens.get({ signal: first.signal });
    const staying = endpoint.tokens.get({ signal: new AbortController().signal });
    first.abort();
    await expect(leaving).rejects.toMatchObject({ name: 'TransportError', failure: 'aborted', sent: false });
    expect(endpoint.requests[0]).not.toHaveProperty('signal');
    answer.settle(grant(3_600, 1));
    expect((await staying).value).toBe('token-1');
    expect(await take(endpoint)).toBe('token-1');
    expect(endpoint.requests).toHaveLength(1);
  });

  test('one that had left before it asked hears so, and a failure that nobody waits for does no harm', async () => {
    const endpoint = createEndpoint();
    const answer = later<UpstreamResponse>();
    endpoint.answer = () => answer.promise;
    await expect(endpoint.tokens.get({ signal: AbortSignal.abort() })).rejects.toBeInstanceOf(TransportError);
    answer.fail(new TransportError('reset', 'gone', { sent: true }));
    await endpoint.clock.settle();
    endpoint.answer = () => grant(3_600, 2);
    expect(await take(endpoint)).toBe('token-2');
  });

  test('of one operation listen to its signal once', async () => {
    const endpoint = createEndpoint();
    const answer = later<UpstreamResponse>();
    endpoint.answer = () => answer.promise;
    const { signal } = new AbortController();
    const waiting = Array.from({ length: 30 }, () => endpoint.tokens.get({ signal }));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    answer.settle(grant(3_600, 1));
    await Promise.all(waiting);
  });
});

describe('renewal', () => {
  test.each([
    [86_400, 86_340],
    [14_400, 14_340],
    [600, 540],
    [100, 90],
    [10, 9],
    [1, 0.9],
  ])('a token of %d s is renewed after %d s, beside the caller who gets the old one', async (lifetime, after) => {
    const endpoint = createEndpoint(lifetime);
    await take(endpoint);
    await endpoint.clock.advance(after * 1000 - 1);
    expect(await take(endpoint)).toBe('token-1');
    expect(endpoint.requests).toHaveLength(1);
    await endpoint.clock.advance(1);
    expect(await take(endpoint)).toBe('token-1');
    await endpoint.clock.settle();
    expect(await take(endpoint)).toBe('token-2');
    expect(endpoint.requests).toHaveLength(2);
  });

  test('short lifetimes do not loop: as many requests as lifetimes', async () => {
    const endpoint = createEndpoint(1);
    for (let tenths = 0; tenths < 100; tenths += 1) {
      await Promise.all([take(endpoint), take(endpoint), take(endpoint)]);
      await endpoint.clock.advance(100);
    }
    expect(endpoint.requests.length).toBeGreaterThanOrEqual(10);
    expect(endpoint.requests.length).toBeLessThanOrEqual(12);
  });

  test('an answer that took longer than its token lives is used by those who waited, once', async () => {
    const endpoint = createEndpoint();
    const answer = later<UpstreamResponse>();
    endpoint.answer = () => answer.promise;
    const waiting = take(endpoint);
    await endpoint.clock.advance(5_000);
    answer.settle(grant(2, 1));
    expect(await waiting).toBe('token-1');
    endpoint.answer = () => grant(3_600, 2);
    expect(await take(endpoint)).toBe('token-2');
    expect(endpoint.requests).toHaveLength(2);
  });

  test('while the endpoint fails the token is used on until it really ends, with a pause between the tries', async () => {
    const endpoint = createEndpoint(600);
    await take(endpoint);
    endpoint.answer = () => textAnswer(503, '');
    await endpoint.clock.advance(540_000);
    for (let seconds = 0; seconds < 60; seconds += 1) {
      expect(await take(endpoint)).toBe('token-1');
      await endpoint.clock.advance(1_000);
    }
    expect(endpoint.requests).toHaveLength(1 + 12);
    await expect(take(endpoint)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    endpoint.answer = () => grant(600, 2);
    expect(await take(endpoint)).toBe('token-2');
  });

  test('an ended token is not used, however lately its renewal failed', async () => {
    const endpoint = createEndpoint(10);
    await take(endpoint);
    endpoint.answer = () => textAnswer(503, '');
    await endpoint.clock.advance(9_500);
    expect(await take(endpoint)).toBe('token-1');
    await endpoint.clock.advance(500);
    await expect(take(endpoint)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('a token refused before its time', () => {
  /** An API that accepts one token alone, and the requests that reached it. */
  function createApi(endpoint: Endpoint, accepted: () => string | null) {
    const { send, requests } = createStubSend(({ headers }) =>
      headers.authorization === `Bearer ${accepted()}` ? jsonAnswer(200, {}) : jsonAnswer(401, {}),
    );
    const asked = withToken(endpoint.tokens, send);
    const request = (method: 'GET' | 'POST') =>
      asked({
        operation: 'any',
        method,
        path: '/',
        headers: { accept: 'application/json' },
        repeat: method === 'GET' ? 'safe' : 'unsent',
        identity: 'one',
        ...(method === 'POST' && { body: '{"a":1}' }),
      });
    return { request, requests };
  }

  test.each(['GET', 'POST'] as const)('a %s is repeated once, with a new one', async (method) => {
    const endpoint = createEndpoint();
    const { request, requests } = createApi(endpoint, () => 'token-2');
    expect((await request(method)).status).toBe(200);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
    expect(endpoint.requests).toHaveLength(2);
    expect((await request(method)).status).toBe(200);
    expect(requests).toHaveLength(3);
    expect(endpoint.requests).toHaveLength(2);
  });

  test.each(['GET', 'POST'] as const)('a second refusal of a %s is the answer', async (method) => {
    const endpoint = createEndpoint();
    const { request, requests } = createApi(endpoint, () => null);
    expect((await request(method)).status).toBe(401);
    expect(requests).toHaveLength(2);
    expect(endpoint.requests).toHaveLength(2);
  });

  test('many that are refused at once renew it once, also those that hear of it late', async () => {
    const endpoint = createEndpoint();
    await take(endpoint);
    const late = later<void>();
    const { send, requests } = createStubSend(async ({ headers, path }) => {
      if (headers.authorization === 'Bearer token-2') return jsonAnswer(200, {});
      if (path === '/late') await late.promise;
      return jsonAnswer(401, {});
    });
    const asked = withToken(endpoint.tokens, send);
    const request = (path: string) =>
      asked({ operation: 'any', method: 'GET', path, headers: {}, repeat: 'safe', identity: 'one' });
    const waiting = request('/late');
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => request(`/${index}`)));
    late.settle();
    expect(new Set([...answers, await waiting].map(({ status }) => status))).toEqual(new Set([200]));
    expect(requests).toHaveLength(2 * 11);
    expect(endpoint.requests).toHaveLength(2);
  });

  test('even when its renewal failed just before', async () => {
    const endpoint = createEndpoint(600);
    await take(endpoint);
    await endpoint.clock.advance(541_000);
    endpoint.answer = () => textAnswer(503, '');
    await take(endpoint);
    await endpoint.clock.settle();
    endpoint.answer = () => grant(600, 3);
    const { request, requests } = createApi(endpoint, () => 'token-3');
    expect((await request('GET')).status).toBe(200);
    expect(requests).toHaveLength(2);
  });

  test('a token that nobody can renew is not tried twice', async () => {
    const { send, requests } = createStubSend(() => jsonAnswer(401, {}));
    const token = { value: 'callers-own', scopes: null, expiresAt: Number.POSITIVE_INFINITY };
    const asked = withToken({ get: async () => token, drop: () => undefined, expiresAt: () => null }, send);
    const request = {
      operation: 'any',
      method: 'GET',
      path: '/',
      headers: {},
      repeat: 'safe',
      identity: 'one',
    } as const;
    expect((await asked(request)).status).toBe(401);
    expect(requests).toHaveLength(1);
  });

  test('the caller’s signal and deadline go along with both tries', async () => {
    const endpoint = createEndpoint();
    const { send, requests } = createStubSend(() => jsonAnswer(401, {}));
    const { signal } = new AbortController();
    await withToken(
      endpoint.tokens,
      send,
    )({
      operation: 'any',
      method: 'GET',
      path: '/',
      headers: {},
      repeat: 'safe',
      identity: 'one',
      signal,
      deadline: 5,
    });
    expect(requests.map((request) => [request.signal === signal, request.deadline])).toEqual([
      [true, 5],
      [true, 5],
    ]);
  });
});

describe('what the endpoint answers instead of a token', () => {
  test.each([
    [400, 'UNAUTHENTICATED'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [404, 'UNAUTHENTICATED'],
    [409, 'UNAUTHENTICATED'],
    [418, 'UPSTREAM_INVALID_RESPONSE'],
    [422, 'UNAUTHENTICATED'],
    [429, 'RATE_LIMITED'],
    [500, 'UPSTREAM_UNAVAILABLE'],
    [502, 'UPSTREAM_UNAVAILABLE'],
    [504, 'UPSTREAM_UNAVAILABLE'],
  ])('%i is %s: never an input of the caller, never an object that is not there', async (status, code) => {
    const endpoint = createEndpoint();
    endpoint.answer = () =>
      jsonAnswer(status, { error: { message: 'client shop is unknown' } }, { 'retry-after': '7' });
    const refused = endpoint.tokens.get({});
    await expect(refused).rejects.toMatchObject({ code, details: { upstream: 'dintero' } });
    await expect(refused).rejects.toHaveProperty('message', expect.not.stringMatching(/shop|s:e/));
    if (status === 429) await expect(refused).rejects.toMatchObject({ details: { retryAfterSeconds: 7 } });
  });

  test('silence is a failure that says so, not a write without an outcome', async () => {
    const endpoint = createEndpoint();
    endpoint.answer = () => {
      throw new TransportError('timeout', 'no answer', { sent: true });
    };
    await expect(take(endpoint)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  });

  test.each<[string, unknown]>([
    ['access_token', { token_type: 'Bearer', expires_in: 10 }],
    ['access_token', { access_token: '', token_type: 'Bearer', expires_in: 10 }],
    ['token_type', { access_token: 'geheim', token_type: 'mac', expires_in: 10 }],
    ['expires_in', { access_token: 'geheim', token_type: 'Bearer' }],
    ['expires_in', { access_token: 'geheim', token_type: 'Bearer', expires_in: 0 }],
    ['expires_in', { access_token: 'geheim', token_type: 'Bearer', expires_in: 1.5 }],
    ['expires_in', { access_token: 'geheim', token_type: 'Bearer', expires_in: 'geheim' }],
  ])('an answer with a wrong %s is not readable', async (field, body) => {
    const endpoint = createEndpoint();
    endpoint.answer = () => jsonAnswer(200, body);
    const refused = endpoint.tokens.get({});
    await expect(refused).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    await expect(refused).rejects.toHaveProperty('message', expect.stringContaining(`token.${field}`));
    await expect(refused).rejects.toHaveProperty('message', expect.not.stringContaining('geheim'));
  });
});

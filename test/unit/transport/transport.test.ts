import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../src/transport/clock.ts';
import type { TransportEvent } from '../../../src/transport/observe.ts';
import type { TransportSettings } from '../../../src/transport/settings.ts';
import { createTransport } from '../../../src/transport/transport.ts';
import { aRead, aWrite } from './stub-step.ts';

const disposals: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose();
});

/** An upstream whose `handle` may be exchanged, and a transport to it that waits for next to nothing. */
async function setUp(
  handle: (request: IncomingMessage, response: ServerResponse, index: number) => void,
  settings: Partial<TransportSettings> = {},
) {
  const upstream = { handle, requests: [] as IncomingMessage[] };
  const server = createServer((request, response) => {
    upstream.requests.push(request);
    upstream.handle(request, response, upstream.requests.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const events: TransportEvent[] = [];
  let ahead = 0;
  const transport = createTransport({
    upstream: 'abillify',
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    settings: { backoffBaseMs: 1, backoffCapMs: 1, minAttemptMs: 0, attemptTimeoutMs: 1_000, ...settings },
    observe: (event) => events.push(event),
    clock: { ...systemClock, now: () => Date.now() + ahead },
  });
  disposals.push(transport.close, async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  /** Makes it later without waiting; timers run in their own time. */
  const skip = (ms: number) => {
    ahead += ms;
  };
  return { upstream, transport, events, skip };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

const says =
  (status: number, body = '{}') =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };

describe('reads', () => {
  test('a hundred identical ones at once are one request', async () => {
    const { upstream, transport, events } = await setUp(says(200, '{"a":1}'));
    const answers = await Promise.all(Array.from({ length: 100 }, () => transport.send(aRead())));
    expect(new Set(answers.map(({ body }) => body.toString()))).toEqual(new Set(['{"a":1}']));
    expect(upstream.requests).toHaveLength(1);
    const calls = events.filter(({ kind }) => kind === 'call');
    expect(calls).toHaveLength(100);
    expect(calls.filter((event) => event.kind === 'call' && event.coalesced)).toHaveLength(99);
  });

  test('of two credentials are two, with their own answers', async () => {
    const { upstream, transport } = await setUp((request, response) => response.end(request.headers.authorization));
    const bodies = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const { body } = await transport.send(aRead({ identity: name, headers: { authorization: `Bearer ${name}` } }));
        return body.toString();
      }),
    );
    expect(bodies).toEqual(['Bearer a', 'Bearer b']);
    expect(upstream.requests).toHaveLength(2);
  });

  test.each([
    ['a reset', (request: IncomingMessage) => void request.socket.resetAndDestroy()],
    ['a 503', says(503)],
    ['a 429', says(429)],
  ])('%s is invisible', async (_, fault) => {
    const { upstream, transport, events } = await setUp((request, response, index) => {
      if (index === 0) fault(request, response);
      else response.end('right');
    });
    const answer = await transport.send(aRead());
    expect(answer.status).toBe(200);
    expect(upstream.requests).toHaveLength(2);
    expect(events.map(({ kind }) => kind)).toEqual(['attempt', 'attempt', 'call']);
    expect(events[2]).toMatchObject({ status: 200, attempts: 2, cache: 'off' });
  });

  test('that are all left end upstream too', async () => {
    const { upstream, transport } = await setUp(() => undefined);
    const controller = new AbortController();
    const answers = [1, 2].map(() => transport.send(aRead({ signal: controller.signal })));
    for (const answer of answers) answer.catch(() => undefined);
    await until(() => upstream.requests.length === 1);
    controller.abort();
    for (const answer of answers) await expect(answer).rejects.toMatchObject({ failure: 'aborted' });
    await until(() => upstream.requests[0]?.destroyed === true);
    expect(transport.state()).toMatchObject({ inFlight: 0, queued: 0 });
  });
});

describe('writes', () => {
  test('without a key are never sent twice, whatever happens', async () => {
    for (const fault of [
      (request: IncomingMessage) => void request.socket.resetAndDestroy(),
      (request: IncomingMessage) => void request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'),
      () => undefined,
    ]) {
      const { upstream, transport } = await setUp(fault, { attemptTimeoutMs: 30 });
      await expect(transport.send(aWrite())).rejects.toMatchObject({ sent: true });
      expect(upstream.requests).toHaveLength(1);
    }
    for (const status of [429, 500, 502, 503, 504]) {
      const { upstream, transport } = await setUp(says(status));
      expect((await transport.send(aWrite())).status).toBe(status);
      expect(upstream.requests).toHaveLength(1);
    }
  });

  test('under a key are repeated after silence with the same key, and never after an answered 5xx', async () => {
    const { upstream, transport } = await setUp((request, response, index) => {
      if (index === 0) request.socket.resetAndDestroy();
      else response.writeHead(500).end();
    });
    const headers = { 'idempotency-key': 'k1' };
    expect((await transport.send(aWrite({ repeat: 'keyed', headers }))).status).toBe(500);
    expect(upstream.requests.map((request) => request.headers['idempotency-key'])).toEqual(['k1', 'k1']);
  });

  test('whose caller leaves are let finish, once, in their place', async () => {
    let finish = () => undefined as unknown;
    const { upstream, transport, events } = await setUp((_, response) => {
      finish = () => response.writeHead(201).end('{}');
    });
    const controller = new AbortController();
    const answer = transport.send(aWrite({ signal: controller.signal }));
    answer.catch(() => undefined);
    await until(() => upstream.requests.length === 1);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ failure: 'aborted', sent: true });
    expect(transport.state().inFlight).toBe(1);
    expect(events).toMatchObject([{ kind: 'call', failure: 'aborted', attempts: 1 }]);
    finish();
    await until(() => transport.state().inFlight === 0);
    expect(events[1]).toMatchObject({ kind: 'attempt', status: 201, abandoned: true });
    expect(upstream.requests).toHaveLength(1);
  });

  test('make reads that began before them useless for those after', async () => {
    const waiting: ServerResponse[] = [];
    const { upstream, transport } = await setUp(
      (request, response) => {
        if (request.method === 'GET') waiting.push(response);
        else response.writeHead(201).end('{}');
      },
      { cacheFreshSeconds: 60 },
    );
    const before = transport.send(aRead());
    await until(() => waiting.length === 1);
    await transport.send(aWrite());
    const after = transport.send(aRead());
    await until(() => waiting.length === 2);
    waiting[0]?.end('old');
    waiting[1]?.end('new');
    expect((await before).body.toString()).toBe('old');
    expect((await after).body.toString()).toBe('new');
    const kept = await transport.send(aRead());
    expect(kept).toMatchObject({ cache: 'hit' });
    expect(kept.body.toString()).toBe('new');
    await transport.send(aWrite());
    const asked = upstream.requests.length;
    transport.send(aRead()).catch(() => undefined);
    await until(() => upstream.requests.length === asked + 1);
    waiting[2]?.end();
  });
});

describe('an upstream in trouble', () => {
  test('that is down gets little more than the calls themselves, then nothing; one probe brings it back', async () => {
    const { upstream, transport, skip } = await setUp(says(503), { breakerFailures: 10, maxInFlight: 5 });
    const paths = Array.from({ length: 100 }, (_, index) => `/things/${index}`);
    const ends = await Promise.allSettled(paths.map((path) => transport.send(aRead({ path }))));
    expect(ends.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(80);
    expect(upstream.requests.length).toBeLessThanOrEqual(20);
    expect(transport.state()).toMatchObject({ breaker: 'open', inFlight: 0, queued: 0 });

    const asked = upstream.requests.length;
    const startedAt = performance.now();
    await expect(transport.send(aRead())).rejects.toMatchObject({
      failure: 'refused',
      sent: false,
      retryAfterSeconds: 4,
    });
    expect(performance.now() - startedAt).toBeLessThan(50);
    expect(upstream.requests).toHaveLength(asked);

    upstream.handle = says(200);
    skip(5_000);
    const probes = await Promise.allSettled(paths.map((path) => transport.send(aRead({ path }))));
    expect(probes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(upstream.requests).toHaveLength(asked + 1);
    expect((await transport.send(aRead())).status).toBe(200);
    expect(transport.state().breaker).toBe('closed');
  });

  test('that answers 4xx all the time is not cut off', async () => {
    const { upstream, transport } = await setUp(says(404));
    for (let index = 0; index < 30; index += 1) await transport.send(aRead());
    expect(upstream.requests).toHaveLength(30);
    expect(transport.state().breaker).toBe('closed');
  });

  test('that asks for a pause longer than a caller has gets it, and the caller its answer at once', async () => {
    const { upstream, transport } = await setUp((_, response) => {
      response.writeHead(429, { 'retry-after': '30' }).end();
    });
    const deadline = () => Date.now() + 10_000;
    expect((await transport.send(aRead({ deadline: deadline() }))).status).toBe(429);
    await expect(transport.send(aRead({ deadline: deadline() }))).rejects.toMatchObject({
      failure: 'refused',
      sent: false,
      retryAfterSeconds: 30,
    });
    expect(upstream.requests).toHaveLength(1);
    expect(transport.state().pausedUntil).toBeGreaterThan(Date.now() + 25_000);
  });

  test('never has more in flight than allowed; what the queue cannot hold is refused', async () => {
    let inFlight = 0;
    let most = 0;
    const { transport } = await setUp(
      (_, response) => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        setTimeout(() => {
          inFlight -= 1;
          response.end('{}');
        }, 1);
      },
      { maxInFlight: 4, maxQueued: 20 },
    );
    const ends = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => transport.send(aRead({ path: `/things/${index}` }))),
    );
    expect(most).toBe(4);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(24);
    expect(transport.state()).toMatchObject({ inFlight: 0, queued: 0, pausedUntil: undefined });
  });
});

test('the cache is off unless it is asked for', async () => {
  const off = await setUp(says(200));
  await off.transport.send(aRead());
  expect(await off.transport.send(aRead())).not.toHaveProperty('cache');
  expect(off.upstream.requests).toHaveLength(2);

  const on = await setUp(says(200), { cacheFreshSeconds: 60 });
  await on.transport.send(aRead());
  expect(await on.transport.send(aRead())).toMatchObject({ cache: 'hit', age: 0 });
  expect(on.upstream.requests).toHaveLength(1);
  await on.transport.invalidate(aRead().identity, '/other');
  expect(await on.transport.send(aRead())).toMatchObject({ cache: 'hit' });
  await on.transport.invalidate(aRead().identity, '/thi');
  expect(await on.transport.send(aRead())).toMatchObject({ cache: 'miss' });
});

test('once closed it refuses everything, and what was in flight has ended', async () => {
  let finish = () => undefined as unknown;
  const { upstream, transport } = await setUp(
    (_, response) => {
      finish = () => response.end('last');
    },
    { maxInFlight: 1 },
  );
  const last = transport.send(aRead({ path: '/last' }));
  const waiting = transport.send(aRead({ path: '/waiting' }));
  waiting.catch(() => undefined);
  await until(() => upstream.requests.length === 1);
  const closed = transport.close();
  await expect(waiting).rejects.toMatchObject({ failure: 'refused', sent: false });
  finish();
  expect((await last).body.toString()).toBe('last');
  await closed;
  await expect(transport.send(aRead())).rejects.toMatchObject({ failure: 'refused', sent: false });
  expect(upstream.requests).toHaveLength(1);
});

import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Call } from '../../../src/transport/call.ts';
import { systemClock } from '../../../src/transport/clock.ts';
import type { UpstreamRequest } from '../../../src/transport/http.ts';
import { createSocket, type Socket } from '../../../src/transport/socket.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { type Misbehave, type RawServer, startRawServer, wire } from './raw-server.ts';
import { aRead, aWrite } from './stub-step.ts';

const disposals: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose();
});

async function serve(onRequest: Misbehave, onConnection?: Parameters<typeof startRawServer>[1]): Promise<RawServer> {
  const server = await startRawServer(onRequest, onConnection);
  disposals.push(server.close);
  return server;
}

function connect(origin: string, settings: Partial<Parameters<typeof createSocket>[1]> = {}): Socket {
  const socket = createSocket(
    origin,
    { connectTimeoutMs: 2_000, attemptTimeoutMs: 2_000, maxBodyBytes: 100_000, maxConnections: 1, ...settings },
    systemClock,
  );
  disposals.push(socket.close);
  return socket;
}

/** A server that answers so, and one attempt at it. */
async function attempt(onRequest: Misbehave, request: UpstreamRequest = aRead(), settings = {}) {
  const server = await serve(onRequest);
  return connect(server.origin, settings).step(request, new Call());
}

const says =
  (...parts: readonly (string | Buffer)[]): Misbehave =>
  (socket) => {
    for (const part of parts) socket.write(part);
  };

const saysAndEnds =
  (...parts: readonly string[]): Misbehave =>
  (socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  };

/** Resolves when the client has ended every connection so far; else the test's own time runs out. */
function allClosed({ connections }: RawServer) {
  return Promise.all(
    connections.map((socket) => socket.destroyed || new Promise((resolve) => socket.once('close', resolve))),
  );
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a request', () => {
  test('goes out as it is', async () => {
    const server = await serve(says(wire('')));
    const request = aWrite({
      path: '/v1/things?a=%C3%B8',
      headers: { 'content-type': 'application/json' },
      body: '{"ø":1}',
    });
    await connect(server.origin).step(request, new Call());
    expect(server.requests[0]?.split('\r\n')).toEqual([
      'POST /v1/things?a=%C3%B8 HTTP/1.1',
      `host: ${new URL(server.origin).host}`,
      'connection: keep-alive',
      'content-type: application/json',
      'content-length: 8',
      '',
      Buffer.from('{"ø":1}').toString('latin1'),
    ]);
  });

  test.each([
    'things',
    '',
    'http://elsewhere.example/things',
    '//elsewhere.example/things',
    '/a b',
    '/a\r\nx-evil: 1',
    '/a\n',
    '/a\tb',
    '/ø',
    '/a#b',
    '/a\u0000',
  ])('with the path %j is refused and makes no connection', async (path) => {
    const server = await serve(says(wire('')));
    const call = new Call();
    await expect(connect(server.origin).step(aRead({ path }), call)).rejects.toMatchObject({
      failure: 'refused',
      sent: false,
    });
    expect(call).toMatchObject({ sent: false, attempts: 0 });
    expect(server.connections).toHaveLength(0);
  });

  test.each([
    ['a', 'b\r\nx-evil: 1'],
    ['a', 'b\nc'],
    ['a\r\nx-evil', 'b'],
    ['transfer-encoding', 'chunked'],
  ])('with the header %j: %j is refused and not sent', async (name, value) => {
    const server = await serve(says(wire('')));
    const answer = connect(server.origin).step(aRead({ headers: { [name]: value } }), new Call());
    await expect(answer).rejects.toMatchObject({ failure: 'refused', sent: false });
    expect(server.requests).toHaveLength(0);
  });

  test.each(['http://host/path', 'http://user:pass@host', 'http://host?x=1', 'ftp://host', 'host'])(
    'has no origin %j',
    (origin) => {
      expect(() => connect(origin)).toThrow(expect.objectContaining({ name: 'TypeError' }));
    },
  );
});

describe('an answer', () => {
  test('comes whole, with names in lower case and repeated headers joined', async () => {
    const answer = await attempt(says(wire('{"a":1}', ['X-Thing: 1', 'x-thing: 2', 'Content-Type: application/json'])));
    expect(answer.status).toBe(200);
    expect(answer.headers).toEqual({ 'content-length': '7', 'x-thing': '1, 2', 'content-type': 'application/json' });
    expect(answer.body.toString()).toBe('{"a":1}');
  });

  test('may come in pieces and chunks', async () => {
    const answer = await attempt((socket) => {
      const pieces = [
        'HTTP/1.1 200 OK\r\ntransfer-enc',
        'oding: chunked\r\n\r\n3\r\n{"a\r\n',
        '4\r\n":1}\r\n0\r\n\r\n',
      ];
      for (const [index, piece] of pieces.entries()) setTimeout(() => socket.write(piece), index);
    });
    expect(answer.body.toString()).toBe('{"a":1}');
  });

  test('may have no body', async () => {
    const answer = await attempt(says('HTTP/1.1 204 No Content\r\ncontent-encoding: gzip\r\n\r\n'));
    expect(answer).toMatchObject({ status: 204 });
    expect(answer.body).toHaveLength(0);
  });

  test('may follow an early hint', async () => {
    const answer = await attempt(says('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', wire('x')));
    expect(answer).toMatchObject({ status: 200, headers: { 'content-length': '1' } });
  });

  test('may end with its connection, where HTTP/1.0 knows no other end', async () => {
    const answer = await attempt(saysAndEnds('HTTP/1.0 200 OK\r\n\r\n', '{"a":1}'));
    expect(answer.body.toString()).toBe('{"a":1}');
  });

  test.each([301, 302, 303, 307, 308])('that redirects (%d) is an answer; nobody else is asked', async (status) => {
    const elsewhere = await serve(says(wire('')));
    const location = `location: ${elsewhere.origin}/things`;
    const answer = await attempt(says(wire('', [location], `${status} Elsewhere`)), aWrite({ repeat: 'keyed' }));
    expect(answer.status).toBe(status);
    expect(elsewhere.connections).toHaveLength(0);
  });
});

describe('encodings', () => {
  const text = JSON.stringify({ rows: Array.from({ length: 500 }, (_, id) => ({ id })) });

  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
  ])('%s is undone, and no header speaks of it any more', async (encoding, bytes) => {
    const answer = await attempt(says(wire(bytes, [`content-encoding: ${encoding}`, 'etag: "1"'])));
    expect(answer.body.toString()).toBe(text);
    expect(answer.headers).toEqual({ etag: '"1"' });
  });

  test.each([
    ['two in one header', gzipSync(gzipSync(text)), ['content-encoding: gzip, gzip']],
    ['two in two headers', gzipSync(gzipSync(text)), ['content-encoding: gzip', 'content-encoding: gzip']],
    ['an unknown one', Buffer.from(text), ['content-encoding: zstd']],
    ['one that is not what it says', Buffer.from(text), ['content-encoding: gzip']],
    ['one that is cut', gzipSync(text).subarray(0, 200), ['content-encoding: gzip']],
    ['one that is cut', brotliCompressSync(text).subarray(0, 50), ['content-encoding: br']],
  ])('%s makes the answer invalid', async (_, bytes, headers) => {
    await expect(attempt(says(wire(bytes, headers)))).rejects.toMatchObject({ failure: 'invalid', sent: true });
  });
});

describe('the body limit', () => {
  test('lets through what is just as large', async () => {
    expect((await attempt(says(wire('x'.repeat(1_000))), aRead(), { maxBodyBytes: 1_000 })).body).toHaveLength(1_000);
    const zipped = wire(gzipSync('x'.repeat(1_000)), ['content-encoding: gzip']);
    expect((await attempt(says(zipped), aRead(), { maxBodyBytes: 1_000 })).body).toHaveLength(1_000);
  });

  test.each([
    ['plain', wire('x'.repeat(1_001))],
    [
      'chunked',
      Buffer.from(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3e9\r\n${'x'.repeat(1_001)}\r\n0\r\n\r\n`),
    ],
    ['inflated by one', wire(gzipSync('x'.repeat(1_001)), ['content-encoding: gzip'])],
    ['nothing, wrapped many times over', wire(Buffer.concat(Array(60).fill(gzipSync(''))), ['content-encoding: gzip'])],
    ['a gzip bomb', wire(gzipSync(Buffer.alloc(20_000_000)), ['content-encoding: gzip'])],
    ['a brotli bomb', wire(brotliCompressSync(Buffer.alloc(20_000_000)), ['content-encoding: br'])],
    ['a deflate bomb', wire(deflateSync(Buffer.alloc(20_000_000)), ['content-encoding: deflate'])],
  ])('stops what is larger: %s', async (_, bytes) => {
    await expect(attempt(says(bytes), aRead(), { maxBodyBytes: 1_000 })).rejects.toMatchObject({
      failure: 'invalid',
      sent: true,
      message: 'The answer is too large',
    });
  });

  test('does not read on: an endless answer is cut at the limit, and so is its connection', async () => {
    let written = 0;
    const server = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      const piece = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
      const more = () => {
        while (!socket.destroyed && written < 200_000_000) {
          written += piece.length;
          if (!socket.write(piece)) return void socket.once('drain', more);
        }
      };
      more();
    });
    const answer = connect(server.origin).step(aRead(), new Call());
    await expect(answer).rejects.toMatchObject({ failure: 'invalid' });
    await allClosed(server);
    expect(written).toBeLessThan(50_000_000);
  });
});

describe('an incomplete answer', () => {
  test.each([
    ['shorter than its length', saysAndEnds('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n', '{"a":1}')],
    [
      'shorter than its length on a connection that ends anyway',
      saysAndEnds('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\n', '{"a":1}'),
    ],
    ['chunked without end', saysAndEnds('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n')],
    [
      'chunked without end on a connection that ends anyway',
      saysAndEnds('HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n'),
    ],
    ['cut within its head', saysAndEnds('HTTP/1.1 200 OK\r\ncontent-le')],
    ['none', saysAndEnds('')],
  ])('is a reset: %s', async (_, misbehave) => {
    await expect(attempt(misbehave)).rejects.toMatchObject({ failure: 'reset', sent: true });
  });

  test('a reset after the request, before or within the answer', async () => {
    await expect(attempt((socket) => socket.resetAndDestroy())).rejects.toMatchObject({ failure: 'reset', sent: true });
    const within: Misbehave = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":1}', () => socket.resetAndDestroy());
    };
    await expect(attempt(within)).rejects.toMatchObject({ failure: 'reset', sent: true });
  });

  test('a connection that is closed as soon as it stands may have got the request', async () => {
    const server = await serve(says(wire('')), (socket) => socket.end());
    const call = new Call();
    await expect(connect(server.origin).step(aWrite(), call)).rejects.toMatchObject({ failure: 'reset', sent: true });
    expect(call.sent).toBe(true);
  });
});

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n\r\n'],
  ['a status that is none', 'HTTP/1.1 20 OK\r\n\r\n'],
  ['a bad chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
  ['an endless head', `HTTP/1.1 200 OK\r\n${'x-much: more\r\n'.repeat(10_000)}`],
])('an answer that is %s is invalid', async (_, bytes) => {
  const failure = attempt(says(bytes));
  await expect(failure).rejects.toMatchObject({ failure: 'invalid', sent: true, cause: undefined });
});

test.each([
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx'],
  ['length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['a 100 that nobody expects', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'],
  ['another protocol', 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n'],
])('an answer with %s is none', async (_, bytes) => {
  await expect(attempt(says(bytes))).rejects.toMatchObject({ failure: 'reset', sent: true });
});

describe('without a connection', () => {
  test('nothing listens: connect, and certainly unsent', async () => {
    const server = await serve(says(wire('')));
    await server.close();
    const call = new Call();
    await expect(connect(server.origin).step(aWrite(), call)).rejects.toMatchObject({
      failure: 'connect',
      sent: false,
      message: 'No connection (ECONNREFUSED)',
    });
    expect(call.sent).toBe(false);
  });

  test('TLS that does not come about: connect, unsent', async () => {
    const server = await serve(says(''), (socket) => socket.end('no TLS here'));
    const answer = connect(server.origin.replace('http', 'https')).step(aWrite(), new Call());
    await expect(answer).rejects.toMatchObject({ failure: 'connect', sent: false });
  });

  test('TLS that stays silent: timeout, unsent', async () => {
    const server = await serve(says(''));
    const origin = server.origin.replace('http', 'https');
    const answer = connect(origin, { attemptTimeoutMs: 30 }).step(aWrite(), new Call());
    await expect(answer).rejects.toMatchObject({ failure: 'timeout', sent: false });
    for (const socket of server.connections) socket.destroy();
  });
});

describe('time', () => {
  const drip =
    (start: string, piece: string): Misbehave =>
    (socket) => {
      socket.write(start);
      const timer = setInterval(() => socket.write(piece), 3);
      socket.on('close', () => clearInterval(timer));
    };

  test.each([
    ['silence', says('')],
    ['a head without end', says('HTTP/1.1 200 OK\r\n')],
    ['half a body', says('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a"')],
    ['a dripping head', drip('HTTP/1.1 200 OK\r\n', 'x-drip: 1\r\n')],
    ['a dripping body', drip('HTTP/1.1 200 OK\r\ncontent-length: 90000\r\n\r\n', 'x')],
  ])('%s ends with the attempt, and so does its connection', async (_, misbehave) => {
    const server = await serve(misbehave);
    const startedAt = performance.now();
    const answer = connect(server.origin, { attemptTimeoutMs: 40 }).step(aRead(), new Call());
    await expect(answer).rejects.toMatchObject({ failure: 'timeout', sent: true });
    expect(performance.now() - startedAt).toBeLessThan(500);
    await allClosed(server);
  });
});

test.each([
  ['an answer', says(wire('x'))],
  ['a failure', (socket: Parameters<Misbehave>[0]) => socket.resetAndDestroy()],
])('%s leaves no timer behind', async (_, onRequest) => {
  const server = await serve(onRequest);
  const clock = createFakeClock();
  const policy = { connectTimeoutMs: 2_000, attemptTimeoutMs: 2_000, maxBodyBytes: 1_000, maxConnections: 1 };
  const { step, close } = createSocket(server.origin, policy, clock);
  disposals.push(close);
  const answer = step(aRead(), new Call());
  expect(clock.timers()).toBe(1);
  await Promise.allSettled([answer]);
  expect(clock.timers()).toBe(0);
});

describe('an abort', () => {
  const silence: Misbehave = () => undefined;

  test('of a read ends it and its connection at once', async () => {
    const server = await serve(silence);
    const call = new Call();
    const answer = connect(server.origin).step(aRead(), call);
    answer.catch(() => undefined);
    while (server.requests.length === 0) await tick();
    call.abort();
    await expect(answer).rejects.toMatchObject({ failure: 'aborted', sent: true });
    await allClosed(server);
  });

  test.each([
    ['read', aRead()],
    ['write', aWrite()],
  ])('before the connection stands means that the %s is never sent', async (_, request) => {
    const server = await serve(silence);
    const call = new Call();
    const answer = connect(server.origin).step(request, call);
    call.abort();
    await expect(answer).rejects.toMatchObject({ failure: 'aborted', sent: false });
    while (server.connections.length === 0) await tick();
    await tick();
    expect(server.connections[0]?.bytesRead).toBe(0);
    expect(call.sent).toBe(false);
  });

  test('of a call that has not begun makes no connection', async () => {
    const server = await serve(silence);
    const call = new Call();
    call.abort();
    await expect(connect(server.origin).step(aRead(), call)).rejects.toMatchObject({ failure: 'aborted', sent: false });
    expect(server.connections).toHaveLength(0);
  });

  test('of a write that was sent changes nothing: its answer comes', async () => {
    const server = await serve((socket) => setTimeout(() => socket.write(wire('{"id":1}', [], '201 Created')), 10));
    const call = new Call();
    const answer = connect(server.origin).step(aWrite(), call);
    while (server.requests.length === 0) await tick();
    call.abort();
    expect(await answer).toMatchObject({ status: 201 });
  });

  test('of a write that was sent leaves it within its time', async () => {
    const server = await serve(silence);
    const call = new Call();
    const answer = connect(server.origin, { attemptTimeoutMs: 50 }).step(aWrite(), call);
    answer.catch(() => undefined);
    while (server.requests.length === 0) await tick();
    call.abort();
    await expect(answer).rejects.toMatchObject({ failure: 'timeout', sent: true });
  });
});

describe('kept connections', () => {
  const answersByPath: Misbehave = (socket, index) => socket.write(wire(`answer ${index}`));

  test('are used again', async () => {
    const server = await serve(answersByPath);
    const { step, connections } = connect(server.origin);
    for (let index = 0; index < 3; index += 1) {
      expect((await step(aRead(), new Call())).body.toString()).toBe(`answer ${index}`);
    }
    expect(server.connections).toHaveLength(1);
    expect(connections()).toBe(1);
  });

  test.each([
    [
      'in the same piece',
      (socket: Parameters<Misbehave>[0]) => socket.write(Buffer.concat([wire('answer 0'), wire('poison')])),
    ],
    [
      'while it is idle',
      (socket: Parameters<Misbehave>[0]) => {
        socket.write(wire('answer 0'));
        setTimeout(() => socket.write(wire('poison')), 2);
      },
    ],
    [
      'in part',
      (socket: Parameters<Misbehave>[0]) =>
        socket.write(Buffer.concat([wire('answer 0'), Buffer.from('HTTP/1.1 200')])),
    ],
  ])('that got an answer which nobody asked for (%s) are not', async (_, poison) => {
    const server = await serve((socket, index) => (index === 0 ? poison(socket) : answersByPath(socket, index)));
    const { step } = connect(server.origin);
    expect((await step(aRead(), new Call())).body.toString()).toBe('answer 0');
    await tick();
    for (let index = 1; index < 4; index += 1) {
      expect((await step(aRead(), new Call())).body.toString()).toBe(`answer ${index}`);
    }
    expect(server.connections).toHaveLength(2);
  });

  test('poisoned right before the next request, without a pause, neither', async () => {
    const server = await serve((socket, index) => {
      socket.write(index === 0 ? Buffer.concat([wire('answer 0'), wire('poison')]) : wire(`answer ${index}`));
    });
    const { step } = connect(server.origin);
    const bodies: string[] = [];
    for (let index = 0; index < 3; index += 1) bodies.push((await step(aRead(), new Call())).body.toString());
    expect(bodies).toEqual(['answer 0', 'answer 1', 'answer 2']);
  });

  test('closed by the other side while idle are not: a write finds a new one', async () => {
    const server = await serve((socket, index) => {
      socket.write(wire(`answer ${index}`));
      if (index === 0) setTimeout(() => socket.end(), 1);
    });
    const { step } = connect(server.origin);
    await step(aRead(), new Call());
    await tick();
    expect((await step(aWrite(), new Call())).body.toString()).toBe('answer 1');
    expect(server.connections).toHaveLength(2);
  });

  test('whose answer was given up are not: the late answer reaches nobody', async () => {
    const server = await serve((socket, index) => {
      if (index === 0) setTimeout(() => socket.writable && socket.write(wire('late')), 30);
      else socket.write(wire(`answer ${index}`));
    });
    const { step } = connect(server.origin, { attemptTimeoutMs: 20 });
    await expect(step(aRead(), new Call())).rejects.toMatchObject({ failure: 'timeout' });
    expect((await step(aRead(), new Call())).body.toString()).toBe('answer 1');
    expect(server.connections).toHaveLength(2);
  });
});

describe('closing', () => {
  test('waits for what is in flight and takes no more', async () => {
    const server = await serve((socket) => setTimeout(() => socket.write(wire('last')), 10));
    const socket = connect(server.origin);
    const last = socket.step(aRead(), new Call());
    while (server.requests.length === 0) await tick();
    const closed = socket.close();
    await expect(socket.step(aWrite(), new Call())).rejects.toMatchObject({ failure: 'refused', sent: false });
    expect((await last).body.toString()).toBe('last');
    await closed;
    expect(socket.connections()).toBe(0);
  });
});

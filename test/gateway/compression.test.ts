import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';

const PRODUCTS = '{ products(catalogId: "S23", first: 30) { nodes { productId name } } }';
const SMALL = '{ viewer { account } }';

const DECODE: Readonly<Record<string, (bytes: Buffer) => Buffer>> = { gzip: gunzipSync, br: brotliDecompressSync };

let server: TestGateway;

beforeAll(async () => {
  server = await startGateway();
});
beforeEach(() => {
  server.dintero.reset();
});
afterAll(() => server.close());

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** Asks without unpacking what comes. */
async function ask(query: string, accepted: string | undefined, url = server.url): Promise<RawAnswer> {
  const headers = {
    'content-type': 'application/json',
    ...(accepted !== undefined && { 'accept-encoding': accepted }),
  };
  const asking = request(`${url}/graphql`, { method: 'POST', headers }).end(JSON.stringify({ query }));
  const [answer]: IncomingMessage[] = await once(asking, 'response');
  if (!answer) throw new Error('No answer');
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(chunks) };
}

test.each(['gzip', 'br'])('%s holds the very answer, and says its length', async (coding) => {
  const plain = await ask(PRODUCTS, undefined);
  expect([plain.status, plain.headers['content-encoding']]).toEqual([200, undefined]);
  // The first is made, the later ones are given again.
  for (const _ of ['made', 'given again', 'packed already']) {
    const { headers, bytes } = await ask(PRODUCTS, coding);
    expect(headers).toMatchObject({
      'content-encoding': coding,
      'content-length': String(bytes.length),
      'content-type': plain.headers['content-type'],
      'cache-control': 'no-store',
    });
    expect(bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(DECODE[coding]?.(bytes).toString()).toBe(plain.bytes.toString());
  }
});

test('every answer says that it depends on what its client takes', async () => {
  for (const accepted of [undefined, 'gzip']) {
    for (const query of [PRODUCTS, SMALL]) {
      expect((await ask(query, accepted)).headers.vary?.split(', ')).toEqual(
        expect.arrayContaining(['Origin', 'Accept-Encoding']),
      );
    }
  }
});

test.each([
  ['gzip;q=0.2, br;q=0.8', 'br'],
  ['br;q=0.2, gzip;q=0.8', 'gzip'],
  ['GZIP', 'gzip'],
  ['deflate, gzip;q=0.5', 'gzip'],
  ['gzip;q=0', undefined],
  ['deflate', undefined],
  ['identity, gzip;q=0.5', undefined],
  // Nothing that there is: the answer as it is serves better than none.
  ['identity;q=0, gzip;q=0', undefined],
  ['*;q=0', undefined],
  ['', undefined],
  [',;q=,,;', undefined],
])('of a client that takes "%s" the answer is in %s', async (accepted, coding) => {
  const { status, headers, bytes } = await ask(PRODUCTS, accepted);
  expect([status, headers['content-encoding']]).toEqual([200, coding]);
  const text = DECODE[coding ?? '']?.(bytes) ?? bytes;
  expect(JSON.parse(text.toString())).toMatchObject({ data: { products: {} } });
});

test('small answers and refusals go as they are, unless their client takes no such', async () => {
  for (const query of [SMALL, 'no GraphQL']) {
    const { headers, bytes } = await ask(query, 'gzip, br');
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['content-length']).toBe(String(bytes.length));
  }
  const { headers, bytes } = await ask(SMALL, 'gzip, identity;q=0');
  expect(headers['content-encoding']).toBe('gzip');
  expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ data: { viewer: {} } });
});

test('a client that takes another coding is given the same answer again', async () => {
  const query = '{ products(catalogId: "S23", first: 40) { nodes { productId name } } }';
  const { bytes } = await ask(query, 'gzip');
  server.dintero.requests.clear();
  const other = await ask(query, 'br');
  expect(brotliDecompressSync(other.bytes)).toEqual(gunzipSync(bytes));
  expect(server.dintero.requests.length).toBe(1);
});

test('clients that leave while their answer is packed hurt nobody', async () => {
  const leaving = Array.from({ length: 20 }, async (_, index) => {
    const headers = { 'content-type': 'application/json', 'accept-encoding': 'br' };
    const asking = request(`${server.url}/graphql`, { method: 'POST', headers });
    asking.on('error', () => undefined);
    asking.end(JSON.stringify({ query: PRODUCTS }));
    await new Promise((resolve) => setTimeout(resolve, index));
    asking.destroy();
  });
  await Promise.all(leaving);
  expect((await ask(PRODUCTS, 'br')).status).toBe(200);
  const faults = server.logLines.filter((line) => /"level":(50|60)/.test(line));
  // That an operation ended early is told; nothing else is.
  expect(faults.filter((line) => !line.includes('"code":"UPSTREAM_TIMEOUT"'))).toEqual([]);
});

test('COMPRESSION off leaves answers and their headers alone', async () => {
  const { dintero, abillify } = server;
  await using plain = await startGateway({ fakes: { dintero, abillify }, environment: { COMPRESSION: 'off' } });
  const { headers } = await ask(PRODUCTS, 'gzip', plain.url);
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers.vary).not.toContain('Accept-Encoding');
});

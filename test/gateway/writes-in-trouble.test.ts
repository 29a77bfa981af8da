import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { HttpFault } from '../../src/fake-kit/faults.ts';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';

const GROUP = 'mutation ($id: String!) { createGroup(input: { groupId: $id, name: $id }) { group { groupId } } }';
const PRODUCT_GROUP = `mutation ($id: String!) {
  createProductGroup(input: { reference: $id }) { productGroup { reference } userErrors { code } }
}`;
const POST = { method: 'POST', path: /\/groups|\/productgroups/ };

let gateway: TestGateway;
let count = 0;

beforeAll(async () => {
  gateway = await startGateway({ environment: { UPSTREAM_TIMEOUT_MS: '300', BREAKER_FAILURES: '1000' } });
  await gateway.ask('{ groups(first: 1) { nodes { name } } productGroups(first: 1) { nodes { label } } }');
});
beforeEach(() => {
  for (const fake of [gateway.dintero, gateway.abillify]) {
    fake.faults.clear();
    fake.requests.clear();
  }
});
afterAll(() => gateway.close());

function newId(): string {
  count += 1;
  return `write-${count}`;
}

function keysSent(): readonly unknown[] {
  return gateway.abillify.requests
    .filter(({ method }) => method === 'POST')
    .map(({ headers }) => headers['idempotency-key']);
}

function rows(id: string): number {
  return gateway.abillify.rows().filter(({ reference }) => reference === id).length;
}

/** A port that leads to another one while it is open, and at which nobody is while it is shut. */
async function openDoor(to: number) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const further = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [socket, further],
      [further, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined).once('close', () => other.destroy());
      one.pipe(other);
    }
  });
  const open = async (port = 0): Promise<number> => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const address = server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  };
  const port = await open();
  return {
    port,
    open: () => open(port),
    async shut() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await closed;
    },
  };
}

const SILENCE: readonly (readonly [string, HttpFault])[] = [
  ['a reset before the work', { kind: 'reset' }],
  ['a reset after it', { kind: 'reset', when: 'after' }],
  ['no answer before it', { kind: 'hang' }],
  ['no answer after it', { kind: 'hang', when: 'after' }],
  ['half an answer', { kind: 'cut', framing: 'length', bytes: 20 }],
];
const ANSWERS = [500, 502, 503, 504, 429, 408];

describe('a write to Dintero is sent once (promise 1)', () => {
  test.each(SILENCE)('after %s', async (_, fault) => {
    const id = newId();
    gateway.dintero.faults.add({ match: POST, fault });
    const { body } = await gateway.ask(GROUP, { variables: { id } });
    expect(gateway.dintero.requests.count(({ method }) => method === 'POST')).toBe(1);
    const isDone = gateway.dintero.writes().some(({ key }) => key === id);
    if (isDone) expect(body).toEqual({ data: { createGroup: { group: { groupId: id } } } });
    else
      expect(body.errors).toMatchObject([
        { path: ['createGroup'], extensions: { code: 'OUTCOME_UNKNOWN', upstream: 'dintero' } },
      ]);
  });

  test.each(ANSWERS)('after %i', async (status) => {
    gateway.dintero.faults.add({ match: POST, fault: { kind: 'status', status } });
    expect((await gateway.ask(GROUP, { variables: { id: newId() } })).codes).toHaveLength(1);
    expect(gateway.dintero.requests.count(({ method }) => method === 'POST')).toBe(1);
  });
});

test('a write to Dintero whose connection failed before the first byte is sent again, and done once (promise 1)', async () => {
  const door = await openDoor(Number(new URL(gateway.dintero.baseUrl).port));
  const baseUrl = new URL(gateway.dintero.baseUrl);
  baseUrl.port = String(door.port);
  await using behind = await startGateway({
    fakes: gateway,
    environment: { DINTERO_BASE_URL: baseUrl.href, UPSTREAM_ATTEMPTS: '10', BREAKER_FAILURES: '1000' },
  });
  const connections = () => behind.gateway.connections[0]?.state().connections;
  await behind.ask('{ groups(first: 1) { nodes { name } } }');
  await door.shut();
  while (connections() !== 0) await new Promise((resolve) => setTimeout(resolve, 1));
  gateway.dintero.requests.clear();

  const id = newId();
  const asked = behind.ask(GROUP, { variables: { id } });
  const failed = () => behind.logLines.some((line) => /"operation":"createGroup".*"failure":"connect"/.test(line));
  while (!failed()) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(gateway.dintero.requests).toHaveLength(0);
  await door.open();
  expect((await asked).body).toEqual({ data: { createGroup: { group: { groupId: id } } } });
  expect(gateway.dintero.requests.count(({ method }) => method === 'POST')).toBe(1);
  expect(gateway.dintero.writes().filter(({ key }) => key === id)).toHaveLength(1);
  await door.shut();
});

describe('a write to Abillify', () => {
  test.each(SILENCE)(
    'is repeated under its one key after %s, and done once (promises 2, 3 and 7)',
    async (_, fault) => {
      const id = newId();
      gateway.abillify.faults.add({ match: POST, times: 1, fault });
      const { body } = await gateway.ask(PRODUCT_GROUP, { variables: { id } });
      expect(body).toEqual({ data: { createProductGroup: { productGroup: { reference: id }, userErrors: [] } } });
      const [first, second, ...others] = keysSent();
      expect([typeof first, second, others]).toEqual(['string', first, []]);
      expect(rows(id)).toBe(1);
    },
  );

  test.each(ANSWERS)('is not repeated after an answered %i (promise 7)', async (status) => {
    const id = newId();
    gateway.abillify.faults.add({ match: POST, times: 1, fault: { kind: 'status', status } });
    expect((await gateway.ask(PRODUCT_GROUP, { variables: { id } })).codes).toHaveLength(1);
    expect(keysSent()).toHaveLength(1);
    expect(rows(id)).toBe(0);
  });

  test('whose failure the API keeps for its key ends as that failure (promise 7)', async () => {
    const id = newId();
    gateway.abillify.faults.add({ match: POST, times: 1, fault: { kind: 'failed-create' } });
    gateway.abillify.faults.add({ match: POST, times: 1, fault: { kind: 'reset', when: 'after' } });
    const { codes } = await gateway.ask(PRODUCT_GROUP, { variables: { id } });
    expect(codes).toEqual(['UPSTREAM_UNAVAILABLE']);
    const keys = keysSent();
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  });

  test('that nobody answers, at no try, is unknown and never a failure or a success (promise 6)', async () => {
    gateway.abillify.faults.add({ match: POST, fault: { kind: 'reset' } });
    expect((await gateway.ask(PRODUCT_GROUP, { variables: { id: newId() } })).codes).toEqual(['OUTCOME_UNKNOWN']);
    const keys = keysSent();
    expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
  });

  test('has a key of its own, also beside another in one operation (promise 3)', async () => {
    const [one, two] = [newId(), newId()];
    const both = `mutation {
      one: createProductGroup(input: { reference: "${one}" }) { productGroup { reference } }
      two: createProductGroup(input: { reference: "${two}" }) { productGroup { reference } }
    }`;
    expect((await gateway.ask(both)).codes).toEqual([]);
    expect(new Set(keysSent()).size).toBe(2);
  });
});

import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, jest, test } from '@jest/globals';
import { startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { HOSTILE_DOCUMENTS } from '../support/hostile-documents.ts';
import { inParallel, postBody } from '../support/load.ts';
import { createMemoryReader, type ProcessMemory, TELLS_MEMORY } from '../support/process-memory.ts';
import { sendRaw } from '../support/raw-request.ts';
import { endProcesses, runProcess } from '../support/run-process.ts';
import { fakeEnvironment } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

/** Of each sample. The long way, `MEMORY_OPERATIONS=30000`, asks as much as an hour brings, and tells what it sees. */
const OPERATIONS = Number(process.env.MEMORY_OPERATIONS ?? 2_000);
const isLong = process.env.MEMORY_OPERATIONS !== undefined;
const SAMPLES = isLong ? 10 : 2;
const AT_ONCE = 20;

jest.setTimeout(isLong ? 7_200_000 : 600_000);

afterEach(endProcesses);

/** The gateway as a process of its own, so that what is measured is its memory alone, and its fakes here. */
async function startMeasured(environment: Readonly<Record<string, string>>) {
  const dintero = await startDinteroFake({ size: 60 });
  const abillify = await startAbillifyFake({ size: 60, username: 'measured', password: 'by-test' });
  const gateway = runProcess({
    environment: { ...fakeEnvironment(dintero, abillify), LOG_LEVEL: 'error', ...environment },
    before: TELLS_MEMORY,
  });
  const url = await gateway.listening();
  const agent = new Agent({ keepAlive: true });
  return {
    url,
    agent,
    gateway,
    fakes: [dintero, abillify],
    readMemory: createMemoryReader(gateway),
    async close() {
      agent.destroy();
      await Promise.all([dintero.close(), abillify.close()]);
    },
  };
}

const KEYS = Array.from({ length: 50 }, (_, index) => `key-of-caller-${index}`);

const keyFile = JSON.stringify(
  KEYS.map((key, index) => ({ name: `caller ${index}`, sha256: sha256(key), scopes: ['admin:products'] })),
);

/** The fake's own. */
const LOGIN = 'measured:by-test';

/** No two are alike in document, variables, language, address or login; every fourth names itself for later, every hundredth creates. */
function uniqueRequest(index: number): { readonly body: object; readonly headers: Readonly<Record<string, string>> } {
  const headers = {
    'x-api-key': index % 10 === 9 ? `wrong-${index}` : (KEYS[index % KEYS.length] ?? ''),
    'x-forwarded-for': `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
    'x-request-id': `request-${index}`,
    traceparent: `00-${index.toString(16).padStart(31, '0')}1-00f067aa0ba902b7-01`,
    'accept-language': `x-${index}, en`,
    'x-abillify-authorization': `Basic ${Buffer.from(index % 2 === 0 ? `user-${index}:wrong` : LOGIN).toString('base64')}`,
  };
  if (index % 100 === 0) {
    const create =
      'mutation ($id: String!) { createGroup(input: { groupId: $id, name: "G", idempotencyKey: $id }) { group { name } } }';
    return { body: { query: create, variables: { id: `made-${index}` } }, headers };
  }
  const query = `query Q${index}($id: String!) {
    one: group(groupId: $id) { name productGroup { label } }
    two: group(groupId: "B${index % 50}") { groupId name productGroup { label ancestors { label } } }
    products(first: 5, catalogId: "S23") { nodes { name groups { name } } }
  } # ${'x'.repeat(20_000)}`;
  const variables = { id: `id-${index}` };
  if (index % 4 !== 1) return { body: { query, variables }, headers };
  return {
    body: { query, variables, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } } },
    headers,
  };
}

test(`after ${SAMPLES * OPERATIONS} unique queries the gateway holds what it held when its caches were full (promise 34)`, async () => {
  using keys = temporaryFile('keys.json', keyFile);
  const { url, agent, fakes, readMemory, close } = await startMeasured({
    AUTH_MODE: 'keys',
    API_KEYS_FILE: keys.path,
    RATE_LIMIT: '10000000',
    TRUSTED_PROXIES: '127.0.0.1',
    ABILLIFY_CREDENTIALS: 'caller',
    CACHE: 'on',
    CACHE_MAX_BYTES: '4000000',
  });
  const statuses = new Map<number, number>();
  let index = 0;
  async function ask(count: number): Promise<void> {
    await inParallel(count, AT_ONCE, async () => {
      index += 1;
      const { body, headers } = uniqueRequest(index);
      for (let times = 0; times < 1 + (index % 2); times += 1) {
        const { status } = await postBody(agent, url, body, { headers });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      if (index % 500 === 0) for (const fake of fakes) fake.requests.clear();
    });
  }
  await ask(OPERATIONS);
  const full = await readMemory();
  const samples: ProcessMemory[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await ask(OPERATIONS);
    samples.push(await readMemory());
    if (isLong)
      process.stdout.write(`${index} unique: ${JSON.stringify(samples.at(-1))}, first ${JSON.stringify(full)}\n`);
  }
  await close();
  expect([...statuses.keys()].sort()).toEqual([200, 401]);
  // In the short way tables of callers still fill; one unique document or answer that stays is 40 MiB or more.
  for (const { used } of samples) expect(used).toBeLessThan(isLong ? 1.1 * full.used : full.used + 20);
  // Pages go back to the system when it suits the allocator: one sample may find more of them, half of the samples may not.
  const resident = samples.map((sample) => sample.resident).sort((one, other) => one - other);
  expect(resident[Math.floor(SAMPLES / 2)]).toBeLessThan((isLong ? 1.1 : 1.5) * full.resident);
});

test('hundreds of hostile requests end no process, and leave next to nothing in it (promise 61)', async () => {
  const { url, agent, gateway, readMemory, close } = await startMeasured({
    AUTH_MODE: 'open',
    RATE_LIMIT: '0',
    HEADERS_TIMEOUT_MS: '300',
    REQUEST_TIMEOUT_MS: '500',
  });
  const good = () => postBody(agent, url, { query: '{ groups(first: 1) { nodes { groupId } } }' }, {});
  await good();
  const before = await readMemory();
  const head = 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
  const raw = [
    `${head}Content-Length: 100\r\n\r\n{`,
    `${head}Transfer-Encoding: chunked\r\n\r\n${`10000\r\n${'x'.repeat(65_536)}\r\n`.repeat(6)}`,
    `${head}Content-Length: 1000000\r\n\r\n{`,
    `GET /health HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    'POST /graphql HTTP/1.1\r\nHost: a\r\nX-Slow: ',
    'hello\r\n\r\n',
  ];
  for (let round = 0; round < 20; round += 1) {
    const rawAnswers = raw.map((bytes) => sendRaw(url, bytes).answer);
    await inParallel(HOSTILE_DOCUMENTS.length, AT_ONCE, async (place) => {
      const [, query = ''] = HOSTILE_DOCUMENTS[place] ?? [];
      const { status } = await postBody(agent, url, { query }, {});
      expect(status).toBeLessThan(500);
    });
    const large = [1, 2, 3].map((times) => postBody(agent, url, { variables: { a: 'x'.repeat(times * 100_000) } }, {}));
    expect((await good()).status).toBe(200);
    await Promise.all([...rawAnswers, ...large]);
  }
  await sleep(50);
  const after = await readMemory();
  if (isLong) process.stdout.write(`hostile: before ${JSON.stringify(before)}, after ${JSON.stringify(after)}\n`);
  expect(gateway.child.exitCode).toBeNull();
  expect((await good()).status).toBe(200);
  expect(after.resident - before.resident).toBeLessThan(150);
  expect(after.used - before.used).toBeLessThan(50);
  await close();
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

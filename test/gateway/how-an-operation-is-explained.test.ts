import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createIssuer } from '../support/sign-token.ts';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const TRACE = { headers: { 'gateway-explain': 'trace' } };
const TITLES = `{
  products(catalogId: "S23", first: 20) { nodes { groups { productGroup { label } } } }
  first: groups(first: 1) { nodes { groupId } }
  viewer { account }
}`;

interface Traced {
  readonly upstream: string;
  readonly operation: string;
  readonly batchSize: number;
  readonly fields: readonly string[];
  readonly status?: number;
  readonly cache: string;
  readonly attempts: number;
  readonly retries: number;
  readonly durationMs: number;
}

async function traceOf(gateway: TestGateway, query: string): Promise<readonly Traced[]> {
  const { text } = await gateway.ask(query, TRACE);
  const { extensions }: { extensions: { trace: { calls: readonly Traced[] } } } = JSON.parse(text);
  return extensions.trace.calls;
}

describe('Gateway-Explain: trace', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  test('tells each call with the fields that asked for it and the objects that it looked up', async () => {
    gateway.abillify.requests.clear();
    const calls = await traceOf(gateway, TITLES);
    const references = gateway.abillify.requests[0]?.query.getAll('reference[$in]') ?? [];
    expect(references.length).toBeGreaterThan(1);
    expect(
      calls.map(({ upstream, operation, fields, batchSize, status }) => [
        upstream,
        operation,
        fields,
        batchSize,
        status,
      ]),
    ).toEqual([
      ['dintero', 'listProducts', ['products'], 1, 200],
      ['dintero', 'listGroups', ['first'], 1, 200],
      ['abillify', 'listProductGroups', ['products.nodes.groups.productGroup'], references.length, 200],
    ]);
    for (const call of calls) {
      expect(call).toMatchObject({ attempts: 1, retries: 0, coalesced: false, cache: expect.any(String) });
      expect(call.durationMs).toBeGreaterThanOrEqual(0);
    }
  });

  test('tells the answer beside it, whole', async () => {
    const { body } = await gateway.ask('{ viewer { account } }', TRACE);
    expect(body).toEqual({ data: { viewer: { account: 'T11223344' } }, extensions: { trace: { calls: [] } } });
  });

  test('tells retries', async () => {
    gateway.dintero.faults.add({ match: { method: 'GET' }, times: 1, fault: { kind: 'status', status: 503 } });
    const [call] = await traceOf(gateway, '{ groups(first: 2) { nodes { name } } }');
    expect(call).toMatchObject({ attempts: 2, retries: 1, status: 200 });
  });

  test('tells all fields of one batch', async () => {
    const calls = await traceOf(
      gateway,
      '{ a: groups(first: 2) { nodes { productGroup { label } } } b: groups(first: 2) { nodes { productGroup { label } } } }',
    );
    const asked = calls.filter(({ upstream }) => upstream === 'abillify').flatMap(({ fields }) => fields);
    expect(asked.sort()).toEqual(['a.nodes.productGroup', 'b.nodes.productGroup']);
  });

  test('holds no address, body or credential', async () => {
    const { text } = await gateway.ask(TITLES, TRACE);
    expect(text).not.toContain('127.0.0.1');
    expect(text).not.toContain('Bearer');
    expect(text).not.toContain('authorization');
  });

  test('is absent where it is not asked for', async () => {
    expect((await gateway.ask(TITLES)).body.extensions).toBeUndefined();
  });

  test('any other word is refused', async () => {
    const { status, codes } = await gateway.ask(TITLES, { headers: { 'gateway-explain': 'all' } });
    expect([status, codes]).toEqual([400, ['BAD_REQUEST']]);
  });
});

describe('in production', () => {
  test.each(['plan', 'trace'])('%s is refused to everybody, and nothing runs', async (word) => {
    await using gateway = await startGateway({ environment: { NODE_ENV: 'production' } });
    const { status, codes } = await gateway.ask(TITLES, { headers: { 'gateway-explain': word } });
    expect([status, codes]).toEqual([403, ['FORBIDDEN']]);
    expect(gateway.dintero.requests).toHaveLength(0);
  });

  test('it is given to callers who hold explain:gateway', async () => {
    const issuer = await createIssuer();
    using file = temporaryFile('keys.json', issuer.keySet);
    await using gateway = await startGateway({
      environment: {
        NODE_ENV: 'production',
        AUTH_MODE: 'jwt',
        JWT_KEY_FILE: file.path,
        JWT_ISSUER: issuer.issuer,
        JWT_AUDIENCE: issuer.audience,
      },
    });
    const ask = async (scope: string) =>
      gateway.ask(TITLES, {
        headers: { 'gateway-explain': 'plan', authorization: `Bearer ${await issuer.sign({ scope })}` },
      });
    expect((await ask('read:products')).status).toBe(403);
    expect((await ask('read:products explain:gateway')).body.extensions).toHaveProperty('plan');
  });
});

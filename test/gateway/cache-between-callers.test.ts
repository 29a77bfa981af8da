import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { fakeEnvironment, startGateway, type TestGateway } from '../support/start-gateway.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const GROUP = '{ group(groupId: "B1") { name createdAt } }';
const CLIENTS = [
  { clientId: 'reader', clientSecret: 'r', scopes: ['read:products'] },
  { clientId: 'other-reader', clientSecret: 'o', scopes: ['read:products'] },
  { clientId: 'writer', clientSecret: 'w', scopes: ['write:products'] },
  { clientId: 'stranger', clientSecret: 's', scopes: ['read:checkout'] },
];

let gateway: TestGateway;
let authorizations: readonly string[];

beforeAll(async () => {
  gateway = await startGateway({
    dintero: { clients: CLIENTS },
    environment: {
      CACHE: 'on',
      CACHE_SECONDS: '600',
      DINTERO_CREDENTIALS: 'caller',
      DINTERO_CLIENT_ID: undefined,
      DINTERO_CLIENT_SECRET: undefined,
    },
  });
});
beforeEach(async () => {
  gateway.dintero.faults.clear();
  // New tokens: nothing was kept for them.
  authorizations = await Promise.all(CLIENTS.map(({ clientId, clientSecret }) => takeToken(clientId, clientSecret)));
  gateway.dintero.requests.clear();
});
afterAll(() => gateway.close());

async function takeToken(user: string, password: string): Promise<string> {
  const { baseUrl, accountId } = gateway.dintero;
  const answer = await fetch(`${baseUrl}/accounts/${accountId}/auth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ grant_type: 'client_credentials', audience: `${baseUrl}/accounts/${accountId}` }),
  });
  return `Bearer ${JSON.parse(await answer.text()).access_token}`;
}

function askAs(caller: number, query = GROUP) {
  return gateway.ask(query, { headers: { authorization: authorizations[caller] ?? '' } });
}

describe('with the cache on, what was kept for one credential (promises 30 and 32)', () => {
  test('is given to it again', async () => {
    const [first, second] = [await askAs(0), await askAs(0)];
    expect(second.body).toEqual(first.body);
    expect([first.headers.get('age'), second.headers.get('age')]).toEqual([null, '0']);
    expect(gateway.dintero.requests).toHaveLength(1);
  });

  test('is given to nobody else: the other asks for itself, and one who may not read is refused', async () => {
    expect((await askAs(0)).codes).toEqual([]);
    expect((await askAs(1)).headers.get('age')).toBeNull();
    expect(gateway.dintero.requests).toHaveLength(2);
    const { codes, body } = await askAs(3);
    expect([codes, body.data]).toEqual([['FORBIDDEN'], { group: null }]);
    expect((await gateway.ask(GROUP)).codes).toEqual(['UNAUTHENTICATED']);
  });

  test('nor when all ask at once', async () => {
    gateway.dintero.faults.add({ fault: { kind: 'latency', ms: 50 } });
    const answers = await Promise.all([0, 1, 3, 0, 1, 3].map((caller) => askAs(caller)));
    expect(answers.map(({ codes }) => codes)).toEqual([[], [], ['FORBIDDEN'], [], [], ['FORBIDDEN']]);
    const asked = new Set(gateway.dintero.requests.map(({ headers }) => headers.authorization));
    expect(asked.size).toBe(3);
  });

  test('does not stand in for what another may not have while the upstream fails', async () => {
    await askAs(0);
    gateway.dintero.faults.add({ fault: { kind: 'status', status: 500 } });
    expect((await askAs(1)).codes).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect((await askAs(3)).codes).toEqual(['UPSTREAM_UNAVAILABLE']);
  });

  test('is forgotten with a write of its own', async () => {
    await askAs(2);
    expect((await askAs(2)).headers.get('age')).toBe('0');
    const name = `Renamed ${Date.now()}`;
    const { body } = await askAs(
      2,
      `mutation { updateGroup(input: { groupId: "B1", changes: { name: "${name}" } }) { group { name } } }`,
    );
    expect(body).toEqual({ data: { updateGroup: { group: { name } } } });
    expect((await askAs(2)).body.data).toMatchObject({ group: { name } });
  });
});

test('two accounts of one gateway never see each other’s rows', async () => {
  const second = await startDinteroFake({ accountId: 'T55667788' });
  const first = await startDinteroFake();
  const abillify = await startAbillifyFake();
  using file = temporaryFile('accounts.json', JSON.stringify([fakeEnvironment(second, abillify)]));
  const environment = { CACHE: 'on', CACHE_SECONDS: '600', ACCOUNTS_FILE: file.path };
  const shared = await startGateway({ fakes: { dintero: first, abillify }, environment });
  const askIn = (account: string, query = GROUP) => shared.ask(query, { headers: { 'x-dintero-account': account } });
  for (const { accountId } of [first, second]) {
    await askIn(
      accountId,
      `mutation { updateGroup(input: { groupId: "B1", changes: { name: "${accountId}" } }) { group { name } } }`,
    );
  }
  for (let round = 0; round < 2; round += 1) {
    for (const { accountId } of [first, second]) {
      const { body, headers } = await askIn(accountId);
      expect(body.data).toMatchObject({ group: { name: accountId } });
      expect(headers.get('age')).toBe(round === 0 ? null : '0');
    }
  }
  await shared.close();
  await Promise.all([first.close(), second.close(), abillify.close()]);
});

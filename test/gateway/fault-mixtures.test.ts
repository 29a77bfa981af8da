import { describe, expect, jest, test } from '@jest/globals';
import type { FaultMatch, HttpFault } from '../../src/fake-kit/faults.ts';
import { createDice, type Dice } from '../../src/fake-kit/furniture/dice.ts';
import { type Answer, startGateway, type TestGateway } from '../support/start-gateway.ts';
import { untruthsIn } from '../support/truth.ts';

jest.setTimeout(90_000);

const READ = `{
  products(catalogId: "S23", first: 4) { nodes { productId name groups { groupId productGroup { reference title { value } } } } }
  group(groupId: "B1") { groupId name productGroup { label } }
  catalogs(first: 3) { nodes { catalogId name } }
  productGroup(by: { reference: "B234" }) { reference label parent { label } group { name } }
  productGroups(filter: { references: ["B1", "B20", "L12"] }) { nodes { productGroupId label } }
}`;

const WRITE = `mutation ($id: String!) {
  createGroup(input: { groupId: $id, name: $id }) { group { groupId name } userErrors { code } }
  createProductGroup(input: { reference: $id, label: $id }) { productGroup { reference label } userErrors { code } }
}`;

interface Written {
  readonly createGroup: { readonly group: unknown; readonly userErrors: readonly unknown[] } | null;
  readonly createProductGroup: { readonly productGroup: unknown; readonly userErrors: readonly unknown[] } | null;
}

const ENVIRONMENT = {
  UPSTREAM_TIMEOUT_MS: '200',
  DEADLINE_MS: '1000',
  BREAKER_OPEN_MS: '100',
  CACHE_SECONDS: '1',
};
/** The deadline, and what a busy machine adds. */
const LONGEST_MS = 2_000;
const ROUNDS = 20;

const MATCHES: readonly FaultMatch[] = [
  {},
  { path: /\/products\/|\/productgroups/ },
  { method: 'POST' },
  { method: 'GET' },
];

function drawFault(dice: Dice): HttpFault {
  const when = dice.pick(['before', 'after'] as const);
  const faults: readonly HttpFault[] = [
    { kind: 'status', status: dice.pick([500, 502, 503, 504]), when },
    { kind: 'status', status: 429 },
    { kind: 'status', status: 401 },
    { kind: 'reset', when },
    { kind: 'hang', when },
    { kind: 'latency', ms: 0, jitterMs: 150 },
    { kind: 'cut', framing: dice.pick(['length', 'chunked'] as const), bytes: dice.between(0, 200) },
    { kind: 'cut', framing: 'length', end: 'hang' },
    { kind: 'bad-json' },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'drip', bytes: 1, everyMs: 10 },
    { kind: 'huge', mebibytes: 11, gzip: 1 },
    { kind: 'extra-answer', body: { groups: [], rows: [] } },
    { kind: 'redirect', status: 308, location: 'http://127.0.0.2:9/' },
  ];
  return dice.pick(faults);
}

function addFaults(gateway: TestGateway, dice: Dice): void {
  for (let count = dice.between(1, 3); count > 0; count -= 1) {
    const rule = { match: dice.pick(MATCHES), skip: dice.between(0, 2), times: dice.between(1, 4) };
    const { faults } = dice.chance(0.5) ? gateway.dintero : gateway.abillify;
    faults.add({ ...rule, fault: drawFault(dice) });
  }
  if (dice.chance(0.3))
    gateway.dintero.faults.add({
      times: 2,
      fault: { kind: dice.pick(['revoked-token', 'duplicate-rows', 'deleted-listed'] as const) },
    });
  if (dice.chance(0.3))
    gateway.abillify.faults.add({
      times: 2,
      fault: { kind: dice.pick(['failed-create', 'failed-after-create', 'duplicate-rows'] as const) },
    });
  if (dice.chance(0.1)) gateway.dintero.revokeTokens();
}

/** How often an object of this key came into being at each upstream. */
function created(
  { dintero, abillify }: TestGateway,
  id: string,
): { readonly groups: number; readonly productGroups: number } {
  return {
    groups: dintero.writes().filter(({ operation, key }) => operation === 'create' && key === id).length,
    productGroups: abillify.rows().filter(({ reference }) => reference === id).length,
  };
}

/** A success is one object; a failure is at most one, and none when the write cannot have been sent. */
function untruthsOfWrite(gateway: TestGateway, id: string, { body }: Answer<Written>): readonly string[] {
  const problems: string[] = [];
  const { groups, productGroups } = created(gateway, id);
  const { errors = [], data } = body;
  const check = (field: keyof Written, found: unknown, wanted: unknown, count: number): void => {
    const error = errors.find(({ path }) => path?.[0] === field);
    const told = JSON.stringify({ field, id, found, error, count });
    if (count > 1) problems.push(`created twice: ${told}`);
    if (found === undefined && !error) problems.push(`no outcome: ${told}`);
    if (found !== undefined && (count !== 1 || JSON.stringify(found) !== JSON.stringify(wanted)))
      problems.push(`not so: ${told}`);
    if (error && ['RATE_LIMITED', 'UPSTREAM_TIMEOUT', 'UNAUTHENTICATED'].includes(error.extensions.code) && count > 0) {
      problems.push(`done although it was not sent: ${told}`);
    }
  };
  check('createGroup', data?.createGroup?.group ?? undefined, { groupId: id, name: id }, groups);
  check(
    'createProductGroup',
    data?.createProductGroup?.productGroup ?? undefined,
    { reference: id, label: id },
    productGroups,
  );
  return problems;
}

describe.each([
  { seed: 1, CACHE: 'off' },
  { seed: 2, CACHE: 'off' },
  { seed: 3, CACHE: 'on' },
])('mixed faults, seed $seed, cache $CACHE', ({ seed, CACHE }) => {
  test('no wrong data, no write twice, no wait beyond the deadline, and all is well afterwards (promises 1-3, 6-8, 11, 46, 69, 70)', async () => {
    const dice = createDice(seed);
    await using gateway = await startGateway({ environment: { ...ENVIRONMENT, CACHE } });
    await using patient = await startGateway({ fakes: gateway });
    const { data: whole, errors } = (await patient.ask(READ)).body;
    expect(errors ?? []).toEqual([]);

    const untruths: string[] = [];
    let writes = 0;
    let slowest = 0;
    const answers = { whole: 0, partial: 0 };
    async function timed<T>(work: Promise<T>): Promise<T> {
      const startedAt = performance.now();
      const result = await work;
      slowest = Math.max(slowest, performance.now() - startedAt);
      return result;
    }
    async function read(): Promise<void> {
      const { body } = await timed(gateway.ask(READ));
      answers[body.errors ? 'partial' : 'whole'] += 1;
      untruths.push(...untruthsIn(whole, body));
    }
    async function write(): Promise<void> {
      writes += 1;
      const id = `mixed-${writes}`;
      const answer = await timed(gateway.ask<Written>(WRITE, { variables: { id } }));
      untruths.push(...untruthsOfWrite(gateway, id, answer));
    }

    for (let round = 0; round < ROUNDS; round += 1) {
      addFaults(gateway, dice);
      await Promise.all([read(), read(), write(), read()]);
    }
    expect(untruths).toEqual([]);
    expect(slowest).toBeLessThan(LONGEST_MS);
    // Else the faults were too many, or none.
    expect(Math.min(answers.whole, answers.partial)).toBeGreaterThan(3);

    // What a write was asked with tells how often it was sent, also where a fault kept its body from being read.
    const posts = gateway.dintero.requests.filter(
      ({ method, segments }) => method === 'POST' && segments.at(-1) === 'groups',
    );
    expect(posts.filter(({ status }) => status !== 401).length).toBeLessThanOrEqual(writes);
    const keys = gateway.abillify.requests
      .filter(({ method }) => method === 'POST')
      .map(({ headers }) => headers['idempotency-key']);
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBeLessThanOrEqual(writes);
    for (const key of new Set(keys)) expect(keys.filter((other) => other === key).length).toBeLessThanOrEqual(3);

    gateway.dintero.faults.clear();
    gateway.abillify.faults.clear();
    const until = performance.now() + 5_000;
    let last = await gateway.ask(READ);
    while (last.body.errors !== undefined && performance.now() < until) last = await gateway.ask(READ);
    expect(last.body).toMatchObject({ data: whole });
    await write();
    expect(untruths).toEqual([]);
    expect(created(gateway, `mixed-${writes}`)).toEqual({ groups: 1, productGroups: 1 });
  });
});

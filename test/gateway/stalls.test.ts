import { Agent } from 'node:http';
import { afterEach, expect, jest, test } from '@jest/globals';
import { startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { inParallel, postBody, postOperation } from '../support/load.ts';
import { endProcesses, type RunningProcess, runProcess } from '../support/run-process.ts';
import { fakeEnvironment } from '../support/start-gateway.ts';

/** Processes start slowly where many do at once. */
jest.setTimeout(120_000);

const disposals: (() => unknown)[] = [];

afterEach(async () => {
  endProcesses();
  await Promise.all(disposals.splice(0).map((dispose) => dispose()));
});

/**
 * In the gateway's process: the processor time, in milliseconds, that passes between two beats of a timer. It is what one turn of the event loop takes, and it is
 * the same on a machine that does other work besides, where the time on the wall is not.
 */
const BEATS = `
  let last = process.cpuUsage(), beats = [];
  setInterval(() => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    beats.push(Math.round((user + system) / 1000));
  }, 10).unref();
  process.on('SIGUSR2', () => {
    console.log('beats ' + JSON.stringify(beats) + ';');
    beats = [];
  });`;

const json = (value: unknown): string => JSON.stringify(value);
const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

/** Each takes as long as a body or a document of its size can. */
const HOSTILE: readonly string[] = [
  json({ query: `{ ${'a { '.repeat(480)} ${'}'.repeat(480)} }` }),
  json({ query: `{ ${many(900, (index) => `a${index}`)} }` }),
  json({ query: `{ viewer { ${many(480, () => 'account')} } }` }),
  json({ query: `{ groups { nodes { ${many(300, (index) => (index % 2 ? 'x: name' : 'x: groupId'))} } } }` }),
  json({
    query: many(40, (index) => `fragment F${index} on Query { ...F${(index + 1) % 40} ...F${(index + 7) % 40} }`),
  }),
  json({ query: 'x'.repeat(250_000) }),
  '['.repeat(250_000),
  json({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: Array(60_000).fill({}) } }),
  json({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: Array(60_000).fill('a') } }),
  json({
    query: 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { group { name } } }',
    variables: { input: Object.fromEntries(Array.from({ length: 15_000 }, (_, index) => [`key${index}`, 1])) },
  }),
];

/** A thousand rows; as many documents as there are numbers, all of which read the same lists. */
const load = (index: number): string => `{
  products(catalogId: "S23", first: 500) { nodes { productId name price { minorUnits } groups { groupId name } } }
  productGroups(first: 500) { nodes { label title { value } field${index}: reference } }
}`;

async function beatsOf({ child, output, printed }: RunningProcess, round: number): Promise<readonly number[]> {
  child.kill('SIGUSR2');
  for (;;) {
    const found = [...output().matchAll(/beats (\[.*\]);/g)][round]?.[1];
    if (found !== undefined) return JSON.parse(found);
    await printed(`beats`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function most(times: readonly number[], share: number): number {
  return [...times].sort((one, other) => one - other)[Math.ceil(times.length * share) - 1] ?? Number.NaN;
}

test.each([
  ['every call made', { SHARE_IN_FLIGHT: 'off', REUSE_UNCHANGED: 'off' }],
  ['answers shared', {}],
])(
  'under load and hostile requests at once, %s, nothing is wrong and the process does not stall (promises 15 and 69)',
  async (_, environment) => {
    const dintero = await startDinteroFake({ size: 600 });
    const abillify = await startAbillifyFake({ size: 600 });
    for (const fake of [dintero, abillify]) fake.faults.add({ fault: { kind: 'latency', ms: 50 } });
    disposals.push(dintero.close, abillify.close);
    const gateway = runProcess({
      environment: {
        ...fakeEnvironment(dintero, abillify),
        AUTH_MODE: 'open',
        RATE_LIMIT: '0',
        // The test's own process may be the slow one: the fakes are in it.
        DEADLINE_MS: '60000',
        UPSTREAM_TIMEOUT_MS: '60000',
        ...environment,
      },
      before: BEATS,
    });
    const url = await gateway.listening();
    const agent = new Agent({ keepAlive: true });
    disposals.push(() => agent.destroy());
    const dataOf = async (index: number): Promise<string> => {
      const { status, text } = await postOperation(agent, url, load(index));
      return status === 200 ? text.replaceAll(`"field${index}"`, '"field"') : `${status} ${text}`;
    };
    const right = await dataOf(0);
    expect(JSON.parse(right)).not.toHaveProperty('errors');
    await beatsOf(gateway, 0);
    const wrong: string[] = [];
    await inParallel(160, 40, async (index) => {
      const body = HOSTILE[index % (HOSTILE.length * 2)];
      if (body === undefined) {
        const answer = await dataOf(index % 30);
        if (answer !== right) wrong.push(answer.slice(0, 500));
      } else {
        const { status, text } = await postBody(agent, url, body);
        if (status >= 500 || /"INTERNAL"/.test(text)) wrong.push(`${status} ${text.slice(0, 500)}`);
      }
    });
    expect(wrong).toEqual([]);

    const beats = await beatsOf(gateway, 1);
    // All threads together, garbage collection and compiling included; twice what is promised, since processors that do other work besides are slow.
    expect(most(beats, 0.99)).toBeLessThan(400);
  },
);

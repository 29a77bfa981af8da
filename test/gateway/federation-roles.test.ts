import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSchema } from '../../src/graph/schema.ts';
import { createSubgraphSchema } from '../../src/graph/subgraph-schema.ts';
import { startTestGraph, type TestGraph } from '../support/run-operation.ts';

const FOLDER = new URL('../../docs/examples/', import.meta.url);
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
const names = files.flatMap((file) => (file.endsWith('.graphql') ? [file.slice(0, -'.graphql'.length)] : []));

let standalone: TestGraph;
let subgraph: TestGraph;

beforeAll(async () => {
  standalone = await startTestGraph({ schema: createSchema() });
  subgraph = await startTestGraph({ schema: createSubgraphSchema({ maxRepresentations: 100 }) });
});
afterAll(() => Promise.all([standalone.close(), subgraph.close()]));

test.each(names)('%s is answered alike in both roles, at the same cost', async (name) => {
  const document = readFileSync(new URL(`${name}.graphql`, FOLDER), 'utf8');
  const hasVariables = files.includes(`${name}.json`);
  const variables = hasVariables ? JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) : {};
  const answers = [];
  for (const graph of [standalone, subgraph]) {
    await graph.reset();
    const { data, errors, calls } = await graph.run(document, { variables, now: Date.UTC(2026, 0, 1) });
    answers.push({ data: withoutTimesAndKeys(data), errors, calls });
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[0]?.errors).toEqual([]);
});

/** What two fakes make up on their own when something is written. */
function withoutTimesAndKeys(data: unknown): unknown {
  const made = new Set([
    'createdAt',
    'cursor',
    'endCursor',
    'updatedAt',
    'modifiedAt',
    'deletedAt',
    'uuid',
    'id',
    'productGroupId',
    'catalogId',
    'groupId',
  ]);
  return JSON.parse(JSON.stringify(data, (name, value) => (made.has(name) ? typeof value : value)));
}

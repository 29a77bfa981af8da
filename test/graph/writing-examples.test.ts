import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/run-operation.ts';

const FOLDER = new URL('../../docs/examples/writing/', import.meta.url);

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());
afterEach(() => graph.reset());

test.each(readdirSync(FOLDER))('%s does what it says, at the stated cost', async (name) => {
  const document = readFileSync(new URL(name, FOLDER), 'utf8');
  const [, count, upstream] = /Costs (\d+) (Dintero|Abillify) call/.exec(document) ?? [];
  const { data, errors, calls } = await graph.run<Record<string, Record<string, unknown>>>(document);
  expect(errors).toEqual([]);
  const [payload = {}] = Object.values(data);
  const { userErrors, ...rest } = payload;
  expect(userErrors).toEqual([]);
  expect(Object.values(rest)).toEqual([expect.objectContaining({})]);
  const { token: _token, ...costs } = calls;
  const limit = document.includes('at most') ? costs.dintero : Number(count);
  expect(costs).toEqual({ dintero: 0, abillify: 0, [String(upstream).toLowerCase()]: limit });
  expect(costs.dintero).toBeLessThanOrEqual(upstream === 'Dintero' ? Number(count) : 0);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** What a client sends along that is no browser's simple request; without it cross-site requests are refused. */
const preflighted: typeof fetch = (input, init) =>
  fetch(input, {
    ...init,
    headers: { 'apollo-require-preflight': 'true', ...Object.fromEntries(new Headers(init?.headers)) },
  });

describe('GraphQL over HTTP, as the public audit suite checks it (promise 68)', () => {
  const audits = serverAudits({ url: async () => `${gateway.url}/graphql`, fetchFn: preflighted });

  test('the suite is the whole one: 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result).toMatchObject({ status: 'ok' });
  });
});

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';
import { openBrowser, visit, withBrowser } from '../support/visit.ts';

/** A browser takes its time on a busy machine. */
jest.setTimeout(120_000);

const APOLLO = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';
const HOSTED = 'https://studio.apollographql.com';

withBrowser('the page at the bare address', () => {
  let gateway: TestGateway;
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
    gateway = await startGateway();
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  test('without Apollo’s servers it says so, shows the examples and leads to GraphiQL', async () => {
    await using opened = await visit(browser, gateway.url);
    const { page } = opened;
    await page.getByText('which cannot be reached').waitFor();
    await page.getByText('GroupTree: A tree of product groups').click();
    await page.getByText('query GroupTree($root: String!').waitFor();
    expect(opened.strangers).toEqual([APOLLO]);
    await page.getByRole('link', { name: 'GraphiQL', exact: true }).click();
    await page.getByRole('button', { name: /^Execute query/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/graphiql');
  });

  test('with them it is Sandbox on this gateway, with the example chosen', async () => {
    const stub = 'window.EmbeddedSandbox = class { constructor(options) { window.given = options; } };';
    await using opened = await visit(browser, gateway.url, { scripts: { [APOLLO]: stub } });
    const { page } = opened;
    await page.waitForFunction('window.given');
    expect(await page.evaluate('window.given')).toMatchObject({
      target: '#sandbox',
      initialEndpoint: `${gateway.url}/graphql`,
      initialState: { document: expect.stringContaining('query HundredProducts'), includeCookies: false },
    });
    expect(await page.locator('#waiting').isVisible()).toBe(false);
    await page.getByLabel('Example').selectOption('GroupTree');
    await page.waitForURL('**/?example=GroupTree');
    await page.waitForFunction('window.given');
    expect(await page.evaluate('window.given.initialState')).toMatchObject({
      document: expect.stringContaining('query GroupTree'),
      variables: { root: expect.any(String) },
    });
    expect(opened.complaints).toEqual([]);
  });

  test.each(['/', '/graphiql'])('%s states what it may reach, and may not be framed', async (path) => {
    const { headers } = await fetch(`${gateway.url}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'; script-src 'self'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    });
  });

  test('is where a browser at /graphql is led to', async () => {
    await using opened = await visit(browser, `${gateway.url}/graphql`);
    expect(new URL(opened.page.url()).pathname).toBe('/');
  });
});

describe('Sandbox on Apollo’s own page', () => {
  const headers = { origin: HOSTED, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ __schema { queryType { name } } }' });

  async function asked(environment: string): Promise<{ readonly origin: string | null; readonly answer: unknown }> {
    await using gateway = await startGateway({ environment: { NODE_ENV: environment } });
    const preflight = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: HOSTED,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    const origins = [preflight, response].map((each) => each.headers.get('access-control-allow-origin'));
    expect(origins[0]).toBe(origins[1]);
    return { origin: origins[0] ?? null, answer: await response.json() };
  }

  test('may ask, and read the schema, in development', async () => {
    expect(await asked('development')).toEqual({
      origin: HOSTED,
      answer: { data: { __schema: { queryType: { name: 'Query' } } } },
    });
  });

  test('may do neither in production', async () => {
    const { origin, answer } = await asked('production');
    expect(origin).not.toBe(HOSTED);
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });
});

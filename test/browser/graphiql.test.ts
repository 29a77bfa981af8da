import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Response } from 'playwright-core';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';

/** A browser takes its time on a busy machine. */
jest.setTimeout(120_000);

/** Where distributions put Chromium, or CHROMIUM_PATH. */
const executablePath = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== '' && existsSync(path),
);

const withBrowser = executablePath === undefined ? describe.skip : describe;

withBrowser('GraphiQL, with no other host to be reached', () => {
  let gateway: TestGateway;
  let browser: Browser;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['playground/build.js']);
    gateway = await startGateway();
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    const strangers: string[] = [];
    const complaints: string[] = [];
    const { host } = new URL(gateway.url);
    await context.route(
      (address) => address.host !== host && /^https?:$/.test(address.protocol),
      (route) => {
        strangers.push(route.request().url());
        return route.abort();
      },
    );
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${gateway.url}/graphiql`);
    await page.getByRole('button', { name: /^Execute query/ }).waitFor();
    return { page, strangers, complaints, [Symbol.asyncDispose]: () => context.close() };
  }

  test('loads, runs the flagship query and shows its data', async () => {
    await using visit = await open();
    const { page } = visit;
    expect(await page.getByRole('tab').count()).toBeGreaterThan(8);
    const { data } = await answerOf(page, 'query HundredProducts');
    expect(data).toMatchObject({
      products: { nodes: expect.arrayContaining([expect.objectContaining({ name: 'Stablestol' })]) },
    });
    await page.locator('.result-window .view-lines').getByText('"Stablestol"').waitFor();
    expect([visit.strangers, visit.complaints]).toEqual([[], []]);
  });

  test('asks in the language chosen', async () => {
    await using visit = await open({ locale: 'en-GB' });
    const { page } = visit;
    await page.getByRole('tab', { name: 'GroupTree' }).click();
    for (const [chosen, title] of [
      ['de', 'Möbel'],
      ['en', 'Furniture'],
      ['nb', 'Møbel'],
    ] as const) {
      await page.getByLabel('Texts in').selectOption(chosen);
      const { data } = await answerOf(page, 'query GroupTree');
      expect(data).toMatchObject({ productGroup: { title: { value: title, language: chosen } } });
    }
    expect([visit.strangers, visit.complaints]).toEqual([[], []]);
  });

  test.each(['light', 'dark'] as const)('is %s where the visitor’s system is', async (colorScheme) => {
    await using visit = await open({ colorScheme });
    const background = await visit.page.evaluate(
      "getComputedStyle(document.querySelector('.graphiql-container')).backgroundColor",
    );
    expect(lightness(String(background))).toBe(colorScheme);
  });

  test('is not there in production', async () => {
    await using production = await startGateway({ environment: { NODE_ENV: 'production' } });
    expect((await fetch(`${production.url}/graphiql`)).status).toBe(404);
  });
});

interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Addresses of other hosts that the page asked for. */
  readonly strangers: readonly string[];
  readonly complaints: readonly string[];
}

/** Runs what the editor holds, which has to be this. */
async function answerOf(page: Page, operation: string): Promise<{ readonly data: unknown }> {
  const isAsked = (response: Response) => response.request().postData()?.includes(operation) ?? false;
  const [answer] = await Promise.all([
    page.waitForResponse(isAsked),
    page.getByRole('button', { name: /^Execute query/ }).click(),
  ]);
  return answer.json();
}

/** Of `rgb(33, 42, 59)`. */
function lightness(color: string): 'light' | 'dark' {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return red + green + blue > 3 * 128 ? 'light' : 'dark';
}

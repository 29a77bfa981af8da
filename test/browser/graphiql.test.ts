import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page, Response } from 'playwright-core';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';
import { openBrowser, type Visit, type VisitOptions, visit, withBrowser } from '../support/visit.ts';

/** A browser takes its time on a busy machine. */
jest.setTimeout(120_000);

withBrowser('GraphiQL, with no other host to be reached', () => {
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

  async function open(options?: VisitOptions): Promise<Visit> {
    const opened = await visit(browser, `${gateway.url}/graphiql`, options);
    await opened.page.getByRole('button', { name: /^Execute query/ }).waitFor();
    return opened;
  }

  test('loads, runs the flagship query and shows its data', async () => {
    await using visit = await open();
    const { page } = visit;
    expect(await page.getByRole('tab').count()).toBeGreaterThan(8);
    const { data } = await answerOf(page, 'HundredProducts');
    expect(data).toMatchObject({
      products: { nodes: expect.arrayContaining([expect.objectContaining({ name: 'Stablestol' })]) },
    });
    await shown(page, '"Stablestol"');
    expect([visit.strangers, visit.complaints]).toEqual([[], []]);
  });

  test('completes the name of a field', async () => {
    await using visit = await open();
    const { page } = visit;
    await write(page, 'query Names { catalogs { nodes { na');
    const offer = page.locator('.suggest-widget .monaco-list-row', { hasText: /^name/ });
    // The first letters may come before the editor knows the schema.
    while (!(await offer.first().isVisible())) {
      await page.keyboard.press('Control+Space');
      await offer
        .first()
        .waitFor({ timeout: 1_000 })
        .catch(() => undefined);
    }
    await offer.first().click();
    await page.keyboard.insertText(' } } }');
    const { data } = await answerOf(page, 'Names');
    expect(data).toMatchObject({ catalogs: { nodes: expect.arrayContaining([{ name: 'Sommer' }]) } });
    expect([visit.strangers, visit.complaints]).toEqual([[], []]);
  });

  test('shows what is wrong with the input of a mutation', async () => {
    await using visit = await open();
    const { page } = visit;
    const catalog = 'createCatalog(input: { catalogId: "S23", name: "Hytte" })';
    await write(page, `mutation Again { ${catalog} { catalog { name } userErrors { field code message } } }`);
    const { data } = await answerOf(page, 'Again');
    expect(data).toMatchObject({ createCatalog: { catalog: null, userErrors: [{ code: 'CONFLICT' }] } });
    await shown(page, '"userErrors"');
    await shown(page, '"CONFLICT"');
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
      const { data } = await answerOf(page, 'GroupTree');
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

/** Instead of what the editor holds; one line, because the editor closes brackets at the end of one by itself. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** Runs the operation that the editor holds, once the page knows that it does: it looks at what is written a moment later. */
async function answerOf(page: Page, operation: string): Promise<{ readonly data: unknown }> {
  await page.getByRole('tab', { name: operation, selected: true }).waitFor();
  const isAsked = (response: Response) => response.request().postDataJSON()?.operationName === operation;
  const [answer] = await Promise.all([
    page.waitForResponse(isAsked),
    page.getByRole('button', { name: /^Execute query/ }).click(),
  ]);
  return answer.json();
}

function shown(page: Page, text: string): Promise<void> {
  return page.locator('.result-window .view-lines').getByText(text).first().waitFor();
}

/** Of `rgb(33, 42, 59)`. */
function lightness(color: string): 'light' | 'dark' {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return red + green + blue > 3 * 128 ? 'light' : 'dark';
}

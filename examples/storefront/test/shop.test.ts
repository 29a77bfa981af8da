import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Fakes, startFakes, startShop } from './programs.ts';
import { chromiumPath, findBarriers, openBrowser, visit } from './visitor.ts';

const skip = chromiumPath === undefined && 'Chromium is not installed';

/** The outages come first: what the gateway has once read it may keep, and an outage would not show. */
describe('the shop', { skip }, () => {
  let fakes: Fakes;
  let shop: Awaited<ReturnType<typeof startShop>>;
  let browser: Browser;

  before(async () => {
    fakes = await startFakes();
    [shop, browser] = await Promise.all([startShop(fakes.environment), openBrowser()]);
  });

  after(async () => {
    await browser?.close();
    await shop?.stop();
    await fakes?.stop();
  });

  test('sells on while the categories are down, says so, and recovers', async () => {
    await fakes.takeDown('abillify');
    const { page, leave } = await visit(browser, shop.url);
    await page.getByText('Categories cannot be reached').waitFor();
    await page.getByText('The categories cannot be shown').waitFor();
    ok((await cards(page).count()) >= 12);
    deepEqual(await findBarriers(page), []);

    await cards(page).first().click();
    await page.getByRole('table').getByText('SuperChain Oslo').waitFor();
    // Dintero's own name of the group.
    await page.getByRole('main').getByRole('link', { name: 'Møbel' }).waitFor();

    await fakes.bringBack('abillify');
    await recover(page);
    await page.getByRole('link', { name: 'Furniture' }).first().waitFor();
    await leave();
  });

  test('shows the categories while the products are down, says so, and recovers', async () => {
    await fakes.takeDown('dintero');
    const { page, leave } = await visit(browser, `${shop.url}/?catalog=${encodeURIComponent('H23/24')}`);
    await page.getByText('Some products and stock numbers cannot be reached').waitFor();
    await page.getByRole('heading', { name: 'The products cannot be shown right now.' }).waitFor();
    await openBranch(page, 'Furniture');
    await tree(page).getByRole('link', { name: 'Seating' }).waitFor();
    deepEqual(await findBarriers(page), []);

    await fakes.bringBack('dintero');
    await recover(page);
    await cards(page).first().waitFor();
    await leave();
  });

  test('keeps what it has read when the next products cannot be loaded, and reads on later', async () => {
    const { page, leave } = await visit(browser, `${shop.url}/?catalog=${encodeURIComponent('H23/24')}`);
    await cards(page).first().waitFor();
    const atFirst = await cards(page).count();
    await fakes.takeDown('dintero');
    await scrollUntil(page, () => page.getByText('The next products could not be loaded.').isVisible());
    equal(await cards(page).count(), atFirst);

    await fakes.bringBack('dintero');
    await recover(page);
    await scrollUntil(page, () => page.getByText('That is all.').isVisible());
    const links = await addressesOf(page);
    ok(links.length > atFirst);
    equal(new Set(links).size, links.length);
    await leave();
  });

  test('loads more products by scrolling, each once, and finds the place again', async () => {
    const onSale = await readProductsOnSale(shop.url);
    const { page, complaints, leave } = await visit(browser, shop.url);
    await cards(page).first().waitFor();
    const atFirst = await cards(page).count();
    ok(atFirst >= 12 && atFirst < onSale.length, `${atFirst} of ${onSale.length} at first`);

    await scrollUntil(page, async () => (await cards(page).count()) > 3 * atFirst);
    const deep = cards(page).nth(2 * atFirst);
    await deep.scrollIntoViewIfNeeded();
    const [name, height] = [await deep.textContent(), await page.evaluate(() => window.scrollY)];
    await deep.click();
    await page.getByRole('article').waitFor();
    equal(await page.evaluate(() => window.scrollY), 0);
    await page.goBack();
    await cards(page).first().waitFor();
    await page.waitForFunction((was) => Math.abs(window.scrollY - was) < 50, height);
    equal(
      await cards(page)
        .nth(2 * atFirst)
        .textContent(),
      name,
    );

    await scrollUntil(page, () => page.getByText('That is all.').isVisible());
    deepEqual((await addressesOf(page)).toSorted(), onSale.toSorted());
    deepEqual(complaints, []);
    await leave();
  });

  test('changes the language of the tree, marks what is not translated, and remembers', async () => {
    const { page, complaints, leave } = await visit(browser, shop.url);
    for (const name of ['Furniture', 'Seating', 'Chair']) await openBranch(page, name);
    const offices = tree(page).getByRole('link', { name: 'Bürostühle' });
    match((await offices.textContent()) ?? '', /only in German/);
    equal(await offices.locator('[lang]').getAttribute('lang'), 'de');
    equal(await tree(page).getByRole('link', { name: 'Dining chairs' }).locator('.fallback-mark').count(), 0);

    await page.getByLabel('Language').selectOption('de');
    await tree(page).getByRole('link', { name: 'Möbel', exact: true }).waitFor();
    equal(await tree(page).getByText('Furniture').count(), 0);
    equal(await offices.textContent(), 'Bürostühle');
    equal(await page.getAttribute('html', 'lang'), 'de');

    await page.reload();
    await tree(page).getByRole('link', { name: 'Möbel', exact: true }).waitFor();
    deepEqual(complaints, []);
    await leave();
  });

  test('shows a product with its price in the visitor’s locale and its stock at each place', async () => {
    const address = `${shop.url}/?catalog=S23&product=Stol22`;
    const { page, complaints, leave } = await visit(browser, address);
    await page.getByRole('heading', { level: 1, name: 'Stablestol' }).waitFor();
    match((await page.getByRole('article').textContent()) ?? '', /NOK\s109/);
    const cells = await page
      .locator('tr')
      .evaluateAll((rows) => rows.map(({ children }) => Array.from(children, ({ textContent }) => textContent)));
    deepEqual(cells, [
      ['Store', 'In stock', 'Pickup', 'Delivery'],
      ['SuperChain Oslo', '15', 'Yes', 'No'],
      ['SuperChain Webshop', '500', 'No', 'Yes'],
      ['All stores', '515'],
    ]);
    deepEqual(complaints, []);
    await leave();

    const norwegian = await visit(browser, address, { locale: 'nb-NO' });
    await norwegian.page.getByRole('heading', { name: 'Her finner du den' }).waitFor();
    match((await norwegian.page.getByRole('article').textContent()) ?? '', /109\skr/);
    await norwegian.leave();
  });

  test('keeps keys with slashes and percent signs, and says when a product does not exist', async () => {
    const addresses = await readProductsOnSale(shop.url);
    const { page, leave } = await visit(browser, shop.url);
    for (const odd of ['%2F', '%25']) {
      await page.goto(shop.url + addresses.find((address) => address.split('product=')[1]?.includes(odd)));
      await page.getByRole('article').getByText('Article number').waitFor();
    }
    await page.goto(`${shop.url}/?catalog=S23&product=nothing`);
    await page.getByRole('heading', { name: 'This product is gone' }).waitFor();
    await leave();
  });

  test('narrows the products to a category and all below it, and says when there are none', async () => {
    const { page, leave } = await visit(browser, shop.url);
    await tree(page).getByRole('link', { name: 'Lighting' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lighting' }).waitFor();
    await scrollUntil(page, () => page.getByText('That is all.').isVisible());
    const names = await cards(page).locator('.card-name').allTextContents();
    ok(names.length > 3);
    deepEqual(
      names.filter((name) => !/lamp|leuchte/i.test(name)),
      [],
    );

    await page.goto(`${shop.url}/?group=B2343`);
    await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
    deepEqual(await findBarriers(page), []);
    await leave();
  });

  test('is used by keyboard alone', async () => {
    const { page, leave } = await visit(browser, shop.url);
    await cards(page).first().waitFor();
    await page.keyboard.press('Tab');
    equal(await focused(page), 'Skip to the products');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    equal(await focused(page), 'All');

    await tree(page).getByRole('button', { name: 'What is in Furniture' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    notEqual(await focused(page), 'Garden');
    await page.keyboard.press('Enter');
    await page.waitForURL(/group=/);
    equal(await page.evaluate(() => document.activeElement?.id), 'main');
    await leave();
  });

  for (const [device, viewport, colorScheme] of [
    ['desktop', { width: 1280, height: 900 }, 'light'],
    ['phone', { width: 360, height: 740 }, 'dark'],
  ] as const) {
    test(`has no barriers on a ${device}, in light and in dark`, async () => {
      const { page, leave } = await visit(browser, shop.url, { colorScheme, viewport });
      await cards(page).first().waitFor();
      if (device === 'phone') await page.getByRole('button', { name: 'Categories' }).click();
      for (const name of ['Furniture', 'Seating', 'Chair']) await openBranch(page, name);
      await findNoBarriersInBothThemes(page, colorScheme);

      await tree(page).getByRole('link', { name: 'Chair', exact: true }).click();
      await cards(page).first().click();
      await page.getByRole('table').waitFor();
      await findNoBarriersInBothThemes(page, colorScheme === 'light' ? 'dark' : 'light');
      ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      await leave();
    });
  }
});

function cards(page: Page) {
  return page.locator('a.card');
}

function addressesOf(page: Page): Promise<(string | null)[]> {
  return cards(page).evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href')));
}

function tree(page: Page) {
  return page.getByRole('navigation', { name: 'Categories' }).or(page.getByRole('navigation', { name: 'Kategorien' }));
}

async function openBranch(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `What is in ${name}`, exact: true }).click();
}

/** The switch is left in the other theme. */
async function findNoBarriersInBothThemes(page: Page, first: 'light' | 'dark'): Promise<void> {
  const isDark = () => page.getByRole('button', { name: 'Dark mode' }).getAttribute('aria-pressed');
  equal(await isDark(), String(first === 'dark'));
  deepEqual(await findBarriers(page), []);
  await page.getByRole('button', { name: 'Dark mode' }).click();
  equal(await isDark(), String(first !== 'dark'));
  deepEqual(await findBarriers(page), []);
}

function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}

async function scrollUntil(page: Page, isDone: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (await isDone()) return;
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(50);
  }
  throw new Error('Scrolling did not get there');
}

/** The gateway leaves an upstream alone for some seconds before it tries it again. */
async function recover(page: Page): Promise<void> {
  const button = page.getByRole('status').getByRole('button', { name: 'Try again' });
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if ((await button.count()) === 0) return;
    await button.click({ timeout: 500 }).catch(() => undefined);
    await page.waitForTimeout(250);
  }
  throw new Error('The banner stayed');
}

/** The addresses of all visible products, as the gateway tells of them. */
async function readProductsOnSale(url: string): Promise<string[]> {
  const query = '{ products(first: 500) { nodes { productId isVisible catalog { catalogId } } } }';
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const {
    data,
  }: { data: { products: { nodes: { productId: string; isVisible: boolean; catalog: { catalogId: string } }[] } } } =
    await response.json();
  return data.products.nodes
    .filter(({ isVisible }) => isVisible)
    .map(({ productId, catalog }) => `/?${new URLSearchParams({ catalog: catalog.catalogId, product: productId })}`);
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where distributions put Chromium, or CHROMIUM_PATH. */
const executablePath = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== '' && existsSync(path),
);

/** `describe`, skipped where there is no browser. */
export const withBrowser = executablePath === undefined ? describe.skip : describe;

/** A browser, once the pages are built. */
export async function openBrowser(): Promise<Browser> {
  await promisify(execFile)(process.execPath, ['playground/build.js']);
  return chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
}

/** An open page that reaches its own host and no other. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Addresses of other hosts that the page asked for. */
  readonly strangers: readonly string[];
  /** What the page's script or the browser complained of. */
  readonly complaints: readonly string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** Scripts that stand in for those of other hosts, by address. */
  readonly scripts?: Readonly<Record<string, string>>;
}

export async function visit(
  browser: Browser,
  url: string,
  { scripts = {}, ...options }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  const strangers: string[] = [];
  const complaints: string[] = [];
  const { host } = new URL(url);
  await context.route(
    (address) => address.host !== host && /^https?:$/.test(address.protocol),
    (route) => {
      const address = route.request().url();
      strangers.push(address);
      const script = scripts[address];
      return script === undefined ? route.abort() : route.fulfill({ contentType: 'text/javascript', body: script });
    },
  );
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(url);
  return { page, strangers, complaints, [Symbol.asyncDispose]: () => context.close() };
}

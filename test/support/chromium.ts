import { existsSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const known = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is: `CHROMIUM_PATH`, or where Debian puts it; undefined where there is none. */
export const chromiumPath = known.find((path) => path !== undefined && existsSync(path));

const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts Chromium without a window; it asks nothing of the network by itself. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: ['--headless', '--no-sandbox', '--disable-gpu', ...quiet],
  });
}

/** A page and everything that went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** What the console said, exceptions, dialogs, and requests to anywhere but the page's own server. */
  readonly complaints: readonly string[];
}

/** Opens an address in a profile of its own. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const complaints: string[] = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => void complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => void complaints.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}

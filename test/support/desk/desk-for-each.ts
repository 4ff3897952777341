import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openChromium } from '../chromium.ts';
import { buildDeskWeb } from './build-web.ts';
import { type DeskUnderTest, startDesk } from './open-desk.ts';

/** One browser for all tests of a block, and a desk of its own for each of them. @param use is handed it before each test */
export function deskForEach(use: (desk: DeskUnderTest) => void): void {
  let browser: Browser;
  let desk: DeskUnderTest;
  beforeAll(async () => {
    await buildDeskWeb();
    browser = await openChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    desk = await startDesk(browser);
    use(desk);
  });
  afterEach(() => desk.close());
}

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { until } from '../until.ts';
import type { StubConversation } from './build-conversation.ts';
import type { StubAgent } from './people.ts';
import { sampleConversations } from './sample-conversations.ts';
import { type DeskStub, startDeskStub } from './stub-server.ts';

/** What the browser tests ask of a desk: the stub today, the real server in the same words. */
export interface DeskUnderTest {
  readonly stub: DeskStub;
  open(agent: StubAgent, options?: OpenOptions): Promise<DeskPage>;
  endSessions(): void;
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Behind `/desk`. */
  readonly path?: string;
}

export interface DeskPage {
  readonly page: Page;
  /** Console messages that are no information, exceptions, dialogs, and requests to anywhere else. */
  readonly complaints: string[];
}

/** A desk with the sample conversations, and pages of it in profiles of their own. */
export async function startDesk(
  browser: Browser,
  sample: (now: number) => StubConversation[] = sampleConversations,
): Promise<DeskUnderTest> {
  const stub = await startDeskStub(sample);
  let hasEnded = false;
  const pages: Page[] = [];
  return {
    stub,
    async open(agent, { path = '', ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR', ...options });
      await context.addCookies([{ name: 'desk', value: stub.cookieOf(agent), url: stub.url, httpOnly: true }]);
      const page = await context.newPage();
      pages.push(page);
      const complaints: string[] = [];
      page.on('console', (message) => void complaints.push(`console ${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => void complaints.push(`exception: ${error.message}`));
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== stub.url) complaints.push(`request: ${request.url()}`);
      });
      const before = stub.streams();
      await page.goto(`${stub.url}/desk${path}`);
      // Who reads and who types is of the moment: tests of it begin when the page is listening.
      if (agent.roles.includes('agent') && !hasEnded) await until(async () => stub.streams() > before || undefined);
      return { page, complaints };
    },
    endSessions() {
      hasEnded = true;
      stub.endSessions();
    },
    async close() {
      for (const page of pages) await page.context().close();
      await stub.close();
    },
  };
}

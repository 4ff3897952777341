import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { createServer } from '../../bots/http/create-server.ts';
import { createLinkService, type LinkService } from '../../bots/linking/link-service.ts';
import { mountLinking } from '../../bots/linking/routes.ts';
import { envelopeUnder } from '../../store/envelope.ts';
import type { RecordStore } from '../../store/port.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { createCookieJar } from './cookie-jar.ts';
import { listen } from './listen.ts';
import { createScriptedSignIn, type ScriptedSignIn, type ScriptedSignInOptions } from './scripted-sign-in.ts';

/** The linking pages on a real server, with a store in a file, a bank in memory and a clock to be moved. */
export interface LinkingApp {
  readonly url: string;
  readonly links: LinkService;
  /** Another process on the same store and bank. */
  readonly otherLinks: LinkService;
  /** A process that dies at its nth write to the store, from 1, before it is written. */
  dyingLinks(nth: number): LinkService;
  readonly bank: ScriptedSignIn;
  /** Everything that was logged. */
  readonly logged: readonly unknown[];
  advance(ms: number): void;
  close(): Promise<void>;
}

/** Records whose nth write kills whoever writes. */
function dyingRecords(records: RecordStore, nth: number): RecordStore {
  let writes = 0;
  const write = <Result>(run: () => Promise<Result>): Promise<Result> => {
    writes += 1;
    return writes < nth ? run() : Promise.reject(new Error('the process is gone'));
  };
  return {
    get: (key) => records.get(key),
    put: (key, value, options) => write(() => records.put(key, value, options)),
    take: (key) => write(() => records.take(key)),
    delete: (key) => write(() => records.delete(key)),
  };
}

/** Starts the pages with nobody linked, at nine o’clock in the morning. */
export async function startLinkingApp(bankOptions: Omit<ScriptedSignInOptions, 'now'> = {}): Promise<LinkingApp> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-linking-'));
  let nowMs = Date.UTC(2026, 10, 23, 9);
  const now = () => new Date(nowMs);
  const store = createSqliteStore({ file: join(folder, 'guichet.db'), envelopeFor: envelopeUnder([randomBytes(32)]), now });
  const bank = createScriptedSignIn({ now, ...bankOptions });
  const address = { url: '' };
  const deps = {
    records: store.records,
    signIn: bank,
    publicUrl: () => address.url,
    now,
    // While somebody waits, time goes by.
    wait: async (ms: number) => {
      nowMs += ms;
    },
  };
  const [links, otherLinks] = [createLinkService(deps), createLinkService(deps)];
  const logged: unknown[] = [];
  const server = createServer({ error: (...entry) => void logged.push(entry) });
  mountLinking(server, { links, bankName: 'Banque <Démo>', publicUrl: () => address.url });
  address.url = await listen(server.server);
  return {
    url: address.url,
    links,
    otherLinks,
    dyingLinks: (nth) => createLinkService({ ...deps, records: dyingRecords(store.records, nth) }),
    bank,
    logged,
    advance(ms) {
      nowMs += ms;
    },
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A page as a browser gets it. */
export interface Visited {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly html: string;
}

/** A browser: it keeps cookies and follows nothing by itself. */
export interface TestBrowser {
  visit(
    url: string,
    options?: {
      readonly method?: 'GET' | 'HEAD' | 'POST';
      readonly headers?: Readonly<Record<string, string>>;
      readonly form?: Readonly<Record<string, string>>;
    },
  ): Promise<Visited>;
}

/** A browser that knows nothing yet. */
export function createTestBrowser(acceptLanguage = 'en'): TestBrowser {
  const jar = createCookieJar();
  return {
    async visit(url, { method = 'GET', headers = {}, form } = {}) {
      const cookie = jar.header(new URL(url));
      const sent = { 'accept-language': acceptLanguage, ...(cookie && { cookie }), ...headers };
      const body = form ? { body: new URLSearchParams(form).toString() } : {};
      const answer = await request(url, { method, headers: sent, ...body });
      jar.keep(new URL(url), [answer.headers['set-cookie'] ?? []].flat());
      return { status: answer.statusCode, headers: answer.headers, html: await answer.body.text() };
    },
  };
}

/** The bank's address that a page leads to. */
export function bankAddressIn({ html }: Visited): string {
  return (/href="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
}

/** The six digits that a page shows. */
export function codeIn({ html }: Visited): string {
  return /<p class="code">(\d{6})<\/p>/.exec(html)?.[1] ?? '';
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoothPage } from '../../bots/booth/booth-page.ts';
import { type BoothService, createBoothService } from '../../bots/booth/booth-service.ts';
import type { BoothTopic } from '../../bots/booth/booth-topic.ts';
import { boothCatalogue } from '../../bots/booth/entry-pages.ts';
import { mountBooth } from '../../bots/booth/routes.ts';
import type { BoothRead } from '../../bots/booth/tell-read.ts';
import { boothPages } from '../../bots/compose/booth.ts';
import { createKeptFiles } from '../../bots/documents/kept-files.ts';
import { createWaitingDocuments } from '../../bots/documents/waiting-documents.ts';
import { createCopyCustomer } from '../../bots/erasure/customer-copy.ts';
import { createErasureService } from '../../bots/erasure/erasure-service.ts';
import { createOneTimeRecords } from '../../bots/erasure/one-time-records.ts';
import { mountErasureStatus } from '../../bots/erasure/status-page.ts';
import { createServer } from '../../bots/http/create-server.ts';
import { createLinkService, type LinkService } from '../../bots/linking/link-service.ts';
import type { Asker } from '../../bots/turns/customer-session.ts';
import type { Language } from '../../i18n/language.ts';
import { type ConsentBook, createConsentBook } from '../../secrecy/consent/consent-book.ts';
import type { Ceiling, EffectiveGrantDeps } from '../../secrecy/consent/effective-grant.ts';
import { envelopeUnder } from '../../store/envelope.ts';
import type { RecordStore, Store } from '../../store/port.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { createFakeBanking, type FakeBankingData } from './fake-banking.ts';
import { bankAddressIn, createTestBrowser, type TestBrowser, type Visited } from './linking-app.ts';
import { listen } from './listen.ts';
import { sampleAccounts } from './sample-accounts.ts';
import { createScriptedSignIn, type ScriptedSignIn } from './scripted-sign-in.ts';

/** The booth on a real server, with a store in a file, a bank in memory and a clock to be moved. */
export interface BoothApp {
  readonly url: string;
  readonly booth: BoothService;
  /** Another process on the same store and bank. */
  readonly otherBooth: BoothService;
  readonly links: LinkService;
  readonly consents: ConsentBook;
  readonly store: Store;
  readonly bank: ScriptedSignIn;
  /** What was told of pages, in order. */
  readonly reads: readonly BoothRead[];
  /** For whom the bank was asked. */
  readonly askers: readonly Asker[];
  /** Everything that was logged. */
  readonly logged: readonly unknown[];
  /** Links a conversation to a customer. */
  link(conversation: string, subject?: string): Promise<void>;
  /** From now on the bank has other data, or other troubles. */
  give(data: FakeBankingData): void;
  /** From now on nobody can be told of pages. */
  deafen(): void;
  /** From now on the store is away. */
  loseStore(): void;
  advance(ms: number): void;
  close(): Promise<void>;
}

const everything: Ceiling = { balance: 'shown', transaction: 'shown', receipt: 'shown', delivery: 'shown', card: 'shown', alert: 'shown' };

export interface BoothAppOptions {
  readonly morePages?: readonly BoothPage[];
  /** The most that the bank lets into a chat; everything where left out. */
  readonly ceiling?: Ceiling;
  /** Host of the bank's language model, where it has one. */
  readonly modelHost?: string;
  readonly legalHold?: readonly string[];
}

/** Starts the booth with nobody linked, at nine o’clock in the morning of the last day of the sample data. */
export async function startBoothApp({
  morePages = [],
  ceiling = everything,
  legalHold = [],
  modelHost,
}: BoothAppOptions = {}): Promise<BoothApp> {
  const model = modelHost === undefined ? undefined : { host: modelHost };
  const folder = await mkdtemp(join(tmpdir(), 'guichet-booth-'));
  let nowMs = Date.UTC(2026, 10, 17, 9);
  const now = () => new Date(nowMs);
  const store = createSqliteStore({ file: join(folder, 'guichet.db'), envelopeFor: envelopeUnder([randomBytes(32)]), now });
  const bank = createScriptedSignIn({ now });
  const address = { url: '' };
  let isLost = false;
  const reach = <Result>(ask: () => Promise<Result>): Promise<Result> => (isLost ? Promise.reject(new Error('no store')) : ask());
  const records: RecordStore = {
    get: (key) => reach(() => store.records.get(key)),
    put: (key, value, options) => reach(() => store.records.put(key, value, options)),
    take: (key) => reach(() => store.records.take(key)),
    delete: (key) => reach(() => store.records.delete(key)),
  };
  const oneTime = createOneTimeRecords(records);
  const customers = { records: oneTime, signIn: bank, publicUrl: () => address.url, now };
  const links = createLinkService(customers);
  const open = (): BoothService => createBoothService({ ...customers, links, acr: 'urn:openbanking:psd2:sca' });
  const booth = open();
  let data: FakeBankingData = sampleAccounts;
  let deaf = false;
  const reads: BoothRead[] = [];
  const askers: Asker[] = [];
  const logged: unknown[] = [];
  const bankName = 'Banque <Démo>';
  const consents = createConsentBook({ records, ledger: store.ledger });
  const copyCustomer = createCopyCustomer({ store, consents, bankName, now });
  const erasures = createErasureService({ store: { ...store, records }, oneTime, links, consents, legalHold, now });
  const disclosure: EffectiveGrantDeps = { ceiling, channelCap: 'shown' };
  const server = createServer({ error: (...entry) => void logged.push(entry) });
  mountBooth(server, {
    booth,
    links,
    bankingFor(asker) {
      askers.push(asker);
      const { timeZone, language } = asker;
      return createFakeBanking({ ...data, now: now(), timeZone, language, customerKey: asker.customer?.key ?? 'nobody' });
    },
    async tell(read) {
      if (deaf) throw new Error('the ledger is away');
      reads.push(read);
    },
    pages: [
      ...boothPages({
        documents: createKeptFiles(records, 'document'),
        documentsOf: createWaitingDocuments({ conversations: store.conversations, showsNames: true, now }),
        consents,
        booth,
        erasures,
        bankName,
        disclosure,
        model,
        ledger: store.ledger,
        copyCustomer,
        now,
      }),
      ...morePages,
    ],
    bankName,
    publicUrl: () => address.url,
    timeZone: 'Europe/Paris',
    log: { warn: (...entry) => void logged.push(entry) },
    now,
  });
  const log = { warn: (...entry: readonly unknown[]) => void logged.push(entry) };
  mountErasureStatus(server, { erasures, catalogue: boothCatalogue(), bankName, timeZone: 'Europe/Paris', now, log });
  address.url = await listen(server.server);
  return {
    url: address.url,
    booth,
    otherBooth: open(),
    links,
    consents,
    store,
    bank,
    reads,
    askers,
    logged,
    async link(conversation, subject = 'customer-1') {
      const { authorizationUrl, pending } = await bank.begin(`${address.url}/link/callback`);
      await links.linkDirectly(conversation, await bank.finish(new URL(bank.authorise(authorizationUrl, subject)), pending));
    },
    give(given) {
      data = given;
    },
    deafen() {
      deaf = true;
    },
    loseStore() {
      isLost = true;
    },
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

/** Opens a link and presses its button. */
export async function pressButton(browser: TestBrowser, url: string): Promise<Visited> {
  await browser.visit(url);
  return browser.visit(url, { method: 'POST' });
}

export interface EnterOptions {
  readonly conversation?: string;
  readonly topic?: BoothTopic;
  readonly language?: Language;
  /** Who signs in at the bank. */
  readonly subject?: string;
  readonly browser?: TestBrowser;
}

/** From the chat through the bank to the first page; also what the bank sent the browser back to. */
export async function enterBooth(app: BoothApp, options: EnterOptions = {}) {
  const { conversation = 'messenger:mine', topic = { page: 'balance' }, language = 'fr', subject, browser = createTestBrowser() } = options;
  const { url } = await app.booth.offer(conversation, topic, language);
  const back = app.bank.authorise(bankAddressIn(await pressButton(browser, url)), subject);
  const answer = await browser.visit(back);
  const location = typeof answer.headers['location'] === 'string' ? answer.headers['location'] : undefined;
  const page = location === undefined ? answer : await browser.visit(new URL(location, app.url).href);
  return { browser, url, back, answer, location, page };
}

/** What a page says, with its tags and line breaks taken out and its spaces made plain. */
export function wordsIn({ html }: Visited): string {
  const body = /<body[^]*<\/body>/.exec(html)?.[0] ?? '';
  return body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\s\u00A0\u202F]+/g, ' ')
    .trim();
}

/** The hidden field of the forms of a session. */
export function formTokenIn({ html }: Visited): string {
  return /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

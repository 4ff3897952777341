import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type DemoBank, startDemoBank } from '../../demo/start-demo-bank.ts';
import { type GraphApiStub, startGraphApiStub } from '../support/graph-api-stub.ts';
import { type GuichetProcess, startGuichet, temporaryDataDir } from '../support/guichet-process.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { pageEnvironment } from '../support/page-environment.ts';
import { plain, wordsOf } from '../support/plain-text.ts';
import { envelope, postWebhook, textMessage } from '../support/post-webhook.ts';
import { startApp } from '../support/start-app.ts';
import { until } from '../support/until.ts';

const freezes = '/card-services/v1/freezes';
const pending = 'Votre demande est enregistrée';
const done = 'C’est fait : votre carte est bloquée';
const allDone = 'C’est fait : toutes vos cartes sont bloquées';
const late = 'le blocage que vous aviez demandé est fait';
/** Long enough for a bank that stays silent and a round of looking after open orders, on a slow machine. */
const patienceMs = 90_000;

const told = (texts: readonly string[], words: string): number => texts.filter((text) => text.includes(words)).length;

describe('freezing a card', () => {
  let app: PageApp;
  let now: Date;

  beforeEach(async () => {
    now = new Date();
    app = await startPageApp({ now: () => now });
    await app.link('demo-us');
    await app.write('m1', 'jai perdu ma carte');
    await heard('Voulez-vous bloquer votre carte');
  }, patienceMs);
  afterEach(() => app.stop());

  const heard = (words: string, times = 1): Promise<true> => until(async () => (told(app.texts(), words) >= times ? true : undefined));
  const carriedOut = (): number => app.bank.cardServices.carriedOut.length;
  /** Lets the time come in which an open order is looked into. */
  const later = (): void => void (now = new Date(now.getTime() + 60_000));
  /** Whatever was still to come for the customer has come. */
  const settled = async (): Promise<void> => {
    await app.write(`end-${randomBytes(4).toString('hex')}`, 'merci');
    await heard('plaisir');
  };

  test.each(['reset', 'silence'] as const)(
    'that is done while its answer is lost (%s) is done once, and told when the bank is asked',
    async (loseAnswer) => {
      app.bank.faults.set({ loseAnswer, path: freezes });
      await app.write('m2', 'oui');
      await heard(pending);
      expect(carriedOut()).toBe(1);
      app.bank.faults.clear();
      later();
      await heard(late);
      await settled();
      expect([carriedOut(), told(app.texts(), late), told(app.texts(), done)]).toEqual([1, 1, 0]);
    },
    patienceMs,
  );

  test(
    'that reaches no bank is carried out when there is one again',
    async () => {
      app.bank.faults.set({ status: 503, path: '/card-services' });
      await app.write('m2', 'oui');
      await heard(pending);
      expect(carriedOut()).toBe(0);
      app.bank.faults.clear();
      later();
      await heard(late);
      await settled();
      expect([carriedOut(), told(app.texts(), late)]).toEqual([1, 1]);
    },
    patienceMs,
  );

  test(
    'that was confirmed in several deliveries, and then once more, is done once',
    async () => {
      await Promise.all(['m2', 'm2', 'm2'].map((mid) => app.write(mid, 'oui')));
      await app.write('m3', 'oui');
      await heard(done);
      await settled();
      expect([carriedOut(), told(app.texts(), done)]).toEqual([1, 1]);
    },
    patienceMs,
  );

  test(
    'whose outcome was told in its turn is not told again',
    async () => {
      await app.write('m2', 'oui');
      await heard(done);
      later();
      await settled();
      expect([carriedOut(), told(app.texts(), late)]).toEqual([1, 0]);
    },
    patienceMs,
  );
});

describe('a process that is killed between the order and its outcome', () => {
  const secrets = { appSecret: randomBytes(16).toString('hex'), pageToken: `EAA${randomBytes(16).toString('hex')}` };
  const customer = { pageId: '1234567890', psid: '7700000000000001' };
  const opened: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).toReversed()) await close();
  });

  interface World {
    readonly bank: DemoBank;
    readonly graph: GraphApiStub;
    start(): Promise<GuichetProcess>;
    /** Everything the customer has got. */
    texts(): readonly string[];
    write(guichet: GuichetProcess, mid: string, text: string): Promise<number>;
    heard(words: string): Promise<true>;
  }

  /** A bank, a Graph API and a folder that outlive every process; the customer is linked. */
  async function worldOf(): Promise<World> {
    const folder = await temporaryDataDir();
    opened.push(() => folder.remove());
    const bank = await startDemoBank({ now: () => new Date(), redirectUris: ['https://guichet.example/link/callback'] });
    opened.push(() => bank.stop());
    const graph = await startGraphApiStub({ ...secrets, graphVersion: 'v26.0' });
    opened.push(() => graph.close());
    const environment = {
      ...pageEnvironment({ ...secrets, graphUrl: graph.url }),
      // The bank lets no banking fact into the chat: a card can be blocked all the same.
      DISCLOSURE: 'sealed',
      MESSENGER_ECHOES: 'off',
      BANK_API_URL: bank.openBankingUrl,
      // Nobody signs in here.
      BANK_ISSUER: 'https://issuer.invalid',
      BANK_CLIENT_ID: bank.clientId,
      BANK_CLIENT_SECRET: bank.clientSecret,
      BANK_CARD_SERVICES_URL: bank.cardServices.url,
    };
    const linking = await startApp({ environment, dataDir: folder.path });
    opened.push(() => linking.stop(true));
    const { keyOf, links } = linking.foundation;
    const conversation = keyOf({ channel: 'facebook', page: customer.pageId, psid: customer.psid });
    await links.linkDirectly(conversation, await bank.signInDirectly('demo-us'));
    await opened.pop()?.();
    const texts = (): string[] => graph.accepted.flatMap((call) => ('message' in call ? [plain(wordsOf(call.message.body))] : []));
    return {
      bank,
      graph,
      texts,
      start: () => startGuichet({ dataDir: folder.path, environment }),
      write: (guichet, mid, text) =>
        postWebhook(guichet.url, secrets.appSecret, envelope(customer.pageId, textMessage({ ...customer, mid, text }))),
      heard: (words) => until(async () => (texts().some((text) => text.includes(words)) ? true : undefined)),
    };
  }

  test.each(['after the bank did it', 'while the bank takes its time'])(
    '%s: the next one finds it out, and it is done once',
    async (when) => {
      const { bank, graph, texts, start, write, heard } = await worldOf();
      const first = await start();
      opened.push(() => first.kill());
      await write(first, 'm1', 'jai perdu ma carte');
      await heard('Voulez-vous bloquer toutes vos cartes');
      const did = when === 'after the bank did it';
      const before = graph.accepted.length;
      // A slow bank carries out what was asked of it after the one who asked is gone, and beside the one who asks again.
      bank.faults.set({ path: freezes, ...(did ? { loseAnswer: 'silence' } : { latencyMs: 3_000 }) });
      await write(first, 'm2', 'oui');
      await until(async () => (did ? bank.cardServices.carriedOut.length > 0 : graph.accepted.length > before) || undefined);
      await first.kill();
      bank.faults.clear();
      const second = await start();
      opened.push(() => second.stop());
      await heard(allDone);
      expect(bank.cardServices.carriedOut).toHaveLength(1);
      expect(texts().filter((text) => text.includes('····'))).toEqual([]);
    },
    patienceMs,
  );
});

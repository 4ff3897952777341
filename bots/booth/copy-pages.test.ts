import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { decide } from '../../secrecy/consent/consent.ts';
import { createLedgerKeeper } from '../../secrecy/ledger/keep-ledger.ts';
import { createLedgerSigner } from '../../secrecy/ledger/ledger-keys.ts';
import type { Json } from '../../store/port.ts';
import { takeAndClaim } from '../../test/contracts/store/store-under-test.ts';
import { type BoothApp, enterBooth, startBoothApp, wordsIn } from '../../test/support/booth-app.ts';

const conversation = 'messenger:mine';
const at = '2026-11-17T08:00:00.000Z';
const said = { kind: 'said', at, sink: 'chat', fields: [], rule: 'rule', policy: 1, bytes: 100, mac: 'mac' } as const;

let app: BoothApp;
afterEach(() => app.close());

async function enter(language: 'fr' | 'en' = 'fr') {
  app = await startBoothApp();
  await app.link(conversation);
  return enterBooth(app, { language });
}

/** Tells the ledger, and has it chained. */
async function tell(...entries: readonly Json[]): Promise<void> {
  const now = () => new Date(at);
  const keeper = createLedgerKeeper({
    ledger: app.store.ledger,
    signer: createLedgerSigner(randomBytes(32)),
    now,
    onSigned: async () => undefined,
  });
  await app.store.ledger.add(entries);
  await keeper.finish();
}

describe('what Facebook has seen', () => {
  test('is what the ledger says of this conversation, in words, the latest first, and of no other', async () => {
    const { browser } = await enter();
    await tell(
      { ...said, conversation, trace: 't1', messages: ['balance.one'], disclosed: { balance: 'banded' } },
      { ...said, conversation, trace: 't1', messages: ['engine.more'], disclosed: {} },
      { ...said, conversation: 'messenger:other', messages: ['freeze_card.done'], disclosed: { card: 'shown' } },
      { ...said, conversation, trace: 't2', messages: ['secrecy.sealed'], disclosed: {} },
      {
        kind: 'read',
        at,
        conversation,
        sink: 'page',
        who: 'customer',
        messages: ['parcels'],
        disclosed: { delivery: 'shown' },
        rule: 'r',
        policy: 1,
      },
    );
    const words = wordsIn(await browser.visit(`${app.url}/booth/privacy/seen`));
    const order = ['Vous avez lu vos livraisons', 'Renvoi vers la page de la banque', 'Réponse sur vos soldes'];
    expect(order.map((one) => words.indexOf(one)).filter((place) => place < 0)).toEqual([]);
    expect(order.map((one) => words.indexOf(one))).toEqual(order.map((one) => words.indexOf(one)).toSorted((one, two) => one - two));
    expect(words).toContain('Le mardi 17 novembre à 9 h. Soldes : Ordres de grandeur.');
    expect(words).toContain('Aucune donnée bancaire');
    expect(words).not.toContain('Blocage de carte');
    expect(words).toContain('les 6 dernières lignes');
  });

  test('is paged, and bears any number of a page', async () => {
    const { browser } = await enter('en');
    const entries = Array.from({ length: 60 }, (_, index) => ({
      ...said,
      conversation,
      trace: `t${index}`,
      messages: ['help.text'],
      disclosed: {},
    }));
    await tell(...entries);
    const last = await browser.visit(`${app.url}/booth/privacy/seen?page=99`);
    expect(wordsIn(last)).toContain('Page 3 of 3');
    expect(last.html.match(/Help</g)).toHaveLength(10);
    expect(wordsIn(await browser.visit(`${app.url}/booth/privacy/seen?page=x`))).toContain('Page 1 of 3');
  });
});

describe('the copy of what is kept', () => {
  async function plant(): Promise<void> {
    const link = (await app.links.accessFor(conversation))?.access.key ?? '';
    await app.consents.add(conversation, decide({ link, level: 'hinted', by: 'chat', topics: ['balance'], now: new Date(at) }));
    const frame = { id: 'f', version: 1, phase: 'filling', startedAt: at, updatedAt: at };
    const frames = [
      { ...frame, dialog: 'transactions', slots: { merchant: 'Fnac' } },
      { ...frame, dialog: 'link_account', slots: { code: '123456' } },
    ];
    const claim = await takeAndClaim(app.store, 'e1', conversation);
    await app.store.conversations.commit(claim, { state: { schema: 1, language: 'fr', frames, unclear: 0 }, replies: [] });
    await app.store.conversations.finish(claim);
    const broken = await takeAndClaim(app.store, 'un mot perdu', conversation);
    await app.store.conversations.quarantine(broken, { at, reason: 'turn', frames: [] }, []);
    const address = { door: 'messenger', channelId: 'facebook', from: { id: '1' }, recipient: { id: '2' }, conversation: { id: '3' } };
    const intent = { action: { kind: 'freeze', target: { which: 'all' } }, link, dialog: 'freeze_card', address, at };
    await app.store.effects.intend({ key: 'k1', conversation, intent }, 3_600_000);
    await app.store.effects.settle({ key: 'k1', conversation }, { outcome: 'done', reference: 'REF-1' });
    await tell({ ...said, conversation, messages: ['balance.one'], disclosed: {} });
  }

  test('is a file for a program, with a version, and without secrets', async () => {
    const { browser } = await enter();
    await plant();
    const answer = await browser.visit(`${app.url}/booth/privacy/copy.json`);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="guichet-2026-11-17.json"');
    expect(answer.headers['cache-control']).toBe('no-store');
    const copy: unknown = JSON.parse(answer.html);
    expect(copy).toMatchObject({
      schema: 'guichet-customer-copy',
      version: 1,
      conversation,
      identity: { subject: 'customer-1' },
      consents: [{ topic: 'balance', level: 'hinted', by: 'chat' }],
      state: { language: 'fr', frames: [{ slots: { merchant: 'Fnac' } }, { dialog: 'link_account', slots: {} }] },
      orders: [{ kind: 'freeze', outcome: 'done', reference: 'REF-1' }],
      setAside: [{ reason: 'turn', text: 'un mot perdu' }],
      ledger: { entries: [{ kind: 'said' }, { kind: 'consent' }], searched: 3 },
    });
    expect(answer.html).not.toMatch(/123456|accessToken|refreshToken/);
    expect(app.reads.at(-1)).toMatchObject({ page: 'privacy_copy_file' });
  });

  test('is a page to be printed, with the same in words', async () => {
    const { browser } = await enter();
    await plant();
    const words = wordsIn(await browser.visit(`${app.url}/booth/privacy/copy`));
    for (const one of [
      'customer-1',
      'Soldes : Sans chiffre',
      'Conversation en français',
      '{&quot;merchant&quot;:&quot;Fnac&quot;}',
      'un mot perdu',
    ])
      expect(words).toContain(one);
    expect(words).toContain('Blocage de carte : effectué mardi 17 novembre à 9 h · REF-1');
    expect(words).not.toContain('123456');
  });
});

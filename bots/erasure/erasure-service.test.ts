import { expect, test } from '@jest/globals';
import { consentTopics, decide } from '../../secrecy/consent/consent.ts';
import { createConsentBook } from '../../secrecy/consent/consent-book.ts';
import type { Json, Store } from '../../store/port.ts';
import { takeAndClaim, turn } from '../../test/contracts/store/store-under-test.ts';
import { describeOnEachStore } from '../../test/support/each-store.ts';
import { createScriptedSignIn } from '../../test/support/scripted-sign-in.ts';
import { createBoothService } from '../booth/booth-service.ts';
import { createLinkService, type LinkService } from '../linking/link-service.ts';
import { createErasureService, type ErasureDeps } from './erasure-service.ts';
import { createOneTimeRecords } from './one-time-records.ts';

const conversation = 'messenger:a';
const other = 'messenger:b';
const publicUrl = 'http://localhost:1';

/** What the ledger was told, chained or not. */
async function told({ ledger }: Store): Promise<readonly Json[]> {
  return (await ledger.waiting()).flatMap(({ entries }) => entries);
}

/** A process on a store; the clock is the test's. */
function processOn(store: Store, different: Partial<ErasureDeps> = {}) {
  let nowMs = Date.UTC(2026, 10, 17, 9);
  const now = () => new Date(nowMs);
  const bank = createScriptedSignIn({ now });
  const oneTime = createOneTimeRecords(store.records);
  const shared = { records: oneTime, signIn: bank, publicUrl: () => publicUrl, now };
  const links = createLinkService(shared);
  const booth = createBoothService({ ...shared, links, acr: undefined });
  const consents = createConsentBook(store);
  const erasures = createErasureService({ store, oneTime, links, consents, legalHold: [], now, ...different });
  return {
    bank,
    links,
    booth,
    consents,
    erasures,
    oneTime,
    advance: (ms: number) => (nowMs += ms),
    async link(whose: string) {
      const { authorizationUrl, pending } = await bank.begin(`${publicUrl}/link/callback`);
      await links.linkDirectly(whose, await bank.finish(new URL(bank.authorise(authorizationUrl)), pending));
      const link = (await links.accessFor(whose))?.access.key ?? '';
      await consents.add(whose, decide({ link, level: 'shown', by: 'linking', topics: consentTopics, now: now() }));
    },
  };
}

/** Linking that dies once before it has ended anything. */
function dyingOnce(links: LinkService): Pick<LinkService, 'linkingFor'> {
  let died = false;
  return {
    linkingFor(whose, language) {
      if (died) return links.linkingFor(whose, language);
      died = true;
      throw new Error('killed');
    },
  };
}

async function receiptIn(entries: readonly Json[]): Promise<unknown> {
  return entries.find((entry) => typeof entry === 'object' && entry !== null && 'receipt' in entry);
}

describeOnEachStore('erasure', (open) => {
  test('ends the link, the consents, the one-time records and the conversation, of nobody else, and tells the ledger', async () => {
    const { store, dispose } = await open();
    const { bank, links, booth, consents, erasures, link } = processOn(store);
    await link(conversation);
    await link(other);
    const offered = await booth.offer(conversation, { page: 'balance' }, 'fr');
    const token = offered.url.slice(offered.url.lastIndexOf('/') + 1);
    const linkOffer = await links.linkingFor(conversation, 'fr').begin();
    await store.conversations.commit(await takeAndClaim(store, 'e1'), turn({ words: 'x' }, { text: 'y' }));
    const revokedBefore = bank.revoked.length;

    const erased = await erasures.erase(conversation, 'booth');

    expect(erased).toEqual({ outcome: 'erased', receipt: expect.stringMatching(/^([B-Z]{4}-){2}[B-Z]{4}$/) });
    expect(await links.accessFor(conversation)).toBeUndefined();
    expect(bank.revoked.length).toBe(revokedBefore + 1);
    expect(await consents.read(conversation)).toEqual([]);
    expect(await booth.flow.look(token, undefined)).toMatchObject({ ok: false, why: 'dead' });
    expect(await links.flow.look(linkOffer.url.slice(linkOffer.url.lastIndexOf('/') + 1))).toMatchObject({ ok: false });
    expect(await takeAndClaim(store, 'e2')).toMatchObject({ state: undefined, unsent: [] });
    expect(await links.accessFor(other)).toBeDefined();
    expect((await consents.read(other)).length).toBeGreaterThan(0);
    const receipt = erased.outcome === 'erased' ? erased.receipt : '';
    expect(await told(store)).toContainEqual(expect.objectContaining({ kind: 'erased', conversation, by: 'booth', receipt }));
    expect(await erasures.receipt(receipt)).toMatchObject({ status: 'done' });
    await dispose();
  });

  test('that a crash cuts off is ended by whoever comes next, under the same receipt', async () => {
    const { store, dispose } = await open();
    const first = processOn(store);
    await first.link(conversation);
    const dying = processOn(store, { links: dyingOnce(first.links), newReceipt: () => 'BCDF-GHJK-LMNP' });
    await expect(dying.erasures.erase(conversation, 'booth')).rejects.toThrow('killed');
    expect(await first.erasures.receipt('BCDF-GHJK-LMNP')).toMatchObject({ status: 'pending' });
    expect(await first.links.accessFor(conversation)).toBeDefined();
    await first.erasures.runDue();
    expect(await first.links.accessFor(conversation)).toBeDefined();
    first.advance(20_000);
    await first.erasures.runDue();
    expect(await first.links.accessFor(conversation)).toBeUndefined();
    expect(await first.erasures.receipt('BCDF-GHJK-LMNP')).toMatchObject({ status: 'done' });
    expect(await receiptIn((await told(store)).toReversed())).toMatchObject({ receipt: 'BCDF-GHJK-LMNP' });
    await dispose();
  });

  test('in a turn spares the turn, goes on under its receipt when the turn is tried again, and is ended where it never settles', async () => {
    const { store, dispose } = await open();
    const { erasures, links, link, advance } = processOn(store);
    await link(conversation);
    const claim = await takeAndClaim(store, 'e1');
    const [once, again] = [await erasures.eraseInTurn(conversation), await erasures.eraseInTurn(conversation)];
    expect(once).toMatchObject({ outcome: 'erased' });
    expect(again).toMatchObject({ receipt: once.outcome === 'erased' ? once.receipt : '' });
    expect(await links.accessFor(conversation)).toBeUndefined();
    await erasures.runDue();
    expect(await store.conversations.commit(claim, turn({ empty: true }))).toBe('committed');
    advance(60_000);
    await erasures.runDue();
    expect((await takeAndClaim(store, 'e2')).state).toBeUndefined();
    expect(await erasures.receipt(once.outcome === 'erased' ? once.receipt : '')).toMatchObject({ status: 'done' });
    await dispose();
  });

  test('that has settled leaves alone what comes after it', async () => {
    const { store, dispose } = await open();
    const { erasures, links, link, advance } = processOn(store);
    await link(conversation);
    const erased = await erasures.eraseInTurn(conversation);
    if (erased.outcome === 'erased') await erased.settle();
    await link(conversation);
    advance(60_000);
    await erasures.runDue();
    expect(await links.accessFor(conversation)).toBeDefined();
    await dispose();
  });

  test('is refused under a legal hold, and the ledger is told', async () => {
    const { store, dispose } = await open();
    const { erasures, links, link } = processOn(store, { legalHold: [conversation] });
    await link(conversation);
    expect(await erasures.erase(conversation, 'booth')).toEqual({ outcome: 'held' });
    expect(await erasures.eraseInTurn(conversation)).toEqual({ outcome: 'held' });
    expect(await links.accessFor(conversation)).toBeDefined();
    expect((await told(store)).filter((entry) => JSON.stringify(entry).includes('"kind":"held"'))).toHaveLength(2);
    await dispose();
  });

  test('finds records under secrets by their conversation, also when there were many', async () => {
    const { store, dispose } = await open();
    const { oneTime } = processOn(store);
    for (let count = 0; count < 70; count += 1) {
      await oneTime.put(`booth-offer:${count}`, { conversation, count }, { ttlMs: 60_000 });
      if (count < 60) await oneTime.take(`booth-offer:${count}`);
    }
    await oneTime.put('booth-offer:other', { conversation: other }, { ttlMs: 60_000 });
    await oneTime.forget(conversation);
    const left = await Promise.all(Array.from({ length: 70 }, (_, count) => oneTime.get(`booth-offer:${count}`)));
    expect(left.filter((record) => record !== undefined)).toEqual([]);
    expect(await oneTime.get(`one-time:${conversation}`)).toBeUndefined();
    expect(await oneTime.get('booth-offer:other')).toBeDefined();
    await dispose();
  });
});

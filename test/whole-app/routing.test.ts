import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pageInboxId } from '../../bots/messenger/thread-request.ts';
import { type DeskBrowser, openDesk } from '../support/desk-browser.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { plain } from '../support/plain-text.ts';
import { until } from '../support/until.ts';

const pageId = '1234567890';
const appId = '4242';
const open = { DESK: 'on', DESK_HOURS: 'Mon-Sun 00:00-24:00', DESK_HOLIDAYS: 'none', DESK_NAMES: 'on' };
let customers = 0;

/** One customer of a Page, whose messages come as Meta sends them: in standby while another app holds the thread. */
function newCustomer(page: PageApp, alix: DeskBrowser) {
  customers += 1;
  const psid = `88000000000000${10 + customers}`;
  const id = page.app.foundation.keyOf({ channel: 'facebook', page: pageId, psid });
  let messages = 0;
  const { graph } = page;
  const element = { sender: { id: psid }, recipient: { id: pageId }, timestamp: Date.now() };
  const post = (body: object): Promise<number> => page.deliver({ ...element, ...body });
  return {
    psid,
    id,
    calls: () => graph.threads?.calls.filter((call) => call.psid === psid).map(({ call }) => call) ?? [],
    texts: () => graph.messages.filter((message) => message.psid === psid).map(({ text }) => plain(text)),
    async say(text: string): Promise<void> {
      messages += 1;
      const message = { mid: `m_${psid}_${messages}`, text };
      expect(await post({ message })).toBe(200);
    },
    /** Somebody in Business Suite does something with the thread. */
    async moved(call: 'pass_thread_control' | 'take_thread_control', to: string, from: string): Promise<void> {
      graph.threads?.give(psid, to);
      expect(await post({ [call]: { previous_owner_app_id: from, new_owner_app_id: to, metadata: '' } })).toBe(200);
    },
    owner: async () => (await alix.list()).conversations.find((one) => one.id === id)?.owner,
    async becomes(kind: string): Promise<void> {
      await until(async () => ((await this.owner())?.kind === kind ? true : undefined));
    },
    async heldByAlix(): Promise<void> {
      await this.say('Je veux parler à un conseiller');
      await this.becomes('queue');
      expect(await alix.write(id, 'claim')).toMatchObject({ outcome: 'done' });
      await until(async () => (/rejoint/.test(this.texts().at(-1) ?? '') ? true : undefined));
    },
  };
}

async function openPage(isDefault: boolean): Promise<{ page: PageApp; alix: DeskBrowser }> {
  const page = await startPageApp({ environment: open, routing: { appId, isDefault } });
  const alix = await openDesk(page.app.url, 'alix');
  await alix.available();
  return { page, alix };
}

describe('the default app of a Page', () => {
  let page: PageApp;
  let alix: DeskBrowser;
  beforeAll(async () => ({ page, alix } = await openPage(true)), 300_000);
  afterAll(() => page.stop());

  test('passes a thread to the Page’s inbox after the last word, and takes it back before the first', async () => {
    const customer = newCustomer(page, alix);
    await customer.heldByAlix();
    expect((await alix.detail(customer.id)).may).toMatchObject({ pass: { allowed: true }, recall: { allowed: false } });
    expect(await alix.write(customer.id, 'pass', { note: 'pour l’agence' })).toMatchObject({
      outcome: 'done',
      conversation: { owner: { kind: 'page_inbox', token: 3 } },
      entries: [{ kind: 'transition', note: 'pour l’agence', announced: 'transferred_queue' }],
    });
    await until(async () => (customer.calls().includes('pass_thread_control') ? true : undefined));
    expect(page.graph.threads?.ownerOf(customer.psid)).toBe(pageInboxId);
    expect(customer.texts().at(-1)).toMatch(/une autre équipe/);
    expect(page.graph.threads?.calls.find(({ call }) => call === 'pass_thread_control')?.json).toMatchObject({
      recipient: { id: customer.psid },
      target_app_id: '263902037430900',
    });

    page.graph.threads?.letTake(true);
    expect((await alix.detail(customer.id)).may).toMatchObject({ pass: { allowed: false }, recall: { allowed: true } });
    expect(await alix.write(customer.id, 'recall')).toMatchObject({ outcome: 'done', conversation: { owner: { kind: 'agent' } } });
    await until(async () => (/rejoint/.test(customer.texts().at(-1) ?? '') ? true : undefined));
    expect(page.graph.threads?.ownerOf(customer.psid)).toBe(appId);
    expect(await alix.write(customer.id, 'return', { outcome: 'solved', quietHours: 0 })).toMatchObject({ outcome: 'done' });
    await until(async () => (page.graph.threads?.ownerOf(customer.psid) === null ? true : undefined));
    expect(customer.calls()).toEqual(['pass_thread_control', 'take_thread_control', 'release_thread_control']);
    expect(customer.texts().at(-1)).toMatch(/Avez-vous été bien aidé/);
    page.graph.threads?.letTake(false);
  }, 60_000);

  test('that may not take a thread has it not: the inbox is asked, and gives it', async () => {
    const customer = newCustomer(page, alix);
    await customer.heldByAlix();
    await customer.moved('take_thread_control', pageInboxId, appId);
    await customer.becomes('page_inbox');
    const before = customer.texts().length;
    await alix.write(customer.id, 'recall');
    await until(async () => (customer.calls().includes('request_thread_control') ? true : undefined));
    await customer.becomes('page_inbox');
    expect(customer.texts()).toHaveLength(before);
    await customer.moved('pass_thread_control', appId, pageInboxId);
    await customer.becomes('agent');
    await until(async () => (customer.texts().length > before ? true : undefined));
  }, 60_000);

  test('an answer that Meta refuses because another app holds the thread puts our owner right', async () => {
    const customer = newCustomer(page, alix);
    await customer.heldByAlix();
    // Nobody tells us.
    page.graph.threads?.give(customer.psid, pageInboxId);
    await alix.write(customer.id, 'messages', { text: 'Bonjour' });
    await customer.becomes('page_inbox');
    expect(customer.calls()).toEqual(['thread_owner']);
    const { thread } = await alix.detail(customer.id);
    expect(thread.find((entry) => entry.kind === 'system' && entry.code === 'undelivered')).toBeDefined();
  }, 60_000);

  test('a pass that Meta refuses leaves the conversation with whoever passed it', async () => {
    const customer = newCustomer(page, alix);
    await customer.heldByAlix();
    page.graph.threads?.refuse('pass_thread_control');
    await alix.write(customer.id, 'pass');
    await customer.becomes('agent');
    expect((await customer.owner())?.agent?.name).toBe('Alix');
    const { thread } = await alix.detail(customer.id);
    expect(thread.find((entry) => entry.kind === 'system' && entry.code === 'thread_not_passed')).toBeDefined();
  }, 60_000);
});

describe('one app of several', () => {
  let page: PageApp;
  let alix: DeskBrowser;
  beforeAll(async () => ({ page, alix } = await openPage(false)), 300_000);
  afterAll(() => page.stop());

  test('asks for a thread, and the one who asked has it once it is given', async () => {
    const customer = newCustomer(page, alix);
    await customer.heldByAlix();
    await alix.write(customer.id, 'pass');
    await until(async () => (page.graph.threads?.ownerOf(customer.psid) === pageInboxId ? true : undefined));
    expect(await alix.write(customer.id, 'recall')).toMatchObject({
      outcome: 'done',
      conversation: { owner: { kind: 'page_inbox' } },
      entries: [{ kind: 'system', code: 'thread_asked' }],
    });
    await until(async () => (customer.calls().includes('request_thread_control') ? true : undefined));
    await customer.moved('pass_thread_control', appId, pageInboxId);
    await customer.becomes('agent');
    expect((await customer.owner())?.agent?.name).toBe('Alix');
  }, 60_000);
});

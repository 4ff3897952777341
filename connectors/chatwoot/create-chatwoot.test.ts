import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ChatwootStub, startChatwootStub, stubChatwoot } from '../../test/support/chatwoot-stub.ts';
import { openEgress } from '../../test/support/open-egress.ts';
import { type Chatwoot, createChatwoot } from './create-chatwoot.ts';

let stub: ChatwootStub;
let chatwoot: Chatwoot;

const open = (settings: { readonly apiToken?: string } = {}): Chatwoot =>
  createChatwoot({ ...stubChatwoot, ...settings, baseUrl: stub.url, egress: openEgress(), retry: { attempts: 1, baseMs: 0 } });

beforeEach(async () => {
  stub = await startChatwootStub();
  chatwoot = open();
});
afterEach(async () => {
  await chatwoot.close();
  await stub.close();
});

const known = { identifier: 'guichet-1', name: 'Client 4F2A' };

describe('Chatwoot', () => {
  test('says how many people of the inbox are online', async () => {
    stub.online(2);
    expect(await chatwoot.peoplePresent()).toBe(2);
    stub.online(0);
    expect(await chatwoot.peoplePresent()).toBe(0);
  });

  test('knows a customer once, by the name we give, also where two ask at once', async () => {
    const other = open();
    const contacts = await Promise.all([chatwoot.contact(known), other.contact(known)]);
    expect(contacts[0]).toEqual(contacts[1]);
    expect(await chatwoot.contact(known)).toEqual(contacts[0]);
    expect(stub.contacts.size).toBe(1);
    await other.close();
  });

  test('takes no name that only resembles it', async () => {
    await chatwoot.contact({ ...known, identifier: 'guichet-11' });
    await chatwoot.contact(known);
    expect([...stub.contacts.values()].map(({ identifier }) => identifier)).toEqual(['guichet-11', 'guichet-1']);
  });

  test('opens a conversation once for each mark', async () => {
    const contact = await chatwoot.contact(known);
    const first = await chatwoot.openConversation(contact, '4.0 monday');
    expect(await chatwoot.openConversation(contact, '4.0 monday')).toBe(first);
    expect(await chatwoot.openConversation(contact, '9.0 friday')).not.toBe(first);
  });

  test('takes the customer’s words as the customer’s and notes as private, each with its mark', async () => {
    const conversation = await chatwoot.openConversation(await chatwoot.contact(known), '1');
    await chatwoot.post(conversation, { text: 'dossier', from: 'note', mark: '1.1' });
    await chatwoot.post(conversation, { text: 'bonjour', from: 'customer', mark: '1.2' });
    expect(stub.conversations[0]?.messages).toMatchObject([
      { content: 'dossier', message_type: 1, private: true },
      { content: 'bonjour', message_type: 0, private: false },
    ]);
    expect(await chatwoot.marksIn(conversation)).toEqual(new Set(['1.1', '1.2']));
  });

  test('resolves, opens and ranks, whatever the answer holds', async () => {
    const conversation = await chatwoot.openConversation(await chatwoot.contact(known), '1');
    await chatwoot.setStatus(conversation, 'resolved');
    await chatwoot.setPriority(conversation, 'urgent');
    expect(stub.conversations[0]).toMatchObject({ status: 'resolved', priority: 'urgent' });
    await chatwoot.setStatus(conversation, 'open');
    expect(stub.conversations[0]).toMatchObject({ status: 'open' });
  });

  test('forgets a customer with all conversations, and one it never knew', async () => {
    await chatwoot.openConversation(await chatwoot.contact(known), '1');
    await chatwoot.forgetContact('guichet-1');
    await chatwoot.forgetContact('guichet-1');
    expect([stub.contacts.size, stub.conversations.length]).toEqual([0, 0]);
  });

  test('that does not let us in is our fault, and no message says more than the call', async () => {
    const stranger = open({ apiToken: 'chatwoot-wrong' });
    const failed = await stranger.contact(known).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'bad_request', status: 401, message: 'chatwoot contact_search: bad_request (401)' });
    await stranger.close();
  });

  test('a message is sent once per call, also where its answer does not come', async () => {
    const conversation = await chatwoot.openConversation(await chatwoot.contact(known), '1');
    stub.failPosts('lost');
    await expect(chatwoot.post(conversation, { text: 'a', from: 'customer', mark: '1.1' })).rejects.toMatchObject({
      code: 'bank_unavailable',
    });
    expect(stub.conversations[0]?.messages).toHaveLength(1);
    expect(await chatwoot.marksIn(conversation)).toEqual(new Set(['1.1']));
  });

  test('a conversation that is not there any more is not found', async () => {
    await expect(chatwoot.post(99, { text: 'a', from: 'note', mark: 'm' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

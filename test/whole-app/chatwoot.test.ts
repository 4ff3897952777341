import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { auditSchema } from '../../desk/api/reports.ts';
import { ledgerEntrySchema } from '../../secrecy/ledger/ledger-entry.ts';
import { readLink } from '../../secrecy/ledger/link.ts';
import {
  alice,
  type ChatwootStub,
  messagePayload,
  type StubConversation,
  startChatwootStub,
  statusPayload,
} from '../support/chatwoot-stub.ts';
import { type DeskBrowser, openDesk } from '../support/desk-browser.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { until } from '../support/until.ts';

let chatwoot: ChatwootStub;
let page: PageApp;
let claire: DeskBrowser;
let denis: DeskBrowser;
let customers = 0;

const open = { DESK: 'on', DESK_HOURS: 'Mon-Sun 00:00-24:00', DESK_HOLIDAYS: 'none', DESK_NAMES: 'on', ADMIN_PORT: '0' };
const truly = (value: boolean): true | undefined => value || undefined;

/** A customer nobody has spoken to yet, and what is known of them in Chatwoot. */
function newCustomer() {
  customers += 1;
  const psid = `78000000000000${10 + customers}`;
  const id = page.app.foundation.keyOf({ channel: 'facebook', page: '1234567890', psid });
  let messages = 0;
  const texts = (): string[] =>
    page.graph.accepted.flatMap((request) =>
      'message' in request && request.recipient.id === psid
        ? [JSON.stringify(request.message.body).replaceAll(/[\u00a0\u202f]/g, ' ')]
        : [],
    );
  return {
    psid,
    id,
    texts,
    async say(text: string): Promise<void> {
      messages += 1;
      expect(await page.write(`m_${psid}_${messages}`, text, psid)).toBe(200);
    },
    hears: (what: RegExp): Promise<string> => until(async () => texts().find((text) => what.test(text))),
    async press(payload: string): Promise<void> {
      messages += 1;
      const postback = { mid: `m_${psid}_${messages}`, title: 'Garder l’assistant', payload };
      expect(await page.deliver({ sender: { id: psid }, recipient: { id: '1234567890' }, timestamp: Date.now(), postback })).toBe(200);
    },
  };
}
type Customer = ReturnType<typeof newCustomer>;

const contactNames = (): string[] => [...chatwoot.contacts.values()].map(({ name }) => name);
const noteOf = ({ messages }: StubConversation): string =>
  messages
    .filter((message) => message.private)
    .map(({ content }) => content)
    .join('\n');
const wordsOf = ({ messages }: StubConversation): string[] =>
  messages.filter(({ message_type: type }) => type === 0).map(({ content }) => content);

/** A customer who waits, and the conversation that Chatwoot got of it. */
async function waiting(words = 'Je veux parler à un conseiller'): Promise<{ customer: Customer; there: StubConversation }> {
  const customer = newCustomer();
  const before = chatwoot.conversations.length;
  await customer.say(words);
  await customer.hears(/prochain|position/);
  const there = await until(async () => chatwoot.conversations[before]);
  await until(async () => truly(wordsOf(there).includes(words)));
  return { customer, there };
}

async function ownerOf({ id }: Customer) {
  return (await claire.list()).conversations.find((one) => one.id === id)?.owner;
}

/** As of what Chatwoot has been shown: an answer is made under it. */
async function isHeldThere(customer: Customer): Promise<void> {
  await until(async () => truly((await ownerOf(customer))?.agent?.id === 'desk:chatwoot'));
}

beforeAll(async () => {
  chatwoot = await startChatwootStub();
  page = await startPageApp({ environment: { ...open, ...chatwoot.environment } });
  chatwoot.hookTo(page.app.url);
  [claire, denis] = await Promise.all([openDesk(page.app.url, 'claire'), openDesk(page.app.url, 'denis')]);
  await until(async () => truly((await (await claire.get('/desk/api/colleagues')).text()).includes('desk:chatwoot')));
}, 300_000);
afterAll(async () => {
  await page.stop();
  await chatwoot.close();
});

describe('a conversation that Chatwoot takes', () => {
  test('is opened with all that has to be known, answered there, and given back when it is resolved', async () => {
    const customer = newCustomer();
    await customer.say('Bonjour');
    await until(async () => truly(customer.texts().length > 0));
    await customer.say('Je veux parler à un conseiller');
    await customer.hears(/prochain/);
    const there = await until(async () => chatwoot.conversations.at(-1));
    await until(async () => truly(wordsOf(there).length === 1));
    expect(wordsOf(there)).toEqual(['Je veux parler à un conseiller']);
    expect(noteOf(there)).toMatch(/Conversation confiée par Guichet[^]*Motif : souhaite une personne[^]*Client : Bonjour[^]*Assistant : /);
    expect(noteOf(there)).toContain(`/desk/c/${encodeURIComponent(customer.id)}`);
    expect(contactNames().at(-1)).toMatch(/^Client [0-9A-F]{4}$/);

    await customer.say('c’est pour un virement');
    await until(async () => truly(wordsOf(there).length === 2));
    const before = customer.texts().length;
    expect(await chatwoot.say(there.id, 'Bonjour, je **regarde** cela.')).toBe(200);
    await customer.hears(/Alice a rejoint la conversation/);
    await customer.hears(/Bonjour, je regarde cela\./);
    expect(await ownerOf(customer)).toMatchObject({ kind: 'agent', agent: { id: 'desk:chatwoot', name: 'Chatwoot' } });
    // The bot is silent, and the second answer is not announced again.
    await customer.say('quel est mon solde ?');
    await until(async () => truly(wordsOf(there).length === 3));
    expect(await chatwoot.say(there.id, 'C’est fait.')).toBe(200);
    await customer.hears(/C’est fait/);
    expect(customer.texts()).toHaveLength(before + 3);
    expect((await claire.detail(customer.id)).thread).toContainEqual(
      expect.objectContaining({ kind: 'agent', agent: { id: 'chatwoot:12', name: 'Alice' }, text: 'C’est fait.', sentAs: 'RESPONSE' }),
    );

    expect(await chatwoot.resolve(there.id)).toBe(200);
    await customer.hears(/C’est de nouveau l’assistant automatique/);
    await customer.say('Bonjour');
    await until(async () => truly(customer.texts().length >= before + 6));
    expect(wordsOf(there)).toHaveLength(3);
    expect(await ownerOf(customer)).toMatchObject({ kind: 'bot' });
  }, 60_000);

  test('a message that is delivered again is sent once, and a resolved conversation is returned once', async () => {
    const { customer, there } = await waiting();
    await chatwoot.say(there.id, 'une seule fois');
    await customer.hears(/une seule fois/);
    expect(await chatwoot.repeat()).toBe(200);
    await isHeldThere(customer);
    await chatwoot.resolve(there.id);
    await customer.hears(/de nouveau l’assistant/);
    expect([await chatwoot.repeat(), await chatwoot.resolve(there.id)]).toEqual([200, 200]);
    await customer.say('Bonjour');
    await until(async () => truly(customer.texts().some((text) => text.includes('Bonjour') && !text.includes('seule'))));
    expect(customer.texts().filter((text) => /une seule fois|de nouveau l’assistant/.test(text))).toHaveLength(2);
  }, 60_000);

  test('what must not be in Messenger is not sent and not kept, and who wrote it is told', async () => {
    const { customer, there } = await waiting();
    const before = customer.texts().length;
    expect(await chatwoot.say(there.id, 'Votre carte 4970 1000 **0000** 0055')).toBe(200);
    await until(async () => truly(/non envoyé[^]*numéro de carte/.test(noteOf(there))));
    await chatwoot.say(there.id, { text: 'x'.repeat(1_901) });
    await until(async () => truly(/1900 caractères/.test(noteOf(there))));
    expect(customer.texts()).toHaveLength(before);
    const { thread, conversation } = await claire.detail(customer.id);
    expect(conversation.owner.kind).toBe('queue');
    expect(JSON.stringify(thread)).not.toMatch(/4970|0055/);
    // A figure is the agent's to answer for, as at our own desk; the ledger says whose.
    await chatwoot.say(there.id, 'Votre solde est de 1 234,56 €');
    await customer.hears(/1 234,56 €/);
    const said = await until(async () => {
      const audit = await denis.read(`/desk/api/audit?conversation=${encodeURIComponent(customer.id)}`, auditSchema);
      return audit.entries.find(({ kind }) => kind === 'said');
    });
    expect(said).toMatchObject({ who: { id: 'chatwoot:12', name: 'Alice' }, rule: 'typed by a person of the bank' });
  }, 60_000);

  test('a card number that the customer types does not get there', async () => {
    const { customer, there } = await waiting();
    await customer.say('ma carte est la 4970 1000 0000 0055');
    await until(async () => truly(wordsOf(there).length === 2));
    expect(JSON.stringify(chatwoot.requests)).not.toMatch(/4970 ?1000/);
    expect(wordsOf(there)[1]).toContain('[card]');
    await customer.hears(/numéro de carte/);
  }, 60_000);

  test('private notes, automations, other inboxes and strangers say nothing to the customer', async () => {
    const { customer, there } = await waiting();
    const before = customer.texts().length;
    const bot = { id: 5, name: 'Captain', type: 'captain_assistant' };
    const statuses = [
      await chatwoot.say(there.id, { text: 'entre nous', private: true }),
      await chatwoot.say(there.id, { text: 'automate', sender: bot }),
      await chatwoot.say(there.id, { text: 'règle', sender: null }),
      await chatwoot.say(there.id, { text: 'modèle', type: 'template' }),
      await chatwoot.say(there.id, { text: 'autre boîte', inbox: 99 }),
      await chatwoot.say(there.id, { text: 'autre compte', account: 99 }),
      await chatwoot.deliver(statusPayload(there.id, 'resolved', 99)),
      await chatwoot.deliver(statusPayload(there.id, 'snoozed')),
      await chatwoot.deliver({ event: 'conversation_typing_on' }),
    ];
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await chatwoot.deliver(messagePayload(9_001, there.id, { text: 'faux' }), { secret: 'wrong' })).toBe(401);
    expect(await chatwoot.deliver(messagePayload(9_002, there.id, { text: 'vieux' }), { atS: Date.now() / 1_000 - 3_600 })).toBe(401);
    // Nobody takes it, and Chatwoot shows it as not sent.
    expect(await chatwoot.say(4_711, 'qui ?')).toBe(422);
    await chatwoot.say(there.id, { text: 'à vous', attachments: 1 });
    await customer.hears(/à vous/);
    await until(async () => truly(noteOf(there).includes('pièces jointes ne partent pas')));
    expect(customer.texts()).toHaveLength(before + 2);
  }, 60_000);

  test('a colleague of our own desk can take it: Chatwoot is told, and an answer that comes too late is not sent', async () => {
    const { customer, there } = await waiting();
    await claire.write(customer.id, 'claim');
    await until(async () => truly(there.status === 'resolved'));
    expect(noteOf(there)).toMatch(/maintenant avec Claire/);
    const before = customer.texts().length;
    expect(await chatwoot.say(there.id, 'trop tard')).toBe(200);
    await until(async () => truly(noteOf(there).includes('n’est plus avec Chatwoot')));
    expect(customer.texts()).toHaveLength(before);
    // Its being resolved there gives nothing back that is somebody else's.
    await chatwoot.resolve(there.id);
    expect(await ownerOf(customer)).toMatchObject({ kind: 'agent', agent: { name: 'Claire' } });
    // Given to Chatwoot by hand: a new conversation, with the note for whoever takes it.
    await claire.write(customer.id, 'transfer', { to: { agent: 'desk:chatwoot' }, note: 'rappeler *demain*' });
    const next = await until(async () => chatwoot.conversations.find(({ contact, id }) => contact === there.contact && id !== there.id));
    await until(async () => truly(noteOf(next).includes(String.raw`rappeler \*demain\*`)));
    await customer.hears(/Un autre conseiller prend la suite/);
    expect(await chatwoot.say(next.id, 'me voici')).toBe(200);
    await customer.hears(/me voici/);
    // Of two conversations of one customer, only the open one speaks.
    await chatwoot.say(there.id, 'du passé');
    await until(async () => truly(noteOf(there).split('n’est plus avec Chatwoot').length === 3));
    expect(customer.texts().join(' ')).not.toMatch(/trop tard|du passé/);
  }, 60_000);

  test('a customer who goes on with the assistant is taken off Chatwoot’s list', async () => {
    const { customer, there } = await waiting();
    const offer = await customer.hears(/desk\.leave\.\d+/);
    await customer.press(/desk\.leave\.\d+/.exec(offer)?.[0] ?? '');
    await until(async () => truly(there.status === 'resolved'));
    expect(noteOf(there)).toMatch(/de nouveau avec l’assistant/);
  }, 60_000);

  test('whoever answers after the end has it back, in the same conversation', async () => {
    const { customer, there } = await waiting();
    await chatwoot.say(there.id, 'bonjour');
    await isHeldThere(customer);
    await chatwoot.resolve(there.id);
    await customer.hears(/de nouveau l’assistant/);
    const token = (await ownerOf(customer))?.token;
    // Chatwoot is shown the return a moment later.
    await until(async () => {
      await chatwoot.say(there.id, 'encore un mot');
      return truly(customer.texts().some((text) => text.includes('encore un mot')));
    });
    await until(async () => truly(there.status === 'open'));
    expect((await ownerOf(customer))?.token).toBe((token ?? 0) + 1);
    await customer.say('merci beaucoup');
    await until(async () => truly(wordsOf(there).includes('merci beaucoup')));
  }, 60_000);

  test('while Chatwoot is away nothing is lost, the metrics tell, and it comes in order afterwards', async () => {
    const { customer, there } = await waiting();
    chatwoot.fail(500);
    for (const word of ['un', 'deux', 'trois']) await customer.say(word);
    const metric = async (): Promise<number> => {
      const text = await (await fetch(`${page.app.adminUrl}/metrics`)).text();
      return Number(/^guichet_chatwoot_waiting (\d+)$/m.exec(text)?.[1]);
    };
    await until(async () => truly((await metric()) === 1));
    expect(wordsOf(there)).toHaveLength(1);
    chatwoot.fail(undefined);
    await until(async () => truly(wordsOf(there).length === 4));
    expect(wordsOf(there).slice(1)).toEqual(['un', 'deux', 'trois']);
    await until(async () => truly((await metric()) === 0));
  }, 60_000);

  test('a suspected fraud is urgent there, too; what was shown is told by its kind only', async () => {
    const customer = newCustomer();
    await page.link('demo-fr', customer.psid);
    await customer.say('Quel est mon solde ?');
    const shown = await customer.hears(/€/);
    const before = chatwoot.conversations.length;
    await customer.say('Je ne reconnais pas un paiement sur mon compte');
    const there = await until(async () => chatwoot.conversations[before]);
    await until(async () => truly(there.priority === 'urgent' && wordsOf(there).length === 1));
    expect(noteOf(there)).toMatch(
      /soupçon de fraude · \*\*urgent\*\*[^]*mettre la carte en sécurité[^]*authentification forte[^]*Délai légal/,
    );
    expect(noteOf(there)).toMatch(/réponses avec ses données \(soldes\)[^]*réponse avec des données bancaires, non reprise/);
    const amount = /\d[\d  ]*,\d\d/.exec(shown)?.[0] ?? 'none';
    expect(JSON.stringify(chatwoot.requests).replaceAll(/[\u00a0\u202f]/g, ' ')).not.toContain(amount);
  }, 60_000);

  test('the ledger has each request, and who was given the conversation to read', async () => {
    const { customer } = await waiting();
    const { ledger } = page.app.foundation.store;
    const entries = await until(async () => {
      const links = await ledger.read(0, 100_000);
      const found = links.flatMap((line) => ledgerEntrySchema.safeParse(readLink(line)?.entry).data ?? []);
      return found.some((entry) => entry.kind === 'read' && entry.who === 'desk:chatwoot' && entry.conversation === customer.id)
        ? found
        : undefined;
    });
    const called = entries.filter((entry) => entry.kind === 'called' && entry.sink === 'chatwoot');
    expect(new Set(called.map((entry) => ('operation' in entry ? entry.operation : '')))).toContain('message_create');
    expect(entries.some((entry) => entry.kind === 'called' && JSON.stringify(entry).includes('conseiller'))).toBe(false);
  }, 60_000);

  test('whoever is erased here is forgotten there', async () => {
    const { customer, there } = await waiting();
    await page.app.foundation.erasures.erase(customer.id, 'booth');
    await until(async () => truly(!chatwoot.contacts.has(there.contact)));
    expect(chatwoot.conversations).not.toContain(there);
    expect(await chatwoot.say(there.id, { text: 'encore', sender: alice })).toBe(422);
  }, 60_000);
});

describe('where nobody is online in Chatwoot', () => {
  test('nobody is promised an answer now; it waits there, and whoever comes first answers', async () => {
    const empty = await startChatwootStub();
    empty.online(0);
    const alone = await startPageApp({ environment: { ...open, ...empty.environment } });
    empty.hookTo(alone.app.url);
    const texts = (): string => alone.texts().join('\n');
    try {
      expect(await alone.write('m_1', 'Je veux parler à un conseiller')).toBe(200);
      await until(async () => truly(/Aucun conseiller n’est disponible/.test(texts())));
      const there = await until(async () => empty.conversations[0]);
      await until(async () => truly(wordsOf(there).length === 1));
      expect(await alone.write('m_2', 'merci')).toBe(200);
      // The bot goes on, and those who will answer read what both said.
      await until(async () => truly(wordsOf(there).includes('merci') && /Assistant : /.test(noteOf(there))));
      expect(await empty.say(there.id, 'Bonjour, me voici')).toBe(200);
      await until(async () => truly(/Alice a rejoint la conversation[^]*me voici/.test(texts())));
    } finally {
      await alone.stop();
      await empty.close();
    }
  }, 60_000);
});

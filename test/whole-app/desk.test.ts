import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nextSchema } from '../../desk/api/conversation.ts';
import { auditSchema, wallboardSchema } from '../../desk/api/reports.ts';
import { revealAnswerSchema } from '../../desk/api/writes.ts';
import { type DeskBrowser, openDesk } from '../support/desk-browser.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { until } from '../support/until.ts';

let page: PageApp;
let alix: DeskBrowser;
let basile: DeskBrowser;
let claire: DeskBrowser;
let denis: DeskBrowser;
let customers = 0;

const open = { DESK: 'on', DESK_HOURS: 'Mon-Sun 00:00-24:00', DESK_HOLIDAYS: 'none', DESK_NAMES: 'on' };
const personas = { DESK_PERSONAS: 'on', DESK_PERSONA_PICTURE: 'https://bank.example/adviser.png' };

/** A customer nobody has spoken to yet. */
function newCustomer() {
  customers += 1;
  const psid = `77000000000000${10 + customers}`;
  let messages = 0;
  return {
    psid,
    id: page.app.foundation.keyOf({ channel: 'facebook', page: '1234567890', psid }),
    async say(text: string): Promise<void> {
      messages += 1;
      expect(await page.write(`m_${psid}_${messages}`, text, psid)).toBe(200);
    },
    texts: () =>
      page.graph.accepted.flatMap((request) =>
        'message' in request && request.recipient.id === psid
          ? [JSON.stringify(request.message.body).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')]
          : [],
      ),
    sent: () => page.graph.accepted.filter((request) => 'message' in request && request.recipient.id === psid),
    async hears(what: RegExp): Promise<string> {
      return until(async () => this.texts().find((text) => what.test(text)));
    },
    async press(payload: string): Promise<void> {
      messages += 1;
      const postback = { mid: `m_${psid}_${messages}`, title: 'x', payload };
      expect(await page.deliver({ sender: { id: psid }, recipient: { id: '1234567890' }, timestamp: Date.now(), postback })).toBe(200);
    },
  };
}

type Customer = ReturnType<typeof newCustomer>;

async function waiting(): Promise<Customer> {
  const customer = newCustomer();
  await customer.say('Je veux parler à un conseiller');
  await customer.hears(/position|prochain/);
  await until(async () => ((await alix.list()).conversations.some(({ id }) => id === customer.id) ? true : undefined));
  return customer;
}

beforeAll(async () => {
  page = await startPageApp({ environment: { ...open, ...personas } });
  const sign = (member: string): Promise<DeskBrowser> => openDesk(page.app.url, member);
  [alix, basile, claire, denis] = await Promise.all([sign('alix'), sign('basile'), sign('claire'), sign('denis')]);
  await Promise.all([alix.available(), basile.available()]);
}, 300_000);
afterAll(() => page.stop());

describe('the desk', () => {
  test('takes a conversation over, answers and gives it back, and the bot is silent in between', async () => {
    const customer = newCustomer();
    await customer.say('Bonjour');
    await until(async () => (customer.texts().length > 0 ? true : undefined));
    const customerWaits = await (async () => {
      await customer.say('Je veux parler à un conseiller');
      return customer.hears(/prochain|position/);
    })();
    expect(customerWaits).toMatch(/Vous pouvez fermer Messenger/);
    await until(async () => ((await alix.list()).conversations.some(({ id }) => id === customer.id) ? true : undefined));

    const seen = await alix.detail(customer.id);
    expect(seen.conversation).toMatchObject({
      owner: { kind: 'queue', token: 1 },
      reason: 'wish',
      place: 1,
      window: { sendsAs: 'RESPONSE' },
    });
    expect(seen.packet).toMatchObject({ reason: 'wish', words: 'Je veux parler à un conseiller', next: 'answer_question' });
    expect(seen.thread.map(({ kind }) => kind)).toEqual(['customer', 'bot', 'customer', 'transition']);

    expect(await alix.write(customer.id, 'claim')).toMatchObject({
      outcome: 'done',
      conversation: { owner: { kind: 'agent', agent: { name: 'Alix' }, token: 2 } },
    });
    await customer.hears(/Alix a rejoint la conversation/);
    const before = customer.texts().length;
    await customer.say('quel est mon solde ?');
    await until(async () => ((await alix.detail(customer.id)).conversation.unanswered === 2 ? true : undefined));

    expect(await alix.write(customer.id, 'messages', { text: 'Bonjour, je regarde <b>votre</b> demande.' })).toMatchObject({
      outcome: 'done',
      entries: [{ kind: 'agent', sentAs: 'RESPONSE' }],
    });
    await customer.hears(/je regarde <b>votre<\/b> demande/);
    // What a conversation says leaves in order: whatever the bot had answered would be here before the colleague's words.
    expect(customer.texts().slice(before)).toEqual([expect.stringContaining('je regarde <b>votre</b> demande')]);
    expect(await alix.write(customer.id, 'notes', { text: 'rappeler demain', mentions: [] })).toMatchObject({
      outcome: 'done',
      entries: [{ kind: 'note' }],
    });

    expect(await alix.write(customer.id, 'return', { outcome: 'solved', quietHours: 0 })).toMatchObject({
      outcome: 'done',
      conversation: { owner: { kind: 'bot', token: 3 }, status: 'returned' },
    });
    await customer.hears(/C’est de nouveau l’assistant automatique/);
    const question = await customer.hears(/Avez-vous été bien aidé/);
    const payload = /desk\.rate\.3\.5/.exec(question)?.[0] ?? '';
    await customer.press(payload);
    await customer.hears(/votre avis est enregistré/);
    await customer.say('merci');
    await until(async () => (customer.texts().length >= before + 5 ? true : undefined));
    expect(customer.texts().filter((text) => /rejoint la conversation|de nouveau l’assistant|rappeler demain/.test(text))).toHaveLength(2);
  }, 60_000);

  test('of two who claim one gets it; the other is told who has it, and cannot write', async () => {
    const customer = await waiting();
    const answers = await Promise.all([alix.write(customer.id, 'claim'), basile.write(customer.id, 'claim')]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'refused']);
    const [winner, loser] = answers[0]?.outcome === 'done' ? [alix, basile] : [basile, alix];
    expect(answers.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      why: 'taken',
      owner: { agent: { name: winner.session.agent.name } },
    });
    await customer.hears(/a rejoint la conversation/);
    const before = customer.texts().length;
    expect(await loser.write(customer.id, 'messages', { text: 'moi aussi' })).toMatchObject({ outcome: 'refused', why: 'not_owner' });
    expect(await winner.write(customer.id, 'messages', { token: 1, text: 'trop tard' })).toMatchObject({
      outcome: 'refused',
      why: 'stale',
    });
    expect(await winner.write(customer.id, 'messages', { text: 'Bonjour' })).toMatchObject({ outcome: 'done' });
    await customer.hears(/Bonjour/);
    expect(customer.texts().slice(before)).toEqual([expect.stringContaining('Bonjour')]);
  }, 60_000);

  test('a write that is sent twice is done once', async () => {
    const customer = await waiting();
    await alix.write(customer.id, 'claim');
    const body = { id: '3f0e6f1e-6a0a-4f5e-9d5e-0a1b2c3d4e5f', text: 'une seule fois' };
    await Promise.all([alix.write(customer.id, 'messages', body), alix.write(customer.id, 'messages', body)]);
    expect((await alix.detail(customer.id)).thread.filter(({ kind }) => kind === 'agent')).toHaveLength(1);
    await alix.write(customer.id, 'messages', { text: 'et puis ceci' });
    await customer.hears(/et puis ceci/);
    expect(customer.texts().filter((text) => text.includes('une seule fois'))).toHaveLength(1);
  }, 60_000);

  test('what must not be in Messenger is refused, whoever types it', async () => {
    const customer = await waiting();
    await alix.write(customer.id, 'claim');
    expect(await alix.write(customer.id, 'messages', { text: 'votre carte 4970 1000 0000 0055' })).toMatchObject({
      outcome: 'refused',
      why: 'secret',
    });
  }, 60_000);

  test('a suspected fraud is urgent, goes to a person in one turn, and the card can still be blocked by button', async () => {
    const customer = newCustomer();
    await customer.say('Je ne reconnais pas un paiement sur mon compte');
    const told = await customer.hears(/en priorité/);
    expect(told).toMatch(/Bloquer ma carte/);
    await until(async () => ((await alix.list('?queue=urgent')).conversations.some(({ id }) => id === customer.id) ? true : undefined));
    expect((await alix.detail(customer.id)).packet).toMatchObject({
      reason: 'suspected_fraud',
      clock: { kind: 'fraud' },
      next: 'secure_card',
    });
    await customer.press('s.freeze_card');
    await customer.hears(/Me connecter/);
    const before = customer.texts().length;
    await customer.say('et mon solde ?');
    await until(async () =>
      (await alix.detail(customer.id)).thread.some((entry) => entry.kind === 'customer' && entry.text === 'et mon solde ?')
        ? true
        : undefined,
    );
    expect(await alix.write(customer.id, 'claim')).toMatchObject({ outcome: 'done' });
    await customer.hears(/Alix a rejoint la conversation/);
    // Not one answer of the bot came before the colleague was announced, neither a balance nor a word about linking.
    expect(customer.texts().slice(before)).toEqual([expect.stringContaining('Alix a rejoint')]);
  }, 60_000);

  test('what is offered next suits who asks, and nothing is where they are full', async () => {
    const [first, second] = [await waiting(), await waiting()];
    const offered = async (): Promise<string | null> => (await basile.read('/desk/api/next', nextSchema)).conversation;
    const presence = async (body: object): Promise<void> => void (await basile.post('/desk/api/presence', { state: 'available', ...body }));
    const queue = (await basile.list('?queue=unassigned')).conversations.filter(({ owner }) => owner.kind === 'queue');
    await until(async () => ((await offered()) === queue[0]?.id ? true : undefined));
    await presence({ languages: ['en'] });
    await until(async () => ((await offered()) === null ? true : undefined));
    await presence({ capacity: 1 });
    await until(async () => ((await offered()) === queue[0]?.id ? true : undefined));
    await basile.write(first.id, 'claim');
    await until(async () => ((await offered()) === null ? true : undefined));
    await presence({});
    for (const { id } of [first, second]) {
      await basile.write(id, 'claim');
      await basile.write(id, 'return', { outcome: 'solved', quietHours: 0 });
    }
    expect((await denis.get('/desk/api/next')).status).toBe(403);
  });

  test('an auditor reads who read what, and no conversation; nobody reads what their role forbids', async () => {
    const customer = await waiting();
    await alix.detail(customer.id);
    const audit = await until(async () => {
      const { entries } = await denis.read(`/desk/api/audit?conversation=${encodeURIComponent(customer.id)}`, auditSchema);
      return entries.some(({ what }) => what.includes('desk.conversation')) ? entries : undefined;
    });
    expect(audit.find(({ what }) => what.includes('desk.conversation'))).toMatchObject({
      who: { name: 'Alix' },
      kind: 'read',
      rule: 'role agent',
    });
    expect((await denis.get('/desk/api/conversations')).status).toBe(403);
    expect((await denis.get(`/desk/api/conversations/${encodeURIComponent(customer.id)}`)).status).toBe(403);
    expect((await alix.get('/desk/api/audit')).status).toBe(403);
    expect((await alix.get('/desk/api/wallboard')).status).toBe(403);
    expect(await claire.read('/desk/api/wallboard', wallboardSchema)).toMatchObject({ open: true, agents: { available: 2 } });
  }, 60_000);

  test('account data is masked until it is revealed for a reason, and the reason is in the ledger', async () => {
    const customer = newCustomer();
    await page.link('demo-fr', customer.psid);
    await customer.say('je veux parler à quelqu’un');
    await customer.hears(/prochain|position/);
    await until(async () => ((await alix.list()).conversations.some(({ id }) => id === customer.id) ? true : undefined));
    const { customer: facts } = await alix.detail(customer.id);
    expect(facts).toMatchObject({ linked: true, identity: { strength: 'strong' } });
    expect(JSON.stringify(facts)).not.toMatch(/€|\d,\d\d/);
    const path = `/desk/api/conversations/${encodeURIComponent(customer.id)}/reveal`;
    const revealed = revealAnswerSchema.parse(await (await alix.post(path, { field: 'balances', reason: 'customer_request' })).json());
    expect(revealed.outcome === 'revealed' && revealed.lines.length).toBeGreaterThan(0);
    const entries = await until(async () => {
      const audit = await denis.read(`/desk/api/audit?conversation=${encodeURIComponent(customer.id)}`, auditSchema);
      return audit.entries.find(({ what }) => what.includes('desk.balances'));
    });
    expect(entries).toMatchObject({ reason: 'customer_request', classes: { balance: 'shown' } });
  }, 60_000);

  test('a write without the token of the session, from elsewhere or by nobody is refused', async () => {
    const path = '/desk/api/presence';
    expect((await alix.post(path, { state: 'available' }, { 'x-desk-csrf': 'no' })).status).toBe(403);
    expect((await alix.post(path, { state: 'available' }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await fetch(`${page.app.url}/desk/api/session`)).status).toBe(401);
    expect((await fetch(`${page.app.url}/desk/api/events`)).status).toBe(401);
    expect((await alix.post(path, { state: 'asleep' })).status).toBe(400);
    const gone = await openDesk(page.app.url, 'basile');
    expect((await gone.post('/desk/api/sign-out', {})).status).toBe(200);
    expect((await gone.get('/desk/api/session')).status).toBe(401);
  }, 60_000);

  test('the stream tells of everything, and resumes without a gap; words go to who has the conversation open', async () => {
    const { lastEventId } = await alix.list();
    const stream = alix.follow(lastEventId);
    const customer = await waiting();
    const of = () => stream.events.filter((event) => event.type === 'conversation' && event.conversation.id === customer.id);
    await until(async () => (of().length >= 1 ? true : undefined));
    stream.stop();
    await alix.write(customer.id, 'claim');
    await customer.say('vous êtes là ?');
    await until(async () => ((await alix.detail(customer.id)).conversation.unanswered === 2 ? true : undefined));
    await alix.post(`/desk/api/conversations/${encodeURIComponent(customer.id)}/presence`, { reading: true });
    const resumed = alix.follow(of().at(-1)?.id ?? '0');
    await until(async () =>
      resumed.events.filter((event) => event.type === 'conversation' && event.conversation.id === customer.id).length >= 2
        ? true
        : undefined,
    );
    await until(async () => (resumed.events.some((event) => event.type === 'reading' && event.id === customer.id) ? true : undefined));
    await customer.say('encore une chose');
    await until(async () =>
      resumed.events.some(
        (event) =>
          event.type === 'conversation' && event.entries.some((entry) => entry.kind === 'customer' && entry.text === 'encore une chose'),
      )
        ? true
        : undefined,
    );
    resumed.stop();
  }, 60_000);

  test('an agent writes under a persona of the first name, made once, and made anew where Meta has it no more', async () => {
    const customer = await waiting();
    await basile.write(customer.id, 'claim');
    const personaOf = (text: string) => async () =>
      customer
        .sent()
        .flatMap((request) => ('message' in request && JSON.stringify(request.message.body).includes(text) ? [request] : []))
        .map(({ persona_id: persona }) => ({ persona: page.graph.personas.get(persona ?? '') }))[0];
    await basile.write(customer.id, 'messages', { text: 'premier' });
    expect(await until(personaOf('premier'))).toEqual({ persona: 'Basile' });
    await basile.write(customer.id, 'messages', { text: 'deuxième' });
    expect(await until(personaOf('deuxième'))).toEqual({ persona: 'Basile' });
    expect([...page.graph.personas.values()].filter((name) => name === 'Basile')).toHaveLength(1);
    // What the bank announces is not said by Basile.
    expect(await until(personaOf('rejoint'))).toEqual({ persona: undefined });
    page.graph.personas.clear();
    await basile.write(customer.id, 'messages', { text: 'troisième' });
    expect(await until(personaOf('troisième'))).toEqual({ persona: undefined });
    await basile.write(customer.id, 'messages', { text: 'quatrième' });
    expect(await until(personaOf('quatrième'))).toEqual({ persona: 'Basile' });
  }, 60_000);
});

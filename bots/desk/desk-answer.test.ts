import { beforeEach, describe, expect, test } from '@jest/globals';
import { type ConversationState, newConversationState } from '../../engine/state.ts';
import type { DeskEvent } from '../../handoff/desk-event.ts';
import type { DeskStanding } from '../../handoff/hand-over.ts';
import { createFormatters } from '../../i18n/format.ts';
import { createDisclose } from '../../secrecy/disclose.ts';
import { uniformGrant } from '../../secrecy/grant.ts';
import { buildCatalogue } from '../compose/speech.ts';
import type { Question } from '../turns/answer.ts';
import { createDeskAnswer } from './desk-answer.ts';
import type { Answered } from './desk-turn.ts';

const agent = { id: 'staff:a', name: 'Alix' };
const disclose = createDisclose({ catalogue: buildCatalogue(), formatterFor: createFormatters() });
const contact = {
  bankName: 'Banque Exemple',
  phone: '+33 1 23 45 67 89',
  hours: 'du lundi au vendredi',
  always: 'no',
  opensAt: 'lundi à 9 h',
};

let asked: Question[];
let events: readonly string[];
let dialog: string | null;
let slots: Readonly<Record<string, string>>;
let standing: DeskStanding | undefined;
let now: Date;
let state: ConversationState;
let mids: number;

const answer = createDeskAnswer({
  async answer(question): Promise<Answered> {
    asked.push(question);
    const origin = { messages: ['balance.one'], disclosed: { balance: 'shown' as const }, fields: ['booked'], rule: 'demo' };
    return {
      state: { ...question.state, language: 'fr' },
      messages: [{ kind: 'text', text: 'le robot : 12,00 €', origin }],
      trace: { dialog, slots, events, language: 'fr', score: 1, source: 'plain' },
    };
  },
  disclose,
  facts: {
    gather: async () =>
      standing && { standing, identity: { linked: true, strength: 'strong', provenAt: '2026-11-30T09:00:00.000Z' }, clock: null, contact },
    plainAudience: (language) => ({ sink: 'chat', grant: uniformGrant('chat', 'sealed', 'test'), language, today: '2026-11-30' }),
  },
  showsNames: true,
  routing: 'off',
  now: () => now,
});

const address = {
  door: 'messenger',
  channelId: 'facebook',
  from: { id: 'psid' },
  recipient: { id: 'page' },
  conversation: { id: 'c' },
} as const;

async function ask(what: {
  readonly text?: string;
  readonly payload?: string;
  readonly desk?: DeskEvent;
  readonly redacted?: Question['redacted'];
}): Promise<Answered> {
  mids += 1;
  const input =
    what.payload === undefined ? ({ kind: 'text', text: what.text ?? '' } as const) : ({ kind: 'button', payload: what.payload } as const);
  const answered = await answer({
    conversation: 'facebook:x',
    address,
    input,
    redacted: what.redacted ?? [],
    state,
    desk: what.desk,
    eventId: `desk-${mids}`,
  });
  state = answered.state;
  return answered;
}

const texts = ({ messages }: Answered): string[] => messages.map((message) => (message.kind === 'text' ? message.text : message.kind));
const wish = async (): Promise<Answered> => {
  [dialog, events] = ['person', ['started person', 'completed person']];
  return ask({ text: 'je veux parler à quelqu’un' });
};

beforeEach(() => {
  asked = [];
  [events, dialog, slots] = [['started balance', 'completed balance'], 'balance', {}];
  standing = { state: 'open', place: 2, estimate: { from: 5, to: 10 } };
  now = new Date('2026-11-30T10:00:00Z');
  state = newConversationState;
  mids = 0;
});

describe('while the bot holds the conversation', () => {
  test('a turn is the bot’s own, and the desk is told nothing', async () => {
    const answered = await ask({ text: 'mon solde' });
    expect(texts(answered)).toEqual(['le robot : 12,00 €']);
    expect(answered.desk).toBeUndefined();
  });

  test('a wish for a person hands it over in one turn, with the place and an estimate; the packet has no figure', async () => {
    await ask({ text: 'mon solde' });
    const answered = await wish();
    expect(texts(answered)).toEqual([
      expect.stringMatching(/^Une personne de la banque/),
      expect.stringMatching(/2e position.*5 à 10 minutes/),
    ]);
    expect(answered).toMatchObject({ trace: { owner: 'queue' }, handedOver: { reason: 'wish', urgency: 'normal' } });
    expect(answered.desk?.change).toMatchObject({
      version: 1,
      summary: { owner: { kind: 'queue', token: 1 }, packet: { shown: [{ key: 'balance.one', classes: ['balance'] }] } },
    });
    expect(JSON.stringify(answered.desk)).not.toContain('12,00');
  });

  test('out of hours it is recorded, the customer reads when somebody is back, and the bot goes on', async () => {
    standing = { state: 'closed', opensAt: '2026-12-01T08:00:00.000Z' };
    expect(texts(await wish())).toEqual([expect.stringMatching(/seront de retour lundi à 9 h.*\+33 1 23 45 67 89/)]);
    [dialog, events] = ['balance', ['started balance']];
    expect(texts(await ask({ text: 'mon solde' }))).toEqual(['le robot : 12,00 €']);
    expect(asked).toHaveLength(2);
  });

  test.each([
    [
      'call_back',
      'Être rappelé',
      /rappellera, au numéro que votre banque connaît/,
      { kind: 'call_back', dueAt: '2026-12-01T08:00:00.000Z' },
    ],
    ['message', 'Laisser un message', /il vous répondra dans cette conversation/, { kind: 'reply', dueAt: '2026-12-01T08:00:00.000Z' }],
  ])('out of hours the customer chooses how to be answered: %s', async (...expected) => {
    const [choice, title, words, promise] = expected;
    standing = { state: 'closed', opensAt: '2026-12-01T08:00:00.000Z' };
    const offered = await wish();
    const options = offered.messages.flatMap((message) => (message.kind === 'text' ? (message.options ?? []) : []));
    expect(options).toContainEqual({ title, payload: `desk.contact.0.${choice}` });
    const before = asked.length;
    const chosen = await ask({ payload: `desk.contact.0.${choice}` });
    expect(texts(chosen)).toEqual([expect.stringMatching(words)]);
    expect(asked).toHaveLength(before);
    expect(chosen.desk?.change).toMatchObject({
      summary: { owner: { kind: 'bot' }, promises: [promise], packet: { contact: choice } },
      entries: [{ entry: { kind: 'system', code: `contact_${choice}` } }],
    });
  });

  test('with nobody there it says so, with the telephone', async () => {
    standing = { state: 'away' };
    expect(texts(await wish())).toEqual([expect.stringMatching(/^Aucun conseiller n’est disponible.*\+33 1 23 45 67 89/)]);
  });

  test('where the desk cannot be reached the answer is the bot’s: the telephone and its hours, and nobody is promised anything', async () => {
    standing = undefined;
    const answered = await wish();
    expect(texts(answered)).toEqual(['le robot : 12,00 €']);
    expect(answered.desk).toBeUndefined();
    expect(answered.trace.owner).toBe('bot');
  });

  test('two failures in a row hand it over, one does not, and none does where nobody is there', async () => {
    [dialog, events] = [null, ['unclear']];
    expect((await ask({ text: 'xyzzy' })).trace.owner).toBe('bot');
    standing = { state: 'away' };
    expect((await ask({ text: 'xyzzy' })).trace.owner).toBe('bot');
    standing = { state: 'open', place: 1, estimate: undefined };
    expect(texts(await ask({ text: 'xyzzy' }))[0]).toMatch(/^Je ne parviens pas à vous aider/);
  });

  test('a suspected fraud has the button that blocks the card', async () => {
    [dialog, events] = ['report_fraud', ['started report_fraud', 'asked payment']];
    const [first] = (await ask({ text: 'je ne reconnais pas ce paiement' })).messages;
    expect(first).toMatchObject({ buttons: [{ title: 'Bloquer ma carte', payload: 's.freeze_card' }] });
  });
});

describe('while somebody else holds it', () => {
  beforeEach(async () => {
    await wish();
    asked = [];
  });
  const claim = (): Promise<Answered> => ask({ desk: { kind: 'claim', agent, token: 1, over: false } });

  test('the engine is not asked, nothing is said, and the message is shown at the desk', async () => {
    for (const owner of ['queue', 'agent']) {
      const answered = await ask({ text: 'et mon solde ?' });
      expect(answered.messages).toEqual([]);
      expect(answered.trace.owner).toBe(owner);
      expect(answered.desk?.change?.entries).toMatchObject([{ entry: { kind: 'customer', text: 'et mon solde ?' } }]);
      await claim();
    }
    expect(asked).toEqual([]);
  });

  test('a card can be blocked by button, and not by words', async () => {
    await ask({ text: 'bloquez ma carte' });
    expect(asked).toEqual([]);
    expect(texts(await ask({ payload: 's.freeze_card' }))).toEqual(['le robot : 12,00 €']);
    expect(await ask({ payload: 's.balance' })).toMatchObject({ messages: [] });
  });

  test('what was taken out of a message is told all the same', async () => {
    expect(texts(await ask({ text: 'ma carte [card]', redacted: ['card'] }))[0]).toMatch(/carte/);
    expect(asked).toEqual([]);
  });

  test('whoever waits can go back to the assistant by the button of this very queue', async () => {
    expect(await ask({ payload: 'desk.leave.7' })).toMatchObject({ trace: { owner: 'queue' }, messages: [] });
    expect(texts(await ask({ payload: 'desk.leave.1' }))).toEqual([expect.stringMatching(/^Vous avez quitté la file/)]);
    expect(state.hold).toMatchObject({ owner: { kind: 'bot', token: 2 } });
  });

  test('a person’s words leave as a person’s, with who typed them for the ledger; a stale token sends nothing', async () => {
    await claim();
    const said = await ask({ desk: { kind: 'message', agent, token: 2, text: 'Bonjour' } });
    expect(said.messages).toMatchObject([
      { text: 'Bonjour', window: { by: 'person', name: 'Alix' }, origin: { messages: ['desk.typed'], who: 'staff:a' } },
    ]);
    const stale = await ask({ desk: { kind: 'message', agent, token: 1, text: 'trop tard' } });
    expect(stale).toMatchObject({ messages: [], desk: { outcome: { result: { outcome: 'refused', why: 'stale', owner: { token: 2 } } } } });
  });

  test('a day later a change of owner is not announced any more, and a person can still write', async () => {
    now = new Date('2026-12-01T11:00:00Z');
    const claimed = await claim();
    expect(claimed.messages).toEqual([]);
    expect(claimed.desk?.change?.entries).toMatchObject([{ entry: { kind: 'transition', announced: null } }]);
    expect((await ask({ desk: { kind: 'message', agent, token: 2, text: 'Bonjour' } })).desk?.change?.entries).toMatchObject([
      { entry: { sentAs: 'HUMAN_AGENT' } },
    ]);
  });

  test('after the return the bot answers again and says that it is one; quiet, it lets the next message go back to the queue', async () => {
    await claim();
    const quiet = await ask({ desk: { kind: 'return', agent, token: 2, outcome: 'solved', summary: '', promises: [], quietHours: 2 } });
    expect(texts(quiet)).toEqual([expect.stringMatching(/votre message ira à un conseiller/)]);
    expect(texts(await ask({ text: 'encore une question' }))).toEqual([expect.stringMatching(/transmis à un conseiller/)]);
    expect(asked).toEqual([]);
    await ask({ desk: { kind: 'claim', agent, token: 4, over: false } });
    const back = await ask({ desk: { kind: 'return', agent, token: 5, outcome: 'solved', summary: '', promises: [], quietHours: 0 } });
    expect(texts(back)).toEqual([expect.stringMatching(/de nouveau l’assistant automatique/), expect.stringMatching(/bien aidé/)]);
    [dialog, events] = ['balance', ['started balance']];
    expect(texts(await ask({ text: 'mon solde' }))).toEqual(['le robot : 12,00 €']);
  });

  describe('while the bot is quiet after a return', () => {
    const returned: DeskEvent = { kind: 'return', agent, token: 2, outcome: 'solved', summary: '', promises: [], quietHours: 2 };
    beforeEach(async () => {
      await claim();
      await ask({ desk: returned });
      asked = [];
    });

    test('the button that blocks a card works, and a person hears of it', async () => {
      expect(texts(await ask({ payload: 's.freeze_card' }))).toEqual([
        'le robot : 12,00 €',
        expect.stringMatching(/transmis à un conseiller/),
      ]);
      expect(state.hold).toMatchObject({ owner: { kind: 'queue', token: 4 } });
    });

    test('what was taken out of a message is told', async () => {
      const answered = await ask({ text: 'ma carte [card]', redacted: ['card'] });
      expect(texts(answered)).toEqual([expect.stringMatching(/carte/), expect.stringMatching(/transmis à un conseiller/)]);
      expect(asked).toEqual([]);
    });
  });
});

test('a conversation whose owner cannot be read gets a case with its next message, so that a person sees it', async () => {
  state = { ...newConversationState, hold: { schema: 9, owner: { kind: 'agent', token: 7 } } };
  const answered = await ask({ text: 'il y a quelqu’un ?' });
  expect(answered).toMatchObject({ messages: [], trace: { owner: 'queue' } });
  expect(answered.desk?.change?.summary).toMatchObject({
    status: 'open',
    reason: 'failure',
    owner: { kind: 'queue', token: 8 },
    unanswered: 1,
  });
});

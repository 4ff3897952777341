import { afterEach, describe, expect, test } from '@jest/globals';
import { type ScriptedSimulator, scriptedSimulator, text } from '../../test/support/scripted-simulator.ts';
import type { SendBody } from '../messenger/send-body.ts';
import type { SayAnswer } from './customer-line.ts';
import type { NumberedEvent, ThreadEvent } from './thread-events.ts';

const open: ScriptedSimulator[] = [];
afterEach(() => {
  for (const scripted of open.splice(0)) scripted.simulator.close();
});

function start(options: Parameters<typeof scriptedSimulator>[0] = {}): ScriptedSimulator {
  const scripted = scriptedSimulator(options);
  open.push(scripted);
  return scripted;
}

function wordsOf({ replies }: SayAnswer): readonly string[] {
  return replies.map(({ message }) => ('text' in message ? message.text : ''));
}

function nameOf(event: ThreadEvent): string {
  if (event.type === 'message') return `from ${event.entry.from}`;
  if (event.type === 'status') return event.status;
  return event.type === 'typing' ? `typing ${String(event.on)}` : event.type;
}

describe('saying something', () => {
  test('answers with the bodies the bot sent and with the trace of the turn', async () => {
    const { simulator } = start({ replies: { Bonjour: [text('Bonjour !'), text('Que puis-je faire ?')] } });
    const answer = await simulator.say({ customer: 'fr', text: 'Bonjour' });
    expect(wordsOf(answer)).toEqual(['Bonjour !', 'Que puis-je faire ?']);
    expect(answer.trace).toMatchObject({ language: 'fr', dialog: 'balance', owner: 'bot' });
  });

  test('echoes each message of the bot to the webhook', async () => {
    const { simulator, echoed } = start({ replies: { un: [text('1'), text('2')] } });
    await simulator.say({ customer: 'fr', text: 'un' });
    expect(echoed).toEqual(['42 m_1-0', '42 m_1-1']);
  });

  test('gives each of two messages sent at once its own replies, in order', async () => {
    const { simulator, delivered } = start({ replies: { un: [text('1')], deux: [text('2')] } });
    const [one, two] = await Promise.all([simulator.say({ customer: 'fr', text: 'un' }), simulator.say({ customer: 'fr', text: 'deux' })]);
    expect(wordsOf(one)).toEqual(['1']);
    expect(wordsOf(two)).toEqual(['2']);
    expect(delivered.map(({ action }) => ('text' in action ? action.text : ''))).toEqual(['un', 'deux']);
  });

  test('sends the second message while the first turn still runs, and begins anew only once it is over', async () => {
    const { simulator, delivered, prepared, finish } = start({ replies: { un: [text('1')], deux: [text('2')] }, held: true });
    const one = simulator.say({ customer: 'fr', text: 'un' });
    const two = simulator.say({ customer: 'fr', text: 'deux' });
    const anew = simulator.reset('fr');
    while (delivered.length < 2) await new Promise((resolve) => void setImmediate(resolve));
    expect(prepared).toEqual(['fr']);
    finish();
    expect([wordsOf(await one), wordsOf(await two)]).toEqual([['1'], ['2']]);
    await anew;
    expect(prepared).toEqual(['fr', 'fr reset']);
  });

  test('lets customers talk at the same time without mixing them up', async () => {
    const { simulator } = start({ replies: { un: [text('1')], two: [text('2')] } });
    const [french, british] = await Promise.all([
      simulator.say({ customer: 'fr', text: 'un' }),
      simulator.say({ customer: 'gb', text: 'two' }),
    ]);
    expect(french.replies.map(({ recipient }) => recipient.id)).toEqual(['42']);
    expect(british.replies.map(({ recipient }) => recipient.id)).toEqual(['43']);
  });

  test('goes on after a turn that never ended', async () => {
    const { simulator } = start({ replies: { bonjour: [text('Bonjour !')] }, timeoutMs: 30 });
    await expect(simulator.say({ customer: 'fr', text: 'silence' })).rejects.toMatchObject({ code: 'timed_out' });
    expect((await simulator.say({ customer: 'fr', text: 'bonjour' })).replies).toHaveLength(1);
  });

  test('says so when the webhook refuses, and marks the message as failed', async () => {
    const { simulator } = start({ status: 403 });
    await expect(simulator.say({ customer: 'fr', text: 'bonjour' })).rejects.toMatchObject({ code: 'webhook_refused' });
    expect(simulator.thread('fr').view().entries).toMatchObject([{ from: 'customer', status: 'failed' }]);
  });

  test('names the customers there are when asked for another', async () => {
    const { simulator } = start();
    await expect(simulator.say({ customer: 'de', text: 'Hallo' })).rejects.toMatchObject({
      code: 'unknown_customer',
      message: 'there is no customer "de"; there are fr, gb',
    });
  });
});

describe('pressing a button', () => {
  const question: SendBody = { text: 'Sûr ?', quick_replies: [{ content_type: 'text', title: 'Oui', payload: 'a.f.yes' }] };
  const menu: SendBody = {
    attachment: {
      type: 'template',
      payload: { template_type: 'button', text: 'Lequel ?', buttons: [{ type: 'postback', title: 'Solde', payload: 's.balance' }] },
    },
  };

  test('sends a quick reply with the title that was shown', async () => {
    const { simulator, delivered } = start({ replies: { non: [question], Oui: [] } });
    await simulator.say({ customer: 'fr', text: 'non' });
    await simulator.say({ customer: 'fr', payload: 'a.f.yes' });
    expect(delivered[1]?.action).toEqual({ kind: 'quick_reply', title: 'Oui', payload: 'a.f.yes' });
  });

  test('sends a postback for the button of a template', async () => {
    const { simulator, delivered } = start({ replies: { menu: [menu], Solde: [] } });
    await simulator.say({ customer: 'fr', text: 'menu' });
    await simulator.say({ customer: 'fr', payload: 's.balance' });
    expect(delivered[1]?.action).toEqual({ kind: 'postback', title: 'Solde', payload: 's.balance' });
  });

  test('sends a button that nobody showed all the same, as an old one', async () => {
    const { simulator, delivered } = start({ replies: { 'x.1': [] } });
    await simulator.say({ customer: 'fr', payload: 'x.1' });
    expect(delivered[0]?.action).toEqual({ kind: 'postback', title: 'x.1', payload: 'x.1' });
  });

  test('sends Get Started as Messenger does', async () => {
    const { simulator, delivered } = start({ replies: { Démarrer: [] } });
    await simulator.say({ customer: 'fr', payload: 'GET_STARTED', title: 'Démarrer' });
    expect(delivered[0]?.action).toEqual({ kind: 'get_started', title: 'Démarrer' });
  });
});

describe('getting ready', () => {
  test('happens once before the first message, and again at each reset, which empties the thread', async () => {
    const { simulator, prepared } = start({ replies: { un: [text('1')] } });
    await simulator.say({ customer: 'fr', text: 'un' });
    await simulator.say({ customer: 'fr', text: 'un' });
    await simulator.say({ customer: 'fr', text: 'un', reset: true });
    expect(prepared).toEqual(['fr', 'fr reset']);
    expect(simulator.thread('fr').view().entries).toHaveLength(2);
    await simulator.reset('fr');
    expect(simulator.thread('fr').view()).toMatchObject({ entries: [], traces: {}, typing: false });
  });

  test('is tried again after it failed', async () => {
    let failures = 1;
    const { simulator } = start({
      replies: { un: [text('1')] },
      prepare: async () => {
        if (failures-- > 0) throw new Error('no bank');
      },
    });
    await expect(simulator.say({ customer: 'fr', text: 'un' })).rejects.toMatchObject({ code: 'not_ready' });
    expect((await simulator.say({ customer: 'fr', text: 'un' })).replies).toHaveLength(1);
  });
});

describe('the thread', () => {
  test('shows seen, typing, the messages and the trace in the order in which they came', async () => {
    const { simulator } = start({ replies: { un: [text('1')] } });
    const events: NumberedEvent[] = [];
    simulator.thread('fr').events.follow((event) => void events.push(event));
    await simulator.say({ customer: 'fr', text: 'un' });
    expect(events.map(({ event }) => nameOf(event))).toEqual([
      'from customer',
      'sent',
      'seen',
      'typing true',
      'typing false',
      'from bot',
      'turn',
    ]);
    expect(simulator.thread('fr').view().entries).toMatchObject([{ status: 'seen' }, { from: 'bot' }]);
  });

  test('tells what was missed since an event, and when it no longer knows', async () => {
    const { simulator } = start({ replies: { un: [text('1')] } });
    const { events } = simulator.thread('fr');
    const before = events.lastId();
    await simulator.say({ customer: 'fr', text: 'un' });
    expect(events.since(before)).toHaveLength(7);
    expect(events.since(events.lastId())).toEqual([]);
    expect(events.since('other-1')).toBeUndefined();
    expect(events.since('')).toBeUndefined();
    for (let count = 0; count < 300; count += 1) events.publish({ type: 'typing', on: true });
    expect(events.since(before)).toBeUndefined();
  });

  test('knows which turn each message belongs to', async () => {
    const { simulator } = start({ replies: { un: [text('1')], deux: [text('2'), text('3')] } });
    await simulator.say({ customer: 'fr', text: 'un' });
    await simulator.say({ customer: 'fr', text: 'deux' });
    const { entries, traces } = simulator.thread('fr').view();
    expect(entries.map(({ turn }) => turn)).toEqual(['m_1', 'm_1', 'm_2', 'm_2', 'm_2']);
    expect(Object.keys(traces)).toEqual(['m_1', 'm_2']);
  });
});

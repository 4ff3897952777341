import { describe, expect, test } from '@jest/globals';
import { sampleDialogs } from '../test/support/sample-dialogs.ts';
import { createTalk } from '../test/support/sample-talk.ts';
import { createEngine } from './create-engine.ts';

const money = (min: string) => ({ min, max: min });
const day = { from: '2026-11-01', to: '2026-11-01' };

describe('starting a dialog', () => {
  test('fills several slots from one sentence and answers at once', async () => {
    const talk = createTalk();
    const turn = await talk.start('search', { merchant: 'fnac', amount: money('20') });
    expect(turn.keys).toEqual(['search.found']);
    expect(turn.trace).toEqual({
      dialog: 'search',
      slots: { merchant: 'fnac', amount: money('20') },
      events: ['started search', 'filled merchant', 'filled amount', 'completed search'],
    });
  });

  test('ignores a value that the slot refuses', async () => {
    const turn = await createTalk().start('search', { merchant: '   ', amount: { min: 'a lot' } });
    expect(turn.trace.slots).toEqual({});
  });

  test('suggests next dialogs by their title and leaves out what does not exist', async () => {
    const turn = await createTalk().start('search');
    expect(turn.replies).toMatchObject([{ options: [{ label: { key: 'receipt.title' }, payload: 's.receipt' }] }]);
  });

  test('of an unknown name is not understood', async () => {
    expect((await createTalk().start('nothing')).keys).toEqual(['engine.unclear']);
  });

  test('keeps the language of the message', async () => {
    const talk = createTalk();
    await talk.hear({ type: 'start', dialog: 'hello' }, {}, { language: 'en' });
    expect(talk.state().language).toBe('en');
  });

  test('leaves the state that was handed in as it was', async () => {
    const talk = createTalk();
    await talk.start('order');
    const before = talk.state();
    const copy = structuredClone(before);
    const engine = createEngine({ dialogs: sampleDialogs, now: () => new Date(), newId: () => 'x' });
    const reading = { language: 'fr', command: { type: 'cancel' }, entities: {}, dialog: null, score: 0, source: 'plain' } as const;
    await engine.runTurn({ state: before, reading, services: {}, guards: { linked: async () => false, mayTell: async () => true } });
    expect(before).toEqual(copy);
  });
});

describe('filling', () => {
  test('asks for each required slot in order, then confirms, then runs once', async () => {
    const talk = createTalk();
    expect((await talk.start('order')).keys).toEqual(['order.ask.day']);
    expect(talk.expecting()).toEqual({ kind: 'slot', dialog: 'order', slotKind: 'period' });
    expect((await talk.provide({ period: day })).keys).toEqual(['order.ask.amount']);
    expect((await talk.provide({ amount: money('5') })).keys).toEqual(['order.confirm']);
    expect(talk.expecting()).toEqual({ kind: 'confirmation', dialog: 'order' });
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['order.done']);
    expect(talk.effects).toEqual(['frame-1']);
    expect(talk.expecting()).toBeUndefined();
  });

  test('takes the answer and whatever else the sentence says', async () => {
    const talk = createTalk();
    await talk.start('order');
    const turn = await talk.provide({ period: day, amount: money('5'), merchant: 'fnac' });
    expect(turn.keys).toEqual(['order.confirm']);
    expect(turn.replies).toMatchObject([{ lines: [{ args: { merchant: 'fnac' } }] }]);
  });

  test('of several slots of one kind fills the required one, and the one being asked', async () => {
    const [amount, other] = [money('5'), money('9')];
    expect((await createTalk().start('gift', { merchant: 'darty', amount })).trace.slots).toMatchObject({ price: amount });
    const talk = createTalk();
    await talk.start('gift', { merchant: 'darty' });
    expect((await talk.provide({ amount })).trace.slots).toMatchObject({ price: amount });
    expect((await talk.provide({ amount: other })).trace.slots).toMatchObject({ price: amount, most: other });
  });

  test('puts the question once more, blaming nobody, when no value was given, as by a wish for the other language', async () => {
    const talk = createTalk();
    await talk.start('order');
    for (let times = 0; times < 6; times += 1) expect((await talk.provide({})).keys).toEqual(['order.ask.day']);
  });

  test('says what is wrong with an answer that does not fit, with the dialog’s sentence where it has one', async () => {
    const talk = createTalk();
    await talk.start('order');
    expect((await talk.provide({ count: 3 })).keys).toEqual(['order.invalid.day', 'order.ask.day']);
    await talk.provide({ period: day });
    expect((await talk.hear({ type: 'unclear' })).keys).toEqual(['engine.invalid', 'order.ask.amount']);
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['engine.invalid', 'order.ask.amount']);
  });

  test('gives up after five answers of no use and offers a person', async () => {
    const talk = createTalk();
    await talk.start('order');
    for (let vain = 1; vain < 5; vain += 1) expect((await talk.hear({ type: 'unclear' })).keys).toContain('order.ask.day');
    const last = await talk.hear({ type: 'unclear' });
    expect(last.keys).toEqual(['engine.too_many_tries']);
    expect(last.options).toEqual(['s.person', 's.order']);
    expect(talk.state().frames).toEqual([]);
  });

  test('asks anew, tries forgotten, when the same dialog is started again', async () => {
    const talk = createTalk();
    await talk.start('order');
    for (let vain = 1; vain < 5; vain += 1) await talk.hear({ type: 'unclear' });
    expect((await talk.start('order')).keys).toEqual(['order.ask.day']);
    expect((await talk.hear({ type: 'unclear' })).keys).toEqual(['order.invalid.day', 'order.ask.day']);
    expect(talk.state().frames).toHaveLength(1);
  });

  test('takes the values of the same dialog started again', async () => {
    const talk = createTalk();
    await talk.start('order', { period: day });
    expect((await talk.start('order', { amount: money('5') })).keys).toEqual(['order.confirm']);
  });
});

describe('a value that the dialog refuses', () => {
  test('is asked again and has to be confirmed again, under a new id', async () => {
    const talk = createTalk();
    await talk.start('limit', { count: 20 });
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['limit.too_many', 'limit.ask.count']);
    expect((await talk.provide({ count: 4 })).keys).toEqual(['limit.confirm']);
    expect(talk.effects).toEqual([]);
    await talk.hear({ type: 'affirm' });
    expect(talk.effects).toEqual(['frame-2']);
  });

  test('ends the dialog the fifth time', async () => {
    const talk = createTalk();
    await talk.start('limit', { count: 20 });
    for (let vain = 1; vain < 5; vain += 1) {
      expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['limit.too_many', 'limit.ask.count']);
      await talk.provide({ count: 20 + vain });
    }
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['limit.too_many', 'engine.too_many_tries']);
    expect(talk.state().frames).toEqual([]);
  });

  test('is shown, not taken again, where there is no other choice', async () => {
    const talk = createTalk();
    expect((await talk.start('stubborn')).keys).toEqual(['stubborn.refused', 'stubborn.ask.only', 'stubborn.label']);
    expect(talk.expecting()).toEqual({ kind: 'choice', dialog: 'stubborn', count: 1 });
  });
});

describe('dialogs that cannot be used', () => {
  test('are named with all their problems when the engine is made', () => {
    const [search, receipt] = sampleDialogs;
    if (!search || !receipt) throw new Error('no samples');
    const mute = { ...receipt, id: 'Mute', messages: { fr: {}, en: {} }, choices: {}, late: async () => undefined };
    const make = () => createEngine({ dialogs: [search, search, mute], now: () => new Date(), newId: () => 'x' });
    expect(make).toThrow(TypeError);
    for (const problem of ['same id', 'snake_case', 'title', 'ask.purchase', 'none.purchase', 'choices for purchase', 'orders']) {
      expect(make).toThrow(problem);
    }
  });
});

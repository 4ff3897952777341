import { describe, expect, test } from '@jest/globals';
import { createTalk } from '../../test/support/sample-talk.ts';

describe('not understanding', () => {
  test('suggests first what the words hinted at, and the second time a person', async () => {
    const talk = createTalk();
    const first = await talk.hear({ type: 'unclear' }, {}, { dialog: 'limit', score: 0.3 });
    expect(first.keys).toEqual(['engine.unclear']);
    expect(first.options[0]).toBe('s.limit');
    expect(first.options.at(-1)).toBe('s.help');
    const second = await talk.hear({ type: 'unclear' });
    expect(second.keys).toEqual(['engine.unclear_again']);
    expect(second.options).toEqual(['s.person', 's.help']);
  });

  test('counts in a row only', async () => {
    const talk = createTalk();
    await talk.hear({ type: 'unclear' });
    await talk.start('hello');
    expect((await talk.hear({ type: 'unclear' })).keys).toEqual(['engine.unclear']);
  });

  test('a picture in between breaks no row', async () => {
    const talk = createTalk();
    await talk.hear({ type: 'unclear' });
    await talk.hear({ type: 'unreadable' });
    expect((await talk.hear({ type: 'unclear' })).keys).toEqual(['engine.unclear_again']);
  });

  test('a picture is no try, and the question is put again', async () => {
    const talk = createTalk();
    expect((await talk.hear({ type: 'unreadable' })).keys).toEqual(['engine.unreadable']);
    await talk.start('order');
    for (let sent = 0; sent < 6; sent += 1) {
      expect((await talk.hear({ type: 'unreadable' })).keys).toEqual(['engine.unreadable', 'order.ask.day']);
    }
  });

  test.each([
    [{ type: 'affirm' }, 'engine.nothing_asked'],
    [{ type: 'choose', position: 2 }, 'engine.nothing_asked'],
    [{ type: 'deny' }, 'engine.nothing_more'],
  ] as const)('%j to nothing', async (command, key) => {
    expect((await createTalk().hear(command)).keys).toEqual([key]);
  });

  test('a no to a question that is neither a list nor a confirmation gives it up', async () => {
    const talk = createTalk();
    await talk.start('order');
    expect((await talk.hear({ type: 'deny' })).keys).toEqual(['engine.cancelled']);
    expect(talk.state().frames).toEqual([]);
  });

  test('what is known to be none of ours is said to be so, with a person', async () => {
    const turn = await createTalk().hear({ type: 'unclear', beyond: true });
    expect(turn.keys).toEqual(['engine.beyond']);
    expect(turn.options[0]).toBe('s.person');
  });
});

describe('several dialogs as likely', () => {
  test('are offered by their titles', async () => {
    const turn = await createTalk().hear({ type: 'clarify', dialogs: ['search', 'nowhere', 'receipt'] });
    expect(turn.keys).toEqual(['engine.clarify']);
    expect(turn.options).toEqual(['s.search', 's.receipt']);
  });

  test('the one picked knows what was said, whichever way it is picked', async () => {
    const pick = async (how: 'press' | 'choose' | 'start') => {
      const talk = createTalk();
      const { options } = await talk.hear({ type: 'clarify', dialogs: ['receipt', 'search'] }, { merchant: 'fnac' });
      expect(talk.expecting()).toEqual({ kind: 'choice', dialog: 'receipt', count: 2, offer: true });
      if (how === 'press') return talk.press(options[1]);
      return how === 'start' ? talk.start('search') : talk.hear({ type: 'choose', position: -1 });
    };
    for (const how of ['press', 'choose', 'start'] as const) expect((await pick(how)).trace.slots).toEqual({ merchant: 'fnac' });
  });

  test('a position that is not in the list asks again and still knows', async () => {
    const talk = createTalk();
    await talk.hear({ type: 'clarify', dialogs: ['receipt', 'search'] }, { merchant: 'fnac' });
    expect((await talk.hear({ type: 'choose', position: 3 })).keys).toEqual(['engine.clarify']);
    expect((await talk.hear({ type: 'choose', position: 2 })).trace.slots).toEqual({ merchant: 'fnac' });
  });

  test('values in between are kept for the one that is picked', async () => {
    const talk = createTalk();
    await talk.start('search', { merchant: 'darty' });
    await talk.hear({ type: 'clarify', dialogs: ['receipt', 'search'] }, { merchant: 'fnac' });
    expect((await talk.provide({ amount: { min: '5' } })).keys).toEqual(['engine.clarify']);
    expect((await talk.provide({})).keys).toEqual(['engine.clarify']);
    expect((await talk.press('s.search')).trace.slots).toEqual({ merchant: 'fnac', amount: { min: '5' } });
  });

  test('values that answer the question below do so', async () => {
    const talk = createTalk();
    await talk.start('limit');
    await talk.hear({ type: 'clarify', dialogs: ['receipt', 'search'] });
    expect((await talk.provide({ count: 3 })).keys).toEqual(['limit.confirm']);
  });

  test('is no list any more after 15 minutes', async () => {
    const talk = createTalk();
    await talk.hear({ type: 'clarify', dialogs: ['receipt', 'search'] });
    talk.wait(16);
    expect(talk.expecting()).toBeUndefined();
    expect((await talk.hear({ type: 'choose', position: 1 })).keys).toEqual(['engine.nothing_asked']);
  });

  test('keeps no code while it waits', async () => {
    const talk = createTalk();
    await talk.hear({ type: 'clarify', dialogs: ['receipt', 'search'] }, { linkCode: '123456', merchant: 'fnac' });
    expect(talk.state().offered?.entities).toEqual({ merchant: 'fnac' });
  });

  test('a later dialog is not given what was said then', async () => {
    const talk = createTalk();
    await talk.hear({ type: 'clarify', dialogs: ['receipt', 'search'] }, { merchant: 'fnac' });
    await talk.start('hello');
    expect((await talk.start('search')).trace.slots).toEqual({});
  });

  test('a yes to "which?" is no yes to the confirmation below', async () => {
    const talk = createTalk();
    await talk.start('limit', { count: 2 });
    await talk.hear({ type: 'clarify', dialogs: ['receipt', 'search'] });
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['engine.resume', 'limit.confirm']);
    expect(talk.effects).toEqual([]);
  });

  test('one that is left begins, none is not understood', async () => {
    expect((await createTalk().hear({ type: 'clarify', dialogs: ['search', 'nowhere'] })).keys).toEqual(['search.found']);
    expect((await createTalk().hear({ type: 'clarify', dialogs: [] })).keys).toEqual(['engine.unclear']);
  });
});

describe('going on with the last answer', () => {
  test('overlays its slots with the new ones', async () => {
    const talk = createTalk();
    const amount = { min: '20' };
    await talk.start('search', { merchant: 'fnac', amount });
    await talk.start('hello');
    const turn = await talk.provide({ merchant: 'carrefour' });
    expect(turn.keys).toEqual(['search.found']);
    expect(turn.trace).toMatchObject({ dialog: 'search', slots: { merchant: 'carrefour', amount } });
  });

  test('chooses anew, and keeps no handle of what was chosen', async () => {
    const talk = createTalk();
    await talk.start('receipt', { merchant: 'darty' });
    expect(talk.state().last?.slots).toEqual({ merchant: 'darty' });
    expect((await talk.provide({ merchant: 'fnac' })).keys).toEqual(['receipt.ask.purchase', 'receipt.label', 'receipt.label']);
  });

  test('only with values of its kinds, and for ten minutes', async () => {
    const talk = createTalk();
    await talk.start('search', { merchant: 'fnac' });
    expect((await talk.provide({ count: 3 })).keys).toEqual(['engine.unclear']);
    talk.wait(10);
    expect((await talk.provide({ merchant: 'darty' })).keys).toEqual(['engine.unclear_again']);
  });

  test('never acts without a yes', async () => {
    const talk = createTalk();
    await talk.start('limit', { count: 2 });
    await talk.hear({ type: 'affirm' });
    expect((await talk.provide({ count: 3 })).keys).toEqual(['limit.confirm']);
    expect(talk.effects).toHaveLength(1);
  });
});

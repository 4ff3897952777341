import { describe, expect, test } from '@jest/globals';
import { createTalk } from '../../test/support/sample-talk.ts';
import type { Command } from '../reading.ts';

const bare: readonly Command[] = [
  { type: 'affirm' },
  { type: 'deny' },
  { type: 'provide' },
  { type: 'choose', position: 1 },
  { type: 'press', button: { kind: 'answer', frame: 'frame-1', choice: 'yes' } },
];

describe('a question that waited for more than 15 minutes', () => {
  test.each(bare)('is not answered by %j any more', async (command) => {
    const talk = createTalk();
    await talk.start('limit', { count: 2 });
    talk.wait(15.1);
    expect(talk.expecting()).toBeUndefined();
    const turn = await talk.hear(command, { count: 3 });
    expect(turn.keys).toEqual(['engine.expired']);
    expect(turn.options).toEqual(['s.limit']);
    expect(turn.trace).toMatchObject({ dialog: 'limit', events: ['expired limit'] });
    expect(talk.effects).toEqual([]);
  });

  test('is forgotten without a word when something else is said', async () => {
    const talk = createTalk();
    await talk.start('order');
    talk.wait(16);
    expect((await talk.start('hello')).keys).toEqual(['hello.said']);
  });

  test('still holds after 15 minutes, and as long as the customer keeps talking', async () => {
    const talk = createTalk();
    await talk.start('order');
    for (let times = 0; times < 3; times += 1) {
      talk.wait(15);
      expect((await talk.start('hello')).keys).toEqual(['hello.said', 'order.ask.day']);
    }
  });
});

describe('a saved frame', () => {
  const save = async (change: object) => {
    const talk = createTalk();
    await talk.start('limit', { count: 2 });
    const state = talk.state();
    talk.save({ ...state, frames: state.frames.map((frame) => ({ ...frame, ...change })) });
    return talk;
  };

  test.each([{ version: 2 }, { version: 0 }, { dialog: 'gone' }])(
    'of %j ends with one sentence, and the message is heard',
    async (change) => {
      const talk = await save(change);
      expect(talk.expecting()).toBeUndefined();
      expect((await talk.start('hello')).keys).toEqual(['engine.changed', 'hello.said']);
    },
  );

  test('that has changed takes no answer', async () => {
    const talk = await save({ version: 2 });
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['engine.changed']);
    expect(talk.effects).toEqual([]);
  });

  test('that has changed leaves the one below its question, not the answer', async () => {
    const talk = createTalk();
    await talk.start('limit', { count: 2 });
    await talk.start('order');
    const state = talk.state();
    talk.save({ ...state, frames: state.frames.map((frame) => ({ ...frame, version: frame.dialog === 'order' ? 7 : 1 })) });
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['engine.changed', 'engine.resume', 'limit.confirm']);
    expect(talk.effects).toEqual([]);
  });

  test('of a process that died in its effect is not run again, and the customer is told', async () => {
    const talk = await save({ phase: 'running' });
    const turn = await talk.hear({ type: 'affirm' });
    expect(turn.keys).toEqual(['engine.outcome_unknown']);
    expect(talk.effects).toEqual([]);
  });

  test('with slots that its dialog does not accept is asked for them anew', async () => {
    const talk = await save({ slots: { count: 'many', unknown: 1 } });
    expect((await talk.hear({ type: 'affirm' })).keys).toEqual(['limit.ask.count']);
    expect(talk.state().frames[0]?.slots).toEqual({});
    expect(talk.effects).toEqual([]);
  });
});

describe('buttons', () => {
  test('that nobody here made', async () => {
    expect((await createTalk().hear({ type: 'press_unknown' })).keys).toEqual(['engine.unknown_button']);
    expect((await createTalk().press('s.nowhere')).keys).toEqual(['engine.unknown_button']);
  });

  test('of a frame that is gone change nothing', async () => {
    const talk = createTalk();
    await talk.start('order');
    const before = talk.state();
    expect((await talk.press('a.frame-9.yes')).keys).toEqual(['engine.old_button']);
    expect(talk.state()).toEqual(before);
  });

  test('that start a dialog work whenever they are pressed', async () => {
    const talk = createTalk();
    await talk.start('order');
    expect((await talk.press('s.search')).keys[0]).toBe('search.found');
  });
});

import { describe, expect, test } from '@jest/globals';
import { createTalk } from '../../test/support/sample-talk.ts';

const start = (dialog: string) => ({ type: 'start', dialog }) as const;

describe('two wishes in one message', () => {
  test('are answered in their order', async () => {
    const talk = createTalk();
    const turn = await talk.hear(start('search'), { merchant: 'fnac' }, { also: [{ dialog: 'receipt', entities: { merchant: 'darty' } }] });
    expect(turn.keys).toEqual(['search.found', 'receipt.shown']);
    expect(turn.replies).toMatchObject([{ lines: [{ args: { merchant: 'fnac' } }] }, { lines: [{ args: { ref: 'darty-1' } }] }]);
    expect(turn.trace).toMatchObject({ dialog: 'search', slots: { merchant: 'fnac' } });
    expect(talk.state().frames).toEqual([]);
  });

  test('the second waits while the first asks, and comes without being asked for again', async () => {
    const talk = createTalk();
    const first = await talk.hear(start('receipt'), {}, { also: [{ dialog: 'search', entities: { merchant: 'darty' } }] });
    expect(first.keys).toEqual(['receipt.ask.purchase', ...Array(3).fill('receipt.label')]);
    expect((await talk.hear({ type: 'choose', position: 1 })).keys).toEqual(['receipt.shown', 'search.found']);
  });

  test('the second is not lost when the first is given up', async () => {
    const talk = createTalk();
    await talk.hear(start('order'), {}, { also: [{ dialog: 'search', entities: {} }] });
    expect((await talk.hear({ type: 'cancel' })).keys).toEqual(['engine.cancelled', 'search.found']);
  });

  test('the second fails on its own', async () => {
    const failure = Object.assign(new Error('x'), { code: 'bank_unavailable' });
    const turn = await createTalk({ failure }).hear(start('search'), {}, { also: [{ dialog: 'broken', entities: {} }] });
    expect(turn.keys).toEqual(['search.found', 'engine.failure.unavailable']);
  });

  test('the dialog that is open already stays the one talked about', async () => {
    const talk = createTalk();
    await talk.start('receipt');
    await talk.hear(
      start('receipt'),
      { merchant: 'fnac' },
      {
        also: [
          { dialog: 'search', entities: {} },
          { dialog: 'nowhere', entities: {} },
        ],
      },
    );
    expect(talk.state().frames.map(({ dialog }) => dialog)).toEqual(['search', 'receipt']);
  });
});

describe('a dialog that follows another', () => {
  test.each([
    { type: 'start', dialog: 'receipt', follows: true } as const,
    { type: 'press', button: { kind: 'start', dialog: 'receipt', follows: true } } as const,
  ])('takes over what that was asked: %j', async (command) => {
    const talk = createTalk();
    await talk.start('search', { merchant: 'darty' });
    expect((await talk.hear(command)).trace.slots).toEqual({ merchant: 'darty', purchase: 'darty-1' });
  });

  test('begins as ever where nothing was asked, or too long ago', async () => {
    const talk = createTalk();
    const fresh = await talk.press('f.receipt');
    expect(fresh.trace.slots).toEqual({});
    await talk.hear({ type: 'cancel' });
    await talk.start('search', { merchant: 'darty' });
    talk.wait(11);
    expect((await talk.press('f.receipt')).trace.slots).toEqual({});
  });

  test('begins as ever by its plain button', async () => {
    const talk = createTalk();
    await talk.start('search', { merchant: 'darty' });
    expect((await talk.press('s.receipt')).trace.slots).toEqual({});
  });
});

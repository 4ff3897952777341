import { describe, expect, test } from '@jest/globals';
import { createTalk } from '../../test/support/sample-talk.ts';

const many = Array.from({ length: 12 }, (_, index) => `shop-${index + 1}`);

describe('choosing from what a connector offers', () => {
  test('nothing to choose from ends the dialog with its sentence', async () => {
    const talk = createTalk({ purchases: [] });
    expect((await talk.start('receipt')).keys).toEqual(['receipt.none.purchase']);
    expect(talk.state().frames).toEqual([]);
  });

  test('a single one is taken', async () => {
    const turn = await createTalk({ purchases: ['fnac-1'] }).start('receipt');
    expect(turn.keys).toEqual(['receipt.shown']);
    expect(turn.trace.slots).toEqual({ purchase: 'fnac-1' });
  });

  test('several are listed by position, each with its button', async () => {
    const talk = createTalk();
    const turn = await talk.start('receipt');
    expect(turn.keys).toEqual(['receipt.ask.purchase', 'receipt.label', 'receipt.label', 'receipt.label']);
    expect(turn.replies).toMatchObject([{ lines: [{}, { args: { position: 1 } }, { args: { position: 2 } }, { args: { position: 3 } }] }]);
    expect(turn.options).toEqual(['a.frame-1.0', 'a.frame-1.1', 'a.frame-1.2']);
    expect(talk.expecting()).toEqual({ kind: 'choice', dialog: 'receipt', count: 3 });
  });

  test('five fit on a phone; "more" shows the next, numbered on, and the numbers of the first still hold', async () => {
    const talk = createTalk({ purchases: many });
    const first = await talk.start('receipt');
    expect(first.keys).toEqual(['receipt.ask.purchase', ...Array(5).fill('receipt.label'), 'engine.choices_more']);
    expect(first.options).toEqual([0, 1, 2, 3, 4].map((choice) => `a.frame-1.${choice}`).concat('m.frame-1'));
    const second = await talk.hear({ type: 'more' });
    expect(second.keys).toEqual([...Array(5).fill('receipt.label'), 'engine.choices_narrow']);
    expect(second.replies).toMatchObject([{ lines: [{ args: { position: 6 } }, {}, {}, {}, {}, {}] }]);
    expect(second.options).toEqual([5, 6, 7, 8, 9].map((choice) => `a.frame-1.${choice}`));
    expect(talk.expecting()).toMatchObject({ kind: 'choice', count: 10 });
    const early = createTalk({ purchases: many });
    const { options } = await early.start('receipt');
    await early.press(options.at(-1));
    expect((await early.press(options[1])).trace.slots).toEqual({ purchase: 'shop-2' });
    expect((await talk.hear({ type: 'choose', position: 7 })).trace.slots).toEqual({ purchase: 'shop-7' });
  });

  test('once all are shown, "more" says how to look further', async () => {
    const talk = createTalk();
    const { options } = await talk.start('receipt');
    const turn = await talk.hear({ type: 'more' });
    expect(turn.keys).toEqual(['engine.choices_narrow']);
    expect(turn.options).toEqual(options);
  });

  test('a button for more that is no longer on the screen is old', async () => {
    const talk = createTalk({ purchases: many });
    const { options } = await talk.start('receipt');
    await talk.hear({ type: 'choose', position: 1 });
    expect((await talk.press(options.at(-1))).keys).toEqual(['engine.old_button']);
  });

  test('what was looked for in vain can be gone on from', async () => {
    const talk = createTalk();
    expect((await talk.start('receipt', { merchant: 'nobody' })).keys).toEqual(['receipt.none.purchase']);
    expect((await talk.provide({ merchant: 'darty' })).trace.slots).toEqual({ merchant: 'darty', purchase: 'darty-1' });
  });

  test.each([
    [1, 'fnac-1'],
    [3, 'darty-1'],
    [-1, 'darty-1'],
  ])('position %d takes %s', async (position, purchase) => {
    const talk = createTalk();
    await talk.start('receipt');
    expect((await talk.hear({ type: 'choose', position })).trace.slots).toEqual({ purchase });
  });

  test.each([0, 4, -2])('position %d is out of range: one sentence with the buttons, not the list again', async (position) => {
    const talk = createTalk();
    const first = await talk.start('receipt');
    const turn = await talk.hear({ type: 'choose', position });
    expect(turn.keys).toEqual(['engine.choose_from_list']);
    expect(turn.replies).toMatchObject([{ lines: [{ args: { count: 3 } }] }]);
    expect(turn.options).toEqual(first.options);
  });

  test('a position out of range is told the range even where the dialog has a sentence for other answers', async () => {
    const talk = createTalk();
    await talk.start('gift');
    expect((await talk.hear({ type: 'choose', position: 9 })).keys[0]).toBe('engine.choose_from_list');
    expect((await talk.hear({ type: 'deny' })).keys[0]).toBe('gift.invalid.purchase');
  });

  test('a yes or no from an earlier confirmation chooses nothing', async () => {
    const talk = createTalk();
    await talk.start('receipt');
    expect((await talk.press('a.frame-1.yes')).keys).toEqual(['engine.old_button']);
    expect((await talk.press('a.frame-1.7')).keys).toEqual(['engine.old_button']);
  });

  test('a button takes its line', async () => {
    const talk = createTalk();
    const { options } = await talk.start('receipt');
    expect((await talk.press(options[1])).trace.slots).toEqual({ purchase: 'fnac-2' });
  });

  test('what is said more narrows the list, until one is left', async () => {
    const talk = createTalk();
    await talk.start('receipt');
    expect((await talk.provide({ merchant: 'fnac' })).keys).toEqual(['receipt.ask.purchase', 'receipt.label', 'receipt.label']);
    const turn = await talk.provide({ merchant: 'darty' });
    expect(turn.keys).toEqual(['engine.corrected', 'receipt.shown']);
    expect(turn.trace.slots).toEqual({ merchant: 'darty', purchase: 'darty-1' });
  });

  test('a button of the list before it was narrowed takes nothing', async () => {
    const talk = createTalk();
    const { options } = await talk.start('receipt');
    await talk.provide({ merchant: 'fnac' });
    const turn = await talk.press(options[0]);
    expect(turn.keys).toEqual(['engine.old_button']);
    expect(talk.expecting()).toEqual({ kind: 'choice', dialog: 'receipt', count: 2 });
  });

  test('a button of a list that is shown again unchanged still holds', async () => {
    const talk = createTalk();
    const { options } = await talk.start('receipt');
    await talk.start('hello');
    expect((await talk.press(options[2])).trace.slots).toEqual({ purchase: 'darty-1' });
  });

  test('the second press of a double press does nothing', async () => {
    const talk = createTalk();
    const { options } = await talk.start('receipt');
    await talk.press(options[0]);
    const again = await talk.press(options[0]);
    expect(again.keys).toEqual(['engine.old_button']);
    expect(again.trace.events).toEqual(['old button']);
  });

  test('a word that is no choice is answered with what would be one', async () => {
    const talk = createTalk();
    const first = await talk.start('receipt');
    const turn = await talk.hear({ type: 'unclear' });
    expect(turn.keys).toEqual(['engine.choose_from_list']);
    expect(turn.options).toEqual(first.options);
  });
});

import { describe, expect, test } from '@jest/globals';
import { paper } from '../../test/support/paper-dialog.ts';
import { defineSample, sampleDialogs } from '../../test/support/sample-dialogs.ts';
import { createTalk } from '../../test/support/sample-talk.ts';
import { count, merchantName, skip, view } from '../slots/slots.ts';

const common = { version: 1, description: 'sample', examples: { fr: [], en: [] } };
const sentences = { title: 'Book', page: '{from}', one: '.' };

/** Lists 25 things by tens, or shows one of them. */
const book = defineSample({
  ...common,
  id: 'book',
  messages: { fr: sentences, en: sentences },
  slots: { merchant: merchantName.optional(), count: count.optional(), view: view.optional(), skip: skip.optional() },
  async run({ slots, say }) {
    if (slots.count === 1) return say('one', {}, { about: `thing-${slots.merchant ?? 'x'}`, follow: ['paper'], next: 1 });
    const shown = Math.min((slots.skip ?? 0) + 10, 25);
    say('page', { from: slots.skip ?? 0 }, shown < 25 ? { next: shown } : {});
  },
});

const talkOf = () => createTalk({ dialogs: [...sampleDialogs, book, paper] });

describe('more of what was listed last', () => {
  test('begins after what was shown, page by page, until there is no more', async () => {
    const talk = talkOf();
    await talk.start('book', { merchant: 'fnac' });
    expect((await talk.hear({ type: 'more' })).trace.slots).toEqual({ merchant: 'fnac', skip: 10, view: 'list' });
    expect((await talk.hear({ type: 'more' })).trace.slots).toMatchObject({ skip: 20 });
    expect((await talk.hear({ type: 'more' })).keys).toEqual(['engine.no_more']);
  });

  test('leaves nothing behind for the next question', async () => {
    const talk = talkOf();
    await talk.start('book', {});
    await talk.hear({ type: 'more' });
    expect((await talk.provide({ merchant: 'darty' })).trace.slots).toEqual({ merchant: 'darty', view: 'list' });
  });

  test('has a quick reply under the list, good as long as it is the last one', async () => {
    const talk = talkOf();
    const first = await talk.start('book', {});
    expect(first.options).toEqual(['m.frame-1']);
    expect((await talk.press('m.frame-1')).trace.slots).toMatchObject({ skip: 10 });
    expect((await talk.press('m.frame-1')).keys).toEqual(['engine.old_button']);
  });

  test('is an answer to nothing where nothing was listed', async () => {
    const talk = talkOf();
    expect((await talk.hear({ type: 'more' })).keys).toEqual(['engine.nothing_asked']);
    await talk.start('search', { merchant: 'fnac' });
    expect((await talk.hear({ type: 'more' })).keys).toEqual(['engine.nothing_asked']);
  });
});

describe('the one thing that was shown', () => {
  test.each([{ type: 'start', dialog: 'paper' } as const, { type: 'start', dialog: 'paper', follows: true } as const])(
    'is what another dialog goes on with: %j',
    async (command) => {
      const talk = talkOf();
      await talk.start('book', { count: 1, merchant: 'fnac' });
      expect((await talk.hear(command)).trace.slots).toEqual({ thing: 'thing-fnac', page: 'thing-fnac' });
    },
  );

  test('is carried by a button that names the answer, and by no handle', async () => {
    const talk = talkOf();
    const { options } = await talk.start('book', { count: 1, merchant: 'fnac' });
    expect(options).toEqual(['f.paper.frame-1']);
    await talk.start('book', { count: 1, merchant: 'darty' });
    expect((await talk.press(options[0])).trace.slots).toMatchObject({ page: 'thing-fnac' });
  });

  test('is not what is meant where something else is named, a list was shown since, or long ago', async () => {
    const talk = talkOf();
    await talk.start('book', { count: 1 });
    expect((await talk.start('paper', { merchant: 'darty' })).keys).toContain('paper.ask.page');
    await talk.hear({ type: 'cancel' });
    await talk.start('book', { count: 1 });
    await talk.start('book', {});
    expect((await talk.start('paper')).keys).toContain('paper.ask.page');
    await talk.hear({ type: 'cancel' });
    await talk.start('book', { count: 1 });
    talk.wait(11);
    expect((await talk.start('paper')).keys).toContain('paper.ask.page');
  });

  test('is no longer known after ten others', async () => {
    const talk = talkOf();
    const { options } = await talk.start('book', { count: 1 });
    for (let index = 0; index < 10; index += 1) await talk.start('book', { count: 1 });
    expect((await talk.press(options[0])).keys).toEqual(['engine.old_button']);
    expect(talk.state().subjects).toHaveLength(10);
  });

  test('gives way to what is said afterwards', async () => {
    const talk = talkOf();
    await talk.start('book', { count: 1 });
    await talk.start('paper');
    expect((await talk.provide({ merchant: 'darty' })).trace.slots).toEqual({ merchant: 'darty' });
  });
});

import { expect, test } from '@jest/globals';
import { paper } from '../../test/support/paper-dialog.ts';
import { defineSample, sampleDialogs } from '../../test/support/sample-dialogs.ts';
import { createTalk } from '../../test/support/sample-talk.ts';
import { merchantName, skip, subject, view } from '../slots/slots.ts';

const sentences = { title: 'Book', page: '{from}', one: '.' };

/** Lists three things at a time of five, or one of them. */
const book = defineSample({
  version: 1,
  description: 'sample',
  examples: { fr: [], en: [] },
  id: 'book',
  messages: { fr: sentences, en: sentences },
  slots: { merchant: merchantName.optional(), view: view.optional(), skip: skip.optional(), shown: subject.optional() },
  async run({ slots, say }) {
    if (slots.shown !== undefined) return say('one', {}, { about: slots.shown });
    const from = slots.skip ?? 0;
    const listed = ['a', 'b', 'c', 'd', 'e'].slice(from, from + 3).map((thing) => `${slots.merchant ?? 'any'}-${thing}`);
    say('page', { from }, { listed, ...(from === 0 ? { next: 3 } : {}) });
  },
});

const talkOf = () => createTalk({ dialogs: [...sampleDialogs, book, paper] });
const second = { type: 'choose', position: 2 } as const;
const paperOf = (listed: number) => ({ type: 'start', dialog: 'paper', listed }) as const;

test('a place in the list that was shown is that entry, by the dialog that listed it', async () => {
  const talk = talkOf();
  await talk.start('book', { merchant: 'fnac' });
  expect((await talk.hear(second)).trace.slots).toEqual({ shown: 'fnac-b' });
});

test('the list goes on after one of it: the next place, and the page after it', async () => {
  const talk = talkOf();
  await talk.start('book', { merchant: 'fnac' });
  await talk.hear(second);
  expect((await talk.hear({ type: 'choose', position: 3 })).trace.slots).toEqual({ shown: 'fnac-c' });
  expect((await talk.hear({ type: 'more' })).trace.slots).toEqual({ merchant: 'fnac', skip: 3, view: 'list' });
  expect((await talk.hear(second)).trace.slots).toEqual({ shown: 'fnac-e' });
});

test('another dialog begins with an entry of the list, and goes on with others of it', async () => {
  const talk = talkOf();
  await talk.start('book', { merchant: 'fnac' });
  expect((await talk.hear(paperOf(3))).trace.slots).toEqual({ thing: 'fnac-c', page: 'fnac-c' });
  expect((await talk.hear({ type: 'choose', position: 1 })).trace).toMatchObject({ dialog: 'paper', slots: { page: 'fnac-a' } });
});

test('a place beyond the end is said to be none, and the list stays', async () => {
  const talk = talkOf();
  await talk.start('book');
  expect((await talk.hear({ type: 'choose', position: 4 })).keys).toEqual(['engine.not_listed']);
  expect((await talk.hear(paperOf(9))).keys).toEqual(['engine.not_listed']);
  expect((await talk.hear(second)).trace.slots).toEqual({ shown: 'any-b' });
});

test('without a list, or long after it, nothing is guessed', async () => {
  const talk = talkOf();
  expect((await talk.hear(second)).keys).toEqual(['engine.nothing_asked']);
  expect((await talk.hear(paperOf(2))).keys).toContain('paper.ask.page');
  await talk.hear({ type: 'cancel' });
  await talk.start('book');
  talk.wait(11);
  expect((await talk.hear(second)).keys).toEqual(['engine.nothing_asked']);
});

test('a list for another question takes the place of the one before', async () => {
  const talk = talkOf();
  await talk.start('book', { merchant: 'fnac' });
  await talk.hear(second);
  await talk.start('book', { merchant: 'darty' });
  expect((await talk.hear(second)).trace.slots).toEqual({ shown: 'darty-b' });
});

test('the dialog that has shown one thing lists again when it is asked once more', async () => {
  const talk = talkOf();
  await talk.start('book', { merchant: 'fnac' });
  await talk.hear(second);
  expect((await talk.start('book')).keys).toEqual(['book.page']);
});

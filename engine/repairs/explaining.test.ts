import { describe, expect, test } from '@jest/globals';
import { defineSample, sampleDialogs } from '../../test/support/sample-dialogs.ts';
import { createTalk } from '../../test/support/sample-talk.ts';
import { chosen } from '../slots/slots.ts';

const messages = {
  title: 'Report',
  topic: 'the report',
  offer: 'a report',
  'ask.payment': '?',
  'none.payment': '-',
  'invalid.payment': '!',
  label: '{ref}',
  more: '{refs}',
  confirm: '?',
  done: '.',
};

/** Has a choice that stands for none of the others, and can say more of what it shows. */
const report = defineSample({
  id: 'report',
  version: 1,
  description: 'sample',
  examples: { fr: [], en: [] },
  messages: { fr: messages, en: messages },
  confirm: true,
  slots: { payment: chosen },
  noneOf: { payment: 'other' },
  choices: {
    payment: async ({ purchases, message }) => [...purchases, 'other'].map((ref) => ({ id: ref, label: message('label', { ref }) })),
  },
  async explain({ shown, say, failure }) {
    if (failure) throw failure;
    say('more', { refs: shown.join() });
  },
  async run({ say }) {
    say('done');
  },
});

const talkOf = (setting: Parameters<typeof createTalk>[0] = {}) => createTalk({ dialogs: [...sampleDialogs, report], ...setting });
const saidOf = (turn: Awaited<ReturnType<ReturnType<typeof createTalk>['hear']>>) =>
  turn.replies.flatMap((reply) => (reply.kind === 'text' ? reply.lines : []));

describe('“what is it?”', () => {
  test('to a list says more of what is in it, and puts the question again', async () => {
    const talk = talkOf();
    await talk.start('report');
    const turn = await talk.hear({ type: 'explain' });
    expect(turn.keys).toEqual(['report.more', 'report.ask.payment']);
    expect(saidOf(turn)[0]?.args).toEqual({ refs: 'fnac-1,fnac-2,darty-1,other' });
    expect((await talk.hear({ type: 'choose', position: 2 })).keys).toEqual(['report.confirm']);
  });

  test('to a confirmation says more of what was chosen', async () => {
    const talk = talkOf();
    await talk.start('report');
    await talk.hear({ type: 'choose', position: 2 });
    const turn = await talk.hear({ type: 'explain' });
    expect(turn.keys).toEqual(['report.more', 'report.confirm']);
    expect(saidOf(turn)[0]?.args).toEqual({ refs: 'fnac-2' });
  });

  test('is no try, however often it is asked', async () => {
    const talk = talkOf();
    await talk.start('report');
    for (let asked = 0; asked < 7; asked += 1) expect((await talk.hear({ type: 'explain' })).keys).toContain('report.ask.payment');
  });

  test('to a dialog that has no more to say, or to nothing, is not understood', async () => {
    const talk = talkOf();
    expect((await talk.hear({ type: 'explain' })).keys[0]).toBe('engine.unclear');
    await talk.start('receipt');
    expect((await talk.hear({ type: 'explain' })).trace.events).toContain('misfit purchase');
  });

  test('of what a connector cannot tell fails as everything does', async () => {
    const talk = talkOf({ failure: Object.assign(new Error('away'), { code: 'bank_unavailable' }) });
    await talk.start('report');
    expect((await talk.hear({ type: 'explain' })).keys).toEqual(['engine.failure.unavailable']);
  });
});

describe('a no to a list', () => {
  test('picks what stands for none of it', async () => {
    const talk = talkOf();
    await talk.start('report');
    const turn = await talk.hear({ type: 'deny' });
    expect(turn.keys).toEqual(['report.confirm']);
    expect(turn.trace.slots).toEqual({ payment: 'other' });
  });

  test('is a misfit where nothing does', async () => {
    const talk = talkOf();
    await talk.start('receipt');
    expect((await talk.hear({ type: 'deny' })).trace.events).toContain('misfit purchase');
  });
});

test('what can be asked stands in the words, where it is not understood', async () => {
  expect((await talkOf().hear({ type: 'unclear' })).keys).toEqual(['engine.unclear', 'report.offer']);
});

test('what is resumed is named inside the sentence', async () => {
  const talk = talkOf();
  await talk.start('report');
  const turn = await talk.start('search', { merchant: 'fnac' });
  expect(saidOf(turn).find(({ key }) => key === 'engine.resume')?.args).toEqual({ title: 'the report' });
});

test('another language is told which ones are spoken, and the open question is put again without a word', async () => {
  const talk = talkOf();
  const alone = await talk.hear({ type: 'unclear', foreign: true });
  expect([alone.keys, alone.options.at(-1)]).toEqual([['engine.languages'], 's.help']);
  await talk.start('report');
  expect((await talk.hear({ type: 'unclear', foreign: true })).keys).toEqual(['engine.languages', 'report.ask.payment']);
});

test('a message that was all taken out needs no answer, unless a question is open', async () => {
  const talk = talkOf();
  expect((await talk.hear({ type: 'redacted' })).keys).toEqual([]);
  await talk.start('report');
  for (let sent = 0; sent < 7; sent += 1) expect((await talk.hear({ type: 'redacted' })).keys).toEqual(['report.ask.payment']);
});

test('an old button says what there is to do instead', async () => {
  const turn = await talkOf().press('a.frame-9.1');
  expect([turn.keys, turn.options.at(-1)]).toEqual([['engine.old_button'], 's.help']);
});

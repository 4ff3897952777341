import { describe, expect, test } from '@jest/globals';
import { defineSample, sampleDialogs } from '../test/support/sample-dialogs.ts';
import { createTalk } from '../test/support/sample-talk.ts';
import { chosen, merchantName } from './slots/slots.ts';

const messages = {
  title: 'Freeze',
  'ask.card': '?',
  'none.card': '-',
  label: '{ref}',
  confirm: '?',
  confirm_one: '{ref}',
  at_once: '.',
  not_here: '.',
  done: '.',
  late: '{outcome}',
};

/** A dialog that cannot wait: it has something to say before any question, and more to confirm than its slots say. */
const freeze = defineSample({
  id: 'freeze',
  version: 1,
  description: 'sample',
  examples: { fr: [], en: [] },
  messages: { fr: messages, en: messages },
  requires: { linked: true },
  confirm: true,
  slots: { merchant: merchantName.optional(), card: chosen },
  choices: {
    card: async ({ purchases, message }) =>
      purchases.map((ref) => ({ id: ref, label: { ...message('label', { ref }), otherwise: message('confirm') } })),
  },
  async preface({ say, linked, slots: { merchant } }) {
    if (merchant === 'elsewhere') {
      say('not_here');
      return 'over';
    }
    if (!linked) say('at_once');
    return 'on';
  },
  confirmWith: async ({ slots: { card }, message }) => message('confirm_one', { ref: card ?? '' }),
  async late({ say, settled }) {
    say('late', { outcome: settled.outcome });
  },
  async run({ act, frameId, say }) {
    act(frameId);
    say('done');
  },
});

const dialogs = [...sampleDialogs, freeze];
const settled = { type: 'settled', dialog: 'freeze', settled: { outcome: 'done' } } as const;
const talkOf = (setting: Parameters<typeof createTalk>[0] = {}) => createTalk({ dialogs, linked: true, purchases: ['a'], ...setting });

describe('what cannot wait', () => {
  test('is said before the linking, and not again after it', async () => {
    const talk = talkOf({ linked: false });
    expect((await talk.start('freeze')).keys).toEqual(['freeze.at_once', 'engine.link_first', 'link_account.ask.linkCode']);
    const after = await talk.provide({ linkCode: '123456' });
    expect(after.keys).toEqual(['link_account.linked', 'freeze.confirm_one']);
  });

  test('is not said to whom it does not concern, nor at the second question', async () => {
    const talk = talkOf({ purchases: ['a', 'b'] });
    expect((await talk.start('freeze')).keys[0]).toBe('freeze.ask.card');
    expect((await talk.hear({ type: 'choose', position: 2 })).keys).toEqual(['freeze.confirm_one']);
  });

  test('can end the dialog there', async () => {
    const talk = talkOf();
    const turn = await talk.start('freeze', { merchant: 'elsewhere' });
    expect(turn.keys).toEqual(['freeze.not_here']);
    expect(turn.state.frames).toEqual([]);
    expect(turn.trace.events).toContain('ended freeze');
  });
});

describe('a confirmation with more to say than the slots', () => {
  test('names what was chosen, and its yes acts once', async () => {
    const talk = talkOf();
    const { replies, options } = await talk.start('freeze');
    expect(replies).toMatchObject([{ lines: [{ key: 'freeze.confirm_one', args: { ref: 'a' } }] }]);
    expect((await talk.press(options[0])).keys).toEqual(['freeze.done']);
    expect((await talk.press(options[0])).keys).toEqual(['engine.old_button']);
    expect(talk.effects).toEqual(['frame-1']);
  });
});

test('what stands for a secret label is numbered like the label', async () => {
  const { replies } = await talkOf({ purchases: ['a', 'b'] }).start('freeze');
  const [, , second] = replies[0]?.kind === 'text' ? replies[0].lines : [];
  expect(second).toMatchObject({ args: { position: 2, ref: 'b' }, otherwise: { args: { position: 2 } } });
});

describe('an order that is settled later', () => {
  test('is told by the dialog that gave it', async () => {
    const turn = await talkOf().hear(settled);
    expect(turn.replies).toMatchObject([{ lines: [{ key: 'freeze.late', args: { outcome: 'done' } }] }]);
    expect(turn.trace.events).toEqual(['settled freeze']);
  });

  test('changes nothing of what is being talked about, and puts its question again', async () => {
    const talk = talkOf();
    const { options } = await talk.start('order', { amount: { min: '5' } });
    expect((await talk.hear(settled)).keys).toEqual(['freeze.late', 'order.ask.day']);
    expect(talk.state().frames).toMatchObject([{ dialog: 'order', slots: { amount: { min: '5' } } }]);
    expect(options).toEqual([]);
  });

  test('confirms nothing, and keeps an offer of dialogs open', async () => {
    const talk = talkOf();
    await talk.start('freeze');
    expect((await talk.hear(settled)).keys).toEqual(['freeze.late', 'freeze.confirm_one']);
    expect(talk.effects).toEqual([]);
    const offering = talkOf();
    await offering.hear({ type: 'clarify', dialogs: ['search', 'receipt'] });
    await offering.hear(settled);
    expect((await offering.hear({ type: 'choose', position: 1 })).trace.dialog).toBe('search');
  });

  test('puts no question again that has waited too long', async () => {
    const talk = talkOf();
    await talk.start('order');
    talk.wait(20);
    expect((await talk.hear(settled)).keys).toEqual(['freeze.late']);
  });

  test('is passed over by a dialog that has no words for it, or is gone', async () => {
    expect((await talkOf().hear({ ...settled, dialog: 'order' })).keys).toEqual([]);
    expect((await talkOf().hear({ ...settled, dialog: 'nobody' })).keys).toEqual([]);
  });
});

test('keys of orders that were told are kept', async () => {
  const talk = talkOf();
  await talk.start('hello');
  talk.save({ ...talk.state(), told: ['key-1'] });
  await talk.start('hello');
  expect(talk.state().told).toEqual(['key-1']);
});

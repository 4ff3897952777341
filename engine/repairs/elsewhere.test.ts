import { describe, expect, test } from '@jest/globals';
import { createTalk } from '../../test/support/sample-talk.ts';
import { dialogDefiner } from '../define-dialog.ts';
import { chosen, merchantName } from '../slots/slots.ts';

const messages = {
  title: 'Purchases',
  'ask.purchase': 'Which?',
  'invalid.purchase': 'One of them.',
  'none.purchase': 'None.',
  shown: 'Here it is.',
  label: 'a purchase',
} as const;

/** A dialog that tells facts, and notes whatever it does. */
function tellingDialog(done: string[]) {
  return dialogDefiner<object>()({
    id: 'purchases',
    version: 1,
    description: 'a dialog for tests',
    messages: { fr: messages, en: messages },
    examples: { fr: ['achats'], en: ['purchases'] },
    requires: { tells: ['transaction'] },
    slots: { merchant: merchantName.optional(), purchase: chosen },
    choices: {
      async purchase({ message }) {
        done.push('listed');
        return [
          { id: 'p1', label: message('label') },
          { id: 'p2', label: message('label') },
        ];
      },
    },
    async run({ say }) {
      done.push('ran');
      say('shown');
    },
  });
}

function talkWith(sealed: boolean) {
  const done: string[] = [];
  return { done, talk: createTalk({ dialogs: [tellingDialog(done)], sealed }) };
}

describe('a dialog whose facts are sealed here', () => {
  test('does not begin: nothing is listed, nothing is run, and what was asked is handed on', async () => {
    const { done, talk } = talkWith(true);
    const { replies, trace, state } = await talk.start('purchases', { merchant: 'Fnac' });
    expect(done).toEqual([]);
    expect(replies).toEqual([{ kind: 'elsewhere', dialog: 'purchases', slots: { merchant: 'Fnac' } }]);
    expect(trace.events).toContain('elsewhere purchases');
    expect(state.frames).toEqual([]);
  });

  test('can be gone on with, by what the customer said and nothing else', async () => {
    const { talk } = talkWith(true);
    await talk.start('purchases', { merchant: 'Fnac' });
    const { replies, state } = await talk.provide({ merchant: 'Darty' });
    expect(replies).toEqual([{ kind: 'elsewhere', dialog: 'purchases', slots: { merchant: 'Darty' } }]);
    expect(state.last?.slots).toEqual({ merchant: 'Darty' });
  });

  test('begins where they may be told', async () => {
    const { done, talk } = talkWith(false);
    expect((await talk.start('purchases', {})).keys).toContain('purchases.ask.purchase');
    expect(done).toEqual(['listed']);
  });
});

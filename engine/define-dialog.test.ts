import { describe, expect, test } from '@jest/globals';
import { seal } from '../secrecy/sealed.ts';
import { dialogDefiner } from './define-dialog.ts';
import { amount, chosen, merchantName } from './slots/slots.ts';

const defineDialog = dialogDefiner<{ readonly bank: { find(merchant: string): Promise<void> } }>();
const common = { id: 'd', version: 1, description: '', examples: { fr: [], en: [] } } as const;
const messages = { fr: { found: '', none: '' }, en: { found: '', none: '' } };
const run = async () => {};

// What compiles and what does not is checked by `tsc`: an `@ts-expect-error` above a line that compiles is itself an error.
describe('defining a dialog', () => {
  test('infers slots, sentences and services for the author', () => {
    const dialog = defineDialog({
      ...common,
      messages,
      slots: { merchant: merchantName, amount: amount.optional(), purchase: chosen },
      choices: { purchase: async ({ slots, message }) => [{ id: slots.merchant ?? '', label: message('found') }] },
      async run({ slots, bank, say }) {
        await bank.find(slots.merchant);
        const least: string | undefined = slots.amount?.min;
        say('found', { least: least ?? '', purchase: slots.purchase });
      },
    });
    expect(dialog.slots.merchant).toBe(merchantName);
  });

  test('a missing translation does not compile', () => {
    // @ts-expect-error -- `none` has no English
    defineDialog({ ...common, messages: { fr: { found: '', none: '' }, en: { found: '' } }, slots: {}, run });
    expect.assertions(0);
  });

  test('a sentence that does not exist does not compile', () => {
    defineDialog({
      ...common,
      messages,
      slots: { merchant: merchantName },
      async run({ say, message, reject }) {
        // @ts-expect-error -- no such sentence
        say('fond');
        // @ts-expect-error -- nor as a line
        say.lines([['fond']]);
        // @ts-expect-error -- nor as a label
        message('fond');
        // @ts-expect-error -- nor as a reason
        reject('merchant', 'fond');
      },
    });
    expect.assertions(0);
  });

  test('a mistyped slot or service does not compile', () => {
    defineDialog({
      ...common,
      messages,
      slots: { merchant: merchantName },
      // @ts-expect-error -- there is no slot `purchase` to choose
      choices: { purchase: async () => [] },
      async run({ slots, bank, reject }) {
        // @ts-expect-error -- no such slot
        await bank.find(slots.mechant);
        // @ts-expect-error -- no such slot
        reject('mechant', 'none');
        // @ts-expect-error -- no such service
        await bank.seek('x');
      },
    });
    expect.assertions(0);
  });

  test('a slot may be empty while a question is prepared', () => {
    defineDialog({
      ...common,
      messages,
      slots: { merchant: merchantName },
      ask: {
        async merchant({ slots, bank }) {
          // @ts-expect-error -- not known yet
          await bank.find(slots.merchant);
        },
      },
      run,
    });
    expect.assertions(0);
  });

  test('a sealed value neither compiles nor works as text, but is an argument', async () => {
    const balance = seal('balance', 'a secret');
    const dialog = defineDialog({
      ...common,
      messages,
      slots: {},
      async run({ say }) {
        // @ts-expect-error -- a banking fact cannot be put into text
        // oxlint-disable-next-line typescript/restrict-template-expressions -- that it fails is what is shown here
        expect(() => `${balance}`).toThrow(TypeError);
        // @ts-expect-error -- nor added to it
        expect(() => 'balance: ' + balance).toThrow(TypeError);
        say('found', { balance });
      },
    });
    await dialog.run({
      bank: { find: run },
      slots: {},
      say: Object.assign(() => {}, { lines: () => {}, cards: () => {}, receipt: () => {} }),
      language: 'fr',
      now: new Date(),
      frameId: 'f',
      reject: () => {},
      message: (key) => ({ key, args: {} }),
    });
    expect.assertions(2);
  });
});

import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** What is said of, apart from alerts: those are stopped by themselves. */
const answers = ['balance', 'transaction', 'receipt', 'delivery', 'card'] as const;

/** One word seals everything again. There is no way up from a chat. */
export const hideAmounts = defineDialog({
  id: 'hide_amounts',
  version: 1,
  description: 'The customer wants that amounts and account data are no longer shown in this chat.',
  messages: { fr, en },
  examples,
  byCustomerOnly: true,
  slots: {},
  async run({ disclosure, say }) {
    const levels = await disclosure.levels();
    const shown = answers.filter((topic) => levels[topic] !== 'sealed');
    if (shown.length === 0) return say('already', {}, { suggest: ['privacy'] });
    await disclosure.seal(answers);
    say('done', {}, { suggest: ['privacy'] });
  },
});

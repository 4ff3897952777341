import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Says hello, and that a machine is speaking. */
export const greeting = defineDialog({
  id: 'greeting',
  version: 1,
  description: 'The customer says hello or begins the conversation.',
  messages: { fr, en },
  examples,
  slots: {},
  async run({ say, contact }) {
    say('hello', { bankName: contact.bankName }, { suggest: ['balance', 'transactions', 'receipt_lookup', 'delivery_date', 'help'] });
  },
});

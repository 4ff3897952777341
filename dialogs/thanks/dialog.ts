import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Answers a thank-you. */
export const thanks = defineDialog({
  id: 'thanks',
  version: 1,
  description: 'The customer says thank you.',
  messages: { fr, en },
  examples,
  slots: {},
  async run({ say }) {
    say('welcome');
  },
});

import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Answers a goodbye. */
export const goodbye = defineDialog({
  id: 'goodbye',
  version: 1,
  description: 'The customer says goodbye.',
  messages: { fr, en },
  examples,
  closing: true,
  slots: {},
  async run({ say }) {
    say('bye');
  },
});

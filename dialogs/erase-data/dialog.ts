import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Erases everything that is kept of this conversation, after a yes. What Meta keeps is Meta's. */
export const eraseData = defineDialog({
  id: 'erase_data',
  version: 1,
  description: 'The customer wants that all data kept about them and this conversation is erased, deleted, forgotten.',
  messages: { fr, en },
  examples,
  confirm: true,
  slots: {},
  async run({ erasure, contact, say }) {
    const erased = await erasure.erase();
    if (erased.outcome === 'held') return say('held', { phone: contact.phone });
    say.lines([['done', { receipt: erased.receipt }], ['messenger']]);
  },
});

import { urgency } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Says honestly how to reach a person: nobody answers in this conversation. A lost card or a fraud is told first what to do at once. */
export const person = defineDialog({
  id: 'person',
  version: 1,
  description: 'The customer wants to talk to a human being, complains, or needs help that only a person can give.',
  messages: { fr, en },
  examples,
  slots: { urgency: urgency.optional() },
  async run({ slots, say, message, contact: { bankName, phone, hours, url }, language }) {
    const urgent = slots.urgency === 'fraud';
    say(
      urgent ? 'urgent' : 'reach',
      { bankName, phone, hours: hours[language] },
      { buttons: [{ kind: 'open', label: message('open'), url }] },
    );
    // Nobody whose card is gone wants to hear what else there is.
    if (urgent) return;
    say('meanwhile', {}, { suggest: ['balance', 'transactions', 'receipt_lookup', 'delivery_date'] });
  },
});

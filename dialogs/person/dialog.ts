import { concern, urgency } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import { urgentCall } from '../urgent-call.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Says honestly how to reach a person: nobody answers in this conversation. Who complains or mourns hears a word of it first; a lost card or a fraud is told first what to do at once. */
export const person = defineDialog({
  id: 'person',
  version: 1,
  description: 'The customer wants to talk to a human being, complains, or needs help that only a person can give.',
  messages: { fr, en },
  examples,
  slots: { urgency: urgency.optional(), concern: concern.optional() },
  async run({ slots, say, message, contact, protection, language }) {
    const buttons = [{ kind: 'open', label: message('open'), url: contact.url }] as const;
    const call = urgentCall(contact, language);
    // Nobody whose card is gone wants to hear what else there is.
    if (slots.urgency === 'fraud')
      return say('urgent', call, { buttons, suggest: protection.available ? ['freeze_card', 'report_fraud'] : [] });
    const { bankName, phone, hours } = contact;
    const reach = ['reach', { bankName, phone, hours: hours[language] }] as const;
    say.lines(slots.concern ? [['empathy', { concern: slots.concern }], reach] : [reach], { buttons });
    // Nobody in mourning is to be offered a look at the account.
    if (slots.concern !== 'bereavement') say('meanwhile', {}, { suggest: ['balance', 'transactions', 'receipt_lookup', 'delivery_date'] });
  },
});

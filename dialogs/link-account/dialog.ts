import { chosen, linkCode } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Binds this conversation to the customer's accounts: a sign-in on the bank's page, proved here by the code it shows. */
export const linkAccount = defineDialog({
  id: 'link_account',
  version: 1,
  description: 'The customer wants to link this conversation to the bank account, to sign in or to connect.',
  messages: { fr, en },
  examples,
  // `link` has nothing to offer when there is one already, so that `none.link` ends the dialog before a link is made.
  slots: { link: chosen, linkCode },
  choices: {
    async link({ linking, message }) {
      return (await linking.isLinked()) ? [] : [{ id: 'account', label: message('link.label') }];
    },
  },
  ask: {
    async linkCode({ linking, contact, say, message, tries = 0 }) {
      // A new link would kill the one at which the customer may just be signing in.
      if (tries > 0) return say('ask.again');
      const { url } = await linking.begin();
      say('ask.linkCode', { bankName: contact.bankName }, { buttons: [{ kind: 'open', label: message('open'), url }] });
    },
  },
  async run({ slots, linking, say, reject }) {
    const outcome = await linking.confirm(slots.linkCode);
    if (outcome === 'wrong') return reject('linkCode', 'wrong');
    if (outcome === 'linked') return say('linked', {}, { suggest: ['balance', 'transactions', 'receipt_lookup', 'delivery_date'] });
    say(outcome, {}, { suggest: ['link_account', 'person'] });
  },
});

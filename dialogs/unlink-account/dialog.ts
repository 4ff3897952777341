import { chosen } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** Ends the link between this conversation and the customer's accounts, after a yes. */
export const unlinkAccount = defineDialog({
  id: 'unlink_account',
  version: 1,
  description: 'The customer wants to unlink, disconnect or forget the bank account in this conversation.',
  messages: { fr, en },
  examples,
  confirm: true,
  // With no link there is nothing to choose: `none.link` says so instead of asking to confirm.
  slots: { link: chosen },
  choices: {
    async link({ linking, message }) {
      return (await linking.isLinked()) ? [{ id: 'account', label: message('link.label') }] : [];
    },
  },
  async run({ linking, say }) {
    const unlinked = await linking.unlink();
    say(unlinked ? 'done' : 'none.link', {}, { suggest: ['link_account'] });
  },
});

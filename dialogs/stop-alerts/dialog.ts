import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** "Stop the alerts": in force at once. */
export const stopAlerts = defineDialog({
  id: 'stop_alerts',
  version: 1,
  description: 'The customer wants no alerts or notifications in this chat any more.',
  messages: { fr, en },
  examples,
  byCustomerOnly: true,
  slots: {},
  async run({ disclosure, say }) {
    const { alert } = await disclosure.levels();
    if (alert === 'sealed') return say('already', {}, { suggest: ['privacy'] });
    await disclosure.seal(['alert']);
    say('done', {}, { suggest: ['privacy'] });
  },
});

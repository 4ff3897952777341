import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** What can be asked, by example. */
export const help = defineDialog({
  id: 'help',
  version: 1,
  description: 'The customer wants to know what can be asked here and how.',
  messages: { fr, en },
  examples,
  slots: {},
  async run({ say }) {
    const first = ['example.balance', 'example.transactions', 'example.receipt', 'example.delivery'] as const;
    const more = ['example.card', 'example.fraud', 'example.link'] as const;
    say.lines([['intro'], ...[...first, ...more].map((key) => [key] as const), ['outro']], {
      suggest: ['balance', 'transactions', 'receipt_lookup', 'delivery_date', 'freeze_card', 'report_fraud'],
    });
  },
});

import {
  account,
  amount,
  category,
  count,
  dayOrPeriod,
  direction,
  merchantName,
  skip,
  transactionStatus,
  view,
} from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import { answerList, outsideBooks } from './list-answer.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };
import { answerPay, asksForPay } from './pay-answer.ts';
import { searchArguments } from './search-arguments.ts';

/** "My last payments", "how much did I spend at …", "what is this payment?", "has my salary arrived?". */
export const transactions = defineDialog({
  id: 'transactions',
  version: 1,
  description: 'The customer wants to see, add up or understand payments and other entries of an account.',
  messages: { fr, en },
  examples,
  requires: { linked: true, tells: ['transaction'] },
  slots: {
    account: account.optional(),
    merchant: merchantName.optional(),
    period: dayOrPeriod.optional(),
    amount: amount.optional(),
    status: transactionStatus.optional(),
    direction: direction.optional(),
    count: count.optional(),
    view: view.optional(),
    category: category.optional(),
    skip: skip.optional(),
  },
  async run({ slots, bank, say }) {
    if (asksForPay(slots)) {
      const { key, args, entry } = await answerPay(bank, slots);
      return say(key, args, entry ? { about: entry.ref } : {});
    }
    const { view, ...query } = slots;
    if (view !== 'sum') {
      for (const { lines, extras } of await answerList(bank, query)) say.lines(lines, extras);
      return;
    }
    const way = slots.direction ?? (slots.category === 'salary' ? 'in' : 'out');
    const { count: _count, skip: _skip, ...counted } = query;
    const report = await bank.transactions({ ...counted, direction: way });
    const outside = outsideBooks(report);
    if (outside) return say.lines(outside.lines);
    const search = searchArguments(slots, report);
    // What was found may be no money spent or received: refused payments, transfers between the customer's own accounts.
    if (report.sums.length === 0) return say('none', search);
    say.lines(report.sums.map(({ count, leftOut, ...sum }) => [`sum.${way}`, { ...search, sum: sum[way], count, leftOut }] as const));
  },
});

import { singleMeanings } from '../../engine/slots/single-meanings.ts';
import {
  account,
  amount,
  category,
  count,
  dayOrPeriod,
  direction,
  merchantName,
  order,
  skip,
  subject,
  transactionStatus,
  view,
} from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import { answerList, answerListed, withoutMore } from './list-answer.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };
import { answerPay, asksForPay } from './pay-answer.ts';
import { answerSum } from './sum-answer.ts';

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
    order: order.optional(),
    skip: skip.optional(),
    /** "The second one": an entry of the list that was just shown. */
    shown: subject.optional(),
  },
  async run({ slots, bank, say, reject }) {
    if (slots.period?.or) return reject('period', 'either_day');
    if (asksForPay(slots)) {
      const { key, args, entry } = await answerPay(bank, slots);
      return say(key, args, entry ? { about: entry.ref } : {});
    }
    const { view, order, shown, ...query } = slots;
    if (shown !== undefined) {
      const found = await answerListed(bank, shown);
      return found ? say.lines(found.lines, found.extras) : say('gone');
    }
    const asked = singleMeanings(query);
    if (view === 'sum') return say.lines((await Promise.all(asked.map((one) => answerSum(bank, one)))).flat());
    if (order && slots.amount === undefined) say('unsorted');
    for (const one of asked) {
      for (const { lines, extras } of await answerList(bank, one)) say.lines(lines, asked.length === 1 ? extras : withoutMore(extras));
    }
  },
});

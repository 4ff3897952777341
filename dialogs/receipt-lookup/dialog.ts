import type { CustomerBanking, TransactionView } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import { merchantsIn } from '../../engine/slots/merchant-list.ts';
import { singleMeanings } from '../../engine/slots/single-meanings.ts';
import { amount, chosen, count, dayOrPeriod, merchantName, subject } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

type PurchaseQuery = Parameters<CustomerBanking['findPurchases']>[0];

function purchaseArguments({ counterparty, day, absolute: amount }: TransactionView): ReplyArguments {
  return { counterparty, day, amount };
}

function payeeArguments(entry: TransactionView): ReplyArguments {
  return { role: entry.role, category: entry.category, direction: entry.direction, ...purchaseArguments(entry) };
}

/**
 * The purchases to choose from. Where none has a receipt, the newest stands for them, so that `run` can say
 * that the merchant gives none instead of claiming that nothing was bought.
 */
async function findCandidates(bank: CustomerBanking, query: PurchaseQuery): Promise<readonly TransactionView[]> {
  const withReceipt = await bank.findPurchases({ ...query, withReceipt: true });
  return withReceipt.length > 0 ? withReceipt : (await bank.findPurchases(query)).slice(0, 1);
}

/** The same for every meaning of what was said: the list tells them apart. */
async function findAllCandidates(bank: CustomerBanking, query: PurchaseQuery): Promise<readonly TransactionView[]> {
  return alternating(await Promise.all(singleMeanings(query).map((one) => findCandidates(bank, one))));
}

/** One of each in turn, so that every shop is on the first page. */
function alternating<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

/** "I need the receipt of …": finds the purchase, lets the customer choose among several, shows the receipt. */
export const receiptLookup = defineDialog({
  id: 'receipt_lookup',
  version: 1,
  description: 'The customer wants the receipt or proof of a purchase already made.',
  messages: { fr, en },
  examples,
  requires: { linked: true, tells: ['receipt', 'transaction'], from: 'shown' },
  slots: {
    merchant: merchantName.optional(),
    period: dayOrPeriod.optional(),
    amount: amount.optional(),
    /** "My last purchase" is the newest one, and needs no choice. */
    count: count.optional(),
    /** "And the receipt?": of the payment that was just shown. */
    shown: subject.optional(),
    purchase: chosen,
  },
  choices: {
    async purchase({ slots: { merchant, period, amount, count, shown }, bank, message }) {
      if (shown !== undefined) return [{ id: shown, label: message('title') }];
      const purchases = (await findAllCandidates(bank, { merchant, period, amount, count })).slice(0, count);
      const label = merchantsIn(merchant).length === 1 ? 'choice.day' : 'choice.shop';
      return purchases.map((purchase) => ({
        id: purchase.ref,
        label: message(label, purchaseArguments(purchase)),
        line: message('choice.line', purchaseArguments(purchase)),
      }));
    },
  },
  async run({ slots: { merchant, period, amount, shown, purchase: ref }, bank, say }) {
    const [purchase, receipt] = await Promise.all([bank.transaction(ref), bank.receipt(ref)]);
    if (!purchase) return say('gone');
    if (!purchase.mayHaveReceipt && !receipt) return say('not_a_purchase', payeeArguments(purchase), { suggest: ['transactions'] });
    if (receipt) {
      say('found', purchaseArguments(purchase));
      return say.receipt(receipt);
    }
    const others = merchant === undefined && shown === undefined ? await bank.findPurchases({ period, amount }) : [];
    if (others.length > 1) return say('no_receipts', {}, { suggest: ['transactions'] });
    say('no_receipt', purchaseArguments(purchase), { suggest: ['transactions'] });
  },
});

import type { BalanceView, CustomerBanking } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import { account, price, question } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

type Line = readonly [keyof typeof fr, ReplyArguments?];

function argumentsOf(view: BalanceView): ReplyArguments {
  const { anyOverdrawn: _any, overdraft, ...facts } = view;
  return { ...facts, ...overdraft };
}

/** What was agreed for the accounts that one pays from, how much of it is used, and what that has to do with what is available. */
function overdraftLines(views: readonly BalanceView[], first: BalanceView): readonly Line[] {
  const lines = views.map((view): Line => ['overdraft.line', argumentsOf(view)]);
  return [
    ['overdraft.head', { count: views.length, asOf: first.asOf }],
    ...lines,
    ['overdraft.note', { included: first.overdraft.included }],
  ];
}

/** Why what is available is not what is booked, with the customer's own figures. */
function availableLines(views: readonly BalanceView[]): readonly Line[] {
  return [['available.head'], ...views.map((view): Line => ['available.line', argumentsOf(view)])];
}

/** One account in a sentence, several as a list. */
function balanceLines(views: readonly BalanceView[], first: BalanceView): readonly Line[] {
  if (views.length === 1) return [['one', argumentsOf(first)]];
  return [['all', { asOf: first.asOf }], ...views.map((view): Line => ['line', argumentsOf(view)])];
}

interface Asked {
  readonly account?: Parameters<CustomerBanking['balances']>[0];
  readonly question?: 'overdrawn' | 'overdraft' | 'available' | 'dated' | undefined;
  readonly price?:
    | { readonly min?: string | undefined; readonly max?: string | undefined; readonly currency?: string | undefined }
    | undefined;
}

/** A yes or no on a price: whether it can be paid is known to nobody but the customer. */
async function affordLines(bank: CustomerBanking, { account, price }: Asked): Promise<readonly Line[]> {
  const amount = price?.max ?? price?.min;
  if (amount === undefined) return [];
  const answer = await bank.affordability({ amount, currency: price?.currency, account });
  return answer ? [['enough', { ...answer }]] : [];
}

/** What the balances say, in the lines of one bubble; none where no account fits. */
async function answerLines(bank: CustomerBanking, asked: Asked): Promise<readonly Line[]> {
  const { account, question } = asked;
  const afford = await affordLines(bank, asked);
  if (afford.length > 0) return afford;
  // An overdraft is of an account that one pays from; with none of that kind, of whatever there is.
  const payments = question === 'overdraft' && !account ? await bank.balances({ forPayments: true }) : [];
  const views = payments.length > 0 ? payments : await bank.balances(account);
  const [first] = views;
  if (!first) return [];
  if (question === 'overdraft') return overdraftLines(views, first);
  if (question === 'available') return availableLines(views);
  const answer: readonly Line[] = question === 'overdrawn' ? [['any_overdrawn', { any: first.anyOverdrawn }]] : [];
  // What there is today must not pass for what there was on another day.
  if (question === 'dated') return [['dated'], ...balanceLines(views, first)];
  return [...answer, ...balanceLines(views, first)];
}

/** "What is my balance?", "what is my overdraft limit?", "can I afford …?": one account or all. */
export const balance = defineDialog({
  id: 'balance',
  version: 1,
  description: 'The customer wants to know how much money is on one or all accounts, whether that is enough, or how an overdraft stands.',
  messages: { fr, en },
  examples,
  requires: { linked: true, tells: ['balance'] },
  slots: { account: account.optional(), question: question.optional(), price: price.optional() },
  async run({ slots, bank, say }) {
    const lines = await answerLines(bank, slots);
    if (lines.length > 0) return say.lines(lines, { suggest: ['transactions'] });
    const known = slots.account ? await bank.balances() : [];
    if (known.length === 0) return say('nothing', {}, { suggest: ['person'] });
    say.lines([['unknown'], ...known.map(({ accountName }) => ['known', { accountName }] as const)]);
  },
});

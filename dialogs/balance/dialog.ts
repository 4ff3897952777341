import type { BalanceView } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import { account, question } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

function argumentsOf(view: BalanceView): ReplyArguments {
  const { accountName, kind, booked, available, standing, differs, limit, overdraft, asOf } = view;
  const { agreed, left, beyond } = overdraft;
  return { accountName, kind, booked, available, standing, differs, limit, agreed, left, beyond, asOf };
}

/** "What is my balance?": one account or all, with what is available and how an overdraft stands. */
export const balance = defineDialog({
  id: 'balance',
  version: 1,
  description: 'The customer wants to know how much money is on one or all accounts, or whether an account is overdrawn.',
  messages: { fr, en },
  examples,
  requires: { linked: true },
  slots: { account: account.optional(), question: question.optional() },
  async run({ slots, bank, say }) {
    const found = await bank.balances(slots.account);
    const [first] = found;
    if (first) {
      const answer = slots.question === 'overdrawn' ? [['any_overdrawn', { any: first.anyOverdrawn }] as const] : [];
      if (found.length === 1) return say.lines([...answer, ['one', argumentsOf(first)]], { suggest: ['transactions'] });
      const lines = found.map((view) => ['line', argumentsOf(view)] as const);
      return say.lines([...answer, ['all', { asOf: first.asOf }], ...lines], { suggest: ['transactions'] });
    }
    const known = slots.account ? await bank.balances() : [];
    if (known.length === 0) return say('nothing', {}, { suggest: ['person'] });
    say.lines([['unknown'], ...known.map(({ accountName }) => ['known', { accountName }] as const)]);
  },
});

import type { TransactionView } from '../../connectors/ports/customer-banking.ts';
import { encodeButton } from '../../engine/button.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import { amount, chosen, dayOrPeriod, merchantName } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import { urgentCall } from '../urgent-call.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

const id = 'report_fraud';
/** A suspicion in general, or a payment that is not in the list. */
const general = 'general';
const mostShown = 4;

function paymentArguments({ counterparty, day, absolute: amount }: TransactionView): ReplyArguments {
  return { counterparty, day, amount };
}

/** Reports a suspected fraud to the bank, after a yes; the card can be blocked and the bank called before anything else. */
export const reportFraud = defineDialog({
  id,
  version: 1,
  description: 'The customer does not recognise a payment, or suspects a fraud on the account or the card.',
  messages: { fr, en },
  examples,
  requires: { linked: true },
  confirm: true,
  slots: { merchant: merchantName.optional(), period: dayOrPeriod.optional(), amount: amount.optional(), payment: chosen },
  async preface({ protection, contact, language, say, message }) {
    const call = urgentCall(contact, language);
    if (!protection.available) {
      say('unavailable', call, { suggest: ['person'] });
      return 'over';
    }
    const freeze = { kind: 'press', label: message('freeze'), payload: encodeButton({ kind: 'start', dialog: 'freeze_card' }) } as const;
    say('at_once', call, { buttons: [freeze] });
    return 'on';
  },
  choices: {
    async payment({ slots: { merchant, period, amount }, bank, message }) {
      const other = { id: general, label: message('choice.other'), line: message('choice.other_line') };
      if (merchant === undefined && period === undefined && amount === undefined) return [other];
      const query = { merchant, period, amount, direction: 'out', count: mostShown } as const;
      // Whoever reports a fraud is not sent away because the list cannot be read just now.
      const entries = await bank.transactions(query).then(
        (report) => report.entries,
        () => [],
      );
      const choices = entries.map((entry, index) => {
        const otherwise = message('choice.unnamed', { position: index + 1 });
        return {
          id: entry.ref,
          label: { ...message('choice.payment', paymentArguments(entry)), otherwise },
          line: { ...message('choice.line', paymentArguments(entry)), otherwise },
        };
      });
      return [...choices, other];
    },
  },
  async confirmWith({ slots: { payment = general }, bank, message }) {
    if (payment === general) return message('confirm');
    const entry = await bank.transaction(payment).catch(() => undefined);
    if (!entry) return message('confirm.unnamed');
    return { ...message('confirm.payment', paymentArguments(entry)), otherwise: message('confirm.unnamed') };
  },
  async run({ slots: { payment }, protection, linking, contact, language, frameId, say }) {
    const call = urgentCall(contact, language);
    const order = { frame: frameId, dialog: id };
    const reported = await protection.reportFraud({ payment: payment === general ? undefined : payment }, order);
    if (reported.outcome === 'done')
      return say('done', { ...call, reference: reported.reference ?? '' }, { suggest: ['freeze_card', 'person'] });
    if (reported.outcome === 'sign_in') await linking.unlink();
    say(reported.outcome, call, { suggest: reported.outcome === 'sign_in' ? ['link_account'] : ['freeze_card', 'person'] });
  },
  async late({ settled: { outcome, reference = '' }, contact, language, say }) {
    const call = urgentCall(contact, language);
    say(outcome === 'done' ? 'late.done' : 'late.failed', { ...call, reference }, { suggest: ['freeze_card', 'person'] });
  },
});

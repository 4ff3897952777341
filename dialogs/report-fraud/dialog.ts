import type { CustomerBanking, TransactionQuery, TransactionView } from '../../connectors/ports/customer-banking.ts';
import { encodeButton } from '../../engine/button.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import { singleMeanings } from '../../engine/slots/single-meanings.ts';
import { amount, chosen, dayOrPeriod, merchantName, subject } from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import { urgentCall } from '../urgent-call.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

const id = 'report_fraud';
/** A suspicion in general, or a payment that is not in the list. */
const general = 'general';
const mostShown = 4;

function paymentArguments({ role, counterparty, day, absolute: amount }: TransactionView): ReplyArguments {
  return { role, counterparty, day, amount };
}

function explainArguments(entry: TransactionView): ReplyArguments {
  const { hasPlace, place, status, hasCard, cardLast4, label } = entry;
  return { ...paymentArguments(entry), hasPlace, place, status, hasCard, cardLast4, label };
}

interface Suspected {
  readonly merchant?: string | undefined;
  readonly period?: TransactionQuery['period'];
  readonly amount?: TransactionQuery['amount'];
  readonly shown?: string | undefined;
}

/** The payments that may be meant. A name that fits nothing may be no name: then the amount and the days alone have to do. */
async function findSuspected(bank: CustomerBanking, { merchant, period, amount, shown }: Suspected): Promise<readonly TransactionView[]> {
  if (shown !== undefined) {
    const entry = await bank.transaction(shown);
    return entry ? [entry] : [];
  }
  if (merchant === undefined && period === undefined && amount === undefined) return [];
  const query = { period, amount, direction: 'out', count: mostShown } as const;
  const search = async (asked: TransactionQuery): Promise<readonly TransactionView[]> =>
    (await Promise.all(singleMeanings(asked).map(async (one) => (await bank.transactions(one)).entries))).flat();
  const entries = await search({ ...query, merchant });
  const isAlone = merchant === undefined || (period === undefined && amount === undefined);
  return entries.length > 0 || isAlone ? entries : search(query);
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
  slots: {
    merchant: merchantName.optional(),
    period: dayOrPeriod.optional(),
    amount: amount.optional(),
    shown: subject.optional(),
    payment: chosen,
  },
  noneOf: { payment: general },
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
    async payment({ slots, bank, message }) {
      const other = { id: general, label: message('choice.other'), line: message('choice.other_line') };
      // Whoever reports a fraud is not sent away because the list cannot be read just now.
      const entries = await findSuspected(bank, slots).catch(() => []);
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
  async explain({ shown, bank, say }) {
    const payments = shown.filter((id) => id !== general);
    if (payments.length === 0) return say('explain.general');
    const entries = await Promise.all(payments.map((id) => bank.transaction(id).catch(() => undefined)));
    const known = entries.filter((entry) => entry !== undefined);
    if (known.length === 0) return say('explain.unnamed');
    say.lines(known.map((entry) => ['explain.line', explainArguments(entry)]));
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

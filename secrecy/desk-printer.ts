import type { CalendarDay } from '../i18n/calendar-day.ts';
import type { Formatter } from '../i18n/format.ts';
import type { Money } from '../i18n/money.ts';
import { uniformGrant } from './grant.ts';
import { openFor } from './print-argument.ts';
import type { DataClass, Sealed } from './sealed.ts';

/** A line of what somebody at the desk asked to see, as plain text. */
export interface DeskLine {
  readonly label: string;
  readonly value: string;
}

interface Account {
  readonly accountName: Sealed<'balance', string>;
  readonly booked: Sealed<'balance', Money>;
}

interface Payment {
  readonly counterparty: Sealed<'transaction', string>;
  readonly amount: Sealed<'transaction', Money>;
  readonly day: Sealed<'transaction', CalendarDay>;
  readonly cardLast4: Sealed<'transaction', string>;
}

/** Prints facts of the bank for the destination `desk`: one field, for a reason that the ledger has been told. */
export interface DeskPrinter {
  balance(account: Account): DeskLine;
  payment(payment: Payment): DeskLine;
  /** The last digits of the card of a payment; an empty value where it was none. */
  card(payment: Payment): DeskLine;
}

export function createDeskPrinter(formatter: Formatter, today: string): DeskPrinter {
  const grant = uniformGrant('desk', 'shown', 'revealed to a person of the bank for a reason');
  const context = { sink: 'desk', grant, formatter, today } as const;
  const open = <Value>(sealed: Sealed<DataClass, Value>): Value => openFor(sealed, context, () => undefined);
  return {
    balance: ({ accountName, booked }) => ({ label: open(accountName), value: formatter.money(open(booked)) }),
    payment: ({ counterparty, amount, day }) => ({
      label: `${formatter.day(open(day), today)} · ${open(counterparty)}`,
      value: formatter.money(open(amount)),
    }),
    card(payment) {
      const last4 = open(payment.cardLast4);
      return { label: '', value: last4 === '' ? '' : `···· ${last4}` };
    },
  };
}

import type { Country } from './country.ts';
import type { Customer } from './customer.ts';
import type { Entry, Movement } from './entry.ts';
import { isoDay } from './epoch-day.ts';
import { hashText } from './random.ts';

const movementLabel: Readonly<Record<Country, Readonly<Record<Movement, string>>>> = {
  FR: {
    to_savings: 'VIR PERM EXCEDENT VERS LIVRET A',
    from_savings: 'VIR DEPUIS LIVRET A',
    to_current: 'VIR VERS COMPTE COURANT',
    from_current: 'VIR DEPUIS COMPTE COURANT',
    to_investment: 'VIR ASSURANCE VIE HORIZON',
    from_investment: 'RACHAT PARTIEL ASSURANCE VIE HORIZON',
    to_joint: 'VIR PERM COMPTE JOINT',
    from_partner: 'VIR SEPA RECU CONJOINT MOTIF PART MENAGE',
    to_partner: 'VIR SEPA EMIS CONJOINT MOTIF TROP VERSE',
    account_fee: 'COTISATION MENSUELLE CARTE',
    foreign_fee: 'COMMISSION PAIEMENT HORS ZONE EURO',
    interest: 'INTERETS CREDITEURS',
  },
  GB: {
    to_savings: 'SAVE THE SURPLUS TO EASY SAVER',
    from_savings: 'TRANSFER FROM EASY SAVER',
    to_current: 'TRANSFER TO CURRENT ACCOUNT',
    from_current: 'TRANSFER FROM CURRENT ACCOUNT',
    to_investment: 'STOCKS AND SHARES ISA CONTRIBUTION',
    from_investment: 'STOCKS AND SHARES ISA WITHDRAWAL',
    to_joint: 'STANDING ORDER TO JOINT ACCOUNT',
    from_partner: 'FASTER PAYMENT FROM PARTNER HOUSEHOLD',
    to_partner: 'FASTER PAYMENT TO PARTNER HOUSEHOLD',
    account_fee: 'ACCOUNT FEE',
    foreign_fee: 'NON-STERLING TRANSACTION FEE',
    interest: 'CREDIT INTEREST',
  },
  US: {
    to_savings: 'AUTO SAVE TRANSFER TO HIGH-YIELD SAVINGS',
    from_savings: 'TRANSFER FROM HIGH-YIELD SAVINGS',
    to_current: 'TRANSFER TO CHECKING',
    from_current: 'TRANSFER FROM CHECKING',
    to_investment: 'BROKERAGE CONTRIBUTION',
    from_investment: 'BROKERAGE WITHDRAWAL',
    to_joint: 'TRANSFER TO JOINT CHECKING',
    from_partner: 'ZELLE FROM PARTNER HOUSEHOLD',
    to_partner: 'ZELLE TO PARTNER HOUSEHOLD',
    account_fee: 'MONTHLY SERVICE FEE',
    foreign_fee: 'FOREIGN TRANSACTION FEE',
    interest: 'INTEREST PAID',
  },
};

/** Names on a statement line: what was written there, the day in the country's order, and the branch number. */
interface LineParts {
  readonly name: string;
  readonly city: string;
  readonly date: string;
  readonly branch: string;
  readonly foreign: string;
}

function frenchLine(kind: Entry['kind'], { name, city, date, foreign }: LineParts): string {
  if (kind === 'cash') return `RETRAIT ${name} ${date}`;
  if (kind === 'debit') return `PRLV SEPA ${name}`;
  if (kind === 'salary') return `VIR SEPA RECU ${name} SALAIRE`;
  if (kind === 'standing_order') return `VIR PERM LOYER ${name}`;
  if (kind === 'credit') return `VIR SEPA RECU ${name} REMBOURSEMENT`;
  if (kind === 'refund') return `AVOIR CB ${name} ${date}`;
  if (kind === 'foreign') return `CB ${name} ${city} ${date} ${foreign}`;
  return `CB ${name} ${date}`;
}

function britishLine(kind: Entry['kind'], { name, city, branch, foreign }: LineParts): string {
  if (kind === 'cash') return `CASH WITHDRAWAL AT ${name}`;
  if (kind === 'debit') return `DIRECT DEBIT PAYMENT TO ${name}`;
  if (kind === 'salary') return `BANK GIRO CREDIT REF ${name} SALARY`;
  if (kind === 'standing_order') return `STANDING ORDER VIA FASTER PAYMENT TO ${name} RENT`;
  if (kind === 'credit') return `BANK GIRO CREDIT REF ${name}`;
  if (kind === 'refund') return `CARD PAYMENT REFUND FROM ${name}`;
  if (kind === 'foreign') return `CARD PAYMENT TO ${name} ${city} ${foreign}`;
  return kind === 'order' ? `CARD PAYMENT TO ${name}` : `CARD PAYMENT TO ${name} ${branch}`;
}

function americanLine(kind: Entry['kind'], { name, city, date, branch, foreign }: LineParts): string {
  if (kind === 'cash') return `ATM WITHDRAWAL ${name} ${date}`;
  if (kind === 'debit') return `ACH DEBIT ${name} BILL PAYMENT`;
  if (kind === 'salary') return `DIRECT DEP ${name} PAYROLL`;
  if (kind === 'standing_order') return `BILL PAY ${name} RENT`;
  if (kind === 'credit') return `ACH CREDIT ${name}`;
  if (kind === 'refund') return `POS REFUND ${name} ${date}`;
  if (kind === 'foreign') return `POS PURCHASE ${name} ${city} ${foreign}`;
  return kind === 'order' ? `POS PURCHASE ${name} ${date}` : `POS PURCHASE ${name} #${branch} ${date}`;
}

const lineOf = { FR: frenchLine, GB: britishLine, US: americanLine } as const;

function capitals(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();
}

function foreignAmount(entry: Entry, country: Country): string {
  if (!entry.foreign) return '';
  const minor = -entry.foreign.minor;
  const decimals = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
  return `${country === 'FR' ? decimals.replace('.', ',') : decimals} ${entry.foreign.currency}`;
}

/** The line a statement of the customer's country prints: `CB CARREFOUR 12/11`, `CARD PAYMENT TO TESCO STORES 3345`. */
export function statementLabel(customer: Customer, entry: Entry): string {
  if (entry.movement) return movementLabel[customer.country][entry.movement];
  const [, month, day] = isoDay(entry.day).split('-');
  const name = entry.merchant?.statementName ?? entry.counterparty ?? '';
  return lineOf[customer.country](entry.kind, {
    name,
    city: capitals(entry.merchant?.city ?? ''),
    date: customer.country === 'US' ? `${month}/${day}` : `${day}/${month}`,
    branch: String(1000 + ((hashText(name) + entry.index) % 9000)),
    foreign: foreignAmount(entry, customer.country),
  });
}

import type { DemoBank } from '../../../demo/start-demo-bank.ts';
import { reader } from '../../demo/bank-client.ts';
import { isInvented } from './canary-facts.ts';

const daysBack = 100;

/** Digits of a decimal amount, without leading zeros: `12.30` is `1230`. */
function minorOf(amount: string): string {
  return amount.replaceAll(/\D/g, '').replace(/^0+/, '');
}

/** What the bank knows of a customer that nobody could guess. */
export interface CustomerCanaries {
  /** Of payments and accounts, in minor units, unsigned. */
  readonly amounts: ReadonlySet<string>;
  /** Those of the accounts. */
  readonly balances: readonly string[];
  /** IBANs, account and card numbers: letters and digits only, upper case. */
  readonly numbers: readonly string[];
  /** The customer's own names. */
  readonly people: readonly string[];
  /** Shops that nobody else buys at. */
  readonly shops: readonly string[];
}

/** Where the bank's answers are read. */
export interface BankToRead {
  readonly demo: Pick<DemoBank, 'signInDirectly'>;
  readonly openBankingUrl: string;
}

type Read = ReturnType<typeof reader>;

interface Payment {
  readonly amount: string;
  readonly merchant: string;
  readonly card: string;
}

async function paymentsOf(read: Read, account: string): Promise<readonly Payment[]> {
  const from = new Date(Date.now() - daysBack * 24 * 3_600_000).toISOString();
  const found: Payment[] = [];
  let path: string | undefined = `/accounts/${account}/transactions?fromBookingDateTime=${from}`;
  while (path !== undefined) {
    const page: Awaited<ReturnType<Read>> = await read(path);
    for (const { Amount, MerchantDetails, CardInstrument } of page.body.Data.Transaction ?? []) {
      const [merchant, card] = [String(MerchantDetails?.MerchantName ?? ''), String(CardInstrument?.Identification ?? '')];
      found.push({ amount: minorOf(Amount.Amount), merchant, card });
    }
    path = page.body.Links?.Next;
  }
  return found;
}

/** Round amounts may be anybody's: prices, limits, examples. */
const saysSomething = (minor: string): boolean => minor.length >= 3 && !minor.endsWith('00');
/** What is masked is no number any more. */
const isWhole = (number: string): boolean => /^\w{8,}$/.test(number);

/** What the bank knows of a customer: amounts with cents, numbers of accounts and cards, names. */
export async function canariesOf({ demo, openBankingUrl }: BankToRead, customerId: string): Promise<CustomerCanaries> {
  const { tokens } = await demo.signInDirectly(customerId);
  const read = reader({ openBankingUrl }, tokens.accessToken);
  const balances: string[] = [];
  const payments: Payment[] = [];
  const numbers: string[] = [];
  const people: string[] = [];
  for (const account of (await read('/accounts')).body.Data.Account) {
    for (const { Identification, Name } of account.Account ?? []) {
      numbers.push(String(Identification).toUpperCase());
      people.push(...String(Name).split(' '));
    }
    for (const { Amount } of (await read(`/accounts/${account.AccountId}/balances`)).body.Data.Balance)
      balances.push(minorOf(Amount.Amount));
    payments.push(...(await paymentsOf(read, account.AccountId)));
  }
  return {
    amounts: new Set([...balances, ...payments.map(({ amount }) => amount)].filter(saysSomething)),
    balances: [...new Set(balances)].filter(saysSomething),
    numbers: [...new Set([...numbers, ...payments.map(({ card }) => card)])].filter(isWhole),
    people: [...new Set(people)],
    shops: [...new Set(payments.map(({ merchant }) => merchant))].filter(isInvented),
  };
}

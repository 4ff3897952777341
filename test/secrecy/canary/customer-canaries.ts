import type { DemoBank } from '../../../demo/start-demo-bank.ts';
import { reader } from '../../demo/bank-client.ts';
import type { Canaries } from './find-canaries.ts';

const daysBack = 90;

/** Digits of a decimal amount, without leading zeros: `12.30` is `1230`. */
function minorOf(amount: string): string {
  return amount.replaceAll(/\D/g, '').replace(/^0+/, '');
}

/** What the bank knows of a customer that nobody could guess: amounts with cents, numbers of accounts. */
export async function canariesOf(bank: DemoBank, customerId: string): Promise<Canaries> {
  const { accessToken } = await bank.signInDirectly(customerId);
  const read = reader(bank, accessToken);
  const accounts = (await read('/accounts')).body.Data.Account;
  const amounts = new Set<string>();
  const numbers: string[] = [];
  for (const account of accounts) {
    for (const { Identification } of account.Account ?? []) if (/^\w{8,}$/.test(Identification)) numbers.push(Identification.toUpperCase());
    const balances = (await read(`/accounts/${account.AccountId}/balances`)).body.Data.Balance;
    for (const { Amount } of balances) amounts.add(minorOf(Amount.Amount));
    const from = new Date(Date.now() - daysBack * 24 * 3_600_000).toISOString();
    let path: string | undefined = `/accounts/${account.AccountId}/transactions?fromBookingDateTime=${from}`;
    while (path !== undefined) {
      const page: Awaited<ReturnType<typeof read>> = await read(path);
      for (const { Amount } of page.body.Data.Transaction ?? []) amounts.add(minorOf(Amount.Amount));
      path = page.body.Links?.Next;
    }
  }
  // Round amounts may be anybody's: prices, limits, examples.
  return { amounts: new Set([...amounts].filter((minor) => minor.length >= 3 && !minor.endsWith('00'))), numbers };
}

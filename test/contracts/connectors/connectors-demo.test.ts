import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createBankSignIn } from '../../../connectors/bank-sign-in/create-bank-sign-in.ts';
import { createClientToken } from '../../../connectors/bank-sign-in/create-client-token.ts';
import { createCustomerBanking } from '../../../connectors/banking/create-customer-banking.ts';
import { createDeliveries } from '../../../connectors/deliveries.ts';
import type { DeliveryRef, Transaction } from '../../../connectors/domain/transaction.ts';
import { createLaPosteTracking } from '../../../connectors/la-poste/create-la-poste-tracking.ts';
import { createPayPalTrackers } from '../../../connectors/paypal/create-paypal-trackers.ts';
import type { ConnectorCall } from '../../../connectors/ports/call-observer.ts';
import type { CustomerAccess } from '../../../connectors/ports/customer-access.ts';
import type { CustomerBanking } from '../../../connectors/ports/customer-banking.ts';
import { createSumUpReceipts } from '../../../connectors/sumup/create-sum-up-receipts.ts';
import { createAccountAccessConsents } from '../../../connectors/uk-open-banking/create-account-access-consents.ts';
import { createUkOpenBanking } from '../../../connectors/uk-open-banking/create-uk-open-banking.ts';
import { type DemoBank, startDemoBank } from '../../../demo/start-demo-bank.ts';
import { addDays } from '../../../i18n/calendar-day.ts';
import { openSealed } from '../../../secrecy/sealed.ts';
import { openEgress } from '../../support/open-egress.ts';
import { walkSignIn } from '../../support/walk-sign-in.ts';
import { describeBankSignIn } from '../bank-sign-in.ts';
import { describeAccountSource } from './account-source.contract.ts';
import { describeDeliverySource } from './delivery-source.contract.ts';
import { describeReceiptSource } from './receipt-source.contract.ts';

const redirectUri = 'https://guichet.example/link/callback';
const now = (): Date => new Date('2026-11-17T12:00:00Z');
const window = { from: '2026-08-20', to: '2026-11-17' };
const fast = { now, retry: { attempts: 2, baseMs: 1 }, timeoutMs: 2000 };

async function accessOf(bank: DemoBank, customerId: string): Promise<CustomerAccess> {
  const { accessToken } = (await bank.signInDirectly(customerId)).tokens;
  return { key: `link-${customerId}`, accessToken: async () => accessToken, signedInAt: now().toISOString() };
}

/** Everything that reads from one demo bank. */
function connectorsTo(bank: DemoBank) {
  const calls: string[] = [];
  const observed = { ...fast, onCall: ({ operation }: ConnectorCall) => void calls.push(operation) };
  const accounts = createUkOpenBanking({ egress: openEgress(), ...observed, baseUrl: bank.openBankingUrl });
  const receipts = createSumUpReceipts({ egress: openEgress(), ...observed, baseUrl: bank.sumup.url, accessToken: bank.sumup.apiKey });
  const { url, ...credentials } = bank.paypal;
  const paypal = createPayPalTrackers({ egress: openEgress(), ...observed, ...credentials, baseUrl: url });
  const laPoste = createLaPosteTracking({ egress: openEgress(), ...observed, baseUrl: bank.laPoste.url, apiKey: bank.laPoste.apiKey });
  const deliveries = createDeliveries({ paypal, laPoste });
  const close = async (): Promise<void> => void (await Promise.all([accounts, receipts, paypal, laPoste].map((part) => part.close())));
  return { accounts, receipts, deliveries, calls, close };
}

async function stage() {
  const bank = await startDemoBank({ now, redirectUris: [redirectUri] });
  const connectors = connectorsTo(bank);
  const customer = await accessOf(bank, 'demo-fr');
  const close = async (): Promise<void> => {
    await connectors.close();
    await bank.stop();
  };
  const entries = async (who = customer): Promise<Transaction[]> =>
    (await connectors.accounts.listTransactions(who, window)).map((sealed) => openSealed(sealed));
  return { ...connectors, bank, customer, close, entries };
}

describeAccountSource('UK Open Banking at the demo bank', async () => {
  const { accounts, bank, customer, close } = await stage();
  return { source: accounts, customer, stranger: await accessOf(bank, 'demo-gb'), window, close };
});

for (const customerId of ['demo-fr', 'demo-gb', 'demo-us']) {
  describeReceiptSource(`SumUp at the demo bank, for ${customerId}`, async () => {
    const { receipts, bank, close, entries } = await stage();
    const purchase = (await entries(await accessOf(bank, customerId))).find((entry) => entry.receiptRef !== undefined);
    if (!purchase?.receiptRef) throw new Error('no purchase with a receipt');
    const { minor, currency } = purchase.amount;
    return { source: receipts, known: purchase.receiptRef, paid: { minor: -minor, currency }, close };
  });
}

describeDeliverySource('PayPal and La Poste at the demo bank', async () => {
  const { deliveries, bank, close, entries } = await stage();
  const all = [...(await entries()), ...(await entries(await accessOf(bank, 'demo-gb')))];
  const references = all.flatMap(({ deliveryRef }): DeliveryRef[] => (deliveryRef ? [deliveryRef] : []));
  const systems = Map.groupBy(references, (reference) => reference.system);
  const known = [...systems.values()].flatMap((list) => list.slice(0, 3));
  const unknown: DeliveryRef[] = [
    { system: 'paypal', transactionId: '9ZZ99' },
    { system: 'la_poste', trackingNumber: '6A99999999999' },
    { system: 'la_poste', trackingNumber: 'not a number' },
  ];
  return { source: deliveries, known, unknown, close };
});

/** The way to a receipt: the purchases to choose from, then the one that was chosen. */
async function findReceipt(bank: CustomerBanking): Promise<void> {
  const [purchase] = await bank.findPurchases({ withReceipt: true });
  expect(await bank.receipt(purchase?.ref ?? '')).toBeDefined();
}

describe('the demo bank’s customers', () => {
  let demo: Awaited<ReturnType<typeof stage>>;
  let banking: CustomerBanking;
  beforeAll(async () => {
    demo = await stage();
  });
  afterAll(() => demo.close());

  async function bankingOf(customerId: string): Promise<CustomerBanking> {
    const { accounts, receipts, deliveries, bank } = demo;
    const { timeZone = 'UTC' } = bank.customers.find((customer) => customer.id === customerId) ?? {};
    const customer = await accessOf(bank, customerId);
    return createCustomerBanking({ customer, accounts, receipts, deliveries, now, timeZone });
  }

  test.each([
    ['demo-fr', 'EUR'],
    ['demo-gb', 'GBP'],
    ['demo-us', 'USD'],
  ])('%s sees balances, spending, purchases with receipts and parcels in %s', async (customerId, currency) => {
    banking = await bankingOf(customerId);
    const balances = await banking.balances();
    expect(balances.length).toBeGreaterThan(1);
    expect(new Set(balances.map((view) => openSealed(view.booked).currency))).toEqual(new Set([currency]));
    const { entries, sums, found } = await banking.transactions({ period: { from: addDays('2026-11-17', -30) } });
    expect(found).toBeGreaterThan(10);
    expect(sums.map((sum) => openSealed(sum.out).currency)).toEqual([currency]);
    const listed = entries.map(({ amount, category, accountName }) => ({
      minor: openSealed(amount).minor,
      account: openSealed(category) === 'transfer' ? openSealed(accountName) : undefined,
    }));
    const isMoved = ({ minor, account }: (typeof listed)[number]): boolean =>
      account !== undefined && listed.some((other) => other.minor === -minor && other.account !== undefined && other.account !== account);
    const totalOut = (list: typeof listed): bigint => list.reduce((sum, { minor }) => (minor < 0n ? sum - minor : sum), 0n);
    expect(totalOut(listed.filter(isMoved))).toBeGreaterThan(0n);
    expect(sums.map((sum) => openSealed(sum.out).minor + totalOut(listed.filter(isMoved)))).toEqual([totalOut(listed)]);
    const [purchase] = await banking.findPurchases({ withReceipt: true });
    const receipt = await banking.receipt(purchase?.ref ?? '');
    expect(receipt && openSealed(receipt).total).toEqual(purchase?.absolute && openSealed(purchase.absolute));
    const parcels = await banking.deliveries({ delivered: true });
    expect(parcels.length).toBeGreaterThan(0);
  });

  test('have categories that mean something', async () => {
    banking = await bankingOf('demo-fr');
    const { entries } = await banking.transactions({});
    const categories = new Set(entries.map((view) => openSealed(view.category)));
    for (const category of ['groceries', 'restaurant', 'salary', 'rent']) expect(categories).toContain(category);
    const other = entries.filter((view) => openSealed(view.category) === 'other').length;
    expect(other / entries.length).toBeLessThan(0.25);
  });

  test('find their shop again, also mistyped', async () => {
    banking = await bankingOf('demo-fr');
    const names = (await banking.findPurchases({})).map((view) => openSealed(view.counterparty));
    const name = names.find((candidate) => /^\p{L}{6}/u.test(candidate)) ?? '';
    const mistyped = `${name.slice(0, 3)}${name.slice(4)}`;
    const asked = [await banking.transactions({ merchant: name }), await banking.transactions({ merchant: mistyped })];
    for (const report of asked) expect(report.entries.map((view) => openSealed(view.counterparty))).toContain(name);
  });

  test.each<[string, (bank: CustomerBanking) => Promise<unknown>, Readonly<Record<string, number>>]>([
    ['the balances', (bank) => bank.balances(), { accounts: 1, balances: 1 }],
    ['the newest payments', (bank) => bank.transactions({ count: 3 }), { accounts: 1, transactions: 1 }],
    ['a receipt', findReceipt, { accounts: 1, transactions: 1, receipt: 1 }],
    ['one shop in 90 days', (bank) => bank.transactions({ merchant: 'tesco' }), { accounts: 1, transactions: 3 }],
    ['the parcels', (bank) => bank.deliveries({ delivered: true }), { accounts: 1, transactions: 2, trackers: 6, tracking: 1 }],
  ])('%s cost few calls', async (_name, ask, most) => {
    banking = await bankingOf('demo-gb');
    demo.calls.length = 0;
    await ask(banking);
    const counts = Object.fromEntries([...Map.groupBy(demo.calls, (call) => call)].map(([call, list]) => [call, list.length]));
    // Our own token at PayPal is asked for once an hour, whoever comes first.
    expect({ ...counts, token: 0 }).toEqual({ ...most, token: 0 });
  });

  test('cannot look at each other’s entries', async () => {
    const [own] = (await (await bankingOf('demo-fr')).transactions({})).entries;
    const theirs = await bankingOf('demo-gb');
    expect(await theirs.transaction(own?.ref ?? '')).toBeUndefined();
    expect(await theirs.receipt(own?.ref ?? '')).toBeUndefined();
  });
});

describe('a demo bank in trouble', () => {
  let demo: Awaited<ReturnType<typeof stage>>;
  beforeAll(async () => {
    demo = await stage();
  });
  afterAll(() => demo.close());

  test.each([
    [{ status: 503 }, 'bank_unavailable'],
    [{ status: 429, retryAfterS: 30 }, 'rate_limited'],
    [{ status: 401 }, 'consent_expired'],
    [{ status: 403 }, 'forbidden_scope'],
    [{ offSchema: true }, 'protocol_violation'],
    [{ consentExpired: 'demo-fr' }, 'consent_expired'],
  ] as const)('%j is %s', async (fault, code) => {
    demo.bank.faults.set(fault);
    await expect(demo.accounts.listBalances(demo.customer)).rejects.toMatchObject({ code });
    demo.bank.faults.clear();
    expect(await demo.accounts.listBalances(demo.customer)).not.toHaveLength(0);
  });

  test('that fails once is asked again', async () => {
    demo.bank.faults.set({ status: 503, calls: 1 });
    expect(await demo.accounts.listAccounts(demo.customer)).not.toHaveLength(0);
    demo.bank.faults.clear();
  });
});

describe('the whole sign-in at the demo bank', () => {
  let bank: DemoBank;
  let parts: ReturnType<typeof signInTo>;

  function signInTo(to: DemoBank) {
    // The sign-in counts by the machine's clock, as the bank's provider does.
    const client = { ...to, allowInsecureLoopback: true, now };
    const { issuer, clientId, clientSecret, allowInsecureLoopback } = client;
    const registration = { egress: openEgress(), issuer, clientId, clientSecret, allowInsecureLoopback, now: client.now };
    const own = createClientToken(registration);
    const consents = createAccountAccessConsents({
      egress: openEgress(),
      ...fast,
      baseUrl: to.openBankingUrl,
      clientToken: () => own.token(),
    });
    const signIn = createBankSignIn({ ...registration, consents });
    const accounts = createUkOpenBanking({ egress: openEgress(), ...fast, baseUrl: to.openBankingUrl });
    return { own, consents, signIn, accounts };
  }
  beforeAll(async () => {
    bank = await startDemoBank({ now, redirectUris: [redirectUri] });
    parts = signInTo(bank);
  });
  afterAll(async () => {
    await Promise.all(Object.values(parts).map((part) => part.close()));
    await bank.stop();
  });

  const access = (accessToken: string): CustomerAccess => ({ key: 'link', accessToken: async () => accessToken });

  test('gives tokens that read this customer’s accounts, renews them, and ends them', async () => {
    const { signIn, consents, accounts } = parts;
    const { authorizationUrl, pending } = await signIn.begin(redirectUri);
    expect((await consents.get(pending.consentId ?? '')).state).toBe('awaiting_authorisation');
    const callback = await walkSignIn(authorizationUrl, redirectUri, { customer: 'demo-gb', decision: 'allow' });
    const customer = await signIn.finish(callback, pending);
    expect(customer).toMatchObject({ subject: 'demo-gb', locale: 'en-GB', timeZone: 'Europe/London' });
    expect(customer.givenName).toBe(bank.customers.find(({ id }) => id === 'demo-gb')?.givenName);
    expect((await consents.get(pending.consentId ?? '')).state).toBe('authorised');

    const list = await accounts.listAccounts(access(customer.tokens.accessToken));
    expect(new Set(list.map((account) => openSealed(account).currency))).toEqual(new Set(['GBP']));

    const renewed = await signIn.refresh(customer.tokens);
    expect(renewed).toMatchObject({ consentId: pending.consentId, refreshToken: expect.any(String) });
    expect(renewed.accessToken).not.toBe(customer.tokens.accessToken);
    expect(await accounts.listAccounts(access(renewed.accessToken))).toHaveLength(list.length);

    await signIn.revoke(renewed);
    await expect(accounts.listAccounts(access(renewed.accessToken))).rejects.toMatchObject({ code: 'consent_expired' });
    await expect(signIn.refresh(renewed)).rejects.toMatchObject({ code: 'consent_expired' });
    expect((await consents.get(pending.consentId ?? '')).state).toBe('cancelled');
    await expect(signIn.revoke(renewed)).resolves.toBeUndefined();
  });

  test('a customer who refuses is told from a failure', async () => {
    const { signIn, consents } = parts;
    const { authorizationUrl, pending } = await signIn.begin(redirectUri);
    const callback = await walkSignIn(authorizationUrl, redirectUri, { customer: 'demo-fr', decision: 'refuse' });
    await expect(signIn.finish(callback, pending)).rejects.toMatchObject({ code: 'consent_expired' });
    expect((await consents.get(pending.consentId ?? '')).state).toBe('rejected');
  });

  describeBankSignIn('openid-client at the demo bank', async () => ({
    signIn: parts.signIn,
    redirectUri,
    authorise: async (url) => (await walkSignIn(url, redirectUri, { customer: 'demo-fr', decision: 'allow' })).href,
    decline: async (url) => (await walkSignIn(url, redirectUri, { customer: 'demo-fr', decision: 'refuse' })).href,
  }));
});

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { request } from 'undici';
import { z } from 'zod';
import { type DemoBank, startDemoBank } from '../../../demo/start-demo-bank.ts';
import { reader } from '../../demo/bank-client.ts';
import { listen } from '../../support/listen.ts';
import { inventedCardNumber, inventedIban, inventedName, inventedNumber, markedAmount } from './canary-facts.ts';

/** A bank whose every customer has figures, names and numbers that nobody else has: the embedded one, with other facts in its answers. */
export interface CanaryBank {
  readonly demo: DemoBank;
  /** Where the other facts are. */
  readonly openBankingUrl: string;
  /** What makes Guichet talk to it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Each customer's figures end in the digit of their place, so nine at most. */
const mostCustomers = 9;

interface Owner {
  readonly customerId: string;
  readonly mark: number;
}

const accountSchema = z.looseObject({ AccountId: z.string(), Account: z.array(z.looseObject({ Identification: z.string() })).optional() });
const moneySchema = z.looseObject({ Amount: z.string() });
const transactionSchema = z.looseObject({
  AccountId: z.string(),
  TransactionInformation: z.string().optional(),
  MerchantDetails: z.looseObject({ MerchantName: z.string() }).optional(),
  CardInstrument: z.looseObject({}).optional(),
});

/** One shop of three has a name of its own for each customer. */
function isRenamed(name: string): boolean {
  return name.length % 3 === 0;
}

function accountWith(account: z.infer<typeof accountSchema>, { customerId }: Owner): object {
  const Name = `${inventedName(customerId, 'given')} ${inventedName(customerId, 'family')}`;
  const numbered = account.Account?.map((each) => {
    const { Identification } = each;
    const number = Identification.startsWith('FR')
      ? inventedIban(account.AccountId)
      : inventedNumber(account.AccountId, Identification.length > 12 ? 14 : 10);
    return { ...each, Identification: number, Name };
  });
  return numbered ? { ...account, Account: numbered } : account;
}

function transactionWith(entry: z.infer<typeof transactionSchema>, { customerId }: Owner): object {
  const name = entry.MerchantDetails?.MerchantName;
  const own = name !== undefined && isRenamed(name) ? inventedName(customerId, name) : undefined;
  return {
    ...entry,
    ...(own === undefined
      ? {}
      : { MerchantDetails: { ...entry.MerchantDetails, MerchantName: own }, TransactionInformation: `CB ${own.toUpperCase()}` }),
    ...(entry.CardInstrument ? { CardInstrument: { ...entry.CardInstrument, Identification: inventedCardNumber(customerId) } } : {}),
  };
}

/** One value of an answer, inner ones first. */
function rewritten(key: string, value: unknown, owner: Owner): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (key === 'Amount' || key === 'InstructedAmount') {
    const money = moneySchema.safeParse(value);
    return money.success ? { ...money.data, Amount: markedAmount(money.data.Amount, owner.mark) } : value;
  }
  if (!/^\d+$/.test(key)) return value;
  if ('BookingDateTime' in value) return transactionWith(transactionSchema.parse(value), owner);
  const account = accountSchema.safeParse(value);
  return account.success && 'AccountCategory' in value ? accountWith(account.data, owner) : value;
}

const mostRemembered = 1_000;

/** The same page of an account is asked for again and again. */
function createRewriter(): (text: string, owner: Owner) => string {
  const known = new Map<string, string>();
  return (text, owner) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const body = JSON.stringify(JSON.parse(text, (key, value: unknown) => rewritten(key, value, owner)));
    if (known.size >= mostRemembered) known.clear();
    known.set(text, body);
    return body;
  };
}

async function ownersOf(demo: DemoBank, customerIds: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
  const owners = new Map<string, Owner>();
  for (const [index, customerId] of customerIds.entries()) {
    const { tokens } = await demo.signInDirectly(customerId);
    const { body } = await reader(demo, tokens.accessToken)('/accounts');
    for (const { AccountId } of z.array(accountSchema).parse(body.Data.Account)) owners.set(AccountId, { customerId, mark: index + 1 });
  }
  return owners;
}

/** Starts the bank with those customers. */
export async function startCanaryBank(customerIds: readonly string[]): Promise<CanaryBank> {
  if (customerIds.length > mostCustomers) throw new RangeError(`at most ${mostCustomers} customers`);
  const demo = await startDemoBank({ now: () => new Date(), redirectUris: ['https://guichet.example/link/callback'] });
  const owners = await ownersOf(demo, customerIds);
  const rewrite = createRewriter();

  async function answer(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host: _host, connection: _connection, ...headers } = asked.headers;
    const path = asked.url ?? '/';
    const method = z.enum(['GET', 'POST', 'DELETE']).parse(asked.method);
    const given = await request(`${demo.url}${path}`, { method, headers, body: method === 'POST' ? await buffer(asked) : null });
    const text = await given.body.text();
    const account = /"AccountId":"([^"]+)"/.exec(text)?.[1] ?? /\/accounts\/([^/?]+)/.exec(path)?.[1] ?? '';
    const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _kept, ...passed } = given.headers;
    const owner = given.statusCode === 200 ? owners.get(account) : undefined;
    const body = owner ? rewrite(text, owner) : text;
    response.writeHead(given.statusCode, passed).end(body.replaceAll(demo.url, url));
  }

  const server = createServer((asked, response) => void answer(asked, response).catch(() => response.destroy()));
  const url: string = await listen(server);
  const openBankingUrl = demo.openBankingUrl.replace(demo.url, url);
  return {
    demo,
    openBankingUrl,
    environment: {
      BANK_API_URL: openBankingUrl,
      BANK_ISSUER: demo.issuer,
      BANK_CLIENT_ID: demo.clientId,
      BANK_CLIENT_SECRET: demo.clientSecret,
      BANK_CARD_SERVICES_URL: demo.cardServices.url,
      SUMUP_API_URL: demo.sumup.url,
      SUMUP_API_KEY: demo.sumup.apiKey,
      PAYPAL_API_URL: demo.paypal.url,
      PAYPAL_CLIENT_ID: demo.paypal.clientId,
      PAYPAL_CLIENT_SECRET: demo.paypal.clientSecret,
      LAPOSTE_API_URL: demo.laPoste.url,
      LAPOSTE_API_KEY: demo.laPoste.apiKey,
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await demo.stop();
    },
  };
}

import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { type BankSecrets, loadBankSecrets } from './bank-secrets.ts';
import { buildSystems } from './build-systems.ts';
import { cardServicesPrefix } from './card-services/card-services-routes.ts';
import { cardsOf, createFrozenCards } from './card-services/cards.ts';
import { type CarriedOut, createOperations } from './card-services/operations.ts';
import { type Consents, createConsents } from './consents.ts';
import { namedCustomerIds } from './data/customer.ts';
import { createHistory, type History } from './data/history.ts';
import { createFaults, type FaultKnobs } from './faults.ts';
import { createListener } from './http/create-listener.ts';
import { laPostePrefix } from './la-poste/la-poste-routes.ts';
import { listen } from './listen.ts';
import { openBankingPrefix } from './open-banking/open-banking-system.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { strongSignIn } from './sign-in/create-provider.ts';
import { createSignIn, type SignIn } from './sign-in/create-sign-in.ts';
import { createStaffProvider } from './staff/create-staff-provider.ts';

export interface DemoBankOptions {
  /** Where links, keys and the port survive a restart; without it everything is kept in memory. */
  readonly dataDir?: string;
  readonly host?: '127.0.0.1';
  /** 0, the default: the port of the last start, or a free one. */
  readonly port?: number;
  /** The bank's own clock. Only the ends of sign-in sessions and tokens follow the machine's. */
  readonly now: () => Date;
  /** Another seed, another bank. */
  readonly seed?: string;
  /** Where the sign-in may send browsers back to, exactly. */
  readonly redirectUris: readonly string[];
  /** The same of the sign-in of the bank's own people. */
  readonly staffRedirectUris?: readonly string[];
  readonly newId?: () => string;
  /** Told of what should not have happened inside the bank. */
  readonly onError?: (error: unknown) => void;
}

/** A customer worth introducing. */
export interface DemoCustomer {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly country: 'FR' | 'GB' | 'US';
  readonly currency: 'EUR' | 'GBP' | 'USD';
  readonly locale: 'fr-FR' | 'en-GB' | 'en-US';
  readonly timeZone: string;
}

/** What a finished sign-in gives a client. */
export interface DirectSignIn {
  readonly subject: string;
  readonly tokens: {
    readonly accessToken: string;
    readonly refreshToken: string;
    /** ISO 8601 instant on the bank's clock. */
    readonly expiresAt: string;
    readonly consentId: string;
  };
  readonly givenName: string;
  readonly locale: string;
  readonly timeZone: string;
}

/** A bank, its sign-in, a shop system and two carriers' systems on one loopback port. */
export interface DemoBank {
  readonly url: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The name of its strong sign-in (`acr`). */
  readonly acr: string;
  /** Base address of the account information API. */
  readonly openBankingUrl: string;
  readonly sumup: { readonly url: string; readonly apiKey: string };
  readonly paypal: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
  readonly laPoste: { readonly url: string; readonly apiKey: string };
  readonly cardServices: {
    readonly url: string;
    /** What was really done since the start. */
    readonly carriedOut: readonly CarriedOut[];
    /** Unblocks all cards of a customer, as somebody at the bank would. */
    unfreezeAll(customerId: string): void;
  };
  /** The identity provider of the bank's own people. */
  readonly staff: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  readonly customers: readonly DemoCustomer[];
  readonly faults: FaultKnobs;
  /** Signs a customer in without a browser. @throws RangeError when there is no such customer. */
  signInDirectly(customerId: string): Promise<DirectSignIn>;
  stop(): Promise<void>;
}

const clientId = 'guichet';
const payPalClientId = 'guichet-paypal';
const staffClientId = 'guichet-desk';

const directPermissions = [
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadTransactionsDetail',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
] as const;

function introduce(history: History): readonly DemoCustomer[] {
  return namedCustomerIds().flatMap((id) => {
    const customer = history.customer(id);
    if (!customer) return [];
    const { givenName, familyName, country, currency, locale, timeZone } = customer;
    return [{ id, givenName, familyName, country, currency, locale, timeZone }];
  });
}

interface DirectDeps {
  readonly history: History;
  readonly consents: Consents;
  readonly signIn: SignIn;
  readonly now: () => Date;
}

function directSignIn({ history, consents, signIn, now }: DirectDeps): DemoBank['signInDirectly'] {
  return async (customerId) => {
    const customer = history.customer(customerId);
    if (!customer) throw new RangeError('the demo bank has no such customer');
    const consent = consents.create({ permissions: directPermissions });
    const { accessToken, refreshToken, expiresInS } = await signIn.issueDirectly(customer, consent.id);
    const { givenName, locale, timeZone } = customer;
    const expiresAt = new Date(now().getTime() + expiresInS * 1000).toISOString();
    const tokens = { accessToken, refreshToken, expiresAt, consentId: consent.id };
    return { subject: customer.id, tokens, givenName, locale, timeZone };
  };
}

function unfreezer(history: History, overlay: Overlay): DemoBank['cardServices']['unfreezeAll'] {
  const frozen = createFrozenCards(overlay);
  return (customerId) => {
    const customer = history.customer(customerId);
    for (const { id } of customer ? cardsOf(customer, history.seed) : []) frozen.remove(id);
  };
}

function addresses(url: string, secrets: BankSecrets) {
  return {
    url,
    issuer: `${url}/oidc`,
    clientId,
    clientSecret: secrets.clientSecret,
    acr: strongSignIn,
    openBankingUrl: `${url}${openBankingPrefix}`,
    sumup: { url: `${url}/sumup`, apiKey: secrets.sumUpKey },
    paypal: { url: `${url}/paypal`, clientId: payPalClientId, clientSecret: secrets.payPalSecret },
    laPoste: { url: `${url}${laPostePrefix}`, apiKey: secrets.laPosteKey },
    staff: { issuer: `${url}/staff`, clientId: staffClientId, clientSecret: secrets.clientSecret },
  };
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}

/**
 * Starts the embedded bank on loopback. Its figures are a pure function of seed and clock; only consents, tokens and sessions
 * are kept, in `dataDir`.
 */
export async function startDemoBank(options: DemoBankOptions): Promise<DemoBank> {
  const {
    dataDir,
    host = '127.0.0.1',
    port = 0,
    now,
    seed = 'guichet',
    redirectUris,
    staffRedirectUris = [],
    newId = randomUUID,
    onError = () => undefined,
  } = options;
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const fileIn = (name: string): string | undefined => (dataDir === undefined ? undefined : join(dataDir, name));
  const [portFile, file] = [fileIn('demo-bank.port'), fileIn('demo-bank.sqlite')];
  const secrets = loadBankSecrets(fileIn('demo-bank.keys.json'));
  const listening = await listen({ host, port, ...(portFile === undefined ? {} : { portFile }) });
  const bank = addresses(`http://${host}:${listening.port}`, secrets);
  // oidc-provider counts by the machine's clock and takes no other.
  const nowMs = (): number => Date.now();
  const overlay = createOverlay({ nowMs, ...(file === undefined ? {} : { file }) });
  const history = createHistory(seed);
  const faults = createFaults();
  const consents = createConsents({ overlay, now, newId });
  const signIn = createSignIn({ ...bank, secrets, overlay, history, faults, consents, redirectUris, now, nowMs, onError });
  const operations = createOperations(overlay);
  const parts = { secrets, history, consents, signIn, faults, overlay, operations, now, newId };
  const { systems, routes } = buildSystems({ url: bank.url, payPalClientId, ...parts });
  const staff = createStaffProvider({ ...bank.staff, secrets, redirectUris: staffRedirectUris, nowMs, onError });
  const mounts = [
    { prefix: '/oidc', listener: signIn.listener },
    { prefix: '/staff', listener: staff },
  ];
  listening.server.on('request', createListener({ routes, systems, faults, mounts, onError }));
  return {
    ...bank,
    cardServices: { url: `${bank.url}${cardServicesPrefix}`, carriedOut: operations.carriedOut, unfreezeAll: unfreezer(history, overlay) },
    customers: introduce(history),
    faults: { set: faults.set, clear: faults.clear },
    signInDirectly: directSignIn({ history, consents, signIn, now }),
    stop: async () => {
      await close(listening.server);
      overlay.close();
    },
  };
}

import { z } from 'zod';
import { createBankSignIn } from '../../connectors/bank-sign-in/create-bank-sign-in.ts';
import { createClientToken } from '../../connectors/bank-sign-in/create-client-token.ts';
import { createCustomerBanking } from '../../connectors/banking/create-customer-banking.ts';
import { createCardServices } from '../../connectors/card-services/create-card-services.ts';
import { ConnectorError } from '../../connectors/connector-error.ts';
import { createDeliveries } from '../../connectors/deliveries.ts';
import { createHttpClient, type HttpTuning } from '../../connectors/http/http-client.ts';
import { createLaPosteTracking } from '../../connectors/la-poste/create-la-poste-tracking.ts';
import { createPayPalTrackers } from '../../connectors/paypal/create-paypal-trackers.ts';
import type { BankSignIn } from '../../connectors/ports/bank-sign-in.ts';
import type { CardControl } from '../../connectors/ports/card-control.ts';
import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { CustomerBanking } from '../../connectors/ports/customer-banking.ts';
import type { DeliverySource } from '../../connectors/ports/delivery-source.ts';
import type { FraudReporting } from '../../connectors/ports/fraud-report.ts';
import type { ReceiptSource } from '../../connectors/ports/receipt-source.ts';
import { createSumUpReceipts } from '../../connectors/sumup/create-sum-up-receipts.ts';
import { createAccountAccessConsents } from '../../connectors/uk-open-banking/create-account-access-consents.ts';
import { createUkOpenBanking } from '../../connectors/uk-open-banking/create-uk-open-banking.ts';
import { createDayClock } from '../../i18n/day-clock.ts';
import type { Asker } from '../turns/customer-session.ts';
import type { BankSystems } from './bank-systems.ts';

/** Everything Guichet asks of the outside world about a customer. */
export interface Connectors {
  readonly signIn: BankSignIn;
  bankingFor(asker: Asker): CustomerBanking;
  /** Undefined where the bank offers none. */
  readonly cardServices: (CardControl & FraudReporting) | undefined;
  /** Rejects when the bank does not answer. */
  reachable(): Promise<void>;
  close(): Promise<void>;
}

type Tuning = HttpTuning & { readonly now: () => Date };

/** Nobody is signed in: whatever is asked, the bank would refuse it. */
const nobody: CustomerAccess = {
  key: 'nobody',
  accessToken: async () => {
    throw new ConnectorError('consent_expired', { system: 'bank-sign-in', operation: 'access_token' });
  },
};

interface Closable {
  close(): Promise<void>;
}

function receiptSource({ sumup }: BankSystems, tuning: Tuning): ReceiptSource & Closable {
  if (sumup) return createSumUpReceipts({ ...tuning, baseUrl: sumup.url, accessToken: sumup.apiKey });
  return { findReceipt: async () => undefined, close: async () => undefined };
}

function deliverySource({ paypal, laPoste }: BankSystems, tuning: Tuning): DeliverySource & Closable {
  const none = { close: async () => undefined };
  const trackers = paypal
    ? createPayPalTrackers({ ...tuning, baseUrl: paypal.url, clientId: paypal.clientId, clientSecret: paypal.clientSecret })
    : { ...none, findTrackers: async () => [] };
  const parcels = laPoste
    ? createLaPosteTracking({ ...tuning, baseUrl: laPoste.url, apiKey: laPoste.apiKey })
    : { ...none, findParcels: async () => new Map() };
  const deliveries = createDeliveries({ paypal: trackers, laPoste: parcels });
  return { ...deliveries, close: async () => void (await Promise.all([trackers.close(), parcels.close()])) };
}

function bankSignIn(systems: BankSystems, tuning: Tuning): BankSignIn & Closable {
  const { issuer, clientId, clientSecret, openBankingUrl } = systems;
  // Whether an address may be http is decided where the configuration is read: on this machine only.
  const client = { ...tuning, issuer, clientId, clientSecret, allowInsecureLoopback: true };
  const own = createClientToken(client);
  const consents = createAccountAccessConsents({ ...tuning, baseUrl: openBankingUrl, clientToken: () => own.token() });
  const signIn = createBankSignIn({ ...client, consents });
  return { ...signIn, close: async () => void (await Promise.all([signIn.close(), consents.close(), own.close()])) };
}

/** Whether the bank's sign-in describes itself (OpenID Connect Discovery 1.0, §4): the cheapest question a bank must answer. */
function reachability(issuer: string, tuning: Tuning): Closable & { check(): Promise<void> } {
  const http = createHttpClient({
    egress: tuning.egress,
    now: tuning.now,
    system: 'bank-sign-in',
    sink: 'sign-in',
    baseUrl: issuer,
    retry: { attempts: 1, baseMs: 0 },
  });
  const path = ['.well-known', 'openid-configuration'];
  return {
    check: async () => void (await http.request({ operation: 'discovery', method: 'GET', path, schema: z.object({ issuer: z.string() }) })),
    close: () => http.close(),
  };
}

/** Builds the connectors of the configured (or embedded) bank. */
export function createConnectors(systems: BankSystems, tuning: Tuning): Connectors {
  const accounts = createUkOpenBanking({ ...tuning, baseUrl: systems.openBankingUrl });
  const receipts = receiptSource(systems, tuning);
  const deliveries = deliverySource(systems, tuning);
  const cardServices =
    systems.cardServicesUrl === undefined ? undefined : createCardServices({ ...tuning, baseUrl: systems.cardServicesUrl });
  const signIn = bankSignIn(systems, tuning);
  const bank = reachability(systems.issuer, tuning);
  const dayIn = createDayClock();
  return {
    signIn,
    bankingFor: ({ customer = nobody, timeZone, language }) =>
      createCustomerBanking({ customer, accounts, receipts, deliveries, now: tuning.now, timeZone, language, dayIn }),
    cardServices,
    reachable: () => bank.check(),
    close: async () =>
      void (await Promise.all(
        [accounts, receipts, deliveries, ...(cardServices ? [cardServices] : []), signIn, bank].map((part) => part.close()),
      )),
  };
}

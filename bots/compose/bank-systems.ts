import type { DemoBank } from '../../demo/start-demo-bank.ts';
import type { Peers } from '../../secrecy/egress/peers.ts';
import type { Config } from '../config.ts';

/** Addresses and credentials of the systems that hold a customer's data: the bank's own, or the embedded ones. */
export interface BankSystems {
  readonly openBankingUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The bank's name for a strong sign-in, where it has one. */
  readonly acr: string | undefined;
  /** Cards and fraud reports; undefined where the bank offers none. */
  readonly cardServicesUrl: string | undefined;
  readonly sumup: { readonly url: string; readonly apiKey: string } | undefined;
  readonly paypal: { readonly url: string; readonly clientId: string; readonly clientSecret: string } | undefined;
  readonly laPoste: { readonly url: string; readonly apiKey: string } | undefined;
}

/** The configured bank; the embedded one where none is. */
export function bankSystems(config: Config, demo: DemoBank | undefined): BankSystems {
  if (demo) {
    const { openBankingUrl, issuer, clientId, clientSecret, acr, cardServices, sumup, paypal, laPoste } = demo;
    return { openBankingUrl, issuer, clientId, clientSecret, acr, cardServicesUrl: cardServices.url, sumup, paypal, laPoste };
  }
  if (!config.bank) throw new TypeError('neither a configured nor an embedded bank');
  const { apiUrl, ...signIn } = config.bank;
  const { bankAcr: acr, cardServicesUrl, sumup, paypal, laPoste } = config;
  return { openBankingUrl: apiUrl, ...signIn, acr, cardServicesUrl, sumup, paypal, laPoste };
}

/** Puts them on the list of who may be talked to. */
export function announceBank(peers: Pick<Peers, 'announceOrigin'>, systems: BankSystems): void {
  const { openBankingUrl, issuer, cardServicesUrl, sumup, paypal, laPoste } = systems;
  peers.announceOrigin('bank', openBankingUrl);
  peers.announceOrigin('sign-in', issuer);
  if (cardServicesUrl !== undefined) peers.announceOrigin('cards', cardServicesUrl);
  if (sumup) peers.announceOrigin('receipts', sumup.url);
  for (const carrier of [paypal, laPoste]) if (carrier) peers.announceOrigin('carriers', carrier.url);
}

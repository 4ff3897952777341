import { startDemoBank } from '../../demo/start-demo-bank.ts';

/**
 * The embedded bank in a process of its own, so that its work is not counted as Guichet's. Before it says that it is ready it prints
 * what Guichet has to be configured with, and a customer who is signed in already.
 */
const bank = await startDemoBank({ now: () => new Date(), redirectUris: ['http://127.0.0.1/link/callback'] });
const environment = {
  BANK_API_URL: bank.openBankingUrl,
  // Nobody signs in while it is measured, and an issuer without https is not taken.
  BANK_ISSUER: 'https://sign-in.invalid',
  BANK_CLIENT_ID: bank.clientId,
  BANK_CLIENT_SECRET: bank.clientSecret,
  SUMUP_API_URL: bank.sumup.url,
  SUMUP_API_KEY: bank.sumup.apiKey,
  PAYPAL_API_URL: bank.paypal.url,
  PAYPAL_CLIENT_ID: bank.paypal.clientId,
  PAYPAL_CLIENT_SECRET: bank.paypal.clientSecret,
  LAPOSTE_API_URL: bank.laPoste.url,
  LAPOSTE_API_KEY: bank.laPoste.apiKey,
  SIGNED_IN: JSON.stringify(await bank.signInDirectly('demo-fr')),
};
process.stdout.write(`${JSON.stringify(environment)}\nthe bank is ready at ${bank.url}\n`);
process.on('SIGTERM', () => process.exit(0));

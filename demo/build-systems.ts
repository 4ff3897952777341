import type { BankSecrets } from './bank-secrets.ts';
import { cardServicesRoutes, cardServicesSystem } from './card-services/card-services-routes.ts';
import type { Operations } from './card-services/operations.ts';
import type { Consents } from './consents.ts';
import type { History } from './data/history.ts';
import { createReferenceCodec } from './data/reference-codec.ts';
import type { Faults } from './faults.ts';
import type { Route } from './http/answer.ts';
import type { System } from './http/system.ts';
import { laPosteRoutes, laPosteSystem } from './la-poste/la-poste-routes.ts';
import { accountRoutes } from './open-banking/account-routes.ts';
import { consentRoutes } from './open-banking/consent-routes.ts';
import { openBankingPrefix, openBankingSystem, withInteractionId } from './open-banking/open-banking-system.ts';
import type { Overlay } from './overlay.ts';
import { payPalRoutes, payPalSystem } from './paypal/paypal-routes.ts';
import { createPayPalTokens } from './paypal/paypal-tokens.ts';
import type { SignIn } from './sign-in/create-sign-in.ts';
import { sumUpRoutes, sumUpSystem } from './sumup/sumup-routes.ts';

export interface SystemDeps {
  readonly url: string;
  readonly payPalClientId: string;
  readonly secrets: BankSecrets;
  readonly history: History;
  readonly consents: Consents;
  readonly signIn: SignIn;
  readonly faults: Faults;
  readonly overlay: Overlay;
  readonly operations: Operations;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** The systems that share the demo bank's listener, and their routes. */
export function buildSystems(deps: SystemDeps): { readonly systems: readonly System[]; readonly routes: readonly Route[] } {
  const { secrets, url, now, newId, history, signIn } = deps;
  const codec = createReferenceCodec(history.seed);
  const { tokens, endGrant } = signIn;
  const common = { ...deps, codec, tokens };
  const openBanking = { ...common, prefix: openBankingPrefix, baseUrl: `${url}${openBankingPrefix}`, endGrant };
  const payPal = {
    ...common,
    tokens: createPayPalTokens({ secret: secrets.payPalSecret, now }),
    clientId: deps.payPalClientId,
    clientSecret: secrets.payPalSecret,
    baseUrl: `${url}/paypal`,
  };
  return {
    systems: [openBankingSystem(newId), sumUpSystem, payPalSystem(newId), laPosteSystem, cardServicesSystem],
    routes: [
      ...withInteractionId([...consentRoutes(openBanking), ...accountRoutes(openBanking)], newId),
      ...sumUpRoutes({ ...common, apiKey: secrets.sumUpKey }),
      ...payPalRoutes(payPal),
      ...laPosteRoutes({ ...common, apiKey: secrets.laPosteKey }),
      ...cardServicesRoutes(common),
    ],
  };
}

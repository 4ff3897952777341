import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { z } from 'zod';
import type { Consent, Consents } from '../consents.ts';
import type { Customer } from '../data/customer.ts';
import { namedCustomerIds } from '../data/customer.ts';
import type { History } from '../data/history.ts';
import { readBody } from '../http/read-body.ts';
import { customerClaims, needsConsent, strongSignIn } from './create-provider.ts';
import { sendHtml } from './html-answer.ts';
import { consentPage, loginPage, problemPage } from './pages.ts';
import { preferredLanguage, type Texts, textsIn } from './texts.ts';

export interface InteractionDeps {
  readonly provider: Provider;
  readonly consents: Consents;
  readonly history: History;
  readonly clientId: string;
  readonly formOrigins: readonly string[];
  readonly now: () => Date;
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

interface Step {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly texts: Texts;
  readonly interaction: Interaction;
  readonly action: string;
  /** The consent the client wants authorised, still waiting; undefined where it only wants to know who is there. */
  readonly consent: Consent | undefined;
}

type ConsentStep = Step & { readonly consent: Consent };

function isOfConsent(step: Step): step is ConsentStep {
  return step.consent !== undefined;
}

const intentSchema = z.object({ openbanking_intent_id: z.object({ value: z.string() }) });
const claimsSchema = z.object({ id_token: intentSchema.optional().catch(undefined), userinfo: intentSchema.optional().catch(undefined) });

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The consent id of an authorization request: the claim `openbanking_intent_id` (UK Open Banking security profile), or the
 * parameter `consent_id` for clients that send no claims.
 */
function consentIdOf(params: Readonly<Record<string, unknown>>): string {
  const claims = claimsSchema.safeParse(parseJson(params['claims'])).data;
  const claimed = claims?.id_token?.openbanking_intent_id.value ?? claims?.userinfo?.openbanking_intent_id.value;
  return claimed ?? (typeof params['consent_id'] === 'string' ? params['consent_id'] : '');
}

function choices(history: History) {
  return namedCustomerIds().flatMap((id) => {
    const customer = history.customer(id);
    return customer ? [{ id, name: `${customer.givenName} ${customer.familyName}`, currency: customer.currency }] : [];
  });
}

function showLogin(
  deps: InteractionDeps,
  { response, texts, action }: Step,
  again?: { problem: 'unknownCustomer' | 'badPin'; typed: string },
): void {
  const view = { texts, action, choices: choices(deps.history), ...again };
  sendHtml(response, { status: again ? 422 : 200, page: loginPage(view), formOrigins: deps.formOrigins });
}

function showConsent(deps: InteractionDeps, { response, texts, action, consent }: ConsentStep, customer: Customer): void {
  const days = Math.ceil((Date.parse(consent.expiresAt) - deps.now().getTime()) / 86_400_000);
  const has = (part: string): boolean => consent.permissions.some((permission) => permission.startsWith(part));
  const shows = [
    ...(has('ReadAccounts') ? ['accounts' as const] : []),
    ...(has('ReadBalances') ? ['balances' as const] : []),
    ...(has('ReadTransactions') ? ['transactions' as const] : []),
  ];
  const page = consentPage({ texts, action, days, shows, name: customer.givenName });
  sendHtml(response, { status: 200, page, formOrigins: deps.formOrigins });
}

/** Who signed in before in this browser is forgotten, without the provider's own page that would ask for it. */
async function forgetSession({ provider }: InteractionDeps, interaction: Interaction): Promise<void> {
  const uid = interaction.session?.uid;
  if (uid === undefined) return;
  await (await provider.Session.findByUid(uid))?.destroy();
  delete interaction.session;
  await interaction.persist();
}

async function takeLogin(deps: InteractionDeps, step: Step, form: URLSearchParams): Promise<void> {
  const typed = (form.get('other') ?? '').trim() || (form.get('customer') ?? '');
  const customer = deps.history.customer(typed);
  if (!customer) return showLogin(deps, step, { problem: 'unknownCustomer', typed });
  if (!/^\d{4,12}$/.test(form.get('pin') ?? '')) return showLogin(deps, step, { problem: 'badPin', typed });
  await forgetSession(deps, step.interaction);
  // By the bank's own clock: it is told as `auth_time`.
  const ts = Math.floor(deps.now().getTime() / 1000);
  const login = { accountId: customer.id, acr: strongSignIn, ts, remember: false };
  await deps.provider.interactionFinished(step.request, step.response, { login }, { mergeWithLastSubmission: false });
}

async function takeDecision(
  deps: InteractionDeps,
  step: ConsentStep,
  { form, customer }: { form: URLSearchParams; customer: Customer },
): Promise<void> {
  const { request, response, consent, interaction } = step;
  const { provider, consents } = deps;
  if (form.get('decision') !== 'allow') {
    consents.reject(consent.id);
    const refusal = { error: 'access_denied', error_description: 'the customer refused' };
    return provider.interactionFinished(request, response, refusal, { mergeWithLastSubmission: false });
  }
  const grant = new provider.Grant({ accountId: customer.id, clientId: deps.clientId });
  const { scope } = interaction.params;
  grant.addOIDCScope(typeof scope === 'string' ? scope : 'openid');
  grant.addOIDCClaims([...customerClaims]);
  const grantId = await grant.save();
  consents.authorise(consent.id, { customerId: customer.id, grantId });
  await provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true });
}

async function answerStep(deps: InteractionDeps, step: Step): Promise<void> {
  const { request, interaction } = step;
  const isPost = request.method === 'POST';
  const form = new URLSearchParams(isPost ? ((await readBody(request)) ?? '') : '');
  if (interaction.prompt.name === 'login') return isPost ? takeLogin(deps, step, form) : showLogin(deps, step);
  const customer = deps.history.customer(interaction.session?.accountId ?? '');
  if (!customer || !isOfConsent(step)) throw new Error('a consent is asked for before the sign-in, or without one');
  return isPost ? takeDecision(deps, step, { form, customer }) : showConsent(deps, step, customer);
}

async function findInteraction(
  { provider }: InteractionDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Interaction | undefined> {
  try {
    const interaction = await provider.interactionDetails(request, response);
    // The cookie and the address must name the same sign-in.
    return request.url === `/oidc/interaction/${interaction.uid}` ? interaction : undefined;
  } catch {
    // Too late, another browser, or already used: all the same to the person in front of it.
    return undefined;
  }
}

/** The pages of the sign-in: who are you, then what may be read. Works by plain form posts. */
export function createInteractionListener(deps: InteractionDeps): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const texts = textsIn(preferredLanguage(request.headers['accept-language']));
    const interaction = await findInteraction(deps, request, response);
    if (!interaction || (request.method !== 'GET' && request.method !== 'POST')) {
      return sendHtml(response, { status: 400, page: problemPage(texts), formOrigins: [] });
    }
    const { scope } = interaction.params;
    const isIdentityOnly = !needsConsent(typeof scope === 'string' ? scope.split(' ') : []);
    const consent = isIdentityOnly ? undefined : deps.consents.find(consentIdOf(interaction.params));
    if (!isIdentityOnly && consent?.status !== 'AWAU') {
      const refusal = { error: 'invalid_request', error_description: 'no consent is waiting under the given id' };
      return deps.provider.interactionFinished(request, response, refusal, { mergeWithLastSubmission: false });
    }
    await answerStep(deps, { request, response, texts, interaction, consent, action: `/oidc/interaction/${interaction.uid}` });
  };
}

import { type Consent, decide, mayAskModel } from '../../../secrecy/consent/consent.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { BoothVisit } from '../booth-page.ts';
import { boothPath } from '../booth-topic.ts';
import { type Choosing, isJustSignedIn } from './level-choices.ts';

/** Who the bank lets read sentences that are not understood. */
export interface ModelDisclosure {
  /** The host it is asked at. */
  readonly host: string;
}

export interface ModelChoiceDeps {
  readonly consents: readonly Consent[];
  readonly now: Date;
}

function isAllowed({ customer }: Pick<BoothVisit, 'customer'>, { consents, now }: ModelChoiceDeps): boolean {
  return mayAskModel(consents, { link: customer.access.key, now });
}

/** What the model gets and does, and the one decision on it; nothing where the bank has none. */
export function modelSection(visit: BoothVisit, model: ModelDisclosure | undefined, deps: ModelChoiceDeps): Html {
  if (!model) return nothing;
  const { say, formField } = visit;
  const allowed = isAllowed(visit, deps);
  const next = allowed ? 'sealed' : 'hinted';
  return html`<section class="card"><h2>${say('privacy.model')}</h2>
<p>${say('privacy.model_what', { host: model.host })}</p>
<p class="soft">${say('privacy.model_gets')}</p>
<p>${say('privacy.model_now', { level: allowed ? 'hinted' : 'sealed' })}</p>
<form method="post" action="${boothPath}/privacy">${formField}<button name="model" value="${next}">${say('privacy.model_choose', { level: next })}</button></form></section>
`;
}

/** Reads the decision: stopping is always taken, allowing asks for a strong sign-in of just now. Undefined where the form is another one. */
export function readModelChoice(
  form: URLSearchParams,
  visit: Pick<BoothVisit, 'customer' | 'signedInAt'>,
  deps: ModelChoiceDeps,
): Choosing | undefined {
  const asked = form.get('model');
  const level = (['sealed', 'hinted'] as const).find((known) => known === asked);
  if (asked === null) return undefined;
  if (level === undefined || (level === 'hinted') === isAllowed(visit, deps)) return { decisions: [], refused: false };
  if (level === 'hinted' && !isJustSignedIn(visit, deps.now)) return { decisions: [], refused: true };
  return {
    decisions: decide({ link: visit.customer.access.key, level, by: 'booth', topics: ['model'], now: deps.now }),
    refused: false,
  };
}

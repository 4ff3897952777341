import { type Consent, type ConsentTopic, consentTopics, decide, inForce } from '../../../secrecy/consent/consent.ts';
import { type EffectiveGrantDeps, type EffectiveLevel, effectiveLevel } from '../../../secrecy/consent/effective-grant.ts';
import { type DisclosureLevel, disclosureLevels, lowestLevel, reaches } from '../../../secrecy/grant.ts';
import type { BoothVisit } from '../booth-page.ts';

/** How long a strong sign-in allows that more is shown: as long as it may be at rest (see `booth-flow.ts`). */
const raiseWithinMs = 5 * 60_000;

/** One topic, as the page shows it. */
export interface TopicChoice {
  readonly topic: ConsentTopic;
  readonly effective: EffectiveLevel;
  /** What the customer has decided; `sealed` where nothing is in force. */
  readonly decided: DisclosureLevel;
  /** What can be chosen between, the most careful first: nothing above the bank's ceiling. */
  readonly offered: readonly DisclosureLevel[];
}

export interface ChoosingDeps {
  readonly consents: readonly Consent[];
  readonly disclosure: EffectiveGrantDeps;
  readonly now: Date;
}

/** What is decided, offered and in force on each topic. */
export function topicChoices({ customer }: Pick<BoothVisit, 'customer'>, { consents, disclosure, now }: ChoosingDeps): TopicChoice[] {
  const { key, signedInAt } = customer.access;
  return consentTopics.map((topic) => {
    const most = lowestLevel([disclosure.ceiling[topic], disclosure.channelCap]);
    return {
      topic,
      effective: effectiveLevel(topic, { link: { key, signedInAt }, consents, now }, disclosure),
      decided: inForce(consents, { link: key, topic, now })?.level ?? 'sealed',
      offered: disclosureLevels.filter((level) => reaches(most, level)),
    };
  });
}

/** What a form asks for: a level for each topic, or one for all of them. */
function wishFor(form: URLSearchParams, { topic, offered }: TopicChoice): DisclosureLevel | undefined {
  const all = form.get('all');
  const wanted = disclosureLevels.find((level) => level === (all ?? form.get(topic)));
  if (wanted === undefined) return undefined;
  if (offered.includes(wanted)) return wanted;
  // What is wished for all topics goes as far as the bank lets each of them; of one topic nothing is guessed.
  return all === null ? undefined : offered.at(-1);
}

/** What follows from a form: new decisions, and whether something was to be shown for which the sign-in is too long ago. */
export interface Choosing {
  readonly decisions: readonly Consent[];
  readonly refused: boolean;
}

/** Whether the strong sign-in is recent enough to allow more. */
export function isJustSignedIn({ signedInAt }: Pick<BoothVisit, 'signedInAt'>, now: Date): boolean {
  return now.getTime() - Date.parse(signedInAt) < raiseWithinMs;
}

/** Reads a form. Lowering is always taken; raising asks for a strong sign-in of just now. */
export function readChoices(
  form: URLSearchParams,
  { customer, signedInAt }: Pick<BoothVisit, 'customer' | 'signedInAt'>,
  { choices, now }: { readonly choices: readonly TopicChoice[]; readonly now: Date },
): Choosing {
  const changes = choices.flatMap((choice) => {
    const level = wishFor(form, choice);
    return level === undefined || level === choice.decided ? [] : [{ topic: choice.topic, level, raises: reaches(level, choice.decided) }];
  });
  const isFresh = isJustSignedIn({ signedInAt }, now);
  const taken = changes.filter(({ raises }) => isFresh || !raises);
  const decisions = taken.flatMap(({ topic, level }) => decide({ link: customer.access.key, level, by: 'booth', topics: [topic], now }));
  return { decisions, refused: taken.length < changes.length };
}

import { type DisclosureLevel, type Grant, lowestLevel, reaches } from '../grant.ts';
import { type DataClass, dataClasses } from '../sealed.ts';
import { type Consent, type ConsentTopic, consentDays, inForce } from './consent.ts';

/** The most that a bank lets into a chat, for each topic. */
export type Ceiling = Readonly<Record<ConsentTopic, DisclosureLevel>>;

export interface EffectiveGrantDeps {
  readonly ceiling: Ceiling;
  /** The most that the channel may get. */
  readonly channelCap: DisclosureLevel;
}

/** Who asks, and what was decided. */
export interface Asking {
  /** The link in force; undefined where nobody is linked. */
  readonly link: { readonly key: string; readonly signedInAt?: string | undefined } | undefined;
  readonly consents: readonly Consent[];
  readonly now: Date;
}

/** What a level rests on: the ceiling, the cap, a decision, that there is none, or the sign-in. */
export type LevelBound = 'bank' | 'channel' | 'consent' | 'no_consent' | 'sign_in';

/** One topic: the level in force, and which of the four bounds it is. */
export interface EffectiveLevel {
  readonly level: DisclosureLevel;
  readonly reason: string;
  readonly bound: LevelBound;
  readonly consent: Consent | undefined;
}

/** Names and addresses have no consent of their own: they follow what is the most carefully kept. */
const topicOf: Readonly<Record<DataClass, ConsentTopic>> = {
  balance: 'balance',
  transaction: 'transaction',
  receipt: 'receipt',
  delivery: 'delivery',
  card: 'card',
  identity: 'card',
};

function isFresh(signedInAt: string | undefined, now: Date): boolean {
  return signedInAt !== undefined && now.getTime() - Date.parse(signedInAt) < consentDays * 24 * 3_600_000;
}

/** The level in force for a topic: the lowest of the bank's ceiling, the channel's cap, the consent and the freshness of the sign-in. */
export function effectiveLevel(
  topic: ConsentTopic,
  { link, consents, now }: Asking,
  { ceiling, channelCap }: EffectiveGrantDeps,
): EffectiveLevel {
  const consent = link && inForce(consents, { link: link.key, topic, now });
  const bounds: readonly { readonly level: DisclosureLevel; readonly bound: LevelBound; readonly reason: string }[] = [
    { level: ceiling[topic], bound: 'bank', reason: `bank ceiling ${ceiling[topic]}` },
    { level: channelCap, bound: 'channel', reason: `channel cap ${channelCap}` },
    consent
      ? { level: consent.level, bound: 'consent', reason: `consent ${consent.level} by ${consent.by} at ${consent.at}` }
      : { level: 'sealed', bound: 'no_consent', reason: 'no consent' },
    isFresh(link?.signedInAt, now)
      ? { level: 'shown', bound: 'sign_in', reason: 'fresh sign-in' }
      : { level: 'sealed', bound: 'sign_in', reason: `no sign-in within ${consentDays} days` },
  ];
  const level = lowestLevel(bounds.map((bound) => bound.level));
  // The consent is what a customer can change, so it is named where it decides as much as another bound.
  const deciding = bounds.filter((bound) => bound.level === level);
  const { reason, bound } = deciding.find((one) => one.bound === 'consent') ?? deciding[0] ?? { reason: '', bound: 'no_consent' };
  return { level, reason, bound, consent: consent && reaches(consent.level, level) ? consent : undefined };
}

/** What may be said in the chat of one conversation. */
export function effectiveGrant(asking: Asking, deps: EffectiveGrantDeps): Grant {
  const effective = Object.fromEntries(dataClasses.map((dataClass) => [dataClass, effectiveLevel(topicOf[dataClass], asking, deps)]));
  const pick = <Value>(of: (level: EffectiveLevel) => Value, otherwise: Value): Record<DataClass, Value> => {
    const valueOf = (dataClass: DataClass): Value => {
      const level = effective[dataClass];
      return level ? of(level) : otherwise;
    };
    return {
      balance: valueOf('balance'),
      transaction: valueOf('transaction'),
      receipt: valueOf('receipt'),
      delivery: valueOf('delivery'),
      card: valueOf('card'),
      identity: valueOf('identity'),
    };
  };
  return {
    sink: 'chat',
    levels: pick<DisclosureLevel>(({ level }) => level, 'sealed'),
    rule: 'lowest of bank ceiling, channel cap, consent and sign-in',
    reasons: pick(({ reason }) => reason, ''),
  };
}

import type { Ceiling, EffectiveGrantDeps } from '../../secrecy/consent/effective-grant.ts';
import { type DisclosureLevel, disclosureLevels, reaches } from '../../secrecy/grant.ts';
import type { Config } from '../config.ts';

/** The most that may be said in the chat: of invented data everything, of real data what the bank's configuration says. */
export function ceilingOf({ bank, disclosure }: Pick<Config, 'bank' | 'disclosure'>): Ceiling {
  if (bank) return disclosure;
  return { balance: 'shown', transaction: 'shown', receipt: 'shown', delivery: 'shown', card: 'shown', alert: 'shown' };
}

/** What a customer of this bank can choose between, the most careful first; nothing where there is no choice. */
export function choicesWithin(ceiling: Ceiling): readonly DisclosureLevel[] {
  const choices = disclosureLevels.filter((level) => Object.values(ceiling).some((most) => reaches(most, level)));
  return choices.length > 1 ? choices : [];
}

/** What bank and channel allow at most. */
export function disclosureOf(config: Pick<Config, 'bank' | 'disclosure'>): EffectiveGrantDeps {
  return { ceiling: ceilingOf(config), channelCap: 'shown' };
}

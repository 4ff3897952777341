import type { Entities } from '../../engine/slots/slot-kinds.ts';
import { without } from './found.ts';

/** What is said of a bank card, and the text without it. */
export interface CardReading {
  readonly mention: NonNullable<Entities['card']> | undefined;
  readonly rest: string;
}

const digits =
  /(?:finissant|terminant|finit|termine|fini|ending|ends|finishing|carte|card|cb|visa|mastercard|celle|numero|number|n°)(?![a-z])[^\d]{0,14}(\d{4})(?!\d)|(?:\*{2,}|x{2,}|\.{3,}|•+|…|····) ?(\d{4})(?!\d)/;
const bareDigits = /^[^\d]{0,20}(\d{4})[^\d]{0,12}$/;
const schemes = [
  ['visa', /(?<![a-z])visa(?![a-z])/],
  ['mastercard', /(?<![a-z])master ?card(?![a-z])/],
  ['amex', /(?<![a-z])(?:amex|american express)(?![a-z])/],
] as const;
const fundings = [
  ['credit', /(?<![a-z])(?:cartes? )?(?:de )?credit(?: cards?)?(?![a-z])/],
  ['debit', /(?<![a-z])(?:cartes? )?(?:de |a )?debit(?: immediat)?(?: cards?)?(?![a-z])/],
] as const;
const all =
  /(?<![a-z])(?:toutes(?: (?:mes|les))?(?: cartes)?|all(?: (?:of )?(?:my|the))?(?: cards)?|every card|les deux(?: cartes)?|both(?: (?:of them|cards))?)(?![a-z])/;
const unfreeze =
  /(?<![a-z])(?:(?:deblo[cqk]|degel|deverrouill|unblo[ck]|unfreez|unfroze|unlock|unsuspend)[a-z]*|re-?activ[a-z]*|re-?enabl[a-z]*|(?:lever|leve|retirer|enlever|annuler) l'?opposition|(?:turn|switch) .{0,20}(?:back )?on)(?![a-z])/;
const plainCard = /(?<![a-z])(?:cartes?|cards?|cb)(?: (?:bleue?|bancaire))?(?![a-z])/;

/** The first of the named patterns that is found. */
function named<Name extends string>(
  patterns: readonly (readonly [Name, RegExp])[],
  text: string,
): { name: Name; found: RegExpExecArray } | undefined {
  for (const [name, pattern] of patterns) {
    const found = pattern.exec(text);
    if (found) return { name, found };
  }
  return undefined;
}

/**
 * Reads which card is meant. To be used only where a card is what the talk is about: "visa" is also a paper, four digits a year.
 * @param folded lower case, without accents. @param asked whether the customer was asked for a card, so that bare digits are read too.
 */
export function readCard(folded: string, asked: boolean): CardReading {
  const number = digits.exec(folded) ?? (asked ? bareDigits.exec(folded) : null);
  const scheme = named(schemes, folded);
  const funding = named(fundings, folded);
  const [wholly, opened] = [all.exec(folded), unfreeze.exec(folded)];
  const last4 = number?.[1] ?? number?.[2];
  const mention = {
    ...(last4 !== undefined && { last4 }),
    ...(scheme && { scheme: scheme.name }),
    ...(funding && { funding: funding.name }),
    ...(wholly && { all: true as const }),
    ...(opened && { unfreeze: true as const }),
  };
  const found = [number, scheme?.found, funding?.found, wholly, opened, plainCard.exec(folded)].filter((match) => match != null);
  const rest = found.reduce((text, match) => without(text, { start: match.index, end: match.index + match[0].length }), folded);
  return { mention: Object.keys(mention).length > 0 ? mention : undefined, rest };
}

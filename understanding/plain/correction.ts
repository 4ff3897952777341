import type { ReadableText } from '../text/readable-text.ts';

/** How a message refers to the one before it. */
export interface Reference {
  /** The text without what the customer takes back ("pas mardi"). */
  readonly kept: ReadableText;
  /** It corrects ("non, mercredi") or goes on from ("et chez Carrefour ?") what was said before. */
  readonly refersBack: boolean;
}

const correcting =
  /^[\s,]*(?:(?:euh|ah|oh|oups|oops) ?,? ?)?(?:non|nan|no|nope|en fait|actually|sorry|pardon|desolee?|plutot|rather|je voulais dire|je veux dire|i meant|i mean|correction|finalement|erreur|wait|attends|attendez|pas|not|(?:c'etait|ce n'etait|it was) (?:pas|not)|it wasn'?t|je parlais|i was talking about|make (?:it|that)|change (?:it|that) to)(?![a-z])/;
const continuing =
  /^[\s,]*(?:et|and|what about|how about|wbt|same (?:for|thing)|pareil|idem|la meme chose|meme chose|also|aussi|puis|ou bien|or|sinon|seulement|uniquement|only)(?![a-z])/;
const takenBack =
  /(^|[,;.]|(?<![a-z])(?:non|no|nope|nan|c'etait|ce n'etait|it|it was)) ?(?:mais )?(?:pas|not|wasn'?t)(?: (?:le|la|les|chez|at|on|in|du|de|the|from|celui de))* [^,;.]{1,40}?(?=[,;.]| mais | but | plutot| rather|$)/;
const rejected = /[,;.] ?(?:et pas|and not|pas|not) (?!(?:de|encore|yet)(?![a-z]))[^,;.]{1,40}$/;
const shortMessage = 60;

/** Finds corrections and follow-ups, and drops the value that is taken back so that only the new one is read. */
export function readReference({ clean, folded }: ReadableText): Reference {
  const corrects = correcting.test(folded) || (folded.length <= shortMessage && rejected.test(folded));
  const refersBack = corrects || continuing.test(folded);
  const match = corrects ? takenBack.exec(folded) : undefined;
  const dropped = match && hasWords(folded.slice(match.index + match[0].length)) ? match : corrects ? rejected.exec(folded) : undefined;
  if (!dropped || !hasWords(`${folded.slice(0, dropped.index)}${folded.slice(dropped.index + dropped[0].length)}`)) {
    return { kept: { clean, folded }, refersBack };
  }
  const without = (text: string): string => `${text.slice(0, dropped.index)} , ${text.slice(dropped.index + dropped[0].length)}`;
  return { kept: { clean: without(clean), folded: without(folded) }, refersBack };
}

function hasWords(text: string): boolean {
  return /[a-z0-9]{2}/.test(text.replace(/(?<![a-z])(?:non|no|nope|nan|mais|but)(?![a-z])/g, ''));
}

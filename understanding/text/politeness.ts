import type { ReadableText } from './readable-text.ts';

const opening =
  /^[\s,!.]*(?:(?:re)?bonjour|bonsoir|salut|coucou|slt|bjr|hello|hi there|hi|hey|good (?:morning|afternoon|evening)|dear (?:sir|madam))(?![a-z'])(?: (?:madame|monsieur|a vous|a tous|there|guichet))?[\s,!.;:]*/;
const closing =
  /[\s,!.;:]*(?<![a-z])(?:s'?il (?:vous|te) pla[iî]t|svp|stp|please|pls|plz|merci(?: d'avance| beaucoup| bien)?|thanks(?: a lot| in advance)?|many thanks|thank you(?: very much| in advance)?|thx|cordialement|bien a vous|best regards|kind regards)[\s,!.;:?]*$/;

/** The text without the greeting before it and the thanks after it; unchanged when it is nothing but politeness. */
export function withoutPoliteness(text: ReadableText): ReadableText {
  const start = opening.exec(text.folded)?.[0].length ?? 0;
  const end = closing.exec(text.folded)?.index ?? text.folded.length;
  if (start >= end || !/[\p{L}\p{N}]/u.test(text.folded.slice(start, end))) return text;
  return { clean: text.clean.slice(start, end), folded: text.folded.slice(start, end) };
}
